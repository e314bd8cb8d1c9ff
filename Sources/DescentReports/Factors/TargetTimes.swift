package import DescentStore

/// How soon the runs of each level of a factor reached the target (S26 to S29).
package struct TargetTimes {
  package let comparison: StoredPlan.Comparison
  package let levels: [Level]
  package let pairs: [Pair]
  package let profile: PerformanceProfile
  /// The settings of the profile in words.
  package let settings: [String]
  /// The most epochs that any run had.
  package let budget: Int
  /// Runs that met the target before training.
  package let metAtOnce: Int

  package struct Level {
    package let name: String
    package let runs: Int
    package let reached: Int
    /// The first epoch by which half of the runs were there; nil where they never were.
    package let median: Double?
    package let restrictedMean: Double
    /// Expected epochs to the target; nil where no run got there (S27).
    package let expected: Double?
  }

  package struct Pair {
    package let a: Int
    package let b: Int
    package let comparison: SpeedComparison
    package let logRank: LogRank?
  }

  /// Nil where the plan has no target, no run has finished, or a search stopped runs before they could have
  /// reached it.
  package init?(_ comparison: StoredPlan.Comparison, _ scores: Scores, confidence: Double) {
    guard scores.plan.target != nil, scores.stopCounts.isEmpty else { return nil }
    let runs = scores.runs.filter { $0.run.status.hasScore }
    let budget = runs.map(\.run.epochsRun).max() ?? 0
    guard budget > 0 else { return nil }
    self.comparison = comparison
    self.budget = budget
    metAtOnce = runs.count { $0.curve.targetEpoch == 0 }
    func time(_ run: ScoredRun) -> TimeToTarget {
      run.curve.targetEpoch.map { .reached(Double($0)) } ?? .missed(Double(budget))
    }
    let byLevel = comparison.levels.map { level in
      runs.filter {
        scores.plan.configurations[$0.configuration].comparisonLevels[comparison.path] == level
      }
    }
    levels = zip(comparison.levels, byLevel).map { name, runs in
      Level(name, runs.map(time), ran: runs.map(\.run.epochsRun), budget: budget)
    }

    let grid = LevelGrid(comparison, scores, isTuned: false)
    let cells = Self.cells(of: runs, in: scores)
    var pairs: [Pair] = []
    for a in comparison.levels.indices {
      for b in comparison.levels.indices where b > a {
        guard let (first, second) = Self.paired(a, b, grid, cells) else { continue }
        pairs.append(
          Pair(
            a: a, b: b,
            comparison: SpeedComparison(
              first, second, budget: Double(budget), confidence: confidence),
            logRank: LogRank(byLevel[a].map(time), byLevel[b].map(time))))
      }
    }
    self.pairs = pairs
    let shared = grid.settings.filter { setting in
      comparison.levels.indices.allSatisfy { grid.configurations[$0][setting] != nil }
    }
    settings = shared.map(grid.name)
    profile = PerformanceProfile(
      shared.map { setting in
        comparison.levels.indices.map { level in
          Self.median(
            grid.configurations[level][setting, default: []].flatMap { cells[$0] ?? [:] }
              .map(\.value))
        }
      })
  }

  /// By configuration and seed: the epoch at which all folds were there, or nil for a miss.
  private static func cells(of runs: [ScoredRun], in scores: Scores) -> [Int: [Int: Double?]] {
    var cells: [Int: [Int: Double?]] = [:]
    for run in runs {
      let own = run.curve.targetEpoch.map(Double.init)
      if let other = cells[run.configuration]?[run.planned.seed] {
        cells[run.configuration]?[run.planned.seed] = .some(
          own.flatMap { own in other.map { max($0, own) } })
      } else {
        cells[run.configuration, default: [:]][run.planned.seed] = .some(own)
      }
    }
    return cells
  }

  /// The times of two levels in the settings and seeds that both have.
  private static func paired(
    _ a: Int, _ b: Int, _ grid: LevelGrid, _ cells: [Int: [Int: Double?]]
  ) -> ([[Double?]], [[Double?]])? {
    let rows = grid.shared(a, b).compactMap { setting -> (Int, Int)? in
      guard let first = grid.configurations[a][setting]?.first,
        let second = grid.configurations[b][setting]?.first
      else { return nil }
      return (first, second)
    }
    let seeds = grid.scores.seeds
    let present = rows.map { row in
      seeds.map { cells[row.0]?[$0] != nil && cells[row.1]?[$0] != nil }
    }
    guard let block = CompleteBlock(present) else { return nil }
    func times(_ configuration: (Int, Int), _ part: KeyPath<(Int, Int), Int>) -> [Double?] {
      block.seeds.map { cells[configuration[keyPath: part]]?[seeds[$0]] ?? nil }
    }
    return (
      block.settings.map { times(rows[$0], \.0) }, block.settings.map { times(rows[$0], \.1) }
    )
  }

  /// The median in which a miss is later than any time; nil where it is a miss.
  private static func median(_ times: [Double?]) -> Double? {
    let sorted = times.map { $0 ?? .infinity }.sorted()
    guard !sorted.isEmpty else { return nil }
    let middle = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    return middle.isFinite ? middle : nil
  }
}

extension TargetTimes.Level {
  fileprivate init(_ name: String, _ times: [TimeToTarget], ran: [Int], budget: Int) {
    self.name = name
    runs = times.count
    reached = times.count(where: \.isReached)
    let curve = KaplanMeier(times)
    median = curve.median
    restrictedMean = curve.restrictedMean(until: Double(budget))
    let epochs = zip(times, ran).reduce(0) { sum, item in
      sum + (item.0.isReached ? item.0.time : Double(item.1))
    }
    expected = reached > 0 ? epochs / Double(reached) : nil
  }
}
