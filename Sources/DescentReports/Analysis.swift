package import DescentStore

/// Everything that a report says, computed once from the rows of a sweep.
package struct Analysis {
  package let plan: StoredPlan
  /// How the runs were chosen; nil where they are those of one whole plan.
  package let view: ReportView?
  package let confidence: Double
  package let scores: Scores
  package let words: MetricWords
  package let leaderboards: [Leaderboard]
  package let comparisons: [FactorComparison]
  package let importance: FactorImportance
  package let learningRates: [LearningRateProfile]
  /// One for each comparison, where the plan has a target.
  package let targetTimes: [TargetTimes]
  /// The runs whose curves are drawn, and their outcomes by run id.
  let drawn: DrawnRuns
  let outcomes: [String: StoredOutcome]
  /// By the path of a comparison, then by its levels.
  private let tallies: [String: [String: Tally]]
  /// Why each diverged run did, by run id.
  package let causes: [String: FailureCause]

  package init<Source: Sweep>(
    _ sweep: Source, view: ReportView? = nil, confidence: Double
  ) throws(Source.Failure) {
    precondition(0 < confidence && confidence < 1, "confidence is \(confidence), not within 0...1")
    plan = sweep.plan
    self.view = view
    self.confidence = confidence
    let scores = try Scores(sweep)
    self.scores = scores
    words = MetricWords(sweep.plan.selection)
    leaderboards = Leaderboard.all(of: scores, confidence: confidence)
    comparisons = sweep.plan.comparisons.map {
      FactorComparison($0, scores, confidence: confidence)
    }
    importance = FactorImportance(scores, confidence: confidence)
    learningRates = LearningRateProfile.all(of: scores, confidence: confidence)
    targetTimes = sweep.plan.comparisons.compactMap {
      TargetTimes($0, scores, confidence: confidence)
    }
    tallies = Dictionary(
      sweep.plan.comparisons.map { comparison in
        (comparison.path, scores.tallies { $0.comparisonLevels[comparison.path] })
      }, uniquingKeysWith: { first, _ in first })
    causes = FailureCause.all(in: scores)
    drawn = DrawnRuns(scores, leaderboards)
    var outcomes: [String: StoredOutcome] = [:]
    try sweep.forEachOutcome(of: drawn.runIDs(in: scores)) { outcomes[$0.run.runID] = $0 }
    self.outcomes = outcomes
  }

  /// How a reader recognises a configuration: its levels, `activation relu, learning_rate 0.1`.
  package func name(ofConfiguration index: Int) -> String {
    let levels = plan.configurations[index].factorLevels
    let names = plan.factors.compactMap { factor in
      levels[factor.path].map { "\(lastName(of: factor.path)) \($0)" }
    }
    return names.isEmpty ? "the one configuration" : names.joined(separator: ", ")
  }

  /// The runs with a level of a comparison.
  package func tally(of level: String, in comparison: StoredPlan.Comparison) -> Tally {
    tallies[comparison.path]?[level] ?? Tally()
  }
}
