import Descent

extension DocumentReader {
  /// A map of paths, nested or dotted, with the values that are meant.
  ///
  /// - Parameters:
  ///   - node: The map.
  ///   - name: Its key, for messages.
  ///   - code: The code of its mistakes.
  /// - Returns: Nil where it is no map; otherwise what could be read of it.
  func readCondition(_ node: YAMLNode, _ name: String, _ code: String) -> Condition? {
    guard node.mapping != nil else {
      report(
        "'\(name)' must be a map of settings with their values, not \(node.summary)",
        at: node.position, code)
      return nil
    }
    var condition = Condition(terms: [], position: node.position)
    condition.isWhole =
      reading { collectTerms(node, prefix: "", name, code, into: &condition) }.isRight
    return condition
  }

  private func collectTerms(
    _ node: YAMLNode, prefix: String, _ name: String, _ code: String,
    into condition: inout Condition
  ) {
    for (key, value) in node.mapping ?? [] {
      let path = prefix + (key.text ?? "")
      if value.mapping != nil, !value.isPattern {
        collectTerms(value, prefix: path + ".", name, code, into: &condition)
      } else if let first = condition.terms.first(where: { $0.path.value == path }) {
        report(
          "'\(path)' is given twice in '\(name)'; the first is in line "
            + "\(first.path.position.line)", at: key.position, "E06")
      } else if let pattern = readPattern(value, path, code) {
        condition.terms.append(
          Condition.Term(
            path: Located(value: path, position: key.position),
            pattern: Located(value: pattern, position: value.position)))
      }
    }
  }

  /// What a value is held against: one value, a list of which any will do, or an interval.
  func readPattern(_ node: YAMLNode, _ name: String, _ code: String) -> Condition.Pattern? {
    if let items = node["values"]?.sequence ?? node.sequence {
      if items.isEmpty {
        report("'\(name)' has no values", at: node.position, code)
        return nil
      }
      let patterns = items.compactMap { readLiteral($0, name, code) }
      return patterns.count == items.count ? .anyOf(patterns) : nil
    }
    guard node.mapping != nil, node["value"] == nil else { return readLiteral(node, name, code) }
    guard checkKeys(of: node.mapping ?? [], known: ["min", "max"], in: name) else { return nil }
    func end(_ key: String) -> Double? {
      guard let end = node[key] else { return key == "min" ? -Double.infinity : .infinity }
      return readValue(end, .number(.any), key, code)?.number
    }
    guard let low = end("min"), let high = end("max") else { return nil }
    guard low <= high else {
      report("'min' must not be above 'max'", at: node.position, code)
      return nil
    }
    return .interval(low...high)
  }

  private func readLiteral(_ node: YAMLNode, _ name: String, _ code: String) -> Condition.Pattern? {
    let node = node.literal
    if let items = node.sequence {
      let patterns = items.compactMap { readLiteral($0, name, code) }
      return patterns.count == items.count ? .list(patterns) : nil
    }
    guard let scalar = node.scalar, !scalar.isNull else {
      report("expected a value for '\(name)', found \(node.summary)", at: node.position, code)
      return nil
    }
    return .scalar(scalar)
  }
}

extension YAMLNode {
  /// Whether a map stands for values, as against a nested path.
  fileprivate var isPattern: Bool {
    let keys = Set((mapping ?? []).map { $0.key.text ?? "" })
    return !keys.isDisjoint(with: ["min", "max", "value", "values"])
  }
}
