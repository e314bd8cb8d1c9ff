/// What an axis measures.
package struct Axis: Sendable {
  /// With its unit: "Validation accuracy (%)".
  package var title: String
  package var kind: Scale.Kind
  /// What the values cannot leave, such as 0 to 100 %.
  package var limits: ClosedRange<Double>?
  /// Whether only whole numbers mean something: epochs, layers.
  package var isWhole: Bool
  /// The values that were chosen, ascending, where it measures a setting; they are labelled in place
  /// of round ones where all have room.
  package var levels: [Double]

  package init(
    _ title: String, kind: Scale.Kind = .linear, limits: ClosedRange<Double>? = nil,
    isWhole: Bool = false, levels: [Double] = []
  ) {
    self.title = title
    self.kind = kind
    self.limits = limits
    self.isWhole = isWhole
    self.levels = levels
  }
}

extension Axis {
  /// The stretch of the axis that is drawn.
  ///
  /// It covers the values, except for outliers, with a margin of 5 % on both sides that keeps within
  /// the limits. An outlier lies farther from the others than 1.5 times their own range; up to one
  /// value in ten at each end can be one, and one of five to nine.
  /// What is included, such as 0, is seen in any case.
  package func extent(of values: [Double], including included: [Double] = []) -> ClosedRange<Double>
  {
    // Numbers whose differences are no numbers are outliers of any axis.
    let known = { (value: Double) in abs(value) < 1e150 && (kind == .linear || value > 1e-150) }
    let sorted = values.filter(known).map(kind.forward).sorted()
    let required = included.filter(known).map(kind.forward)
    var (low, high) = withoutOutliers(sorted)
    low = min(low, required.min() ?? low)
    high = max(high, required.max() ?? high)
    guard low <= high else { return kind == .linear ? 0...1 : 1...10 }

    if high - low < 1e-9 * max(abs(low), abs(high), 1e-300) {
      let room = kind == .linear ? (low == 0 ? 1 : abs(low) * 0.05) : 0.5
      (low, high) = (low - room, high + room)
    }
    let margin = (high - low) * 0.05
    var (lower, upper) = (kind.backward(low - margin), kind.backward(high + margin))
    if let limits {
      // What is known to be within the limits needs no margin beyond them.
      if kind.backward(low) >= limits.lowerBound { lower = max(lower, limits.lowerBound) }
      if kind.backward(high) <= limits.upperBound { upper = min(upper, limits.upperBound) }
    }
    return lower < upper ? lower...upper : low...high
  }

  private func withoutOutliers(_ sorted: [Double]) -> (low: Double, high: Double) {
    guard let first = sorted.first, let last = sorted.last else { return (.infinity, -.infinity) }
    guard sorted.count >= 5 else { return (first, last) }
    let end = max(1, sorted.count / 10)
    let inner = (low: sorted[end], high: sorted[sorted.count - 1 - end])
    // Equal values have a range of their own all the same: the next digits.
    let typical = kind == .linear ? abs(inner.low + inner.high) / 2 * 0.02 : 0.1
    let reach = 1.5 * max(inner.high - inner.low, typical)
    return (
      sorted.first { $0 >= inner.low - reach } ?? first,
      sorted.last { $0 <= inner.high + reach } ?? last
    )
  }
}
