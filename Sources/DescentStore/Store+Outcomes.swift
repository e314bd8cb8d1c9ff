import GRDB
import Synchronization

extension Store {
  /// Stores a run with all that it recorded, in the place of what was stored for its id.
  ///
  /// One transaction: afterwards all of it is there, or, when this throws, nothing has changed.
  ///
  /// - Throws: `StoreError`; a metric whose name cannot be a column is one too.
  public func record(_ outcome: StoredOutcome) throws {
    let metrics = MetricColumn.all(in: outcome.history)
    if let metric = metrics.first(where: { !$0.isValid }) {
      throw StoreError.metricName(metric.metric)
    }
    var places: [[UInt8]: Int] = [:]
    try access { store in
      try store.write { database in
        let metrics = try MetricColumn.add(metrics, to: database)
        let id = outcome.run.runID
        // All that it recorded goes with it.
        try database.cachedStatement(sql: "DELETE FROM runs WHERE run_id = ?")
          .execute(in: database) { $0.write(id) }
        try insertion(into: "runs", RunRow.columns, database)
          .execute(in: database) { outcome.run.write(to: &$0) }
        let history = try insertion(
          into: "history", ["run_id"] + HistoryRow.columns + metrics.map(\.quoted), database)
        for row in outcome.history {
          try history.execute(in: database) { marks in
            marks.write(id)
            row.write(metrics, to: &marks)
          }
        }
        let layers = try insertion(into: "layers", ["run_id"] + LayerRow.columns, database)
        for row in outcome.layers {
          try layers.execute(in: database) { marks in
            marks.write(id)
            row.write(to: &marks)
          }
        }
        if let graph = outcome.graph { try record(graph, of: id, &places, database) }
        if let surface = outcome.surface { try record(surface, of: id, &places, database) }
      }
    }
    // Only now is it sure that they are there.
    shared.withLock { $0.merge(places) { $1 } }
  }

  private func record(
    _ row: some SharedRow, of id: String, _ places: inout [[UInt8]: Int], _ database: Database
  ) throws {
    let common = row.common
    let place = try shared.withLock { $0[common] } ?? self.place(of: common, in: database)
    places[common] = place
    try insertion(into: type(of: row).table, ["run_id", "common", "own"], database)
      .execute(in: database) { marks in
        marks.write(id)
        marks.write(place)
        marks.write(row.own)
      }
  }

  /// Where a part that runs have in common stands in `shared`, from now on if not yet.
  private func place(of common: [UInt8], in database: Database) throws -> Int {
    try database.cachedStatement(sql: "INSERT OR IGNORE INTO shared (bytes) VALUES (?)")
      .execute(in: database) { $0.write(common) }
    var place: Int?
    try database.cachedStatement(sql: "SELECT shared_id FROM shared WHERE bytes = ?")
      .forEachRow(in: database, { $0.write(common) }) { place = try $0.value() }
    guard let place else { throw ColumnError("what runs have in common was not written") }
    return place
  }

  /// How each stored run ended, by run id.
  ///
  /// - Throws: `StoreError`
  public func statuses() throws -> [String: RunStatus] {
    try access { store in
      try store.read { database in
        var statuses: [String: RunStatus] = [:]
        try database.makeStatement(sql: "SELECT run_id, status FROM runs")
          .forEachRow(in: database) { row in
            let id: String = try row.value()
            statuses[id] = try row.value()
          }
        return statuses
      }
    }
  }

  /// The stored outcomes with the given run ids; a run that is not stored is missing.
  ///
  /// - Throws: `StoreError`
  public func outcomes(_ ids: some Sequence<String>) throws -> [String: StoredOutcome] {
    var outcomes: [String: StoredOutcome] = [:]
    let ids = Self.json(Array(ids))
    try forEachOutcome(where: "run_id IN (SELECT value FROM json_each(?))", { $0.write(ids) }) {
      outcomes[$0.run.runID] = $0
    }
    return outcomes
  }

  /// Every stored outcome by run id, also those that the last plan does not ask for.
  ///
  /// - Throws: `StoreError`
  public func allOutcomes() throws -> [String: StoredOutcome] {
    var outcomes: [String: StoredOutcome] = [:]
    try forEachOutcome(where: "true") { outcomes[$0.run.runID] = $0 }
    return outcomes
  }

  /// The last plan with the outcomes of its runs; nil before the first plan.
  ///
  /// - Throws: `StoreError`
  public func sweep() throws -> StoredSweep? {
    try lastPlan().map { StoredSweep(plan: $0, store: self) }
  }

  /// The configurations of the chosen runs, by config id.
  func resolvedConfigurations(where condition: String) throws(StoreError) -> [String: String] {
    try access { store in
      try store.read { database in
        var configurations: [String: String] = [:]
        try selection(
          ["config_id", "configuration"], "runs WHERE \(condition) GROUP BY config_id", database
        ).forEachRow(in: database) { row in
          let id: String = try row.value()
          configurations[id] = try row.value()
        }
        return configurations
      }
    }
  }

  /// Reads outcomes one after the other, by run id.
  ///
  /// All are seen as they are at one moment, however long `body` takes. Where they need not be whole,
  /// graphs and surfaces are left out.
  func forEachOutcome(
    where condition: String, _ arguments: (inout MarkWriter) -> Void = { _ in },
    isWhole: Bool = true, body: (StoredOutcome) -> Void
  ) throws(StoreError) {
    try access { store in
      // One read transaction: all tables are seen at the same moment.
      try store.read { database in
        let metrics = try MetricColumn.all(in: database)
        let history = try selection(
          HistoryRow.columns + metrics.map(\.quoted), "history WHERE run_id = ? ORDER BY epoch",
          database)
        let layers = try selection(
          LayerRow.columns, "layers WHERE run_id = ? ORDER BY epoch, layer", database)
        let graphs = try sharedRows(GraphRow.table, database)
        let surfaces = try sharedRows(SurfaceRow.table, database)
        try selection(RunRow.columns, "runs WHERE \(condition) ORDER BY run_id", database)
          .forEachRow(in: database, arguments) { row in
            var outcome = StoredOutcome(run: try RunRow(from: &row), history: [], layers: [])
            let id = outcome.run.runID
            try history.forEachRow(in: database, { $0.write(id) }) {
              outcome.history.append(try HistoryRow(metrics, from: &$0))
            }
            try layers.forEachRow(in: database, { $0.write(id) }) {
              outcome.layers.append(try LayerRow(from: &$0))
            }
            if isWhole {
              try graphs.forEachRow(in: database, { $0.write(id) }) {
                outcome.graph = try GraphRow.read(from: &$0)
              }
              try surfaces.forEachRow(in: database, { $0.write(id) }) {
                outcome.surface = try SurfaceRow.read(from: &$0)
              }
            }
            body(outcome)
          }
      }
    }
  }
}

private func insertion(
  into table: String, _ columns: [String], _ database: Database
) throws -> Statement {
  let marks = columns.map { _ in "?" }.joined(separator: ", ")
  return try database.cachedStatement(
    sql: "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(marks))")
}

private func sharedRows(_ table: String, _ database: Database) throws -> Statement {
  try selection(
    ["bytes", "own"], "\(table) JOIN shared ON shared_id = common WHERE run_id = ?", database)
}

private func selection(
  _ columns: [String], _ source: String, _ database: Database
) throws -> Statement {
  try database.makeStatement(sql: "SELECT \(columns.joined(separator: ", ")) FROM \(source)")
}
