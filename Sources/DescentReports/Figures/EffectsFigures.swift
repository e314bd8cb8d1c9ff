import DescentFigures
import DescentStore

extension Analysis {
  /// Whether tuning changes the answer (F3).
  func dumbbellFigure(_ comparison: FactorComparison) -> FigureBlock? {
    guard let tuned = comparison.tuned else { return nil }
    let rows = comparison.marginal.levels.indices.map { index -> Dumbbell.Row in
      let (whole, best) = (comparison.marginal.levels[index], tuned.levels[index])
      return Dumbbell.Row(
        whole.name, from: estimate(whole.mean, whole.interval),
        to: estimate(best.mean, best.interval),
        cells: [best.isTuningUnanimous ? best.bestTuning : "differs"],
        mark: Mark(
          key: "\(comparison.factor.path)=\(whole.name)",
          words: "\(whole.name): \(words.value(whole.mean, nil)) over the grid, "
            + "\(words.value(best.mean, nil)) at its best tuning"))
    }
    let leaders = [comparison.marginal, tuned].map { view in
      view.levels.indices.filter { view.levels[$0].mean != nil }.max {
        words.direction.oriented(view.levels[$0].mean ?? 0)
          < words.direction.oriented(view.levels[$1].mean ?? 0)
      }.map { Answer(analysis: self).level($0, comparison.factor).plainText }
    }
    guard let grid = leaders[0], let best = leaders[1] else { return nil }
    let name = lastName(of: comparison.factor.path)
    // Means over different settings and seeds name no leader, and equal ones do not either.
    let isComparable =
      [false, true].allSatisfy {
        LevelGrid(comparison.factor, scores, isTuned: $0).isComplete
      }
      && [comparison.marginal, tuned].allSatisfy { view in
        let means = view.ranked(words.direction).prefix(2).compactMap { view.levels[$0].mean }
        return means.count == 2 && TieRule(means).difference(means[0], means[1]) != 0
      }
    return FigureBlock(
      "tuning-\(comparison.factor.path)",
      Dumbbell(
        rows: rows, axis: scoreAxis, names: (from: "mean over the grid", to: "at its best tuning"),
        headers: ["best tuning"]),
      title: !isComparable
        ? "\(capitalized(name)) over the grid, and at its best tuning"
        : grid == best
          ? "\(best) leads with tuning and without"
          : "Tuning changes the leader: \(grid) over the grid, \(best) at its best",
      subtitle:
        "\(capitalized(words.name)) by \(lastName(of: comparison.factor.path)) · \(seedWords)"
        + (scores.scoredSeeds.count > 1
          ? " · \(percent(confidence)) t intervals where no run failed" : ""),
      source: "main_effects.csv")
  }

  /// Whether the range of a setting is wide enough (F5): every run over it.
  func axisFigure(_ factor: StoredPlan.Factor) -> FigureBlock? {
    let runs = scores.runs.compactMap { run -> AxisPlot.Run? in
      let configuration = plan.configurations[run.configuration]
      guard run.isOK || run.failed,
        let place = configuration.factorLevels[factor.path].flatMap({ place($0, of: factor) })
      else { return nil }
      return AxisPlot.Run(
        level: place, score: run.score.map(words.displayed),
        mark: Mark(
          key: configuration.configID,
          words: "\(name(ofConfiguration: run.configuration)), seed \(run.planned.seed): "
            + (run.failed ? run.run.status.rawValue : words.value(run.score, nil))))
    }
    guard runs.count > 1, runs.contains(where: { $0.score != nil }) else { return nil }
    let failed = runs.count { $0.score == nil }
    return FigureBlock(
      "axis-\(factor.path)",
      AxisPlot(
        levels: levels(of: factor), runs: runs, score: scoreAxis,
        worse: words.direction.maximize ? .lower : .upper),
      title: "Every run over \(lastName(of: factor.path))",
      subtitle: "\(capitalized(words.name)) · \(counted(runs.count, "run"))"
        + (failed > 0 ? ", × \(failed) failed" : ""),
      source: "runs.csv")
  }
}
