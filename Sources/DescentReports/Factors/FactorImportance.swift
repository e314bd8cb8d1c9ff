package import DescentStore

/// What accounts for the differences between the configurations of a sweep (S19), and which pairs of
/// factors depend on each other most (S20).
package struct FactorImportance {
  package let factors: [SweepFactor]
  /// How many configurations and seeds are complete; the rest is left out.
  package let configurations: Int
  package let seeds: Int
  /// Nil where nothing varies.
  package let importance: Importance?
  /// The pairs with the largest shares, at most ``shownPairs``.
  package let interactions: [Interaction]

  /// Settings that only change together with a factor, which stands for them: by their paths.
  package let represented: [(path: String, by: String)]

  package static let shownPairs = 3
  /// Positions of the factors with more than one level in what is complete.
  private let varies: Set<Int>

  package init(_ scores: Scores, confidence: Double) {
    let factors = SweepFactor.all(of: scores.plan)
    self.factors = factors
    represented = SweepFactor.represented(in: scores.plan, by: factors)
    let present = scores.cells.map { $0.map { $0 != nil } }
    guard let block = CompleteBlock(present), !factors.isEmpty else {
      (configurations, seeds, importance, interactions, varies) = (0, 0, nil, [], [])
      return
    }
    configurations = block.settings.count
    seeds = block.seeds.count
    let cells = block.settings.map { row in block.seeds.compactMap { scores.cells[row][$0] } }
    let levels = block.settings.map { row in factors.map { $0.level(of: row) } }
    varies = Set(factors.indices.filter { index in Set(levels.map { $0[index] }).count > 1 })
    importance = Importance(
      levels: levels, scores: cells.map { $0.map(\.capped) }, confidence: confidence)
    let pairs = (importance?.terms ?? []).filter { $0.factors.count == 2 }
      .sorted {
        ($1.rank, $0.factors[0], $0.factors[1]) < ($0.rank, $1.factors[0], $1.factors[1])
      }
    interactions = pairs.prefix(Self.shownPairs).map { term in
      Interaction(
        first: factors[term.factors[0]], second: factors[term.factors[1]], share: term.share,
        levels: levels.map { ($0[term.factors[0]], $0[term.factors[1]]) }, cells: cells)
    }
  }

  /// What is compared and accounts for most of the differences by itself; nil where nothing varies.
  ///
  /// The data are no answer to what to do.
  package var leadingComparison: String? {
    let compared = (importance?.terms ?? []).filter { term in
      term.factors.count == 1 && factors[term.factors[0]].isCompared
        && !factors[term.factors[0]].path.hasPrefix("data")
    }
    return compared.max { ($0.rank, $1.factors[0]) < ($1.rank, $0.factors[0]) }
      .map { factors[$0.factors[0]].path }
  }

  /// What a factor does by itself.
  package func mainEffect(of path: String) -> Importance.Term? {
    importance?.terms.first { $0.factors.count == 1 && factors[$0.factors[0]].path == path }
  }

  /// Factors that vary and yet have no share: what they change, others change with them.
  package var confounded: [SweepFactor] {
    guard let importance, importance.method == .approximate else { return [] }
    let shared = Set(importance.terms.filter { $0.factors.count == 1 }.flatMap(\.factors))
    return factors.indices.filter { index in
      !shared.contains(index) && varies.contains(index)
    }.map { factors[$0] }
  }

  /// The name of a term as files write it: `model.activation:model.depth`.
  package func name(of term: Importance.Term) -> String {
    term.factors.isEmpty
      ? "higher_order" : term.factors.map { factors[$0].path }.joined(separator: ":")
  }
}

extension Importance.Term {
  /// The share to 12 decimals: those that differ by rounding alone keep the order of the factors.
  fileprivate var rank: Double { (share * 1e12).rounded() }
}

/// A varied setting that is no part of another one.
package struct SweepFactor {
  package let path: String
  package let levels: [String]
  package let isCompared: Bool
  /// Where each configuration's level stands in `levels`; after the last one where it has none.
  private let positions: [Int]

  package func level(of configuration: Int) -> Int { positions[configuration] }

  /// What is compared, and the other varied settings.
  ///
  /// What a component alone has belongs to the component; depth and width are said by the layers, and
  /// settings that only move together are one factor, by the first of their names.
  package static func all(of plan: StoredPlan) -> [SweepFactor] {
    let compared = plan.comparisons.map(\.path)
    let owned = Set(plan.comparisons.flatMap(\.ownPaths)).subtracting(compared)
    var others = plan.factors.filter { !owned.contains($0.path) && !compared.contains($0.path) }
    if others.contains(where: { $0.path == "model.hidden" }) {
      others.removeAll { ["model.depth", "model.width"].contains($0.path) }
    }
    var factors = plan.comparisons.map { comparison in
      SweepFactor(comparison.path, comparison.levels, isCompared: true, plan) {
        $0.comparisonLevels[comparison.path]
      }
    }
    for factor in others {
      let factor = SweepFactor(factor.path, factor.levels, isCompared: false, plan) {
        $0.factorLevels[factor.path]
      }
      if !factors.contains(where: factor.moves(with:)) { factors.append(factor) }
    }
    return factors
  }

  /// The varied settings that are no factor, as they only change together with one.
  static func represented(
    in plan: StoredPlan, by factors: [SweepFactor]
  ) -> [(path: String, by: String)] {
    let known = Set(factors.map(\.path))
    let hasLayers = known.contains("model.hidden")
    return plan.factors.filter { factor in
      !known.contains(factor.path)
        && !(hasLayers && ["model.depth", "model.width"].contains(factor.path))
    }.compactMap { factor in
      let own = SweepFactor(factor.path, factor.levels, isCompared: false, plan) {
        $0.factorLevels[factor.path]
      }
      return factors.first(where: own.moves(with:)).map { (factor.path, $0.path) }
    }
  }

  /// Whether each level of either factor goes with one level of the other, as the settings of a zip do.
  private func moves(with other: SweepFactor) -> Bool {
    var forth: [Int: Int] = [:]
    var back: [Int: Int] = [:]
    return zip(positions, other.positions).allSatisfy { own, its in
      (forth.updateValue(its, forKey: own) ?? its) == its
        && (back.updateValue(own, forKey: its) ?? own) == own
    }
  }

  private init(
    _ path: String, _ levels: [String], isCompared: Bool, _ plan: StoredPlan,
    level: (StoredPlan.PlannedConfiguration) -> String?
  ) {
    self.path = path
    self.levels = levels
    self.isCompared = isCompared
    let places = Dictionary(
      levels.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    positions = plan.configurations.map { level($0).flatMap { places[$0] } ?? levels.count }
  }
}

/// The cells of two factors: their mean scores, and what is left of them when the levels' own means
/// are taken away.
package struct Interaction {
  package let first: SweepFactor
  package let second: SweepFactor
  package let share: Double
  /// `[level of first][level of second]`.
  package let cells: [[Cell]]

  package struct Cell {
    /// Runs that count, and of them those with a score of their own.
    package var count = 0
    package var ok = 0
    package var mean: Double?
    package var residual: Double?
  }

  fileprivate init(
    first: SweepFactor, second: SweepFactor, share: Double, levels: [(Int, Int)],
    cells rows: [[Scores.Cell]]
  ) {
    self.first = first
    self.second = second
    self.share = share
    var scores = first.levels.map { _ in second.levels.map { _ in [Double]() } }
    var cells = first.levels.map { _ in second.levels.map { _ in Cell() } }
    for (level, row) in zip(levels, rows)
    where level.0 < first.levels.count && level.1 < second.levels.count {
      scores[level.0][level.1] += row.map(\.capped)
      cells[level.0][level.1].count += row.count
      cells[level.0][level.1].ok += row.count { $0.own != nil }
    }
    let means = scores.map { $0.map { Sample($0).mean } }
    let residuals = InteractionResiduals(means).residuals
    for i in cells.indices {
      for j in cells[i].indices {
        cells[i][j].mean = means[i][j]
        cells[i][j].residual = residuals[i][j]
      }
    }
    self.cells = cells
  }
}
