package import DescentStore

/// A compared factor: its levels over the whole grid, and each at its best tuned values.
package struct FactorComparison {
  package let factor: StoredPlan.Comparison
  package let marginal: ComparisonView
  /// nil where nothing is tuned.
  package let tuned: ComparisonView?

  package init(_ factor: StoredPlan.Comparison, _ scores: Scores, confidence: Double) {
    self.factor = factor
    marginal = ComparisonView(.marginal, of: factor, scores, confidence: confidence)
    tuned =
      LevelGrid(factor, scores, isTuned: true).hasChoice
      ? ComparisonView(.tuned, of: factor, scores, confidence: confidence) : nil
  }

  /// The view that the answer is about: levels at their best, where something is tuned.
  package var primary: ComparisonView { tuned.flatMap { $0.isTestable ? $0 : nil } ?? marginal }

  package var views: [ComparisonView] { [marginal] + (tuned.map { [$0] } ?? []) }
}
