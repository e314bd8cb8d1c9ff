/// Two levels of a factor, compared in one view: a row of comparisons.csv.
package struct LevelPair {
  /// Where the levels stand in the comparison.
  package var a: Int
  package var b: Int
  package var view: ComparisonView.Kind
  /// Settings that both levels have, times the seeds of the plan.
  package var plannedCells: Int
  /// A minus B, larger is better; nil where nothing can be paired.
  package var difference: PairedDifference?
  /// The mean scores of the cells that the difference is of.
  package var meanA: Double?
  package var meanB: Double?
  package var test: PairTest?
  /// Whether the levels are practically equal; nil where no smallest effect of interest was named.
  package var equivalence: Equivalence?
  /// How much the differences of one seed have in common over the settings (S31).
  package var seedCorrelation: Double?
  /// The settings of the difference in words.
  package var settings: [String] = []
  package var adjustedP: Double?
  package var familySize = 0
  package var failedA = 0
  package var failedB = 0
  package var flags: Set<Flag> = []

  /// What a reader must know about the row.
  package enum Flag: String, CaseIterable {
    /// The levels share no setting, each has its own values of another factor.
    case noSharedSetting = "no_shared_setting"
    /// They share settings, but no cell of both is there.
    case noPairs = "no_pairs"
    case singleSeed = "single_seed"
    /// All scores are equal.
    case identical
    /// The difference is the same in every seed.
    case constantDifference = "identical_across_seeds"
    /// Cells are missing; the largest complete block was used.
    case incomplete
    /// Settings that one level alone has were left out.
    case partialOverlap = "partial_overlap"
    /// The exact companion test does not confirm the t test.
    case fragile
    /// More than a fifth of the cells of one level are failures.
    case failures
    /// Fewer than three seeds: the tuned choice used the seed it is scored on.
    case optimistic
    /// A search stopped some of the configurations before others, so that epochs differ as well.
    case unequalBudgets = "unequal_budgets"
    /// A claim beyond the grid was asked for, which takes six settings and three seeds.
    case gridOnly = "grid_only"
  }

  package enum Decision: String {
    case aBetter = "a_better"
    case bBetter = "b_better"
    case equivalent
    case unclear
    case untestable
  }

  package func decision(confidence: Double) -> Decision {
    guard !flags.contains(.unequalBudgets) else { return .untestable }
    guard let difference, let adjustedP else {
      return difference?.isIdentical == true && difference?.seeds ?? 0 > 1 ? .unclear : .untestable
    }
    guard adjustedP < 1 - confidence else {
      return equivalence?.isEquivalent == true ? .equivalent : .unclear
    }
    return difference.delta > 0 ? .aBetter : .bBetter
  }

  /// Adds the flags that follow from the difference.
  package mutating func flagDifference(confidence: Double) {
    guard let difference else { return }
    if difference.seeds < 2 { flags.insert(.singleSeed) }
    if difference.isIdentical {
      flags.insert(.identical)
    } else if difference.seeds > 1 && difference.p == nil {
      flags.insert(.constantDifference)
    }
    if difference.cells < plannedCells { flags.insert(.incomplete) }
    if 5 * max(failedA, failedB) > difference.cells { flags.insert(.failures) }
    let alpha = 1 - confidence
    if let p = test?.p, let exact = difference.exactP, difference.seeds > 5, p < alpha,
      exact > alpha
    {
      flags.insert(.fragile)
    }
  }
}
