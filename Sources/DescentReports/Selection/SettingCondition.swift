/// A path and the values that are right for it: `optimizer=adam,sgd`, `model.depth=2..8`.
package struct SettingCondition: Sendable, Equatable {
  package var path: String
  package var pattern: Pattern

  package enum Pattern: Sendable, Equatable {
    case anyOf([String])
    /// Ends included; one may be left out.
    case interval(ClosedRange<Double>)
  }

  package init(path: String, pattern: Pattern) {
    self.path = path
    self.pattern = pattern
  }

  /// Reads `PATH=VALUE`, `PATH=VALUE,VALUE` or `PATH=MIN..MAX`; nil where it is none of them.
  ///
  /// A comma in brackets is part of a level: `optimizer=momentum(momentum=0.9, nesterov=true)`.
  package init?(_ argument: String) {
    guard let sign = argument.firstIndex(of: "=") else { return nil }
    let path = argument[..<sign].trimmed
    let text = argument[argument.index(after: sign)...].trimmed
    guard !path.isEmpty, !text.isEmpty, let pattern = Pattern(text) else { return nil }
    self.init(path: path, pattern: pattern)
  }

  package func matches(_ settings: ConfigurationSettings) -> Bool {
    switch pattern {
    case .anyOf(let texts):
      settings.names(path).contains { name in texts.contains(where: name.isMeant) }
    case .interval(let range): settings[path]?.number.map(range.contains) ?? false
    }
  }

  /// One condition for each value that is right.
  package var alternatives: [SettingCondition] {
    guard case .anyOf(let texts) = pattern else { return [self] }
    return texts.map { SettingCondition(path: path, pattern: .anyOf([$0])) }
  }

  /// `optimizer adam or sgd`, `model.depth 2 to 8`.
  package var words: String { path + " " + pattern.words }
}

extension SettingCondition.Pattern {
  package init?(_ text: String) {
    if let (low, high) = Self.ends(text) {
      guard low <= high else { return nil }
      self = .interval(low...high)
      return
    }
    let texts = Self.items(text)
    guard !texts.contains("") else { return nil }
    self = .anyOf(texts)
  }

  package var words: String {
    switch self {
    case .anyOf(let texts): return texts.joined(separator: " or ")
    case .interval(let range):
      let (low, high) = (range.lowerBound, range.upperBound)
      if low == -.infinity { return "at most \(number(high))" }
      return high == .infinity ? "at least \(number(low))" : "\(number(low)) to \(number(high))"
    }
  }

  private func number(_ value: Double) -> String { SettingValue.number(value).description }

  /// The ends of `MIN..MAX`; nil for a text that is no interval.
  private static func ends(_ text: String) -> (low: Double, high: Double)? {
    let parts = text.split(separator: "..", omittingEmptySubsequences: false).map(\.trimmed)
    guard parts.count == 2, parts != ["", ""],
      let low = parts[0].isEmpty ? -.infinity : Double(parts[0]),
      let high = parts[1].isEmpty ? .infinity : Double(parts[1]), !low.isNaN, !high.isNaN
    else { return nil }
    return (low, high)
  }

  /// The parts between commas that stand in no brackets.
  private static func items(_ text: String) -> [String] {
    var items = [""]
    var depth = 0
    for character in text {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if character == ",", depth <= 0 {
        items.append("")
      } else {
        items[items.count - 1].append(character)
      }
    }
    return items.map { $0[...].trimmed }
  }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
