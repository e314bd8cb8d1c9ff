import Descent

extension DocumentReader {
  /// `successive_halving`, or `{method: hyperband, eta: 3, min_epochs: 1}`.
  func readSearch(_ node: YAMLNode) -> Located<Search>? {
    let names = Search.Method.allCases.map(\.rawValue)
    func method(_ node: YAMLNode) -> Search.Method? {
      readChoice(node, of: names).flatMap(Search.Method.init)
    }
    if node.text != nil, !node.isNull {
      return method(node).map { Located(value: Search(method: $0), position: node.position) }
    }
    guard let entries = node.mapping else {
      report("expected a method or a map, found \(node.summary)", at: node.position, "E05")
      return nil
    }
    let areKnown = checkKeys(of: entries, known: ["method", "eta", "min_epochs"], in: "search")
    guard let name = node["method"] else {
      if areKnown {
        report(
          "'search' needs a 'method'; " + alternatives(to: "", among: names), at: node.position,
          "E05")
      }
      return nil
    }
    var search = method(name).map { Search(method: $0) }
    if let node = node["eta"],
      case .integer(let eta)? = readValue(node, .integer(2...100), "search.eta")
    {
      search?.eta = eta
    }
    if let node = node["min_epochs"],
      case .integer(let epochs)? = readValue(node, .integer(1...1_000_000), "search.min_epochs")
    {
      search?.minEpochs = epochs
    }
    return search.map { Located(value: $0, position: node.position) }
  }
}
