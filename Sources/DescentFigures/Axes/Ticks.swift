import Foundation

/// The values of an axis that are labelled.
package struct Ticks: Equatable, Sendable {
  package let values: [Double]
  package let labels: [TickLabel]

  /// Round values within a stretch of an axis: at most as many as the limit, which is at least 2.
  ///
  /// A linear axis steps by 1, 2 or 5 times a power of ten. A logarithmic one takes 1, 2, 5 of every
  /// decade, or powers of ten, or every so many; one that is shorter than that steps as a linear one.
  package init(
    in domain: ClosedRange<Double>, kind: Scale.Kind = .linear, atMost limit: Int,
    isWhole: Bool = false
  ) {
    let limit = max(limit, 2)
    if kind == .logarithmic, let decades = Self.logarithmic(domain, atMost: limit) {
      values = decades
      labels = TickLabel.labels(ofDecades: decades)
    } else {
      let (steps, decimals) = Self.linear(domain, atMost: limit, isWhole: isWhole)
      values = steps
      labels = steps.map { TickLabel($0, decimals: decimals) }
    }
  }

  /// Values that are themselves what is meant, in their order: the levels of a setting.
  init(at values: [Double]) {
    self.init(values: values, labels: values.map(TickLabel.init(exactly:)))
  }

  private static func linear(
    _ domain: ClosedRange<Double>, atMost limit: Int, isWhole: Bool
  ) -> (values: [Double], decimals: Int) {
    let span = domain.upperBound - domain.lowerBound
    guard span.isFinite else { return ([], 0) }
    var exponent = Int(log10(max(span / Double(limit), .leastNormalMagnitude)).rounded(.down))
    if isWhole { exponent = max(exponent, 0) }
    while true {
      for factor in [1.0, 2, 5] {
        let step = factor * pow(10, Double(exponent))
        let (first, last) = (
          (domain.lowerBound / step - 1e-9).rounded(.up),
          (domain.upperBound / step + 1e-9).rounded(.down)
        )
        // Far from 0 a step can be too small for the numbers to hold.
        guard last - first < Double(limit), abs(first) < 1e15, abs(last) < 1e15 else { continue }
        guard first <= last else { return ([], 0) }
        return (stride(from: first, through: last, by: 1).map { $0 * step }, max(0, -exponent))
      }
      exponent += 1
    }
  }

  private static func logarithmic(_ domain: ClosedRange<Double>, atMost limit: Int) -> [Double]? {
    guard domain.lowerBound > 0, domain.upperBound.isFinite else { return nil }
    let first = Int(log10(domain.lowerBound).rounded(.down))
    let last = Int(log10(domain.upperBound).rounded(.up))
    let inside = { (value: Double) in
      value >= domain.lowerBound * (1 - 1e-9) && value <= domain.upperBound * (1 + 1e-9)
    }
    let all = (first...last).flatMap { decade in [1.0, 2, 5].map { power(decade, times: $0) } }
    let fine = all.filter(inside)
    if fine.count < 2 { return nil }
    if fine.count <= limit { return fine }
    let whole = (first...last).filter { inside(power($0)) }
    guard whole.count >= 2 else { return Array(fine.prefix(limit)) }
    // Every so many decades, counted from 10⁰, which is then among them.
    var every = 1
    while whole.count(where: { $0.isMultiple(of: every) }) > limit { every += 1 }
    return whole.filter { $0.isMultiple(of: every) }.map { power($0) }
  }

  private static func power(_ decade: Int, times factor: Double = 1) -> Double {
    // Division by a power of ten rounds once; 10⁻¹ has no exact value to multiply with.
    decade < 0 ? factor / pow(10, Double(-decade)) : factor * pow(10, Double(decade))
  }
}

extension Ticks {
  /// The first tick alone.
  var first: Ticks { Ticks(values: Array(values.prefix(1)), labels: Array(labels.prefix(1))) }

  private init(values: [Double], labels: [TickLabel]) {
    self.values = values
    self.labels = labels
  }
}
