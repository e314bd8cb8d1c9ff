import DescentStore

/// Scores at the best configuration of a setting, chosen without the seed that is scored (S21).
///
/// For each setting and seed k: the configuration with the best mean over the seeds other than k gives
/// the score on k. Otherwise the choice would profit from the very noise that the test measures. Ties
/// go to the smallest tuned values. Below three seeds the choice uses all of them, which flatters.
package struct TunedScores {
  package static let minimumSeeds = 3

  /// How a choice is made, as the end of a sentence.
  static func choice(seeds: Int) -> Prose {
    seeds < minimumSeeds
      ? "over all seeds, also the one that they are scored on, which flatters."
      : "over the other seeds, then scored on the seed left out."
  }

  package let scores: LevelScores
  /// The best configuration over all seeds, by setting.
  package let best: [Int]

  /// Chooses from the configurations of each setting, which are complete over the seeds.
  package init(_ choices: [[Int]], seeds: [Int], in grid: LevelGrid) {
    var oriented: [[Double]] = []
    var best: [Int] = []
    var failed = 0
    var own = 0
    for unordered in choices {
      let candidates = unordered.sorted { grid.tuningOrder($0, $1) }
      let table = candidates.map { candidate in
        seeds.map { seed in grid.cell(candidate, seed).map(grid.oriented) ?? -.infinity }
      }
      best.append(candidates[Self.bestRow(of: table, leavingOut: nil)])
      var row: [Double] = []
      for (column, seed) in seeds.enumerated() {
        let left = seeds.count < Self.minimumSeeds ? nil : column
        let index = Self.bestRow(of: table, leavingOut: left)
        row.append(table[index][column])
        let cell = grid.cell(candidates[index], seed)
        if cell?.failed == true { failed += 1 }
        if cell?.own != nil { own += 1 }
      }
      oriented.append(row)
    }
    scores = LevelScores(oriented: oriented, failed: failed, own: own)
    self.best = best
  }

  /// The row with the largest mean; the first of those that tie.
  static func bestRow(of table: [[Double]], leavingOut column: Int?) -> Int {
    let rule = TieRule(table.joined())
    let means = table.map { row -> Double in
      let sum = row.indices.reduce(0) { $1 == column ? $0 : $0 + row[$1] }
      return sum / Double(row.count - (column == nil ? 0 : 1))
    }
    var best = 0
    for index in means.indices.dropFirst() where rule.difference(means[index], means[best]) > 0 {
      best = index
    }
    return best
  }
}

extension Scores {
  /// Whether configuration `a` has the smaller tuned values: numbers by size, text as in the file.
  func tuningOrder(_ a: Int, _ b: Int, over paths: [String]) -> Bool {
    for path in paths {
      let first = tuningValue(path, of: a)
      let second = tuningValue(path, of: b)
      if first != second { return first < second }
    }
    return a < b
  }

  private func tuningValue(_ path: String, of configuration: Int) -> Double {
    guard let text = plan.configurations[configuration].factorLevels[path],
      let factor = plan.factors.first(where: { $0.path == path })
    else { return -.infinity }
    if let number = Double(text) { return number }
    return Double(factor.levels.firstIndex(of: text) ?? factor.levels.count)
  }
}

extension LevelGrid {
  /// Whether configuration `a` has the smaller tuned values.
  package func tuningOrder(_ a: Int, _ b: Int) -> Bool {
    scores.tuningOrder(a, b, over: tunePaths)
  }

  /// The tuned values of a configuration in words: `learning_rate 0.1`.
  package func tuning(of configuration: Int) -> String {
    let levels = scores.plan.configurations[configuration].factorLevels
    return tunePaths.compactMap { path in
      levels[path].map { "\(lastName(of: path)) \(shortened($0))" }
    }
    .joined(separator: ", ")
  }

  /// The numeric tuned paths in which a configuration is the smallest or largest of the candidates, and
  /// the value that would come next.
  ///
  /// It continues the grid: by its last ratio where the values are ratios apart, else by its last step.
  package func edges(of configuration: Int, among candidates: [Int]) -> [String: Double] {
    var edges: [String: Double] = [:]
    for path in tunePaths {
      func value(_ index: Int) -> Double? {
        scores.plan.configurations[index].factorLevels[path].flatMap(Double.init)
      }
      let values = Set(candidates.compactMap(value)).sorted()
      guard values.count > 1, let chosen = value(configuration) else { continue }
      let isRatio = values[0] > 0 && values[1] / values[0] > 1.5
      func next(_ last: Double, _ before: Double) -> Double {
        isRatio ? last * last / before : 2 * last - before
      }
      if chosen == values.first {
        edges[path] = next(values[0], values[1])
      } else if chosen == values.last {
        edges[path] = next(values[values.count - 1], values[values.count - 2])
      }
    }
    return edges
  }
}

/// The last part of a path, as tables write it: `learning_rate`.
package func lastName(of path: String) -> String {
  path.split(separator: ".").last.map(String.init) ?? path
}
