package import DescentStore

/// The levels of a factor in one view, with every pair that is compared.
package struct ComparisonView {
  package enum Kind: String {
    /// The mean over all settings, good and hopeless ones alike.
    case marginal
    /// Each level at its best tuned values.
    case tuned
  }

  package let kind: Kind
  /// In the order of the comparison.
  package let levels: [LevelSummary]
  package let pairs: [LevelPair]
  /// How many tests Holm's correction counts.
  package let familySize: Int

  /// The level that each other one is compared with, where there are too many to compare every two.
  package let baseline: Int?

  /// From how many levels on each is compared with the baseline alone.
  package static let baselineFrom = 7

  package init(
    _ kind: Kind, of comparison: StoredPlan.Comparison, _ scores: Scores, confidence: Double
  ) {
    self.kind = kind
    let grid = LevelGrid(comparison, scores, isTuned: kind == .tuned)
    let count = comparison.levels.count
    levels = (0..<count).map { LevelSummary($0, kind, in: grid, confidence: confidence) }
    let indices = comparison.levels.indices
    let named = scores.plan.report.baseline[comparison.path]
      .flatMap(comparison.levels.firstIndex(of:))
    baseline = count < Self.baselineFrom ? nil : named ?? 0
    var pairs = Self.compared(indices, named: named, baseline: baseline).map { a, b in
      LevelPair(a, b, kind, in: grid, confidence: confidence)
    }
    let adjusted = Holm.adjusted(pairs.map { $0.test?.p })
    let family = adjusted.count { $0 != nil }
    for index in pairs.indices {
      pairs[index].adjustedP = adjusted[index]
      pairs[index].familySize = family
    }
    self.pairs = pairs
    familySize = family
  }

  /// The pairs of levels that are compared: all, or with many levels each with the baseline.
  ///
  /// What is compared with the level that the experiment file names as the baseline comes first.
  private static func compared(
    _ levels: Range<Int>, named: Int?, baseline: Int?
  ) -> [(Int, Int)] {
    let first = (baseline ?? named).map { baseline in
      levels.filter { $0 != baseline }.map { ($0, baseline) }
    }
    guard baseline == nil else { return first ?? [] }
    let rest = levels.flatMap { a in levels.filter { $0 > a }.map { (a, $0) } }
    return (first ?? []) + rest.filter { $0.0 != named && $0.1 != named }
  }

  /// The comparison of two levels, whichever way round it was made.
  package func pair(_ a: Int, _ b: Int) -> LevelPair? {
    pairs.first { ($0.a, $0.b) == (a, b) || ($0.a, $0.b) == (b, a) }
  }

  /// The levels with a mean, the best first.
  package func ranked(_ direction: Direction) -> [Int] {
    levels.indices
      .compactMap { index in levels[index].mean.map { (index, direction.oriented($0)) } }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
      .map(\.0)
  }

  /// Whether any two levels could be paired.
  package var isTestable: Bool { pairs.contains { $0.difference != nil } }
}

extension LevelPair {
  /// Compares two levels over the largest complete block of the settings they share.
  package init(
    _ a: Int, _ b: Int, _ kind: ComparisonView.Kind, in grid: LevelGrid, confidence: Double
  ) {
    let shared = grid.shared(a, b)
    self.init(a: a, b: b, view: kind, plannedCells: shared.count * grid.scores.seeds.count)
    guard !shared.isEmpty else {
      flags.insert(.noSharedSetting)
      return
    }
    if [a, b].contains(where: { grid.configurations[$0].count > shared.count }) {
      flags.insert(.partialOverlap)
    }
    let compared = [a, b].flatMap { level in
      shared.flatMap { grid.configurations[level][$0, default: []] }
    }
    if Set(compared.map(grid.scores.stoppedAt)).count > 1 { flags.insert(.unequalBudgets) }
    guard let (first, second, kept) = grid.paired(a, b, over: shared, kind) else {
      flags.insert(.noPairs)
      return
    }
    let difference = PairedDifference(first.oriented, second.oriented, confidence: confidence)
    self.difference = difference
    let turn = grid.scores.direction.oriented
    meanA = Sample(first.oriented.flatMap(\.self)).mean.map(turn)
    meanB = Sample(second.oriented.flatMap(\.self)).mean.map(turn)
    let settings = grid.scores.plan.report
    test = PairTest(
      difference, first.oriented, second.oriented, settings, confidence: confidence)
    equivalence = settings.sesoi.flatMap {
      Equivalence(difference, margin: $0, confidence: confidence)
    }
    seedCorrelation =
      CrossedVariance(zip(first.oriented, second.oriented).map { zip($0, $1).map { $0 - $1 } })?
      .seedCorrelation
    self.settings = kept.map(grid.name)
    failedA = first.failed
    failedB = second.failed
    if kind == .tuned, difference.seeds < TunedScores.minimumSeeds {
      flags.insert(.optimistic)
    }
    if settings.scope == .general, test?.scope == .grid { flags.insert(.gridOnly) }
    flagDifference(confidence: confidence)
  }
}

extension LevelGrid {
  /// The scores of two levels in the same settings and seeds; nil where no cell of both is there.
  package func paired(
    _ a: Int, _ b: Int, over shared: [Setting], _ kind: ComparisonView.Kind
  ) -> (LevelScores, LevelScores, [Setting])? {
    guard let block = block(of: shared, [a, b]) else { return nil }
    let settings = block.settings.map { shared[$0] }
    func scores(_ level: Int) -> LevelScores {
      switch kind {
      case .marginal: average(level, settings, block.seeds)
      case .tuned:
        TunedScores(
          settings.map { configurations[level][$0, default: []] }, seeds: block.seeds, in: self
        ).scores
      }
    }
    return (scores(a), scores(b), settings)
  }

  /// The largest block of settings and seeds in which every configuration of some levels has a score: none of
  /// a setting's candidates is missing from a choice among them.
  package func block(of settings: [Setting], _ levels: [Int]) -> CompleteBlock? {
    CompleteBlock(
      settings.map { setting in
        scores.seeds.indices.map { seed in
          levels.allSatisfy { level in
            configurations[level][setting, default: []].allSatisfy { cell($0, seed) != nil }
          }
        }
      })
  }

  /// The configurations and seeds of the largest block without a gap.
  package func complete(_ rows: [Int]) -> (configurations: Set<Int>, seeds: [Int])? {
    let present = rows.map { row in scores.seeds.indices.map { cell(row, $0) != nil } }
    return CompleteBlock(present).map { (Set($0.settings.map { rows[$0] }), $0.seeds) }
  }

  /// The scores of a level; the mean where it has several configurations in a setting.
  package func average(_ level: Int, _ settings: [Setting], _ seeds: [Int]) -> LevelScores {
    var result = LevelScores(oriented: [], failed: 0, own: 0)
    for setting in settings {
      let rows = configurations[level][setting, default: []]
      result.oriented.append(
        seeds.map { seed in
          let cells = rows.compactMap { cell($0, seed) }
          if cells.contains(where: \.failed) { result.failed += 1 }
          if cells.allSatisfy({ $0.own != nil }) { result.own += 1 }
          return cells.reduce(0) { $0 + oriented($1) } / Double(max(cells.count, 1))
        })
    }
    return result
  }
}
