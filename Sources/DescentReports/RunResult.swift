public import DescentStore

/// A run with its scores, for code: what a row of `runs.csv` says of it.
public struct RunResult: Sendable, Equatable {
  public let id: String
  public let seed: Int
  /// The levels of what varies, by path: `optimizer.learning_rate` is `0.1`.
  public let levels: [String: String]
  public let status: RunStatus
  /// Why it ended so: `signal 4`, `nonfinite`; `-` where there is nothing to say.
  public let reason: String
  /// The primary metric at the epoch that counts; nil where the run failed.
  public let score: Double?
  /// All metrics at that epoch: `train_loss`, `val_accuracy`; none where the run failed.
  public let metrics: [String: Double]
}

extension Report {
  /// The runs that have an outcome, in the order of the plan.
  ///
  /// - Throws: What reading the sweep reports.
  public func runs() throws(Source.Failure) -> [RunResult] {
    let (plan, scores) = (analysis.plan, analysis.scores)
    let names = ["train", "val", "test"].flatMap { part in
      (["loss"] + plan.metrics).map { MetricName(part: part, metric: $0) }
    }
    var metrics: [String: [String: Double]] = [:]
    try sweep.forEachOutcome { outcome in
      guard let row = CurveSummary.scoredRow(of: outcome, plan.selection) else { return }
      metrics[outcome.run.runID] = Dictionary(
        uniqueKeysWithValues: names.compactMap { name in
          name.value(in: row).map { ("\(name.part)_\(name.metric)", $0) }
        })
    }
    return scores.runs.map { scored in
      RunResult(
        id: scored.run.runID, seed: scored.planned.seed,
        levels: plan.configurations[scored.configuration].factorLevels,
        status: scored.run.status, reason: scored.run.statusReason, score: scored.score,
        metrics: metrics[scored.run.runID] ?? [:])
    }
  }
}
