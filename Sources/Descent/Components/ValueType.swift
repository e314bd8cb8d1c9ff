/// The declared type of a setting: how its text is read, and which values are allowed.
public enum ValueType: Hashable, Sendable {
  case number(Bounds)
  /// A number, or one word in its place.
  case numberOr(Bounds, String)
  case integer(ClosedRange<Int>)
  /// A whole number, or one word in its place.
  case integerOr(ClosedRange<Int>, String)
  case boolean
  case text
  case choice([String])
  /// A list of texts; one alone may be written without brackets.
  case texts
  /// A list of whole numbers, such as layer widths.
  case integers(ClosedRange<Int>)
  /// A list of numbers, such as the shares of a split.
  case numbers(Bounds)

  /// What is expected, for messages: `a number in 0..<1`, `one of 'normal', 'uniform'`.
  public var expectation: String {
    switch self {
    case .number(let bounds): "a number" + bounds.suffix
    case .numberOr(let bounds, let word): "a number\(bounds.suffix) or '\(word)'"
    case .integer(let range): "a whole number" + Self.suffix(range)
    case .integerOr(let range, let word): "a whole number\(Self.suffix(range)) or '\(word)'"
    case .boolean: "true or false"
    case .text: "a text"
    case .choice(let names) where names.count == 1: "'\(names[0])'"
    case .choice(let names): "one of " + names.map { "'\($0)'" }.joined(separator: ", ")
    case .texts: "a text or a list of texts"
    case .integers(let range): "a list of whole numbers" + Self.suffix(range)
    case .numbers(let bounds): "a list of numbers" + bounds.suffix
    }
  }

  /// Whether a value of the right case lies in the range.
  public func contains(_ value: Value) -> Bool {
    switch (self, value) {
    case (.number(let bounds), .number(let number)),
      (.numberOr(let bounds, _), .number(let number)):
      bounds.contains(number)
    case (.integer(let range), .integer(let number)): range.contains(number)
    case (.integerOr(let range, _), .integer(let number)): range.contains(number)
    case (.integerOr(_, let word), .text(let text)), (.numberOr(_, let word), .text(let text)):
      text == word
    case (.boolean, .boolean), (.text, .text): true
    case (.choice(let names), .text(let name)): names.contains(name)
    case (.texts, .list(let values)):
      values.allSatisfy { if case .text = $0 { true } else { false } }
    case (.integers(let range), .list(let values)):
      values.allSatisfy { ValueType.integer(range).contains($0) }
    case (.numbers(let bounds), .list(let values)):
      values.allSatisfy { ValueType.number(bounds).contains($0) }
    default: false
    }
  }

  /// A value outside the range, for tests; nil where there is none.
  public var invalidValue: Value? {
    switch self {
    case .number(let bounds), .numberOr(let bounds, _): bounds.outside.map { .number($0) }
    case .integer(let range), .integerOr(let range, _):
      range.lowerBound > Int.min ? .integer(range.lowerBound - 1) : nil
    case .choice: .text("no_such_choice")
    case .integers(let range): ValueType.integer(range).invalidValue.map { .list([$0]) }
    case .numbers(let bounds): bounds.outside.map { .list([.number($0)]) }
    default: nil
    }
  }

  private static func suffix(_ range: ClosedRange<Int>) -> String {
    switch (range.lowerBound, range.upperBound) {
    case (Int.min, Int.max): ""
    case (let low, Int.max): " in \(low)..."
    case (let low, let high): " in \(low)...\(high)"
    }
  }
}

/// The range of a number, with open or closed ends.
public struct Bounds: Hashable, Sendable, CustomStringConvertible {
  public var lower: Double
  public var upper: Double
  public var includesLower: Bool
  public var includesUpper: Bool

  public init(
    lower: Double, upper: Double, includesLower: Bool = true, includesUpper: Bool = true
  ) {
    self.lower = lower
    self.upper = upper
    self.includesLower = includesLower
    self.includesUpper = includesUpper
  }

  public init(_ range: Range<Double>) {
    self.init(lower: range.lowerBound, upper: range.upperBound, includesUpper: false)
  }

  public init(_ range: ClosedRange<Double>) {
    self.init(lower: range.lowerBound, upper: range.upperBound)
  }

  /// Every finite number.
  public static let any = Bounds(lower: -.infinity, upper: .infinity)

  public static func above(_ lower: Double) -> Bounds {
    Bounds(lower: lower, upper: .infinity, includesLower: false)
  }

  public static func atLeast(_ lower: Double) -> Bounds {
    Bounds(lower: lower, upper: .infinity)
  }

  /// Strictly between the two, ends excluded.
  public static func between(_ lower: Double, _ upper: Double) -> Bounds {
    Bounds(lower: lower, upper: upper, includesLower: false, includesUpper: false)
  }

  /// Above `lower`, up to and including `upper`.
  public static func above(_ lower: Double, upTo upper: Double) -> Bounds {
    Bounds(lower: lower, upper: upper, includesLower: false)
  }

  public func contains(_ value: Double) -> Bool {
    value.isFinite && (includesLower ? value >= lower : value > lower)
      && (includesUpper ? value <= upper : value < upper)
  }

  public var description: String {
    switch (lower, upper) {
    case (-.infinity, .infinity): "any number"
    case (let low, .infinity): (includesLower ? "≥ " : "> ") + text(low)
    case (-.infinity, let high): (includesUpper ? "≤ " : "< ") + text(high)
    case (let low, let high) where includesLower:
      text(low) + (includesUpper ? "..." : "..<") + text(high)
    case (let low, let high):
      "> \(text(low)) and " + (includesUpper ? "≤ " : "< ") + text(high)
    }
  }

  /// ` in 0..<1` or ` > 0`, to follow a noun.
  var suffix: String {
    if self == .any { return "" }
    return includesLower && lower.isFinite && upper.isFinite
      ? " in " + description : " " + description
  }

  /// A number outside the bounds, or nil.
  var outside: Double? {
    if lower.isFinite { return includesLower ? lower - 1 : lower }
    if upper.isFinite { return includesUpper ? upper + 1 : upper }
    return nil
  }

  private func text(_ number: Double) -> String { Value.number(number).description }
}
