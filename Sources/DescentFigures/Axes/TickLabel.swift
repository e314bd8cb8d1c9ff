import Foundation

/// A number beside an axis, perhaps with a power of ten: `0.05`, `−2`, `10⁻³`.
package struct TickLabel: Equatable, Sendable {
  package let text: String
  /// Drawn smaller and raised.
  package let exponent: String?

  package init(text: String, exponent: String? = nil) {
    self.text = text
    self.exponent = exponent
  }

  /// A number with fixed decimals, groups of thousands and a proper minus; with a power of ten
  /// where it would be long.
  package init(_ value: Double, decimals: Int) {
    let size = abs(value)
    if size == 0, decimals > 5 {
      self.init(text: "0")
      return
    }
    if size >= 1e6 || decimals > 5 {
      self.init(scientific: value)
      return
    }
    let scaled = Int((size * pow(10, Double(decimals))).rounded())
    var digits = String(scaled)
    digits = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let whole = Self.grouped(String(digits.dropLast(decimals)))
    let sign = value < 0 && scaled > 0 ? "−" : ""
    self.init(text: sign + whole + (decimals > 0 ? "." + digits.suffix(decimals) : ""))
  }

  /// A number with as many decimals as it has, `0.003`, `1.5`, `10⁻⁶`, or as make three digits of one
  /// that was drawn: `2.15`.
  init(exactly value: Double) {
    let decimals = (0...5).first { places in
      let scaled = value * pow(10, Double(places))
      return abs(scaled - scaled.rounded()) <= 1e-9 * abs(scaled)
    }
    let digits = 2 - Int(log10(max(abs(value), 1e-9)).rounded(.down))
    self.init(value, decimals: decimals ?? max(digits, 0))
  }

  /// A mantissa of at most three digits and a power of ten: `2×10⁻⁵`.
  private init(scientific value: Double) {
    var exponent = Int(log10(abs(value)).rounded(.down))
    var hundredths = Int((abs(value) / pow(10, Double(exponent)) * 100).rounded())
    if hundredths >= 1000 { (hundredths, exponent) = (100, exponent + 1) }
    let mantissa = coordinate(Double(hundredths) / 100)
    let sign = value < 0 ? "−" : ""
    self.init(
      text: sign + (mantissa == "1" ? "10" : mantissa + "×10"), exponent: Self.signed(exponent))
  }

  /// The labels of a logarithmic axis: powers where there are only powers and they go far.
  static func labels(ofDecades values: [Double]) -> [TickLabel] {
    let exponents = values.map { log10($0) }
    let arePowers = exponents.allSatisfy { abs($0 - $0.rounded()) < 1e-9 }
    if arePowers, let low = exponents.first, let high = exponents.last, low < -4.5 || high > 5.5 {
      return exponents.map { TickLabel(text: "10", exponent: signed(Int($0.rounded()))) }
    }
    return zip(values, exponents).map { value, exponent in
      TickLabel(value, decimals: max(0, Int((-exponent - 1e-9).rounded(.up))))
    }
  }

  private static func signed(_ exponent: Int) -> String {
    exponent < 0 ? "−\(-exponent)" : "\(exponent)"
  }

  /// Groups of three from five digits on: `9000`, `10,000`.
  private static func grouped(_ digits: String) -> String {
    guard digits.count > 4 else { return digits }
    var groups = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { groups += "," }
      groups.append(digit)
    }
    return groups
  }

  static let exponentSize = 8.0

  /// In pixels.
  package var width: Double {
    let base = TextMeasure.width(of: text, style: .axis)
    guard let exponent else { return base }
    return base + TextMeasure.width(of: exponent, style: .axis) * Self.exponentSize
      / TextStyle.axis.size
  }
}
