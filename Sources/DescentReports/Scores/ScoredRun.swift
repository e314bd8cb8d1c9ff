package import DescentStore

/// A run of the plan that has an outcome, with what the plan makes of it.
package struct ScoredRun {
  package var planned: StoredPlan.PlannedRun
  /// Where its configuration stands in the plan.
  package var configuration: Int
  package var outcome: StoredOutcome
  /// The primary metric at ``scoreEpoch``; nil for a run that failed or has no finite value there.
  package var score: Double?
  /// The epoch that counts: the last one, or the one with the best primary metric.
  package var scoreEpoch: Int?
  /// The score that ranks and tests use: never worse than an untrained network's, and that one's
  /// where the run failed; nil for a missing cell.
  package var cappedScore: Double?
  /// Whether the run got anywhere; see ``Learning``.
  package var learned = true

  package var run: RunRow { outcome.run }
  package var failed: Bool { run.status.isFailure }
  /// Whether the score is the run's own.
  package var isOK: Bool { score != nil }

  /// Whether it did not fail, but counts as an untrained network because it ended worse than one.
  package var isCapped: Bool {
    guard let score, let cappedScore else { return false }
    return score != cappedScore
  }

  /// The history at ``scoreEpoch``.
  package var scoredRow: HistoryRow? {
    scoreEpoch.flatMap { epoch in outcome.history.last { $0.epoch == epoch } }
  }

  package init(
    planned: StoredPlan.PlannedRun, configuration: Int, outcome: StoredOutcome,
    selection: StoredPlan.Selection
  ) {
    self.planned = planned
    self.configuration = configuration
    self.outcome = outcome
    guard outcome.run.status.hasScore, !outcome.run.status.isFailure else { return }
    let name = MetricName(selection.metric)
    let direction = Direction(maximize: selection.maximize)
    if selection.atBest {
      // The first of equally good epochs.
      for row in outcome.history {
        guard let value = name.value(in: row) else { continue }
        if let score, !direction.isBetter(value, than: score) { continue }
        score = value
        scoreEpoch = row.epoch
      }
    } else if let row = outcome.history.last {
      scoreEpoch = row.epoch
      score = name.value(in: row)
    }
  }

  /// The epoch with the best validation value of the primary metric; the first of equals.
  package func bestValidationEpoch(_ selection: StoredPlan.Selection) -> Int? {
    let name = MetricName(part: "val", metric: MetricName(selection.metric).metric)
    let direction = Direction(maximize: selection.maximize)
    var best: (value: Double, epoch: Int)?
    for row in outcome.history {
      guard let value = name.value(in: row) else { continue }
      if let best, !direction.isBetter(value, than: best.value) { continue }
      best = (value, row.epoch)
    }
    return best?.epoch
  }

  /// Where the run first reached a target; nil where it never did.
  package func reaches(_ target: StoredPlan.Target) -> HistoryRow? {
    let name = MetricName(target.metric)
    return outcome.history.first { row in
      name.value(in: row).map { target.maximize ? $0 >= target.value : $0 <= target.value } ?? false
    }
  }
}
