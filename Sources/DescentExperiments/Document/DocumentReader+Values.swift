import Descent

extension DocumentReader {
  /// Reads a value by its declared type; the name says in messages what is read.
  func readValue(
    _ node: YAMLNode, _ type: ValueType, _ name: String, _ code: String = "E05"
  ) -> Value? {
    let node = node.literal
    let value = parse(node, type)
    if let value, type.contains(value) { return value }
    let isLiteral = value != nil || (type.isList && node.sequence != nil)
    var found = isLiteral ? written(node) : node.summary
    var hint = ""
    if case .choice(let names) = type {
      found = node.summary
      hint = nearestName(to: node.text ?? "", among: names).map { "; did you mean '\($0)'?" } ?? ""
    }
    switch numberMistake(node, type) {
    case .leadingZero?: hint = "; a leading zero means octal to some readers"
    case .quoted? where node.text != "": hint = "; in quotes it is a text"
    default: break
    }
    if type.isList, node.scalar != nil,
      let list = parse(YAMLNode(.sequence([node]), at: node.position), type), type.contains(list)
    {
      hint = "; write [\(written(node))]"
    }
    report("'\(name)' must be \(type.expectation), not \(found)" + hint, at: node.position, code)
    return nil
  }

  /// The value without a check of its range; nil where it has another type.
  private func parse(_ node: YAMLNode, _ type: ValueType) -> Value? {
    switch type {
    case .number: return (try? node.scalar?.number()).map { .number($0) }
    case .integer: return (try? node.scalar?.integer()).map { .integer($0) }
    case .numberOr(let bounds, let word):
      return node.text == word ? .text(word) : parse(node, .number(bounds))
    case .integerOr(_, let word):
      if node.text == word { return .text(word) }
      return (try? node.scalar?.integer()).map { .integer($0) }
    case .boolean: return (try? node.scalar?.boolean()).map { .boolean($0) }
    case .text, .choice: return node.isNull ? nil : node.text.map { .text($0) }
    case .texts: return list(node, .text) ?? parse(node, .text).map { .list([$0]) }
    case .integers(let range): return list(node, .integer(range))
    case .numbers(let bounds): return list(node, .number(bounds))
    }
  }

  private func list(_ node: YAMLNode, _ element: ValueType) -> Value? {
    guard let items = node.sequence else { return nil }
    let values = items.compactMap { parse($0, element) }
    return values.count == items.count ? .list(values) : nil
  }

  private func numberMistake(_ node: YAMLNode, _ type: ValueType) -> YAMLScalar.Mistake? {
    do throws(YAMLScalar.Mistake) {
      switch type {
      case .number, .numberOr: _ = try node.scalar?.number()
      case .integer, .integerOr: _ = try node.scalar?.integer()
      default: break
      }
      return nil
    } catch {
      return error
    }
  }

  /// The value as the file has it, lists included.
  private func written(_ node: YAMLNode) -> String {
    guard let items = node.sequence else { return node.text ?? node.summary }
    return "[" + items.map { written($0) }.joined(separator: ", ") + "]"
  }

  // MARK: - Candidates

  /// The candidates of an axis or of a hyperparameter in a branch: a list's elements, an interval's
  /// points, or one value; none of them twice, unless they may repeat themselves.
  func readCandidates(
    _ node: YAMLNode, _ type: ValueType, _ name: String, mayRepeat: Bool = false
  ) -> [Located<Value>] {
    var candidates: [Located<Value>]
    if let items = node.sequence {
      if items.isEmpty { report("'\(name)' has no candidates", at: node.position, "E08") }
      if type.isList, type != .texts, let item = items.first(where: { $0.literal.sequence == nil })
      {
        let areScalars = items.allSatisfy { $0.scalar != nil }
        let literal = areScalars ? "[\(written(node))]" : "[\(written(item))]"
        report(
          "'\(name)' takes a list; write \(literal) for one candidate",
          at: areScalars ? node.position : item.position, "E13")
        return []
      }
      candidates = items.flatMap { readOne($0, type, name) }
    } else if let entries = node.mapping {
      let keys = Set(entries.map { $0.key.text ?? "" })
      if keys == ["values"], let values = node["values"] {
        return readCandidates(values, type, name, mayRepeat: mayRepeat)
      } else if keys == ["value"] {
        candidates = readOne(node, type, name)
      } else if keys.contains("min") || keys.contains("max") {
        candidates = readInterval(node, entries, type, name)
      } else {
        report(
          "'\(name)' takes candidates: a list, {values: [..]} or {min, max, num}, not a map of "
            + keys.sorted().map { "'\($0)'" }.joined(separator: ", "), at: node.position, "E05")
        return []
      }
    } else {
      candidates = readOne(node, type, name)
    }
    var seen: [Value: SourcePosition] = [:]
    for candidate in candidates where !mayRepeat {
      if let first = seen[candidate.value] {
        report(
          "'\(name)' has the candidate \(candidate.value.literal) twice; the first is in line \(first.line)",
          at: candidate.position, "E08")
      }
      seen[candidate.value] = seen[candidate.value] ?? candidate.position
    }
    return candidates
  }

  /// One candidate; a literal list is written `[[16, 16]]` or `{value: [16, 16]}`, and a list of one text as the text.
  private func readOne(_ node: YAMLNode, _ type: ValueType, _ name: String) -> [Located<Value>] {
    readValue(node, type, name).map { [Located(value: $0, position: node.position)] } ?? []
  }

  /// `{min, max, num, scale}` or `{min, max, step}`.
  private func readInterval(
    _ node: YAMLNode, _ entries: [YAMLNode.Entry], _ type: ValueType, _ name: String
  ) -> [Located<Value>] {
    guard let interval = readBounds(node, entries, name),
      let points = readPoints(
        node, from: interval.low, to: interval.high, isLog: interval.isLog)
    else { return [] }
    return points.compactMap { point in
      value(point, type, name, at: node.position).map {
        Located(value: $0, position: node.position)
      }
    }
  }

  /// What all intervals have: their ends, and the scale between.
  func readBounds(
    _ node: YAMLNode, _ entries: [YAMLNode.Entry], _ name: String
  ) -> (low: Double, high: Double, isLog: Bool)? {
    guard checkKeys(of: entries, known: ["min", "max", "num", "step", "scale"], in: name) else {
      return nil
    }
    guard let minNode = node["min"], let maxNode = node["max"] else {
      report("an interval needs both 'min' and 'max'", at: node.position, "E07")
      return nil
    }
    let number = ValueType.number(.any)
    guard let low = readValue(minNode, number, "min")?.number,
      let high = readValue(maxNode, number, "max")?.number
    else { return nil }
    let isLog = node["scale"].flatMap { readChoice($0, of: ["linear", "log"]) } == "log"
    if low >= high {
      report("'min' must be below 'max'", at: minNode.position, "E07")
    } else if isLog, low <= 0 {
      report("a log scale needs 'min' above 0", at: minNode.position, "E07")
    } else {
      return (low, high, isLog)
    }
    return nil
  }

  /// The points of an interval: `num` of them, or one every `step`.
  private func readPoints(
    _ node: YAMLNode, from low: Double, to high: Double, isLog: Bool
  ) -> [Double]? {
    switch (node["num"], node["step"]) {
    case (let num?, nil):
      guard
        case .integer(let count)? = readValue(
          num, .integer(2...Interval.largestCount), "num", "E07")
      else { return nil }
      return Interval.points(from: low, to: high, count: count, isLog: isLog)
    case (nil, let step?):
      if isLog {
        report("'step' goes with a linear scale; use 'num'", at: step.position, "E07")
        return nil
      }
      guard let width = readValue(step, .number(.above(0)), "step", "E07")?.number else {
        return nil
      }
      let points = Interval.points(from: low, to: high, step: width)
      if points == nil {
        report(
          "the interval would have more than \(Interval.largestCount) points", at: step.position,
          "E07")
      }
      return points
    default:
      report(
        "an interval in a grid needs exactly one of 'num' and 'step'", at: node.position, "E07")
      return nil
    }
  }

  /// A point of an interval as a value of the declared type.
  func value(
    _ point: Double, _ type: ValueType, _ name: String, at position: SourcePosition
  ) -> Value? {
    let value: Value
    switch type {
    case .number, .numberOr: value = .number(point)
    case .integer, .integerOr: value = Int(exactly: point).map { .integer($0) } ?? .number(point)
    default:
      report("'\(name)' must be \(type.expectation), not an interval", at: position, "E05")
      return nil
    }
    guard type.contains(value) else {
      report(
        "'\(name)' must be \(type.expectation), but the interval holds \(value)", at: position,
        "E05")
      return nil
    }
    return value
  }
}

extension YAMLNode {
  /// What `{value: ..}` stands for; any other node is itself.
  var literal: YAMLNode {
    mapping?.count == 1 ? self["value"] ?? self : self
  }
}

extension ValueType {
  /// Whether a single value is itself a list.
  var isList: Bool {
    switch self {
    case .texts, .integers, .numbers: true
    default: false
    }
  }
}
