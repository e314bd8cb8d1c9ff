public import DescentReports

/// What an experiment that was run from Swift found.
public struct ExperimentResults: Sendable {
  /// The answer to its question, in a few plain sentences.
  public let answer: String
  /// The report, beside which are its tables: `results/snake/report.html`.
  public let reportPath: String
  /// The runs in the order of the plan; those that crashed have no score.
  public let runs: [RunResult]
}
