/// A scalar as it is written: its text after quotes and escapes, and how it was quoted.
package struct YAMLScalar: Hashable, Sendable {
  package enum Style: Sendable {
    case plain, singleQuoted, doubleQuoted
    /// A block after `|` or `>`.
    case block
  }

  package let text: String
  package let style: Style

  package init(_ text: String, style: Style = .plain) {
    self.text = text
    self.style = style
  }

  /// Whether nothing is given: no text at all, `~` or `null`, without quotes.
  package var isNull: Bool { style == .plain && ["", "~", "null"].contains(text) }

  // MARK: - Reading by the declared type

  /// Why a scalar is not what it is read as; the caller words it.
  package enum Mistake: Error, Equatable {
    /// It is in quotes or in a block, and so a text.
    case quoted
    case notANumber
    case notABoolean
    /// `010`: eight to some readers of YAML, ten to others.
    case leadingZero
    /// A number with a fractional part, where a whole one is wanted.
    case notIntegral
    /// Too large, or too close to zero, for a `Double` or an `Int`.
    case outOfRange
  }

  /// A finite number in decimal form: `1`, `-2`, `+1`, `0.5`, `.5`, `1e-3`.
  package func number() throws(Mistake) -> Double {
    let decimal = try decimal()
    guard let value = Double(text), value.isFinite, value != 0 || decimal.isZero else {
      throw .outOfRange
    }
    return value
  }

  /// A whole number, also where its form is that of a real one: `20`, `20.0`, `1e3`.
  package func integer() throws(Mistake) -> Int {
    guard try !decimal().isWholeInForm else {
      guard let value = Int(text) else { throw .outOfRange }
      return value
    }
    let value = try number()
    guard value == value.rounded() else { throw .notIntegral }
    guard abs(value) <= 0x1p53 else { throw .outOfRange }
    return Int(value)
  }

  /// `true` or `false`, in this spelling alone.
  package func boolean() throws(Mistake) -> Bool {
    guard style == .plain else { throw .quoted }
    guard let value = Bool(text) else { throw .notABoolean }
    return value
  }

  /// What the form of a decimal number says before its value is known.
  private struct Decimal {
    /// Neither a point nor an exponent.
    let isWholeInForm: Bool
    /// No digit before the exponent but 0.
    let isZero: Bool
  }

  /// Checks the text against `[+-]? (d+ (. d*)? | . d+) ([eE] [+-]? d+)?`.
  private func decimal() throws(Mistake) -> Decimal {
    guard style == .plain else { throw .quoted }
    var rest = text.utf8[...]

    func takeSign() {
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    }
    func takeDigits() -> Substring.UTF8View {
      let digits = rest.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
      rest.removeFirst(digits.count)
      return digits
    }

    takeSign()
    let whole = takeDigits()
    var fraction = rest.prefix(0)
    let hasPoint = rest.first == UInt8(ascii: ".")
    if hasPoint {
      rest.removeFirst()
      fraction = takeDigits()
    }
    guard !whole.isEmpty || !fraction.isEmpty else { throw .notANumber }
    let hasExponent = rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E")
    if hasExponent {
      rest.removeFirst()
      takeSign()
      guard !takeDigits().isEmpty else { throw .notANumber }
    }
    guard rest.isEmpty else { throw .notANumber }
    guard whole.count < 2 || whole.first != UInt8(ascii: "0") else { throw .leadingZero }

    let isZero = [whole, fraction].joined().allSatisfy { $0 == UInt8(ascii: "0") }
    return Decimal(isWholeInForm: !hasPoint && !hasExponent, isZero: isZero)
  }
}
