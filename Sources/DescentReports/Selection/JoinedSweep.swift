public import DescentStore

/// The runs of a plan that one or more sweeps hold between them.
public struct JoinedSweep<Source: Sweep>: Sweep {
  public let plan: StoredPlan
  let sources: [Source]

  /// - Parameters:
  ///   - plan: Made from the plans of the sources.
  ///   - sources: In the order in which they are asked for a run that several hold: the first in which it is
  ///     done counts, or else the first.
  package init(_ plan: StoredPlan, _ sources: [Source]) {
    self.plan = plan
    self.sources = sources
  }

  public func forEachOutcome(_ body: (StoredOutcome) -> Void) throws(Source.Failure) {
    let ids = Set(plan.runs.map(\.runID))
    if sources.count == 1 {
      try sources[0].forEachOutcome { if ids.contains($0.run.runID) { body($0) } }
    } else {
      try forEachOutcome(of: ids) {
        body(StoredOutcome(run: $0.run, history: $0.history, layers: $0.layers))
      }
    }
  }

  public func forEachOutcome(
    of runIDs: Set<String>, _ body: (StoredOutcome) -> Void
  ) throws(Source.Failure) {
    // Piece by piece: the outcomes of all fill the memory, and each source gives its own in order.
    let ids = runIDs.intersection(plan.runs.map(\.runID)).sorted()
    for start in stride(from: 0, to: ids.count, by: Self.piece) {
      let piece = ids[start..<min(start + Self.piece, ids.count)]
      var outcomes: [String: StoredOutcome] = [:]
      for source in sources {
        try source.forEachOutcome(of: Set(piece)) { outcome in
          let id = outcome.run.runID
          if outcomes[id].map({ !$0.run.status.isDone && outcome.run.status.isDone }) ?? true {
            outcomes[id] = outcome
          }
        }
      }
      for id in piece {
        if let outcome = outcomes[id] { body(outcome) }
      }
    }
  }

  private static var piece: Int { 256 }

  public func resolvedConfigurations() throws(Source.Failure) -> [String: String] {
    let ids = Set(plan.configurations.map(\.configID))
    var configurations: [String: String] = [:]
    for source in sources {
      for (id, text) in try source.resolvedConfigurations() where ids.contains(id) {
        configurations[id] = text
      }
    }
    return configurations
  }
}
