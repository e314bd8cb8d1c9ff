import DescentFigures
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
  /// The factors that tell configurations apart.
  let telling: [StoredPlan.Factor]
  package let comparisons: [FactorComparison]
  package let hypotheses: Hypotheses
  /// The comparisons within each data set, where there are several.
  package let datasetComparisons: [FactorComparison]
  package let importance: FactorImportance
  package let learningRates: [LearningRateProfile]
  /// One for each comparison, where the plan has a target.
  package let targetTimes: [TargetTimes]
  /// The runs whose curves are drawn, and their outcomes by run id.
  let drawn: DrawnRuns
  let outcomes: [String: StoredOutcome]
  package let boundaries: BoundaryPanels
  package let graphs: DrawnGraphs
  /// By the path of a comparison, then by its levels.
  private let tallies: [String: [String: Tally]]
  /// Why each diverged run did, by run id.
  package let causes: [String: FailureCause]

  package init<Source: Sweep>(
    _ sweep: Source, view: ReportView? = nil, confidence: Double
  ) throws(Source.Failure) {
    precondition(0 < confidence && confidence < 1, "confidence is \(confidence), not within 0...1")
    self.view = view
    self.confidence = confidence
    var scores = try Scores(sweep)
    importance = FactorImportance(scores, confidence: confidence)
    if !sweep.plan.report.namesComparisons, let path = importance.leadingComparison {
      scores.putFirst(path)
    }
    self.scores = scores
    let plan = scores.plan
    self.plan = plan
    words = MetricWords(plan.selection)
    telling = plan.tellingFactors
    leaderboards = Leaderboard.all(of: scores, confidence: confidence)
    comparisons = plan.comparisons.map { [scores] in
      FactorComparison($0, scores, confidence: confidence)
    }
    learningRates = LearningRateProfile.all(of: scores, confidence: confidence)
    targetTimes = plan.comparisons.compactMap {
      TargetTimes($0, scores, confidence: confidence)
    }
    datasetComparisons = FactorComparison.byDataset(scores, confidence: confidence)
    tallies = Dictionary(
      plan.comparisons.map { comparison in
        (comparison.path, scores.tallies { $0.comparisonLevels[comparison.path] })
      }, uniquingKeysWith: { first, _ in first })
    causes = FailureCause.all(in: scores)
    hypotheses = Hypotheses(scores)
    drawn = DrawnRuns(scores, leaderboards)
    var outcomes: [String: StoredOutcome] = [:]
    try sweep.forEachOutcome(of: drawn.runIDs(in: scores)) { outcomes[$0.run.runID] = $0 }
    self.outcomes = outcomes
    boundaries = try BoundaryPanels(of: sweep, leaderboards, scores)
    graphs = try DrawnGraphs(of: sweep, leaderboards, scores)
  }

  /// How a reader recognises a configuration: its levels, `activation relu, learning_rate 0.1`.
  package func name(ofConfiguration index: Int) -> String { configurationName(index).text }

  /// The same in its parts, for figures.
  func configurationName(_ index: Int) -> ConfigurationName {
    plan.configurationName(index, telling)
  }

  /// The runs with a level of a comparison, on the data set that it is about.
  package func tally(of level: String, in comparison: FactorComparison) -> Tally {
    guard let dataset = comparison.dataset else { return tally(of: level, in: comparison.factor) }
    var tally = Tally()
    for (configuration, own) in zip(plan.configurations, scores.configurationTallies)
    where configuration.dataset == dataset
      && configuration.comparisonLevels[comparison.factor.path] == level
    {
      tally.add(own)
    }
    return tally
  }

  /// The runs with a level of a comparison.
  package func tally(of level: String, in comparison: StoredPlan.Comparison) -> Tally {
    tallies[comparison.path]?[level] ?? Tally()
  }
}
