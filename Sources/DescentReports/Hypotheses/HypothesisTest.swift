import DescentStore
import Foundation

/// The test of one hypothesis on its numbers by seed: one-sided, against the margin.
///
///     t = (D̄ − m) / se     p = P(T ≥ t)     L, U = D̄ ∓ t(1 − α) se
///
/// with se = sd(D)/√K at K − 1 degrees of freedom, or, where the claim is to hold beyond these settings,
/// of settings and seeds both drawn at random (S6). Equivalence is two such tests, one against each end.
struct HypothesisTest {
  let sample: ClaimSample
  let hypothesis: StoredPlan.Hypothesis
  /// The mean of D.
  let mean: Double
  /// What the mean is to be above.
  let margin: Double
  /// Nil where there is no test; ``obstacle`` says why.
  private let error: Double?
  private let degrees: Double
  let p: Double?
  let exactP: Double?
  let obstacle: HypothesisResult.Reason?

  init(_ sample: ClaimSample, _ hypothesis: StoredPlan.Hypothesis) {
    self.sample = sample
    self.hypothesis = hypothesis
    let own = Sample(sample.perSeed)
    mean = own.mean ?? 0
    margin = hypothesis.margin(meanOfB: sample.meanOfB)
    let seeds = sample.perSeed.count
    let rule = TieRule(sample.perSeed)
    let varies = Set(sample.perSeed.map { rule.difference($0, 0) }).count > 1
    let general =
      hypothesis.scope == .general ? GeneralDifference(sample.differences, confidence: 0.95) : nil
    let isGeneral = hypothesis.scope == .general
    var minimum = 2
    if case .shares = hypothesis.expectation { minimum = 3 }
    if 2 * sample.cells < sample.planned {
      obstacle = .missingCells
    } else if seeds < minimum {
      obstacle = .singleSeed
    } else if !varies {
      obstacle = .noVariation
    } else if isGeneral, !(general?.isOffered ?? false) {
      obstacle = .tooFew
    } else {
      obstacle = nil
    }
    guard obstacle == nil, let deviation = own.standardDeviation else {
      (error, degrees, p, exactP) = (nil, 0, nil, nil)
      return
    }
    let n = Double(seeds)
    if let general {
      error = general.variance.squareRoot()
      degrees = Double(min(sample.settings, seeds) - 1)
    } else {
      error = deviation / n.squareRoot()
      degrees = n - 1
    }
    let (student, center) = (StudentT(degrees: degrees), mean)
    let spread = error ?? 0
    if case .equivalence(let within) = hypothesis.expectation {
      p = max(student.upper((within - center) / spread), student.upper((center + within) / spread))
      exactP = nil
    } else {
      p = student.upper((center - margin) / spread)
      let bound = margin
      exactP = isGeneral ? nil : SignFlip.oneSided(sample.perSeed.map { $0 - bound })
    }
  }

  /// The one-sided bounds at a level.
  func bounds(alpha: Double) -> (lower: Double, upper: Double)? {
    error.map { error in
      let half = StudentT(degrees: degrees).quantile(1 - alpha) * error
      return (mean - half, mean + half)
    }
  }

  func verdict(alpha: Double) -> HypothesisResult.Verdict {
    guard let bounds = bounds(alpha: alpha) else { return .inconclusive }
    if case .equivalence(let within) = hypothesis.expectation {
      if bounds.lower > -within, bounds.upper < within { return .supported }
      return bounds.lower > within || bounds.upper < -within ? .notSupported : .inconclusive
    }
    if bounds.lower > margin { return .supported }
    return bounds.upper < margin ? .notSupported : .inconclusive
  }

  /// The seeds beside those that are there with which the estimate, were it right, would be found 4 times in 5.
  ///
  ///     K′ ≈ ((t(1 − α) + t(0.8)) sd / (D̄ − m))²
  ///
  /// Nil unless D̄ is above the margin.
  func extraSeeds(alpha: Double) -> Int? {
    guard let error, mean > margin else { return nil }
    if case .equivalence = hypothesis.expectation { return nil }
    let student = StudentT(degrees: degrees)
    let sum = student.quantile(1 - alpha) + student.quantile(DetectableEffect.power)
    let ratio = sum * error / (mean - margin)
    let wanted = (Double(sample.perSeed.count) * ratio * ratio).rounded(.up)
    guard wanted < 1e6 else { return nil }
    return max(1, Int(wanted) - sample.perSeed.count)
  }

  /// How far above the margin an estimate must be to be found 4 times in 5, at a level.
  func detectable(alpha: Double) -> Double? {
    error.map { error in
      let student = StudentT(degrees: degrees)
      return (student.quantile(1 - alpha) + student.quantile(DetectableEffect.power)) * error
    }
  }
}

extension StoredPlan.Hypothesis {
  /// m: what D must be above.
  func margin(meanOfB: Double?) -> Double {
    switch expectation {
    case .difference(_, let margin): margin.value(of: meanOfB)
    case .threshold(let threshold, _, let margin): margin.value(of: threshold)
    case .equivalence(let within): within
    case .trend, .shares: 0
    }
  }
}

extension StoredPlan.Hypothesis.Margin {
  fileprivate func value(of base: Double?) -> Double {
    switch self {
    case .none: 0
    case .absolute(let value): value
    case .ratio(let factor): log10(factor)
    case .percent(let share): share / 100 * abs(base ?? 0)
    }
  }
}
