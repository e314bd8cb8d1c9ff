import Descent

extension DocumentReader {
  /// `5` for 1…5, a list, or `{count, start, vary}`.
  func readSeeds(_ node: YAMLNode?) -> (values: [Int], vary: [RandomStream.Purpose]) {
    let all = RandomStream.Purpose.allCases
    let standard = (Array(1...5), all)
    guard let node else { return standard }
    let seed = ValueType.integer(0...Int(Int32.max))
    if let items = node.sequence {
      if items.isEmpty { report("'seeds' is empty", at: node.position, "E08") }
      return (readSeedList(items, seed), all)
    }
    guard let entries = node.mapping else {
      guard case .integer(let count)? = readValue(node, .integer(1...1_000_000), "seeds") else {
        return standard
      }
      return (Array(1...count), all)
    }
    checkKeys(of: entries, known: ["count", "start", "vary"], in: "seeds")
    var (count, start) = (5, 1)
    if let node = node["count"],
      case .integer(let value)? = readValue(node, .integer(1...1_000_000), "seeds.count")
    {
      count = value
    }
    if let node = node["start"], case .integer(let value)? = readValue(node, seed, "seeds.start") {
      start = value
    }
    guard let vary = node["vary"] else { return (Array(start..<start + count), all) }
    let items = vary.sequence ?? [vary]
    if items.isEmpty, count > 1 {
      report(
        "'seeds.vary' is empty: all \(count) seeds would give the same run", at: vary.position,
        "E05")
    }
    let chosen = items.compactMap { item in
      readChoice(item, of: all.map(\.rawValue)).flatMap(RandomStream.Purpose.init)
    }
    let isRight = chosen.count == items.count && !(items.isEmpty && count > 1)
    return (Array(start..<start + count), isRight ? all.filter(chosen.contains) : all)
  }

  private func readSeedList(_ items: [YAMLNode], _ type: ValueType) -> [Int] {
    var values: [Int] = []
    for item in items {
      guard case .integer(let value)? = readValue(item, type, "seeds") else { continue }
      if values.contains(value) {
        report("seed \(value) is given twice", at: item.position, "E08")
      }
      values.append(value)
    }
    return values
  }
}
