/// Everything a report is made from: a plan, and what became of its runs.
public struct Sweep: Sendable {
  public var plan: StoredPlan
  /// The stored outcomes of the plan's runs, by run id; a run that was not reached is missing.
  public var outcomes: [String: StoredOutcome]

  public init(plan: StoredPlan, outcomes: [String: StoredOutcome]) {
    self.plan = plan
    self.outcomes = outcomes
  }
}

/// One run as the store holds it.
public struct StoredOutcome: Sendable, Equatable {
  public var run: RunRow
  /// By epoch, from 0.
  public var history: [HistoryRow]
  /// By epoch, then layer.
  public var layers: [LayerRow]

  public init(run: RunRow, history: [HistoryRow], layers: [LayerRow]) {
    self.run = run
    self.history = history
    self.layers = layers
  }
}
