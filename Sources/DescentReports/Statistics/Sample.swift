/// Some finite numbers, summarised.
///
/// Statistics S1 to S3. What is not defined is nil, never NaN.
package struct Sample: Equatable {
  private let sorted: [Double]
  /// The arithmetic mean (S1); nil without values.
  package let mean: Double?
  /// The standard deviation (S1); nil below two values.
  ///
  ///     √(Σ (yᵢ − ȳ)² / (n − 1))
  package let standardDeviation: Double?

  package init(_ values: [Double]) {
    precondition(values.allSatisfy(\.isFinite), "a sample holds a value that is not finite")
    sorted = values.sorted()
    guard !values.isEmpty else {
      mean = nil
      standardDeviation = nil
      return
    }
    // Equal values have no spread, which rounding would otherwise give them.
    if let only = sorted.first, only == sorted.last {
      mean = only
      standardDeviation = values.count > 1 ? 0 : nil
      return
    }
    let n = Double(values.count)
    let first = values.reduce(0, +) / n
    mean = first
    let squares = values.reduce(0) { $0 + ($1 - first) * ($1 - first) }
    standardDeviation = (squares / (n - 1)).squareRoot()
  }

  package var count: Int { sorted.count }
  package var minimum: Double? { sorted.first }
  package var maximum: Double? { sorted.last }
  package var median: Double? { quantile(0.5) }

  /// The type-7 quantile (S3), which interpolates linearly between order statistics.
  package func quantile(_ p: Double) -> Double? {
    guard let last = sorted.indices.last else { return nil }
    let position = p * Double(last)
    let below = Int(position)
    guard below < last else { return sorted[last] }
    return sorted[below] + (position - Double(below)) * (sorted[below + 1] - sorted[below])
  }

  /// The t interval of the mean (S2); nil below two values.
  ///
  ///     ȳ ± t · s / √n    with t the (1 + confidence)/2 quantile at n − 1 degrees of freedom
  ///
  /// Of no width where all values are equal.
  package func interval(confidence: Double) -> Interval? {
    guard let mean, let standardDeviation else { return nil }
    let n = Double(count)
    let t = StudentT(degrees: n - 1).quantile((1 + confidence) / 2)
    let half = t * standardDeviation / n.squareRoot()
    return Interval(lower: mean - half, upper: mean + half)
  }
}

/// A confidence interval.
package struct Interval: Equatable {
  package var lower: Double
  package var upper: Double

  package init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  package var halfWidth: Double { (upper - lower) / 2 }

  package static func * (interval: Interval, factor: Double) -> Interval {
    let ends = [interval.lower * factor, interval.upper * factor]
    return Interval(lower: min(ends[0], ends[1]), upper: max(ends[0], ends[1]))
  }

  /// Wilson's interval of a rate (S4); nil without trials.
  ///
  ///     (p̂ + z²/2n ± z √(p̂(1 − p̂)/n + z²/4n²)) / (1 + z²/n)
  package static func wilson(_ successes: Int, of trials: Int, confidence: Double) -> Interval? {
    guard trials > 0 else { return nil }
    let n = Double(trials)
    let rate = Double(successes) / n
    let z = StandardNormal.quantile((1 + confidence) / 2)
    let centre = (rate + z * z / (2 * n)) / (1 + z * z / n)
    let half =
      z * (rate * (1 - rate) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
    return Interval(
      lower: successes == 0 ? 0 : centre - half, upper: successes == trials ? 1 : centre + half)
  }
}
