package import DescentStore

/// What a sweep says of a hypothesis.
///
/// The estimate is turned so that the claim says that it is above the margin. It is supported where the
/// one-sided lower bound is above the margin, not supported where the upper bound is below it, and
/// otherwise inconclusive; bounds are at the level that Holm's correction leaves.
package struct HypothesisResult: Sendable {
  package let hypothesis: StoredPlan.Hypothesis
  package internal(set) var verdict: Verdict
  /// Why it is inconclusive; nil for a verdict.
  package internal(set) var reason: Reason?
  /// All in ``unit``, as the claim speaks: a threshold's are the metric's own numbers.
  package internal(set) var estimate: Double?
  package internal(set) var lower: Double?
  package internal(set) var upper: Double?
  /// What the estimate must be above; below, where ``isUpperLimit``.
  package let margin: Double
  package let unit: Unit
  package let p: Double?
  /// The level that p is held against.
  package let alpha: Double
  /// The sign-flip companion.
  package internal(set) var exactP: Double?
  package let seeds: Int
  package let settings: Int
  package let cells: Int
  /// Cells of failed runs, in the place of which a rule stands.
  package let replaced: Int
  /// Cells of runs that never reached the target without having failed.
  package internal(set) var missed = 0
  /// The estimate without the cells of failed runs, where they are many.
  package internal(set) var okOnly: Double?
  /// Seeds beside those that are there which would decide, were the estimate right.
  package internal(set) var extraSeeds: Int?
  /// The smallest estimate above the margin that is found 4 times in 5, in ``unit`` beyond the margin; of a
  /// ratio its factor.
  package internal(set) var detectable: Double?
  package internal(set) var flags: Set<Flag>
  /// How it was changed after the first run, if it was.
  package let amendment: StoredPlan.Amendment?
  /// Whether it was declared before the first run, as it is now.
  package let isConfirmatory: Bool

  /// A result without a verdict.
  init(
    hypothesis: StoredPlan.Hypothesis, verdict: Verdict, margin: Double, unit: Unit, p: Double?,
    alpha: Double, seeds: Int, settings: Int, cells: Int, replaced: Int, flags: Set<Flag>,
    amendment: StoredPlan.Amendment?, isConfirmatory: Bool
  ) {
    self.hypothesis = hypothesis
    self.verdict = verdict
    self.margin = margin
    self.unit = unit
    self.p = p
    self.alpha = alpha
    self.seeds = seeds
    self.settings = settings
    self.cells = cells
    self.replaced = replaced
    self.flags = flags
    self.amendment = amendment
    self.isConfirmatory = isConfirmatory
  }

  package enum Verdict: String, Sendable {
    case supported
    case notSupported = "not_supported"
    case inconclusive
  }

  package enum Reason: String, Sendable {
    case straddlesMargin = "interval_straddles_margin"
    case singleSeed = "single_seed"
    /// The estimate is the same in every seed.
    case noVariation = "no_variation"
    case notMeasured = "not_measured"
    /// More than half of the cells are missing.
    case missingCells = "missing_cells"
    /// Fewer than six settings to generalise from, or three seeds.
    case tooFew = "too_few_settings"
    /// A search stopped some of the runs before the epochs that the claim is about.
    case unequalBudgets = "unequal_budgets"
    /// Without the failed runs the verdict is another one.
    case failuresDecide = "failures_decide"
  }

  /// What the estimate is in.
  package enum Unit: String, Sendable {
    /// The metric's own.
    case metric
    /// So many times.
    case ratio
    /// Of the variance.
    case share
    /// Of the metric, or its power of ten, for a tenfold level, or for a step where levels are ranks.
    case slope
  }

  /// What a reader must know.
  package enum Flag: String, CaseIterable, Sendable {
    /// Evidence of the contrary.
    case opposite
    /// The exact companion does not confirm it.
    case fragile
    /// More than a fifth of the cells are of failed runs.
    case failures
    /// Cells are missing; the largest complete block was used.
    case incomplete
    /// The tuned choice used the seed that is scored.
    case optimistic
    /// A number that is not above 0 counts as 10⁻³⁰ in a ratio.
    case floored
    /// The grid is not full, and shares need not add up.
    case approximate
    /// The cells of a seed depend on each other, and the test takes them as if they did not.
    case descriptive
  }

  /// Whether the claim says that the number is below the margin, as `a < 0.5` does.
  package var isUpperLimit: Bool {
    if case .threshold(_, isGreater: false, _) = hypothesis.expectation { true } else { false }
  }
}
