import DescentFigures
import DescentStore

extension Analysis {
  /// Whether two factors interact (F6): the means of their cells, and what is left of them.
  func interactionFigure(_ interaction: Interaction) -> FigureBlock? {
    let (first, second) = (interaction.first, interaction.second)
    guard first.levels.count <= 12, second.levels.count <= 12 else { return nil }
    func map(
      _ title: String, _ colors: Heatmap.Colors,
      _ value: (Interaction.Cell) -> (Double?, String)
    ) -> Heatmap {
      Heatmap(
        title: title, rowTitle: lastName(of: first.path), columnTitle: lastName(of: second.path),
        rows: first.levels.map(shortened), columns: second.levels.map(shortened),
        cells: zip(first.levels, interaction.cells).map { row, cells in
          zip(second.levels, cells).map { column, cell -> Heatmap.Cell? in
            guard cell.count > 0 else { return nil }
            let (number, text) = value(cell)
            return Heatmap.Cell(
              number, text: text, note: cell.ok < cell.count ? "\(cell.ok)/\(cell.count)" : nil,
              mark: Mark(
                key: "\(first.path)=\(row)",
                words:
                  "\(shortened(row)), \(shortened(column)): \(words.value(cell.mean, nil)), \(cell.ok) of \(cell.count) ok"
              ))
          }
        }, colors: colors)
    }
    let means = map("Mean \(words.name)\(words.unit)", .sequential(nil)) {
      ($0.mean.map(words.displayed), words.bare($0.mean, nil))
    }
    let rest = map("Beyond the two alone", .diverging) {
      ($0.residual.map(words.displayed), words.difference($0.residual, nil, signed: true))
    }
    return FigureBlock(
      "interaction-\(first.path)-\(second.path)", HeatmapFigure(maps: [means, rest]),
      title: "\(capitalized(lastName(of: first.path))) × \(lastName(of: second.path)): "
        + "\(decimal(interaction.share * 100, 1)) % of the variance is what they do together",
      subtitle: "Means over the other settings and \(seedWords), failed runs counting as untrained "
        + "networks; right: cell − row − column + all",
      source: "interactions.csv")
  }

  /// Where runs fail (F6): the rate of failure by learning rate and level.
  func failureFigure() -> FigureBlock? {
    guard scores.runs.contains(where: \.failed), let comparison = plan.comparisons.first
    else { return nil }
    let others = plan.factors.filter { !comparison.ownPaths.contains($0.path) }
    guard
      let factor = others.first(where: { $0.path == LearningRateProfile.path }) ?? others.first,
      factor.levels.count <= 12, comparison.levels.count <= 12
    else { return nil }
    let tallies = comparison.levels.map { level in
      factor.levels.map { other -> Tally in
        var tally = Tally()
        for (configuration, own) in zip(plan.configurations, scores.configurationTallies)
        where configuration.comparisonLevels[comparison.path] == level
          && configuration.factorLevels[factor.path] == other
        {
          tally.add(own)
        }
        return tally
      }
    }
    let cells = zip(comparison.levels, tallies).map { level, row in
      zip(factor.levels, row).map { other, tally -> Heatmap.Cell? in
        guard tally.runs > 0,
          let interval = Interval.wilson(tally.failed, of: tally.runs, confidence: confidence)
        else { return nil }
        let rate = 100 * Double(tally.failed) / Double(tally.runs)
        let range = "\(decimal(interval.lower * 100, 0)) to \(decimal(interval.upper * 100, 0)) %"
        return Heatmap.Cell(
          rate, text: "\(tally.failed)/\(tally.runs)",
          mark: Mark(
            key: "\(comparison.path)=\(level)",
            words:
              "\(level), \(lastName(of: factor.path)) \(shortened(other)): \(tally.failed) of \(tally.runs) "
              + "failed, \(percent(confidence)) interval \(range)"))
      }
    }
    return FigureBlock(
      "failures",
      HeatmapFigure(maps: [
        Heatmap(
          title: "Failed runs", rowTitle: lastName(of: comparison.path),
          columnTitle: lastName(of: factor.path), rows: comparison.levels,
          columns: factor.levels.map(shortened),
          cells: cells, colors: .sequential(0...100))
      ]),
      title: "\(scores.failedCount) of \(counted(scores.plannedCount, "run")) failed"
        + (Answer(analysis: self).mostFailures().map { ", most of them with \($0.plainText)" } ?? ""),
      subtitle: "Runs that diverged, crashed or timed out", source: "failures.csv")
  }
}
