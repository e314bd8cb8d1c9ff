import Foundation

/// How much the result depends on the learning rate (S22, S23, S24).
///
/// Scores are oriented, larger is better, and capped: a failed run has the score of an untrained
/// network.
package struct LearningRateSensitivity: Equatable {
  /// Ascending.
  package let rates: [Double]
  /// The mean score at each rate.
  package let means: [Double]
  /// The rate with the best mean; the smallest of those that tie.
  package let bestRate: Double
  /// Whether the best rate is the smallest or the largest one: a better one may lie beyond.
  package let isAtEdge: Bool
  /// How far a rate of the grid falls short of the best one on average (S22);
  /// nil below three rates.
  ///
  ///     mean over the rates of (best − score)
  ///
  /// The rates should be spaced evenly in their logarithm. Where they are not, the mean is the
  /// integral over log(rate), by trapezoids, divided by the range. Wortsman and others 2023.
  package let sensitivity: Double?
  /// The rates around the best one that serve as well (S23); nil where a run at the best one failed.
  package let window: Window?

  /// Neighbouring rates at which no run failed and whose means are within a tolerance of the best.
  ///
  /// The tolerance is the smallest effect of interest or one standard deviation over the seeds at the
  /// best rate, whichever is larger.
  package struct Window: Equatable {
    package let lower: Double
    package let upper: Double
    /// Whether it reaches the end of the grid, so that the usable rates may go on.
    package let isOpen: Bool

    package var decades: Double { log10(upper / lower) }
  }

  /// Steps in log(rate) that differ from their mean by no more than this are even: 1, 3, 10 and 1, 2,
  /// 5, 10 are.
  package static let evenness = 0.2

  /// Compares `scores`, by rate and by seed, which are complete; `failures` counts the failed runs at
  /// each rate.
  ///
  /// Nil where there is no rate, one is not above 0 or one stands twice.
  package init?(
    rates: [Double], scores: [[Double]], failures: [Int], smallestEffect: Double?
  ) {
    precondition(
      rates.count == scores.count && rates.count == failures.count
        && scores.allSatisfy { !$0.isEmpty },
      "rates, scores and failures differ in shape")
    guard rates.allSatisfy({ $0 > 0 && $0.isFinite }), Set(rates).count == rates.count else {
      return nil
    }
    let order = rates.indices.sorted { rates[$0] < rates[$1] }
    let rates = order.map { rates[$0] }
    let samples = order.map { Sample(scores[$0]) }
    let means = samples.compactMap(\.mean)
    let rule = TieRule(scores.joined())
    guard let top = means.max(),
      let best = means.firstIndex(where: { rule.difference(top, $0) == 0 })
    else { return nil }
    self.rates = rates
    self.means = means
    bestRate = rates[best]
    isAtEdge = best == 0 || best == rates.count - 1
    sensitivity = Self.meanShortfall(rates, means.map { top - $0 })

    let tolerance = max(smallestEffect ?? 0, samples[best].standardDeviation ?? 0)
    let usable = rates.indices.map { index in
      failures[order[index]] == 0
        && rule.difference(means[best], means[index]) <= rule.difference(tolerance, 0)
    }
    guard usable[best] else {
      window = nil
      return
    }
    let first = usable[..<best].lastIndex(of: false).map { $0 + 1 } ?? 0
    let last = usable[best...].firstIndex(of: false).map { $0 - 1 } ?? rates.count - 1
    window = Window(
      lower: rates[first], upper: rates[last], isOpen: first == 0 || last == rates.count - 1)
  }

  /// What tuning gains over a default: the score at the best rate less that at `rate` (S24); nil where
  /// no run used that rate.
  package func tunabilityGap(default rate: Double) -> Double? {
    guard let best = rates.firstIndex(of: bestRate), let index = rates.firstIndex(of: rate) else {
      return nil
    }
    return means[best] - means[index]
  }

  private static func meanShortfall(_ rates: [Double], _ shortfalls: [Double]) -> Double? {
    guard rates.count > 2 else { return nil }
    let steps = zip(rates.dropFirst(), rates).map { log10($0 / $1) }
    let range = steps.reduce(0, +)
    let meanStep = range / Double(steps.count)
    if steps.allSatisfy({ abs($0 - meanStep) <= evenness * meanStep }) {
      return shortfalls.reduce(0, +) / Double(shortfalls.count)
    }
    let area = zip(steps, zip(shortfalls, shortfalls.dropFirst())).reduce(0) { sum, item in
      sum + item.0 * (item.1.0 + item.1.1) / 2
    }
    return area / range
  }
}
