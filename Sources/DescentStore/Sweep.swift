/// Everything a report is made from: a plan, and what became of its runs.
///
/// The outcomes are given one after the other, since those of a large sweep fill the memory.
public protocol Sweep: Sendable {
  associatedtype Failure: Error

  var plan: StoredPlan { get }

  /// Calls `body` with the outcome of each of the plan's runs, by run id; a run that was not reached
  /// is missing.
  ///
  /// Graphs and surfaces, which are looked at run by run, are left out.
  /// Every call gives the same outcomes in the same order.
  func forEachOutcome(_ body: (StoredOutcome) -> Void) throws(Failure)

  /// Calls `body` with the whole outcome of each of the chosen runs, by run id; a run that was not reached, or
  /// is not of the plan, is missing.
  func forEachOutcome(
    of runIDs: Set<String>, _ body: (StoredOutcome) -> Void
  ) throws(Failure)

  /// The resolved configurations, as the canonical JSON of their runs, by config id; one of which no
  /// run was reached is missing.
  func resolvedConfigurations() throws(Failure) -> [String: String]
}

/// A sweep in memory.
public struct SmallSweep: Sweep {
  public var plan: StoredPlan
  /// By run id.
  public var outcomes: [String: StoredOutcome]

  public init(plan: StoredPlan, outcomes: [String: StoredOutcome]) {
    self.plan = plan
    self.outcomes = outcomes
  }

  public func forEachOutcome(_ body: (StoredOutcome) -> Void) {
    forEachOutcome(of: Set(outcomes.keys)) { outcome in
      body(StoredOutcome(run: outcome.run, history: outcome.history, layers: outcome.layers))
    }
  }

  public func forEachOutcome(of runIDs: Set<String>, _ body: (StoredOutcome) -> Void) {
    for id in runIDs.intersection(plan.runs.map(\.runID)).sorted() {
      if let outcome = outcomes[id] { body(outcome) }
    }
  }

  public func resolvedConfigurations() -> [String: String] {
    var configurations: [String: String] = [:]
    forEachOutcome { configurations[$0.run.configID] = $0.run.configuration }
    return configurations
  }
}

/// The last plan of a store, with the outcomes that are there.
public struct StoredSweep: Sweep {
  public let plan: StoredPlan
  let store: Store

  public func forEachOutcome(_ body: (StoredOutcome) -> Void) throws(StoreError) {
    try store.forEachOutcome(where: Self.isPlanned, isWhole: false, body: body)
  }

  public func forEachOutcome(
    of runIDs: Set<String>, _ body: (StoredOutcome) -> Void
  ) throws(StoreError) {
    let ids = Store.json(runIDs.sorted())
    try store.forEachOutcome(
      where: "run_id IN (SELECT value FROM json_each(?)) AND \(Self.isPlanned)",
      { $0.write(ids) }, body: body)
  }

  public func resolvedConfigurations() throws(StoreError) -> [String: String] {
    try store.resolvedConfigurations(where: Self.isPlanned)
  }

  private static let isPlanned = """
    run_id IN (SELECT run_id FROM planned_runs WHERE plan_id = (SELECT max(plan_id) FROM plans))
    """
}

/// One run as the store holds it.
public struct StoredOutcome: Sendable, Equatable {
  public var run: RunRow
  /// By epoch, from 0.
  public var history: [HistoryRow]
  /// By epoch, then layer.
  public var layers: [LayerRow]
  /// Nil for a network with a large graph, and for a run that was not trained.
  public var graph: GraphRow?
  /// Nil for data with other than two inputs, and for a run that did not reach its end.
  public var surface: SurfaceRow?

  public init(
    run: RunRow, history: [HistoryRow], layers: [LayerRow], graph: GraphRow? = nil,
    surface: SurfaceRow? = nil
  ) {
    self.run = run
    self.history = history
    self.layers = layers
    self.graph = graph
    self.surface = surface
  }
}
