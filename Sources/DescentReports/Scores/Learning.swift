package import DescentStore

/// Which runs learned anything.
///
/// A run that failed or is marked `no_progress` did not; nor did one whose training metric went less
/// than ``share`` of the way from an untrained network to the best run of its data set and loss. The
/// training data decide, since a network that overfits learns too.
package enum Learning {
  package static let share = 0.05

  /// Sets `learned` of each run.
  package static func judge(
    _ runs: inout [ScoredRun], tasks: [Scores.TrainingTask], _ selection: StoredPlan.Selection
  ) {
    let own = MetricName(selection.metric)
    let training = MetricName(part: "train", metric: own.metric)
    let direction = Direction(maximize: selection.maximize)
    var starts: [Scores.TrainingTask: [Double]] = [:]
    var ends: [Double?] = []
    var best: [Scores.TrainingTask: Double] = [:]
    for run in runs {
      let task = tasks[run.configuration]
      func value(_ row: HistoryRow?) -> Double? {
        row.flatMap { training.value(in: $0) ?? own.value(in: $0) }.map(direction.oriented)
      }
      if let start = value(run.outcome.history.first { $0.epoch == 0 }) {
        starts[task, default: []].append(start)
      }
      let end = run.isOK ? value(run.scoredRow) : nil
      ends.append(end)
      if let end { best[task] = max(best[task] ?? end, end) }
    }
    let untrained = starts.compactMapValues { Sample($0).median }
    for index in runs.indices {
      let task = tasks[runs[index].configuration]
      guard !runs[index].failed, !runs[index].run.noProgress else {
        runs[index].learned = false
        continue
      }
      guard let end = ends[index], let start = untrained[task], let best = best[task] else {
        continue
      }
      runs[index].learned = end > start && end - start >= share * (best - start)
    }
  }
}
