import DescentStore

extension Analysis {
  /// Each level of the compared factors, over the whole grid and at its best tuning.
  func effectsSection() -> Section {
    var section = Section(
      "effects", "Main effects: over the grid, and tuned", sources: ["main_effects.csv"])
    let shown = comparisons.filter { $0.factor.levels.count > 1 }
    guard !shown.isEmpty else {
      section.add("Nothing is compared, so there are no levels to show.")
      return section
    }
    guard !scores.hasFailedThroughout else {
      section.add("Every run failed: each level scores what an untrained network does.")
      return section
    }
    section.add([budgetNote(), gapNote()].compactMap(\.self))
    for comparison in shown {
      if shown.count > 1 { section.blocks.append(.heading("\(comparison.factor.path)")) }
      section.add(dumbbellFigure(comparison))
      section.add(table(of: comparison))
    }
    section.add(legend(shown))
    section.add([foldNote("“ok / runs” counts")].compactMap(\.self))
    section.add(expectedBest(shown))
    for factor in telling.prefix(6) { section.add(axisFigure(factor)) }
    if telling.count > 6 {
      section.add("Drawn: the first 6 of \(telling.count) varied settings.")
    }
    return section
  }

  private func table(of comparison: FactorComparison) -> TextTable {
    let tuned = comparison.tuned
    let isRobust = plan.report.aggregate == .iqm
    var columns: [TextTable.Column] = [
      TextTable.Column("\(lastName(of: comparison.factor.path))"), .number("ok / runs"),
      .number("mean over the grid\(words.unit)"), .number("median\(words.unit)"),
    ]
    if isRobust { columns.append(.number("middle half\(words.unit)")) }
    if tuned != nil {
      columns += [.number("at its best tuning\(words.unit)"), "best tuning", "on the edge"]
    }
    let rows = comparison.marginal.levels.indices.map { index -> TextTable.Row in
      let marginal = comparison.marginal.levels[index]
      var cells: [TextTable.Cell] = [
        "\(marginal.name)", "\(marginal.ok) / \(marginal.cells)",
        words.cell(marginal.mean, marginal.interval), "\(words.bare(marginal.median, nil))",
      ]
      if isRobust {
        cells.append(words.cell(marginal.robust?.value, marginal.robust?.interval))
      }
      if let level = tuned?.levels[index] {
        cells.append(words.cell(level.mean, level.interval))
        cells.append(TextTable.Cell(tuning(level)))
        cells.append("\(edges(level))")
      }
      return TextTable.Row(cells, key: "\(comparison.factor.path)=\(marginal.name)")
    }
    return TextTable(
      "effects-\(comparison.factor.path)", "Levels of \(comparison.factor.path)", noun: "levels",
      columns: columns, rows: rows)
  }

  /// The best tuned values, where all settings agree on them.
  private func tuning(_ level: LevelSummary) -> Prose {
    if level.bestTuning == "-" { return "–" }
    return level.isTuningUnanimous ? "\(level.bestTuning)" : "differs between settings"
  }

  private func edges(_ level: LevelSummary) -> String {
    guard !level.edges.isEmpty else { return "no" }
    return level.edges.keys.sorted().map { path in
      level.settings > 1
        ? "\(lastName(of: path)) in \(level.edges[path]?.settings ?? 0) of \(level.settings) settings"
        : lastName(of: path)
    }.joined(separator: ", ")
  }

  private func legend(_ comparisons: [FactorComparison]) -> Prose {
    var text: Prose = "In square brackets: the \(percent(confidence)) t interval of the mean over "
    text +=
      "seeds, where no run failed. The mean over the grid holds good and hopeless settings alike"
    if plan.report.aggregate == .iqm {
      text +=
        ". Middle half: the mean without the best and the worst quarter of all runs, its interval "
      text += "over resampled seeds"
    }
    guard comparisons.contains(where: { $0.tuned != nil }) else { return text + "." }
    text +=
      ". At its best tuning, the tuned values are chosen for each level and setting by the mean "
    text += TunedScores.choice(seeds: scores.scoredSeeds.count) + " On the edge: the best value is "
    return text + "the smallest or largest that was tried, so that a better one may lie beyond."
  }

  /// What a larger budget of trials brings each level (S25).
  private func expectedBest(_ comparisons: [FactorComparison]) -> [Prose] {
    guard let comparison = comparisons.first else { return [] }
    let means = Dictionary(
      leaderboards.flatMap(\.entries).compactMap { entry in
        entry.capped.mean.map { (entry.configuration, $0) }
      }, uniquingKeysWith: { first, _ in first })
    return comparison.factor.levels.indices.compactMap { index in
      let level = comparison.factor.levels[index]
      let arm = plan.configurations.indices.filter {
        plan.configurations[$0].comparisonLevels[comparison.factor.path] == level
      }.compactMap { means[$0] }
      let best = ExpectedBest(arm.map(words.direction.oriented))
      guard leaderboards.count == 1, best.isOffered else { return nil }
      let values = [1, 2, 4, 8].filter { $0 <= arm.count }.compactMap { budget in
        best.value(budget: budget).map { value -> Prose in
          "\(words.value(words.direction.oriented(value), nil)) for \(budget)"
        }
      }
      return
        "The best of a few random draws from \(arm.count) configurations of this grid with "
        + "\(Answer(analysis: self).level(index, comparison.factor).withoutEmphasis) is "
        + "expected at \(listed(values))."
    }
  }
}
