import Descent

extension DocumentReader {
  /// Reads a value by its declared type.
  ///
  /// - Parameter name: What is read, for messages: `learning_rate` or `'slope' of activation 'elu'`.
  func readValue(_ node: YAMLNode, _ type: ValueType, _ name: String) -> Value? {
    guard let value = parse(node, type) else {
      let hint =
        if case .leadingZero? = numberMistake(node, type) {
          "; a leading zero means octal to some readers"
        } else {
          ""
        }
      report(
        "'\(name)' must be \(type.expectation), not \(node.summary)" + hint, at: node.position,
        "E05")
      return nil
    }
    guard type.contains(value) else {
      report(
        "'\(name)' must be \(type.expectation), not \(written(node))", at: node.position, "E05")
      return nil
    }
    return value
  }

  /// The value without a check of its range; nil where it has another type.
  private func parse(_ node: YAMLNode, _ type: ValueType) -> Value? {
    switch type {
    case .number: return (try? node.scalar?.number()).map { .number($0) }
    case .integer: return (try? node.scalar?.integer()).map { .integer($0) }
    case .integerOr(_, let word):
      if node.text == word { return .text(word) }
      return (try? node.scalar?.integer()).map { .integer($0) }
    case .boolean: return (try? node.scalar?.boolean()).map { .boolean($0) }
    case .text, .choice: return node.isNull ? nil : node.text.map { .text($0) }
    case .texts: return list(node, .text)
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
      case .number: _ = try node.scalar?.number()
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
  /// points, or one value.
  ///
  /// - Parameter check: Called for each value of the right type, with its place; false drops it.
  func readCandidates(
    _ node: YAMLNode, _ type: ValueType, _ name: String
  ) -> [Located<Value>] {
    var candidates: [Located<Value>]
    if let items = node.sequence {
      candidates = items.flatMap { readCandidate($0, type, name) }
      if items.isEmpty { report("'\(name)' has no candidates", at: node.position, "E08") }
    } else if let entries = node.mapping {
      let keys = Set(entries.map { $0.key.text ?? "" })
      if keys == ["values"], let values = node["values"] {
        return readCandidates(values, type, name)
      } else if keys == ["value"], let value = node["value"] {
        candidates = readOne(value, type, name)
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
    for candidate in candidates {
      if let first = seen[candidate.value] {
        report(
          "'\(name)' has the candidate \(candidate.value) twice; the first is in line \(first.line)",
          at: candidate.position, "E08")
      }
      seen[candidate.value] = seen[candidate.value] ?? candidate.position
    }
    return candidates
  }

  /// One element of a candidate list; a literal list is written `[[16, 16]]` or `{value: [16, 16]}`.
  private func readCandidate(
    _ node: YAMLNode, _ type: ValueType, _ name: String
  ) -> [Located<Value>] {
    if let entries = node.mapping, entries.map(\.key.text) == ["value"], let value = node["value"] {
      return readOne(value, type, name)
    }
    if type.isList, node.sequence == nil {
      report(
        "'\(name)' takes a list; write [[\(node.text ?? "16, 16")]] for one candidate",
        at: node.position, "E13")
      return []
    }
    return readOne(node, type, name)
  }

  private func readOne(_ node: YAMLNode, _ type: ValueType, _ name: String) -> [Located<Value>] {
    readValue(node, type, name).map { [Located(value: $0, position: node.position)] } ?? []
  }

  /// `{min, max, num, scale}` or `{min, max, step}`.
  private func readInterval(
    _ node: YAMLNode, _ entries: [YAMLNode.Entry], _ type: ValueType, _ name: String
  ) -> [Located<Value>] {
    checkKeys(of: entries, known: ["min", "max", "num", "step", "scale"], in: name)
    let bounds = Bounds.any
    guard let minNode = node["min"], let maxNode = node["max"],
      let low = readValue(minNode, .number(bounds), "min")?.number,
      let high = readValue(maxNode, .number(bounds), "max")?.number
    else {
      if node["min"] == nil || node["max"] == nil {
        report("an interval needs both 'min' and 'max'", at: node.position, "E07")
      }
      return []
    }
    let isLog = node["scale"].flatMap { readChoice($0, of: ["linear", "log"]) } == "log"
    func refuse(_ message: String, _ place: YAMLNode) -> [Located<Value>] {
      report(message, at: place.position, "E07")
      return []
    }
    guard low < high else { return refuse("'min' must be below 'max'", minNode) }
    if isLog, low <= 0 { return refuse("a log scale needs 'min' above 0", minNode) }

    let points: [Double]
    switch (node["num"], node["step"]) {
    case (let num?, nil):
      guard case .integer(let count)? = readValue(num, .integer(2...1_000_000), "num") else {
        return []
      }
      points = Interval.points(from: low, to: high, count: count, isLog: isLog)
    case (nil, let step?):
      if isLog { return refuse("'step' goes with a linear scale; use 'num'", step) }
      guard let step = readValue(step, .number(.above(0)), "step")?.number else { return [] }
      points = Interval.points(from: low, to: high, step: step)
    default:
      return refuse("an interval in a grid needs exactly one of 'num' and 'step'", node)
    }
    return points.compactMap { point in
      let value: Value
      switch type {
      case .number: value = .number(point)
      case .integer, .integerOr:
        guard point == point.rounded() else {
          report(
            "'\(name)' must be a whole number, but the interval holds "
              + Value.number(point).description, at: node.position, "E05")
          return nil
        }
        value = .integer(Int(point))
      default:
        report(
          "'\(name)' must be \(type.expectation), not an interval", at: node.position, "E05")
        return nil
      }
      guard type.contains(value) else {
        report(
          "'\(name)' must be \(type.expectation), not \(value)", at: node.position, "E05")
        return nil
      }
      return Located(value: value, position: node.position)
    }
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
