import DescentStore

extension Analysis {
  /// What the sweep cost, and how fast the levels of the first factor train.
  func costSection() -> Section {
    var section = Section("cost", "Time and cost", sources: ["runs.csv"])
    guard !scores.runs.isEmpty else {
      section.add("Nothing has run yet.")
      return section
    }
    let wall = scores.runs.reduce(0) { $0 + $1.run.wallSeconds }
    let train = scores.runs.reduce(0) { $0 + $1.run.trainSeconds }
    let operations = scores.runs.reduce(0) { $0 + $1.run.estimatedFLOPs }
    section.add(
      "\(counted(scores.runs.count - scores.skippedCount, "run")) took \(duration(wall)) in all, \(duration(train)) of it in "
        + "training steps (about \(significant(operations)) floating-point operations).")
    let fine = scores.runs.filter { $0.run.status == .ok }
    guard let comparison = plan.comparisons.first, fine.count > 1 else { return section }
    guard hasComparableTimes else {
      section.add(
        "Seconds are not comparable between levels: the runs differ in host or in how many trained at once."
      )
      return section
    }
    let byLevel = Dictionary(grouping: fine) {
      plan.configurations[$0.configuration].comparisonLevels[comparison.path]
    }
    let rows = comparison.levels.map { level -> TextTable.Row in
      let runs = byLevel[level] ?? []
      let seconds = Sample(runs.map(\.run.trainSeconds))
      let epochs = Sample(
        runs.filter { $0.run.epochsRun > 0 }
          .map { $0.run.trainSeconds / Double($0.run.epochsRun) })
      return TextTable.Row([
        "\(level)", "\(runs.count)",
        "\(decimal(Sample(runs.map { Double($0.run.epochsRun) }).median, 0))",
        quartiles(seconds), "\(significant(epochs.median))",
        "\(significant(Sample(runs.compactMap(\.run.samplesPerSecond)).median))",
      ])
    }
    section.add(
      TextTable(
        "cost", "Training time by \(comparison.path)",
        columns: [
          TextTable.Column("\(lastName(of: comparison.path))"), .number("ok runs"),
          .number("epochs"), .number("training s [quartiles]"), .number("s per epoch"),
          .number("rows per s"),
        ], rows: rows))
    section.add(
      "Medians over runs; validation, diagnostics and file writing are not in them.")
    section.add(paretoFigure())
    return section
  }

  /// `2.1 [1.9, 2.4]`.
  private func quartiles(_ sample: Sample) -> TextTable.Cell {
    guard let median = sample.median else { return "—" }
    let ends = [0.25, 0.75].map { significant(sample.quantile($0)) }
    return TextTable.Cell("\(significant(median)) [\(ends[0]), \(ends[1])]", value: median)
  }
}
