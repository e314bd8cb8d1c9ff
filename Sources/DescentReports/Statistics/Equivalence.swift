/// Whether two levels are practically equal: two one-sided tests (S14).
///
/// With a margin m, the smallest difference of interest, and α = 1 − confidence:
///
///     p = max(P(T ≥ (Δ + m)/se), P(T ≤ (Δ − m)/se)),   se = sd(D)/√K, K − 1 degrees of freedom
///
/// which is below α exactly where the 1 − 2α interval of Δ lies inside −m…m. Schuirmann 1987.
package struct Equivalence: Equatable {
  package let margin: Double
  /// The 1 − 2α interval of Δ: of 90 % at a confidence of 0.95.
  package let interval: Interval
  package let p: Double

  /// Nil where D does not vary, or `margin` is not above 0.
  package init?(_ difference: PairedDifference, margin: Double, confidence: Double) {
    guard margin > 0, difference.p != nil, let deviation = difference.standardDeviation,
      let interval = Sample(difference.perSeed).interval(confidence: 2 * confidence - 1)
    else { return nil }
    let seeds = Double(difference.seeds)
    let error = deviation / seeds.squareRoot()
    let distribution = StudentT(degrees: seeds - 1)
    self.margin = margin
    self.interval = interval
    p = max(
      distribution.upper((difference.delta + margin) / error),
      distribution.upper((margin - difference.delta) / error))
  }

  /// Whether the interval lies inside the margin.
  package var isEquivalent: Bool { -margin < interval.lower && interval.upper < margin }

  /// Whether the interval lies outside the margin: the levels do differ by more.
  package var isDifferent: Bool { interval.upper < -margin || margin < interval.lower }
}
