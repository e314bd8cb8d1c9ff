import DescentStore

/// The test of a hypothesis about how many runs fail: exact, on cells.
///
/// Two sides are compared by McNemar's test (S16), one side with a number by the binomial test. Over several
/// settings the cells of a seed depend on each other, and the p value describes.
struct FailureRateTest {
  /// The rate of a, less that of b where there are two sides, turned as the claim is.
  let estimate: Double
  /// The exact one-sided p of the claim, and of its contrary.
  let p: Double
  let oppositeP: Double
  /// Wilson's interval of one side's rate at a confidence; nil for two sides.
  let interval: (_ confidence: Double) -> Interval?

  /// - Parameters:
  ///   - a: The cells of one side, of which each says whether its run failed.
  ///   - b: Those of the other side, in the same order; nil where the claim names a number.
  ///   - hypothesis: What is claimed of them.
  init(_ a: [Bool], _ b: [Bool]?, _ hypothesis: StoredPlan.Hypothesis) {
    let failed = a.count(where: \.self)
    let rate = Double(failed) / Double(a.count)
    let isGreater = hypothesis.orientation > 0
    if let b {
      let test = McNemar(a, b)
      let other = Double(b.count(where: \.self)) / Double(b.count)
      estimate = hypothesis.orientation * (rate - other)
      (p, oppositeP) = isGreater ? (test.pFewerB, test.pFewerA) : (test.pFewerA, test.pFewerB)
      interval = { _ in nil }
      return
    }
    var threshold = 0.0
    if case .threshold(let value, _, _) = hypothesis.expectation { threshold = value }
    let binomial = Binomial(trials: a.count, probability: min(max(threshold, 0), 1))
    let fewer = binomial.cumulative(failed)
    let more = failed == 0 ? 1 : 1 - binomial.cumulative(failed - 1)
    estimate = rate
    (p, oppositeP) = isGreater ? (more, fewer) : (fewer, more)
    let count = a.count
    interval = { .wilson(failed, of: count, confidence: $0) }
  }

  func verdict(alpha: Double) -> HypothesisResult.Verdict {
    if p < alpha { return .supported }
    return oppositeP < alpha ? .notSupported : .inconclusive
  }
}
