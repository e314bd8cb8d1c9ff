import Foundation

/// What was measured again and again: a value for each round.
struct Series {
  private let values: [Double]

  /// Nil without values.
  init?(_ values: [Double]) {
    guard !values.isEmpty else { return nil }
    self.values = values.sorted()
  }

  var median: Double {
    let middle = values.count / 2
    return values.count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2
  }

  /// The median to three digits.
  var text: String { Self.text(median) }

  /// The median, and the range where there are several values.
  var textWithRange: String {
    guard values.count > 1 else { return text }
    return "\(text) (\(Self.text(values[0])) – \(Self.text(values[values.count - 1])))"
  }

  private static func text(_ value: Double) -> String {
    let decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0
    return String(format: "%.\(decimals)f", value)
  }
}
