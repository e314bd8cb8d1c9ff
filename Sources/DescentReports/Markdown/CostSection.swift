import DescentStore

extension Analysis {
  /// What the sweep cost, and how fast the levels of the first factor train.
  package func costSection() -> String {
    var text = "## Time and cost (`data/runs.csv`)\n\n"
    guard !scores.runs.isEmpty else { return text + "Nothing has run yet.\n" }
    let wall = scores.runs.reduce(0) { $0 + $1.run.wallSeconds }
    let train = scores.runs.reduce(0) { $0 + $1.run.trainSeconds }
    let operations = scores.runs.reduce(0) { $0 + $1.run.estimatedFLOPs }
    text += "\(counted(scores.runs.count, "run")) took \(duration(wall)) in all, "
    text += "\(duration(train)) of it in training steps (about \(significant(operations)) "
    text += "floating-point operations).\n"
    let fine = scores.runs.filter { $0.run.status == .ok }
    let places = Set(fine.map { "\($0.run.host)\u{0}\($0.run.concurrency)" })
    guard let comparison = plan.comparisons.first, fine.count > 1 else { return text }
    guard places.count == 1 else {
      return text + "Seconds are not comparable between levels: the runs differ in host or in how "
        + "many trained at once.\n"
    }
    let byLevel = Dictionary(grouping: fine) {
      plan.configurations[$0.configuration].comparisonLevels[comparison.path]
    }
    let rows = comparison.levels.map { level -> [String] in
      let runs = byLevel[level] ?? []
      let seconds = Sample(runs.map(\.run.trainSeconds))
      let epochs = Sample(
        runs.filter { $0.run.epochsRun > 0 }
          .map { $0.run.trainSeconds / Double($0.run.epochsRun) })
      return [
        Markdown.escaped(level), "\(runs.count)",
        decimal(Sample(runs.map { Double($0.run.epochsRun) }).median, 0),
        seconds.median.map { _ in
          "\(significant(seconds.median)) [\(significant(seconds.quantile(0.25))), "
            + "\(significant(seconds.quantile(0.75)))]"
        } ?? "—",
        significant(epochs.median),
        significant(Sample(runs.compactMap(\.run.samplesPerSecond)).median),
      ]
    }
    text += "\n"
    text += Markdown.table(
      [
        Markdown.Column(Markdown.escaped(lastName(of: comparison.path)), isNumeric: false),
        .number("ok runs"), .number("epochs"), .number("training s [quartiles]"),
        .number("s per epoch"), .number("rows per s"),
      ], rows)
    return text + "\nMedians over runs; validation, diagnostics and file writing are not in them.\n"
  }
}
