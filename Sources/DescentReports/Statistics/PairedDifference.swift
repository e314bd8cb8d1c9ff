/// How much better one level did than another, paired by setting and seed.
///
/// Statistic S5. The seed is the unit of replication: cells of one seed share their starting weights
/// and their batches, so differences are first averaged over the settings.
///
///     d(s,k) = y(A,s,k) − y(B,s,k)      D(k) = mean over s of d      Δ = mean over k of D
///     t = Δ √K / sd(D), with K − 1 degrees of freedom, two-sided
///
/// Scores are oriented before they come here: larger is better, so Δ > 0 says that A is better.
/// With one seed there is Δ alone; where the difference is the same in every seed there is no p value
/// either (a t test would say 0).
package struct PairedDifference: Equatable {
  /// D, by seed.
  package let perSeed: [Double]
  /// The mean of d over the seeds, by setting.
  package let perSetting: [Double]
  package let delta: Double
  package let standardDeviation: Double?
  package let interval: Interval?
  package let p: Double?
  /// The sign-flip companion (S7).
  package let exactP: Double?
  /// Cells in which A was better, equal and worse (S11); ties as ``TieRule`` says.
  package let wins: Int
  package let ties: Int
  package let losses: Int
  package let improvement: ProbabilityOfImprovement

  /// Compares `a` with `b`, both `[setting][seed]` and complete.
  package init(_ a: [[Double]], _ b: [[Double]], confidence: Double) {
    precondition(
      a.count == b.count && !a.isEmpty && zip(a, b).allSatisfy { $0.count == $1.count },
      "paired scores differ in shape")
    let rule = TieRule((a + b).joined())
    let seeds = a[0].count
    perSetting = zip(a, b).map { first, second in
      zip(first, second).reduce(0) { $0 + rule.difference($1.0, $1.1) } / Double(seeds)
    }
    perSeed = (0..<seeds).map { seed in
      a.indices.reduce(0) { $0 + (a[$1][seed] - b[$1][seed]) } / Double(a.count)
    }
    let sample = Sample(perSeed)
    delta = sample.mean ?? 0

    let differences = zip(a, b).flatMap { zip($0, $1).map { rule.difference($0, $1) } }
    wins = differences.count { $0 > 0 }
    ties = differences.count { $0 == 0 }
    losses = differences.count { $0 < 0 }
    improvement = ProbabilityOfImprovement(a, b, ties: rule)

    let varies = Set(perSeed.map { rule.difference($0, 0) }).count > 1
    guard let deviation = sample.standardDeviation, varies else {
      standardDeviation = seeds > 1 ? 0 : nil
      interval = nil
      p = nil
      exactP = nil
      return
    }
    standardDeviation = deviation
    interval = sample.interval(confidence: confidence)
    let t = delta * Double(seeds).squareRoot() / deviation
    p = StudentT(degrees: Double(seeds - 1)).twoSided(t)
    exactP = SignFlip.p(perSeed)
  }

  package var seeds: Int { perSeed.count }
  package var settings: Int { perSetting.count }
  package var cells: Int { settings * seeds }

  /// The probability that a run of A is better than a run of B (S10).
  package var probabilityOfImprovement: Double { improvement.value }

  /// Whether A and B scored the same in every cell.
  package var isIdentical: Bool { ties == cells }

  /// Δ in standard deviations of D (S9); nil where D does not vary.
  package var standardized: Double? {
    guard let standardDeviation, standardDeviation > 0, p != nil else { return nil }
    return delta / standardDeviation
  }

  /// The standardised Δ without its bias in small samples (S9).
  ///
  ///     g = d (1 − 3 / (4 (K − 1) − 1))
  package var unbiasedStandardized: Double? {
    standardized.map { $0 * (1 - 3 / (4 * Double(seeds - 1) - 1)) }
  }

  /// The smallest Δ that a sweep with this noise finds 4 times in 5 (S15); nil where D does not vary.
  package func detectable(confidence: Double) -> Double? {
    guard let standardDeviation, p != nil else { return nil }
    return DetectableEffect.standardized(seeds: seeds, confidence: confidence)
      .map { $0 * standardDeviation }
  }
}

/// Which differences of scores are none.
///
/// A difference is rounded to 12 significant digits of the largest score, so that 0.3 − 0.2 and 0.2 −
/// 0.1 tie.
package struct TieRule {
  private let quantum: Double

  package init(_ scores: some Sequence<Double>) {
    let largest = scores.reduce(0) { max($0, abs($1)) }
    quantum = largest > 0 && largest.isFinite ? decimalUnit(of: largest) * 1e-11 : 0
  }

  package func difference(_ a: Double, _ b: Double) -> Double {
    guard quantum > 0 else { return a - b }
    return ((a - b) / quantum).rounded() * quantum
  }
}

/// The power of ten at or below a positive number: 10 for 42, 0.001 for 0.0042.
package func decimalUnit(of value: Double) -> Double {
  var unit = 1.0
  while unit * 10 <= value { unit *= 10 }
  while unit > value && unit > 1e-300 { unit /= 10 }
  return unit
}
