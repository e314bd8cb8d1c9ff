import DescentStore
import Foundation

/// The hypotheses of a plan, tested together.
///
/// Holm's correction is over all hypotheses that were declared before the first run, also those that could
/// not be tested or were withdrawn. What was changed later is a family by itself, and exploratory.
package struct Hypotheses: Sendable {
  /// In the order of the file.
  package let results: [HypothesisResult]
  /// How many were declared before the first run.
  package let familySize: Int

  package init(_ scores: Scores) {
    let plan = scores.plan
    let amendments = Dictionary(
      plan.amendments.map { ($0.entry, $0) }, uniquingKeysWith: { first, _ in first })
    let prefix = StoredPlan.Registration.entry(of: "")
    familySize = plan.preregistration?.entries.keys.count { $0.hasPrefix(prefix) } ?? 0
    var tests = plan.hypotheses.indices.map { Test($0, scores) }
    for index in tests.indices {
      let id = plan.hypotheses[index].id
      tests[index].amendment =
        amendments[StoredPlan.Registration.entry(of: id)] ?? amendments["select"]
      tests[index].isConfirmatory =
        plan.preregistration != nil && tests[index].amendment == nil
    }
    let isConfirmatory = tests.map(\.isConfirmatory)
    for (family, size) in [
      (true, familySize), (false, isConfirmatory.count { !$0 }),
    ] {
      let members = tests.indices.filter { isConfirmatory[$0] == family }
      let levels = Self.levels(
        members.map { (tests[$0].p, tests[$0].hypothesis.alpha) }, familySize: size)
      for (index, alpha) in zip(members, levels) { tests[index].alpha = alpha }
    }
    results = tests.map(\.result)
  }

  /// The level that each p value is held against by Holm's correction, the smallest first.
  ///
  ///     α(i) = α / (m − i + 1)    and once one p is above its level, that level for all that follow
  ///
  /// Where hypotheses have levels of their own, they come in the order of p/α.
  static func levels(_ tests: [(p: Double?, alpha: Double)], familySize: Int) -> [Double] {
    let order = tests.indices.sorted { a, b in
      let (first, second) = (tests[a], tests[b])
      return (first.p.map { $0 / first.alpha } ?? .infinity, a)
        < (second.p.map { $0 / second.alpha } ?? .infinity, b)
    }
    var result = tests.map(\.alpha)
    var rest = Double(max(familySize, tests.count))
    var isOpen = true
    for index in order {
      result[index] = tests[index].alpha / rest
      isOpen = isOpen && tests[index].p.map { $0 < result[index] } ?? false
      if isOpen { rest -= 1 }
    }
    return result
  }
}

/// A hypothesis on its way to a result.
private struct Test {
  let hypothesis: StoredPlan.Hypothesis
  private let sample: ClaimSample?
  private let test: HypothesisTest?
  /// Without the cells of failed runs, where they are many.
  private let okOnly: HypothesisTest?
  private let rate: FailureRateTest?
  /// Whether runs of it are not there yet, and whether a search stopped some too early for it.
  private let isUnfinished, isCutShort: Bool
  var alpha = 0.05
  var amendment: StoredPlan.Amendment?
  var isConfirmatory = false

  init(_ index: Int, _ scores: Scores) {
    let hypothesis = scores.plan.hypotheses[index]
    self.hypothesis = hypothesis
    let involved = Set(hypothesis.groups.joined())
    isUnfinished = involved.contains { scores.cells[$0].contains { $0 == nil } }
    isCutShort = involved.contains { configuration in
      scores.stoppedAt(configuration).map { !hypothesis.metric.isKnown(by: $0) } ?? false
    }
    let cells = ClaimCells(index, scores)
    let sample = ClaimSample(cells, scores)
    self.sample = sample
    if hypothesis.metric.name == "failure_rate" {
      rate = sample.map { FailureRateTest($0, hypothesis) }
      (test, okOnly) = (nil, nil)
      return
    }
    rate = nil
    test = sample.map { HypothesisTest($0, hypothesis) }
    if let sample, 5 * sample.replaced > sample.cells {
      okOnly = ClaimSample(cells.withoutFailures(), scores).map {
        HypothesisTest($0, hypothesis)
      }
    } else {
      okOnly = nil
    }
  }

  var p: Double? { rate?.p ?? test?.p }

  // MARK: - Result

  var result: HypothesisResult {
    var result = HypothesisResult(
      hypothesis: hypothesis, verdict: .inconclusive, margin: shownMargin, unit: hypothesis.unit,
      p: p, alpha: alpha, seeds: sample?.perSeed.count ?? 0, settings: sample?.settings ?? 0,
      cells: sample?.cells ?? 0, replaced: sample?.replaced ?? 0, flags: sample?.flags ?? [],
      amendment: amendment, isConfirmatory: isConfirmatory)
    guard let sample else {
      result.reason = isUnfinished ? .missingCells : .notMeasured
      return result
    }
    result.missed = sample.missed
    if let rate { decide(rate, &result) }
    if let test { decide(test, &result) }
    if isCutShort {
      result.verdict = .inconclusive
      result.reason = .unequalBudgets
      result.extraSeeds = nil
    }
    return result
  }

  /// The margin as the claim speaks of it, without the rounding of logarithms.
  private var shownMargin: Double {
    switch hypothesis.expectation {
    case .difference(_, .ratio(let factor)): factor
    case .threshold(let threshold, let isGreater, .ratio(let factor)):
      isGreater ? threshold * factor : threshold / factor
    default: shown(hypothesis.margin(meanOfB: sample?.meanOfB))
    }
  }

  private func decide(_ rate: FailureRateTest, _ result: inout HypothesisResult) {
    result.estimate = rate.estimate
    let interval = rate.interval(1 - 2 * alpha)
    (result.lower, result.upper) = (interval?.lower, interval?.upper)
    if result.settings > 1 { result.flags.insert(.descriptive) }
    guard result.seeds > 1 else {
      result.reason = .singleSeed
      return
    }
    result.verdict = rate.verdict(alpha: alpha)
    if result.verdict == .inconclusive { result.reason = .straddlesMargin }
  }

  private func decide(_ test: HypothesisTest, _ result: inout HypothesisResult) {
    result.estimate = shown(test.mean)
    result.exactP = test.exactP
    if let okOnly { result.okOnly = shown(okOnly.mean) }
    if result.okOnly != nil || 5 * result.replaced > result.cells { result.flags.insert(.failures) }
    guard let bounds = test.bounds(alpha: alpha) else {
      result.reason = test.obstacle
      return
    }
    let ends = [shown(bounds.lower), shown(bounds.upper)]
    (result.lower, result.upper) = (ends.min(), ends.max())
    result.detectable = test.detectable(alpha: alpha).map {
      hypothesis.unit == .ratio ? pow(10, $0) : $0
    }
    result.verdict = test.verdict(alpha: alpha)
    if result.verdict == .notSupported, hypothesis.hasOpposite, bounds.upper < 0 {
      result.flags.insert(.opposite)
    }
    // Holm's level may be one that no pattern of few signs can reach.
    if result.verdict == .supported, result.seeds > 5, let exactP = result.exactP,
      exactP > hypothesis.alpha
    {
      result.flags.insert(.fragile)
    }
    if result.verdict == .inconclusive {
      result.reason = .straddlesMargin
      result.extraSeeds = test.extraSeeds(alpha: alpha)
    } else if let okOnly, okOnly.verdict(alpha: alpha) != result.verdict {
      result.verdict = .inconclusive
      result.reason = .failuresDecide
    }
  }

  /// D as the claim speaks of it: a ratio as a factor, and a threshold's as the metric itself.
  private func shown(_ d: Double) -> Double {
    let isRatio = hypothesis.unit == .ratio
    if case .threshold(let threshold, let isGreater, _) = hypothesis.expectation {
      if rate != nil { return threshold }
      let turned = isGreater ? d : -d
      return isRatio ? threshold * pow(10, turned) : threshold + turned
    }
    return isRatio ? pow(10, d) : d
  }
}

extension StoredPlan.Hypothesis.Metric {
  /// Whether a run that ended with an epoch has all that the metric is about.
  fileprivate func isKnown(by last: Int) -> Bool {
    guard !["epochs_to", "seconds_to", "failure_rate"].contains(name) else { return false }
    return switch epochs {
    case .initial: true
    case .final, .best: false
    case .epoch(let epoch): epoch <= last
    case .mean(let range): range.upperBound <= last
    }
  }
}

extension StoredPlan.Hypothesis {
  /// Whether what lies below 0 is the contrary of the claim.
  fileprivate var hasOpposite: Bool {
    switch expectation {
    case .difference, .trend, .shares: true
    case .threshold, .equivalence: false
    }
  }
}

extension FailureRateTest {
  fileprivate init(_ sample: ClaimSample, _ hypothesis: StoredPlan.Hypothesis) {
    self.init(sample.failed[0], sample.failed.count > 1 ? sample.failed[1] : nil, hypothesis)
  }
}
