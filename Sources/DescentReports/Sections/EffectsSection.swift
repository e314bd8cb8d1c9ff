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
    for comparison in shown {
      if shown.count > 1 { section.blocks.append(.heading("\(comparison.factor.path)")) }
      section.add(dumbbellFigure(comparison))
      section.add(table(of: comparison))
    }
    section.add(legend(shown))
    for factor in plan.factors.prefix(6) { section.add(axisFigure(factor)) }
    return section
  }

  private func table(of comparison: FactorComparison) -> TextTable {
    let tuned = comparison.tuned
    var columns: [TextTable.Column] = [
      TextTable.Column("\(lastName(of: comparison.factor.path))"), .number("ok / runs"),
      .number("mean over the grid\(words.unit)"), .number("median\(words.unit)"),
    ]
    if tuned != nil {
      columns += [.number("at its best tuning\(words.unit)"), "best tuning", "on the edge"]
    }
    let rows = comparison.marginal.levels.indices.map { index -> TextTable.Row in
      let marginal = comparison.marginal.levels[index]
      var cells: [TextTable.Cell] = [
        "\(marginal.name)", "\(marginal.ok) / \(marginal.cells)",
        words.cell(marginal.mean, marginal.interval), "\(words.bare(marginal.median, nil))",
      ]
      if let level = tuned?.levels[index] {
        cells.append(words.cell(level.mean, level.interval))
        let prefix = level.isTuningUnanimous ? "" : "mostly "
        cells.append(level.bestTuning == "-" ? "–" : "\(prefix)\(level.bestTuning)")
        cells.append("\(edges(level))")
      }
      return TextTable.Row(cells, key: "\(comparison.factor.path)=\(marginal.name)")
    }
    return TextTable(
      "effects-\(comparison.factor.path)", "Levels of \(comparison.factor.path)", noun: "levels",
      columns: columns, rows: rows)
  }

  private func edges(_ level: LevelSummary) -> String {
    guard !level.edges.isEmpty else { return "no" }
    return level.edges.keys.sorted().map { path in
      level.settings > 1
        ? "\(lastName(of: path)) in \(level.edges[path] ?? 0) of \(level.settings) settings"
        : lastName(of: path)
    }.joined(separator: ", ")
  }

  private func legend(_ comparisons: [FactorComparison]) -> Prose {
    var text: Prose = "In square brackets: the \(percent(confidence)) t interval of the mean over "
    text +=
      "seeds, where no run failed. The mean over the grid holds good and hopeless settings alike"
    guard comparisons.contains(where: { $0.tuned != nil }) else { return text + "." }
    text +=
      "; at its best tuning, the tuned values are chosen for each level and setting by the mean "
    text +=
      "over the other seeds, then scored on the seed left out. On the edge: the best value is "
    return text + "the smallest or largest that was tried, so that a better one may lie beyond."
  }
}
