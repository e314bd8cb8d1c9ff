package import DescentStore

/// Everything that a report says, computed once from the rows of a sweep.
package struct Analysis {
  package let plan: StoredPlan
  package let confidence: Double
  package let scores: Scores
  package let words: MetricWords
  package let leaderboards: [Leaderboard]
  package let comparisons: [FactorComparison]
  /// Why each diverged run did, by run id.
  package let causes: [String: FailureCause]

  package init(_ sweep: Sweep, confidence: Double) {
    precondition(0 < confidence && confidence < 1, "confidence is \(confidence), not within 0...1")
    plan = sweep.plan
    self.confidence = confidence
    let scores = Scores(sweep)
    self.scores = scores
    words = MetricWords(sweep.plan.selection)
    leaderboards = Leaderboard.all(of: scores, confidence: confidence)
    comparisons = sweep.plan.comparisons.map {
      FactorComparison($0, scores, confidence: confidence)
    }
    causes = FailureCause.all(in: scores)
  }

  /// How a reader recognises a configuration: its levels, `activation relu, learning_rate 0.1`.
  package func name(ofConfiguration index: Int) -> String {
    let levels = plan.configurations[index].factorLevels
    let names = plan.factors.compactMap { factor in
      levels[factor.path].map { "\(lastName(of: factor.path)) \($0)" }
    }
    return names.isEmpty ? "the one configuration" : names.joined(separator: ", ")
  }

  /// The runs of each level that have a score, and how many of them failed.
  package func failures(of level: String, in comparison: StoredPlan.Comparison) -> (
    failed: Int, of: Int
  ) {
    let runs = scores.runs.filter { run in
      run.run.status.hasScore
        && plan.configurations[run.configuration].comparisonLevels[comparison.path] == level
    }
    return (runs.count(where: \.failed), runs.count)
  }
}
