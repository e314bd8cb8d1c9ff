import DescentFigures
import DescentStore

extension Analysis {
  /// When and how it learns (F7), a figure for each data set.
  func curvesFigures() -> [FigureBlock] { drawn.best.compactMap(curvesFigure) }

  /// Every run of the best configuration of each level.
  private func curvesFigure(_ board: DrawnRuns.Board) -> FigureBlock? {
    let own = MetricName(plan.selection.metric)
    let name = own.part == "test" ? MetricName(part: "val", metric: own.metric) : own
    let training = MetricName(part: "train", metric: own.metric)
    let shown = board.choices.map { choice in
      (choice, outcomes(of: choice.configuration))
    }.filter { !$0.1.isEmpty }
    let panels = shown.enumerated().map { index, item in
      let (choice, outcomes) = item
      return LearningCurves.Panel(
        title: choice.name + time(of: outcomes),
        groups: [group(choice, outcomes, Series(index), name, training)])
    }
    let values = panels.flatMap(\.groups).flatMap(\.runs).flatMap(\.points).map(\.y)
    guard values.count > 1, let least = values.min(), let most = values.max() else { return nil }
    let isWide = least > 0 && most / least > 50
    let hasFailure = shown.contains { $0.1.contains { $0.run.status.isFailure } }
    let hasBand = shown.contains { $0.1.count > 1 }
    let band =
      hasFailure ? "interquartile range" : "\(percent(confidence)) t interval of the mean"
    let words = MetricWords(
      StoredPlan.Selection(
        metric: "\(name.part)_\(name.metric)", component: plan.selection.component,
        maximize: plan.selection.maximize))
    let target = plan.target.flatMap { target in
      MetricName(target.metric) == name ? words.displayed(target.value) : nil
    }
    let isAlone = plan.datasets.count == 1
    let place = isAlone ? "" : " on \(board.dataset)"
    return FigureBlock(
      isAlone ? "curves" : "curves-\(board.dataset)",
      LearningCurves(
        panels: panels, x: Axis("Epoch", isWhole: true),
        y: Axis(
          capitalized(words.name) + (words.isShare ? " (%)" : ""),
          kind: isWide ? .logarithmic : .linear, limits: words.isShare ? 0...100 : nil),
        bandName: band,
        lineNames: name == training ? nil : (solid: words.name, dashed: "training, median"),
        target: target.map { (value: $0, name: "target") }),
      title: curvesTitle(of: board) + place,
      subtitle:
        "\(capitalized(words.name)) by epoch · "
        + (hasBand
          ? "thin: each run, × where it failed; bold: the median of \(seedWords); band: \(band)"
          : "one run each, × where it failed")
        + shown.map { "; \($0.0.name): \(self.name(ofConfiguration: $0.0.configuration))" }.joined(),
      source: "history.csv")
  }

  private func curvesTitle(of board: DrawnRuns.Board) -> String {
    guard let comparison = DrawnRuns.comparison(in: plan) else {
      return "How the best configurations learned"
    }
    let levels = Set(
      plan.configurations.filter { $0.dataset == board.dataset }
        .compactMap { $0.comparisonLevels[comparison.path] })
    let name = lastName(of: comparison.path)
    return levels.count > DrawnRuns.limit
      ? "How the best configuration of the first \(DrawnRuns.limit) of \(levels.count) levels of \(name) learned"
      : "How the best configuration of each \(name) learned"
  }

  /// The training time of the last epoch, beside the epochs of the axis: `, 20 epochs in 0.12 s`.
  private func time(of outcomes: [StoredOutcome]) -> String {
    let ends = outcomes.filter { !$0.run.status.isFailure }.compactMap(\.history.last)
    guard hasComparableTimes, let seconds = Sample(ends.map(\.seconds)).median,
      let epochs = Sample(ends.map { Double($0.epoch) }).median
    else { return "" }
    return ", \(decimal(epochs, 0)) epochs in \(duration(seconds))"
  }

  private func group(
    _ choice: DrawnRuns.Choice, _ outcomes: [StoredOutcome], _ series: Series, _ name: MetricName,
    _ training: MetricName
  ) -> LearningCurves.Group {
    let failure = scores.failureScores.values.first
    let hasFailure = outcomes.contains { $0.run.status.isFailure }
    let key = plan.configurations[choice.configuration].configID
    let epochs = Set(outcomes.flatMap { $0.history.map(\.epoch) }).sorted()
    var median: [Point] = []
    var band: [(x: Double, lower: Double, upper: Double)] = []
    var second: [Point] = []
    for epoch in epochs {
      let sample = Sample(
        outcomes.compactMap { value(of: $0, name, at: epoch, afterFailure: failure) })
      guard sample.count == outcomes.count, let middle = sample.median else { continue }
      let x = Double(epoch)
      median.append(Point(x, words.displayed(middle)))
      let interval =
        hasFailure
        ? sample.quantile(0.25).flatMap { low in
          sample.quantile(0.75).map { Interval(lower: low, upper: $0) }
        } : sample.interval(confidence: confidence)
      if let interval {
        func held(_ end: Double) -> Double {
          words.displayed(words.isShare ? min(max(end, 0), 1) : end)
        }
        band.append((x, held(interval.lower), held(interval.upper)))
      }
      let trained = Sample(
        outcomes.compactMap { value(of: $0, training, at: epoch, afterFailure: failure) })
      if name != training, trained.count == outcomes.count, let middle = trained.median {
        second.append(Point(x, words.displayed(middle)))
      }
    }
    return LearningCurves.Group(
      choice.name, series: series, runs: outcomes.map { run(of: $0, name) }, median: median,
      band: band, second: second,
      mark: Mark(
        key: key, words: "\(choice.name): \(self.name(ofConfiguration: choice.configuration))"))
  }

  private func run(of outcome: StoredOutcome, _ name: MetricName) -> LearningCurves.Run {
    LearningCurves.Run(
      outcome.history.compactMap { row in
        name.value(in: row).map { Point(Double(row.epoch), words.displayed($0)) }
      },
      isFailed: outcome.run.status.isFailure,
      mark: Mark(
        key: outcome.run.configID, words: "seed \(outcome.run.seed): \(outcome.run.status.rawValue)"
      ))
  }

  /// The value at an epoch; after a run's end, of a failed one what an untrained network scores, of
  /// one that stopped on purpose its last.
  private func value(
    of outcome: StoredOutcome, _ name: MetricName, at epoch: Int, afterFailure failure: Double?
  ) -> Double? {
    if let row = outcome.history.first(where: { $0.epoch == epoch }) { return name.value(in: row) }
    if outcome.run.status.isFailure { return failure }
    return outcome.history.last { $0.epoch < epoch }.flatMap(name.value)
  }

  /// The outcomes of a drawn configuration, by seed.
  func outcomes(of configuration: Int) -> [StoredOutcome] {
    scores.runs.filter { $0.configuration == configuration && $0.run.status.hasScore }
      .compactMap { outcomes[$0.run.runID] }
  }
}
