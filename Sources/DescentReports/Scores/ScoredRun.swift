package import DescentStore

/// A run of the plan that has an outcome, with what the plan makes of it.
package struct ScoredRun {
  package let planned: StoredPlan.PlannedRun
  /// Where its configuration stands in the plan.
  package private(set) var configuration: Int
  private let summary: RunSummary
  /// The score that ranks and tests use: never worse than an untrained network's, and that one's
  /// where the run failed; nil for a missing cell.
  package var cappedScore: Double?
  /// Whether the run got anywhere; see ``Learning``.
  package var learned = true

  package init(planned: StoredPlan.PlannedRun, configuration: Int, summary: RunSummary) {
    self.planned = planned
    self.configuration = configuration
    self.summary = summary
  }

  /// The same run in a plan in which its configuration stands elsewhere.
  package func moved(to configuration: Int) -> ScoredRun {
    var run = self
    run.configuration = configuration
    return run
  }

  package var run: RunRow { summary.run }
  package var curve: CurveSummary { summary.curve }
  package var layers: LayerProfile? { summary.layers }
  /// By hypothesis, in the order of the plan.
  package var readings: [Reading] { summary.readings }
  /// The primary metric at ``scoreEpoch``; nil for a run that failed or has no finite value there.
  package var score: Double? { curve.score }
  /// The epoch that counts: the last one, or the one with the best primary metric.
  package var scoreEpoch: Int? { curve.scoreEpoch }
  package var failed: Bool { run.status.isFailure }
  /// Whether the score is the run's own.
  package var isOK: Bool { score != nil }

  /// Whether it did not fail, but counts as an untrained network because it ended worse than one.
  package var isCapped: Bool {
    guard let score, let cappedScore else { return false }
    return score != cappedScore
  }
}
