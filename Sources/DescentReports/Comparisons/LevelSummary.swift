import DescentStore

/// One level of a factor in one view.
package struct LevelSummary {
  package var name: String
  /// Cells that count, of them with a score of their own, and of them failed.
  package var cells: Int
  package var ok: Int
  package var failed: Int
  /// Over the cells, in the metric's own direction.
  package var mean: Double?
  /// Of the mean over seeds; nil where a run failed or fewer than two seeds are complete.
  package var interval: Interval?
  package var median: Double?
  /// The mean of the middle half (S18), where the report's settings ask for it.
  package var robust: InterquartileMean?
  /// The best tuned values over all seeds, those of most settings: `learning_rate 0.1`, or `-`.
  package var bestTuning: String
  /// Whether every setting has the same best tuned values.
  package var isTuningUnanimous = true
  /// Where the best values lie on the edge of what was tried, by path.
  package var edges: [String: Edge]
  package var settings: Int

  /// An edge of what was tried, at which the best value of a setting lies.
  package struct Edge: Equatable {
    /// In how many settings it does.
    package var settings = 0
    /// What could be tried next.
    package var beyond: Set<Double> = []

    package init(settings: Int = 0, beyond: Set<Double> = []) {
      self.settings = settings
      self.beyond = beyond
    }
  }

  package init(_ level: Int, _ kind: ComparisonView.Kind, in grid: LevelGrid, confidence: Double) {
    name = grid.comparison.levels[level]
    bestTuning = "-"
    edges = [:]
    let settings = grid.settings.filter { grid.configurations[level][$0] != nil }
    var scores = LevelScores(oriented: [], failed: 0, own: 0)
    switch kind {
    case .marginal:
      let rows = settings.flatMap { grid.configurations[level][$0, default: []] }
      guard let (kept, seeds) = grid.complete(rows) else { break }
      for row in rows where kept.contains(row) {
        let cells = seeds.compactMap { grid.cell(row, $0) }
        scores.oriented.append(cells.map(grid.oriented))
        scores.failed += cells.count(where: \.failed)
        scores.own += cells.count { $0.own != nil }
      }
    case .tuned:
      guard let block = grid.block(of: settings, [level]) else { break }
      let choices = block.settings.map { grid.configurations[level][settings[$0], default: []] }
      let tuned = TunedScores(choices, seeds: block.seeds, in: grid)
      scores = tuned.scores
      let words = tuned.best.map { grid.tuning(of: $0) }
      isTuningUnanimous = Set(words).count < 2
      bestTuning = mostFrequent(words).map { $0.isEmpty ? "-" : $0 } ?? "-"
      for (best, candidates) in zip(tuned.best, choices) {
        for (path, next) in grid.edges(of: best, among: candidates) {
          edges[path, default: Edge()].settings += 1
          edges[path, default: Edge()].beyond.insert(next)
        }
      }
    }
    self.settings = scores.oriented.count
    cells = scores.cells
    ok = scores.own
    failed = scores.failed
    let turn = grid.scores.direction.oriented
    let all = Sample(scores.oriented.flatMap { $0.map(turn) })
    mean = all.mean
    median = all.median
    robust =
      grid.scores.plan.report.aggregate == .iqm
      ? InterquartileMean(scores.oriented.map { $0.map(turn) }, confidence: confidence) : nil
    interval =
      failed > 0 ? nil : Sample(scores.perSeed.map(turn)).interval(confidence: confidence)
  }
}

/// The element that stands in a list most often, the first of equals.
package func mostFrequent(_ list: [String]) -> String? {
  var counts: [String: Int] = [:]
  for element in list { counts[element, default: 0] += 1 }
  let most = counts.values.max()
  return list.first { counts[$0] == most }
}
