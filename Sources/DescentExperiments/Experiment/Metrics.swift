public import Descent

/// What is recorded besides the loss: `metrics`.
///
///     Metrics(Accuracy(), TopK(), labeled: ["top_3": TopK().with(\.k, 3)])
public struct Metrics: ExperimentPart {
  public let part: Experiment.Part

  /// - Parameters:
  ///   - metrics: What is recorded under its own name.
  ///   - labeled: What is recorded under another one.
  public init(_ metrics: any Metric..., labeled: KeyValuePairs<String, any Metric> = [:]) {
    part = Experiment.Part(
      "metrics",
      .list(metrics.map { .component($0) } + labeled.map { .component($1, label: $0) }))
  }
}

/// The primary metric: `select`.
public struct Select: ExperimentPart {
  public let part: Experiment.Part

  public enum Goal: String, Sendable {
    case maximize, minimize
  }

  /// The epoch that counts.
  public enum Epoch: String, Sendable {
    case final, best
  }

  /// - Parameters:
  ///   - metric: A metric with its part of the data: `val_accuracy`, `test_mae`.
  ///   - goal: By default the metric's own.
  ///   - epoch: The epoch that counts; by default the last one.
  public init(_ metric: String, goal: Goal? = nil, at epoch: Epoch? = nil) {
    part = Experiment.Part(
      "select",
      .settings([
        "metric": .text(metric), "goal": goal.map { .text($0.rawValue) },
        "at": epoch.map { .text($0.rawValue) },
      ]))
  }
}
