public import Descent

/// How the sweep is run, of which nothing changes a result: `run`.
public struct Run: ExperimentPart {
  public let part: Experiment.Part

  /// - Parameters:
  ///   - jobs: Runs that train at once; by default one for each core.
  ///   - timeout: After which a run is stopped.
  ///   - memory: What a worker may have: `500MB`, `2GB`; by default the workers share half of it all.
  ///   - maxRuns: The largest plan that is begun.
  public init(
    jobs: Int? = nil, timeout: Duration? = nil, memory: String? = nil, maxRuns: Int? = nil
  ) {
    part = Experiment.Part(
      "run",
      .settings([
        "jobs": jobs.map { .integer($0) }, "timeout": timeout.map { .number($0 / .seconds(1)) },
        "memory": memory.map { .text($0) }, "max_runs": maxRuns.map { .integer($0) },
      ]))
  }
}

/// When a run ends before its last epoch: `stop`.
public struct Stop: ExperimentPart {
  public let part: Experiment.Part

  /// - Parameters:
  ///   - patience: Epochs in a row without a better value of the primary metric.
  ///   - minDelta: By how much a value must be better.
  ///   - atTarget: Whether the epoch that reaches the target is the last one.
  public init(patience: Int? = nil, minDelta: Double? = nil, atTarget: Bool? = nil) {
    part = Experiment.Part(
      "stop",
      .settings([
        "patience": patience.map { .integer($0) }, "min_delta": minDelta.map { .number($0) },
        "at_target": atTarget.map { .boolean($0) },
      ]))
  }
}

/// When a loss that is still finite counts as diverged: `diverge`.
public struct Diverge: ExperimentPart {
  public let part: Experiment.Part

  /// - Parameters:
  ///   - lossAbove: So many times the first loss.
  ///   - patience: For so many epochs in a row.
  public init(lossAbove: Double? = nil, patience: Int? = nil) {
    part = Experiment.Part(
      "diverge",
      .settings([
        "loss_above": lossAbove.map { .number($0) }, "patience": patience.map { .integer($0) },
      ]))
  }
}

/// A value whose first reaching is timed; a run goes on behind it: `target`.
public struct Target: ExperimentPart {
  public let part: Experiment.Part

  /// - Parameters:
  ///   - metric: A metric with its part of the data: `val_accuracy`, `train_loss`.
  ///   - value: What is to be reached, from below where more is better.
  public init(_ metric: String, _ value: Double) {
    part = Experiment.Part("target", .map([(metric, .value(.number(value)))]))
  }
}

/// How often the layers are measured, and from where on one counts as unwell: `diagnostics`.
public struct Diagnostics: ExperimentPart {
  public let part: Experiment.Part

  /// - Parameters:
  ///   - epochs: A measure every so many epochs; by default at 0, 1, 2, 4, 8, … and the last.
  ///   - thresholds: Those that are not at their defaults are written.
  public init(every epochs: Int? = nil, thresholds: Thresholds = Thresholds()) {
    let changed = Thresholds.entries.compactMap { entry -> Experiment.Content.Entry? in
      let value = thresholds[keyPath: entry.path]
      guard value != Thresholds()[keyPath: entry.path] else { return nil }
      return (entry.name, .value(.number(value)))
    }
    let every = Experiment.Content.settings(["every": epochs.map { .integer($0) }])
    part = Experiment.Part(
      "diagnostics",
      .map(every.entries + (changed.isEmpty ? [] : [("thresholds", .map(changed))])))
  }
}
