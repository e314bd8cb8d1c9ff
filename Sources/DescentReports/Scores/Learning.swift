import DescentStore

/// Which runs learned anything.
///
/// A run that failed, is marked `no_progress` or has no gradient did not; nor did one whose training metric went less
/// than ``share`` of the way from an untrained network to the best run of its data set and loss. The
/// training data decide, since a network that overfits learns too.
package enum Learning {
  package static let share = 0.05

  /// Sets `learned` of each run.
  package static func judge(_ runs: inout [ScoredRun], tasks: [Scores.TrainingTask]) {
    var starts: [Scores.TrainingTask: [Double]] = [:]
    var best: [Scores.TrainingTask: Double] = [:]
    for run in runs {
      let task = tasks[run.configuration]
      if let start = run.curve.trainingStart { starts[task, default: []].append(start) }
      if run.isOK, let end = run.curve.trainingEnd { best[task] = max(best[task] ?? end, end) }
    }
    let untrained = starts.compactMapValues { Sample($0).median }
    for index in runs.indices {
      let run = runs[index]
      let task = tasks[run.configuration]
      guard !run.failed, !run.run.noProgress, run.run.gradVerdict != "no_signal" else {
        runs[index].learned = false
        continue
      }
      guard run.isOK, let end = run.curve.trainingEnd, let start = untrained[task],
        let best = best[task]
      else { continue }
      runs[index].learned = end > start && end - start >= share * (best - start)
    }
  }
}
