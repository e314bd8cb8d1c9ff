package import DescentStore

/// The configurations of a sweep as one compared factor sees them: by level and by setting.
///
/// A setting is one value of every varied path that the level does not fix itself. Two levels are
/// paired within a setting.
package struct LevelGrid {
  package let scores: Scores
  package let comparison: StoredPlan.Comparison
  /// Paths that are tuned and vary.
  package let tunePaths: [String]
  /// The varied paths that make a setting.
  package let paths: [String]
  /// By level as in the comparison, then by setting: where the configurations stand in the plan.
  package let configurations: [[Setting: [Int]]]
  /// The settings in the order of the plan.
  package let settings: [Setting]

  /// Whether a level has several configurations in one setting to choose from.
  package let hasChoice: Bool

  package typealias Setting = [String?]

  /// Sorts the configurations of a plan by level and setting.
  ///
  /// With `isTuned`, settings that differ in tuned paths alone are one setting, from which each level
  /// takes its best configuration; one that a search stopped, with fewer epochs than others, is no candidate.
  package init(_ comparison: StoredPlan.Comparison, _ scores: Scores, isTuned: Bool) {
    self.scores = scores
    self.comparison = comparison
    let varied = scores.plan.factors.map(\.path)
    tunePaths = varied.filter { scores.plan.tune.contains($0) && $0 != comparison.path }
    let own = Set(comparison.ownPaths + [comparison.path] + (isTuned ? tunePaths : []))
    let paths = varied.filter { !own.contains($0) }
    self.paths = paths
    var configurations: [[Setting: [Int]]] = comparison.levels.map { _ in [:] }
    var settings: [Setting] = []
    var seen: Set<Setting> = []
    for (index, configuration) in scores.plan.configurations.enumerated() {
      guard let name = configuration.comparisonLevels[comparison.path],
        let level = comparison.levels.firstIndex(of: name)
      else { continue }
      let setting = paths.map { configuration.factorLevels[$0] }
      if seen.insert(setting).inserted { settings.append(setting) }
      configurations[level][setting, default: []].append(index)
    }
    hasChoice = configurations.contains { $0.values.contains { $0.count > 1 } }
    guard isTuned, !scores.stopCounts.isEmpty else {
      self.configurations = configurations
      self.settings = settings
      return
    }
    let finished = configurations.map { level in
      level.mapValues { $0.filter { scores.stoppedAt($0) == nil } }.filter { !$0.value.isEmpty }
    }
    self.configurations = finished
    self.settings = settings.filter { setting in finished.contains { $0[setting] != nil } }
  }

  /// Whether every level has the same settings, and every run of them a score: means of levels then differ by
  /// the levels alone.
  package var isComplete: Bool {
    let first = configurations.first.map { Set($0.keys) } ?? []
    return configurations.allSatisfy { level in
      Set(level.keys) == first
        && level.values.joined().allSatisfy { row in
          scores.seeds.indices.allSatisfy { cell(row, $0) != nil }
        }
    }
  }

  /// The settings that both levels have.
  package func shared(_ a: Int, _ b: Int) -> [Setting] {
    settings.filter { configurations[a][$0] != nil && configurations[b][$0] != nil }
  }

  /// The paths in which no two levels have a value in common, so that these share no setting.
  package var separatingPaths: [String] {
    paths.indices.filter { place in
      let values = configurations.map { level in Set(level.keys.map { $0[place] }) }
      return values.indices.allSatisfy { a in
        values[..<a].allSatisfy { $0.isDisjoint(with: values[a]) }
      }
    }.map { paths[$0] }
  }

  /// The scores of all levels over the largest complete block of the settings that they share, the mean
  /// where a level has several configurations in one; nil where there is none.
  package func common() -> [LevelScores]? {
    let shared = settings.filter { setting in
      configurations.allSatisfy { $0[setting] != nil }
    }
    let present = shared.map { setting in
      scores.seeds.indices.map { seed in
        configurations.allSatisfy { level in
          level[setting, default: []].allSatisfy { cell($0, seed) != nil }
        }
      }
    }
    guard let block = CompleteBlock(present) else { return nil }
    let kept = block.settings.map { shared[$0] }
    return configurations.indices.map { average($0, kept, block.seeds) }
  }

  /// A setting in words: `depth 8, learning_rate 0.1`.
  package func name(of setting: Setting) -> String {
    zip(paths, setting).compactMap { path, level in
      level.map { "\(lastName(of: path)) \(shortened($0))" }
    }
    .joined(separator: ", ")
  }

  package func cell(_ configuration: Int, _ seed: Int) -> Scores.Cell? {
    scores.cells[configuration][seed]
  }

  /// Whether the levels failed in a cell that both have; nil where a run is missing.
  package func failures(_ a: Int, _ b: Int, _ setting: Setting, _ seed: Int) -> (Bool, Bool)? {
    func failed(_ level: Int) -> Bool? {
      let cells = configurations[level][setting, default: []].map { cell($0, seed) }
      return cells.contains { $0 == nil } ? nil : cells.contains { $0?.failed == true }
    }
    return failed(a).flatMap { first in failed(b).map { (first, $0) } }
  }

  /// The capped score, turned so that larger is better.
  package func oriented(_ cell: Scores.Cell) -> Double { scores.direction.oriented(cell.capped) }
}

/// Scores of one level, `[setting][seed]`, complete.
package struct LevelScores {
  /// Turned so that larger is better.
  package var oriented: [[Double]]
  package var failed: Int
  /// Cells that hold a score of their own.
  package var own: Int

  package var cells: Int { oriented.reduce(0) { $0 + $1.count } }

  /// The level's mean in each seed.
  package var perSeed: [Double] {
    guard let seeds = oriented.first?.count else { return [] }
    return (0..<seeds).map { seed in
      oriented.reduce(0) { $0 + $1[seed] } / Double(oriented.count)
    }
  }
}
