/// What a report shows of the stored runs, and how it was asked for, where that is not one whole plan.
public struct ReportView: Sendable, Equatable {
  /// The command that writes the report.
  package var commandLine: [String]
  /// The results folders, more than one where they are joined.
  package var origins: [Origin]
  package var query: ReportQuery
  /// The conditions in words: `optimizer adam or sgd`, `model.depth 2 to 8`.
  package var conditions: [String]
  /// Runs of all folders, each once, of which the report holds those that meet the conditions.
  package var plannedRuns: Int
  /// How many hypotheses speak of runs that are not here, or were declared for one folder alone.
  package var hypothesesLeftOut: Int

  package var isJoined: Bool { origins.count > 1 }
}
