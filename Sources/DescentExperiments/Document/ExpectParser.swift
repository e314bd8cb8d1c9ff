import DescentStore

/// Reads the `expect` of a hypothesis.
///
///     expect = "a" CMP ("b" | NUMBER) ["by" MARGIN]  |  "a = b within" NUMBER
///            | ("increasing" | "decreasing") "over" FACTOR  |  "share(" FACTOR ") > share(" FACTOR ")"
///     CMP = ">" | "<"        MARGIN = NUMBER | NUMBER "x" | NUMBER "%"
struct ExpectParser {
  typealias Expectation = StoredPlan.Hypothesis.Expectation

  /// What is wrong, and how many characters stand before it.
  struct Mistake: Error {
    var message: String
    var offset: Int
  }

  /// A word with its place in the text.
  private struct Word {
    var text: String
    var offset: Int
  }

  private var words: [Word] = []
  private var next = 0
  private let end: Int

  /// - Throws: The first word that cannot stand where it does.
  static func parse(_ text: String) throws(Mistake) -> Expectation {
    var parser = ExpectParser(text)
    let expectation = try parser.expectation()
    if parser.next < parser.words.count { throw parser.unexpected("the end") }
    return expectation
  }

  private init(_ text: String) {
    end = text.unicodeScalars.count
    var word = ""
    for (offset, scalar) in (text + " ").unicodeScalars.enumerated() {
      let isSymbol = ["<", ">", "="].contains(scalar)
      if isSymbol || scalar.properties.isWhitespace {
        if !word.isEmpty {
          words.append(Word(text: word, offset: offset - word.unicodeScalars.count))
        }
        word = ""
        if isSymbol { words.append(Word(text: String(scalar), offset: offset)) }
      } else {
        word.unicodeScalars.append(scalar)
      }
    }
  }

  // MARK: - Grammar

  private mutating func expectation() throws(Mistake) -> Expectation {
    let word = current
    switch word {
    case "a":
      next += 1
      return try comparison()
    case "increasing", "decreasing":
      next += 1
      try take("over")
      return .trend(isIncreasing: word == "increasing", factor: try name())
    case _ where word?.hasPrefix("share(") ?? false:
      let larger = try share()
      try take(">")
      return .shares(larger: larger, smaller: try share())
    default:
      throw unexpected("'a', 'increasing', 'decreasing' or 'share(FACTOR)'")
    }
  }

  private mutating func comparison() throws(Mistake) -> Expectation {
    let sign = current
    switch sign {
    case "=":
      next += 1
      try take("b")
      try take("within")
      return .equivalence(within: try number("a number above 0", isPositive: true))
    case ">", "<":
      next += 1
      let isGreater = sign == ">"
      if current == "b" {
        next += 1
        return .difference(isGreater: isGreater, margin: try margin())
      }
      let threshold = try number("'b' or a number", isPositive: false)
      return .threshold(threshold, isGreater: isGreater, margin: try margin())
    default:
      throw unexpected("'>', '<' or '='")
    }
  }

  private mutating func margin() throws(Mistake) -> StoredPlan.Hypothesis.Margin {
    guard next < words.count else { return .none }
    try take("by")
    let kinds = "a number above 0, such as 0.02, 10x or 5%"
    guard let word = current, let unit = word.last else { throw unexpected(kinds) }
    guard unit == "x" || unit == "%" else {
      return .absolute(try number(kinds, isPositive: true))
    }
    guard let value = try? YAMLScalar(String(word.dropLast())).number(), value > 0 else {
      throw unexpected(kinds)
    }
    if unit == "x", value <= 1 { throw unexpected("a ratio above 1") }
    next += 1
    return unit == "x" ? .ratio(value) : .percent(value)
  }

  private mutating func share() throws(Mistake) -> String {
    guard let word = current, word.hasPrefix("share("), word.hasSuffix(")"),
      word.count > "share()".count
    else { throw unexpected("'share(FACTOR)'") }
    next += 1
    return String(word.dropFirst("share(".count).dropLast())
  }

  // MARK: - Words

  private var current: String? { next < words.count ? words[next].text : nil }

  private mutating func take(_ word: String) throws(Mistake) {
    guard current == word else { throw unexpected("'\(word)'") }
    next += 1
  }

  private mutating func name() throws(Mistake) -> String {
    guard let word = current else { throw unexpected("a factor") }
    next += 1
    return word
  }

  private mutating func number(
    _ expected: String, isPositive: Bool
  ) throws(Mistake) -> Double {
    guard let word = current, let value = try? YAMLScalar(word).number(),
      !isPositive || value > 0
    else { throw unexpected(expected) }
    next += 1
    return value
  }

  private func unexpected(_ expected: String) -> Mistake {
    let found = current.map { "'\($0)'" } ?? "nothing more"
    return Mistake(
      message: "expected \(expected), found \(found)",
      offset: next < words.count ? words[next].offset : end)
  }
}
