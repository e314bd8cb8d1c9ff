/// Whether one level fails more often than another, on the same cells: McNemar's exact test (S16).
///
/// Only the cells in which one of the two failed count; each is as likely to be A's as B's under the
/// null hypothesis. Cells of one seed are not independent, so over several settings the p value
/// describes and does not decide.
package struct McNemar: Equatable {
  /// Cells in which one level failed and the other did not.
  package let onlyA: Int
  package let onlyB: Int

  package init(onlyA: Int, onlyB: Int) {
    self.onlyA = onlyA
    self.onlyB = onlyB
  }

  /// Counts the cells of two levels that failed, in the same order.
  package init(_ a: [Bool], _ b: [Bool]) {
    precondition(a.count == b.count, "\(a.count) cells against \(b.count)")
    onlyA = zip(a, b).count { $0 && !$1 }
    onlyB = zip(a, b).count { !$0 && $1 }
  }

  /// Two-sided: twice the smaller tail, at most 1; 1 where the levels failed in the same cells.
  package var p: Double { min(1, 2 * min(pFewerA, pFewerB)) }

  /// One-sided, for the claim that A fails less often than B.
  package var pFewerA: Double { Self.tail(onlyA, of: onlyA + onlyB) }

  /// One-sided, for the claim that B fails less often than A.
  package var pFewerB: Double { Self.tail(onlyB, of: onlyA + onlyB) }

  private static func tail(_ count: Int, of cells: Int) -> Double {
    cells == 0 ? 1 : Binomial(trials: cells, probability: 0.5).cumulative(count)
  }
}
