package import DescentStore

/// The test of a pair of levels, as the report's settings ask for it.
package struct PairTest {
  package let kind: Kind
  /// Beyond what the claim reaches: these settings with other seeds, or settings like them too.
  package let scope: StoredPlan.ReportSettings.Scope
  package let interval: Interval?
  /// Nil where the difference does not vary.
  package let p: Double?

  package enum Kind: String {
    /// Student's t on the mean differences of the seeds (S5).
    case pairedT = "paired_t"
    /// Wilcoxon's signed ranks of them (S8); the interval stays that of t.
    case wilcoxon
    /// With settings and seeds both random (S6).
    case crossedT = "crossed_t"
  }

  /// Tests a difference whose scores are `a` and `b`, `[setting][seed]`.
  ///
  /// Too few settings or seeds for the general scope leave the claim with the grid.
  package init(
    _ difference: PairedDifference, _ a: [[Double]], _ b: [[Double]],
    _ settings: StoredPlan.ReportSettings, confidence: Double
  ) {
    if settings.scope == .general {
      let cells = zip(a, b).map { zip($0, $1).map { $0 - $1 } }
      if let general = GeneralDifference(cells, confidence: confidence), general.isOffered {
        (kind, scope) = (.crossedT, .general)
        (interval, p) = (general.interval, general.p)
        return
      }
    }
    scope = .grid
    interval = difference.interval
    guard settings.test == .wilcoxon, difference.p != nil else {
      (kind, p) = (.pairedT, difference.p)
      return
    }
    kind = .wilcoxon
    p = SignedRank(difference.perSeed, ties: TieRule((a + b).joined()))?.p
  }
}
