package import DescentStore

/// A compared factor: its levels over the whole grid, and each at its best tuned values.
package struct FactorComparison {
  package let factor: StoredPlan.Comparison
  /// The data set that it is about; nil where it is about all of them.
  package let dataset: String?
  package let marginal: ComparisonView
  /// nil where nothing is tuned.
  package let tuned: ComparisonView?

  package init(
    _ factor: StoredPlan.Comparison, _ scores: Scores, dataset: String? = nil, confidence: Double
  ) {
    self.factor = factor
    self.dataset = dataset
    marginal = ComparisonView(.marginal, of: factor, scores, confidence: confidence)
    tuned =
      LevelGrid(factor, scores, isTuned: true).hasChoice
      ? ComparisonView(.tuned, of: factor, scores, confidence: confidence) : nil
  }

  /// The comparisons within each data set alone, where there are several; by data set.
  package static func byDataset(
    _ scores: Scores, confidence: Double
  ) -> [FactorComparison] {
    let datasets = scores.plan.datasets
    guard datasets.count > 1 else { return [] }
    return datasets.flatMap { dataset in
      let own = scores.restricted(
        to: scores.plan.configurations.indices.filter {
          scores.plan.configurations[$0].dataset == dataset
        })
      return scores.plan.comparisons.compactMap { comparison in
        let levels = Set(own.plan.configurations.map { $0.comparisonLevels[comparison.path] })
        return levels.count > 1
          ? FactorComparison(comparison, own, dataset: dataset, confidence: confidence) : nil
      }
    }
  }

  /// The view that the answer is about: levels at their best, where something is tuned.
  package var primary: ComparisonView { tuned.flatMap { $0.isTestable ? $0 : nil } ?? marginal }

  package var views: [ComparisonView] { [marginal] + (tuned.map { [$0] } ?? []) }
}

extension StoredPlan {
  /// The data sets, in the order of the plan.
  package var datasets: [String] {
    var seen: Set<String> = []
    return configurations.map(\.dataset).filter { seen.insert($0).inserted }
  }
}
