public import Descent
public import DescentStore

/// How the results are told, of which nothing changes a run: `report`.
///
///     Reports(baseline: ["optimizer": "sgd"], sesoi: 0.005)
public struct Reports: ExperimentPart {
  public let part: Experiment.Part

  public typealias Settings = StoredPlan.ReportSettings

  /// - Parameters:
  ///   - formats: The files that are written; by default CSV, Markdown and HTML.
  ///   - baseline: The level of a compared factor that the others are compared with.
  ///   - confidence: The level of the intervals.
  ///   - sesoi: The smallest effect of interest, in the units of the primary metric.
  ///   - scope: What a comparison speaks of.
  ///   - test: The test of a paired difference.
  ///   - aggregate: What the scores of a level are summed up by.
  ///   - failureScore: What a failed run scores; by default what an untrained network does.
  public init(
    formats: [Settings.Format]? = nil, baseline: KeyValuePairs<String, Value> = [:],
    confidence: Double? = nil, sesoi: Double? = nil, scope: Settings.Scope? = nil,
    test: Settings.Test? = nil, aggregate: Settings.Aggregate? = nil, failureScore: Double? = nil
  ) {
    let settings = Experiment.Content.settings([
      "formats": formats.map { .list($0.map { .text($0.rawValue) }) },
      "confidence": confidence.map { .number($0) }, "sesoi": sesoi.map { .number($0) },
      "scope": scope.map { .text($0.rawValue) }, "test": test.map { .text($0.rawValue) },
      "aggregate": aggregate.map { .text($0.rawValue) },
      "failure_score": failureScore.map { .number($0) },
    ])
    let levels = baseline.map { path, level in (key: path, content: Experiment.Content.value(level))
    }
    part = Experiment.Part(
      "report",
      .map(settings.entries + (levels.isEmpty ? [] : [(key: "baseline", content: .map(levels))])))
  }
}
