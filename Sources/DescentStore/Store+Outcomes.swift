import GRDB

extension Store {
  /// Stores a run with its curves and layers, in the place of what was stored for its id.
  ///
  /// One transaction: afterwards all of it is there, or, when this throws, nothing has changed.
  ///
  /// - Throws: `StoreError`; a metric whose name cannot be a column is one too.
  public func record(_ outcome: StoredOutcome) throws {
    let metrics = MetricColumn.all(in: outcome.history)
    if let metric = metrics.first(where: { !$0.isValid }) {
      throw StoreError.metricName(metric.metric)
    }
    try access { store in
      try store.write { database in
        let metrics = try MetricColumn.add(metrics, to: database)
        let run = outcome.run
        for table in ["history", "layers"] {
          try database.cachedStatement(sql: "DELETE FROM \(table) WHERE run_id = ?")
            .execute(arguments: [run.runID])
        }
        try database.cachedStatement(sql: RunRow.insertion).execute(arguments: run.arguments)
        let history = try database.cachedStatement(sql: HistoryRow.insertion(with: metrics))
        for row in outcome.history {
          try history.execute(arguments: row.arguments(of: run.runID, with: metrics))
        }
        let layers = try database.cachedStatement(sql: LayerRow.insertion)
        for row in outcome.layers { try layers.execute(arguments: row.arguments(of: run.runID)) }
      }
    }
  }

  /// How each stored run ended, by run id.
  ///
  /// - Throws: `StoreError`
  public func statuses() throws -> [String: RunStatus] {
    try access { store in
      try store.read { database in
        var statuses: [String: RunStatus] = [:]
        let rows = try Row.fetchCursor(database, sql: "SELECT run_id, status FROM runs")
        while let row = try rows.next() {
          let id: String = try row.read(0)
          statuses[id] = try RunRow.status(row.read(1), path: path)
        }
        return statuses
      }
    }
  }

  /// The stored outcomes with the given run ids; a run that is not stored is missing.
  ///
  /// - Throws: `StoreError`
  public func outcomes(_ ids: some Sequence<String>) throws -> [String: StoredOutcome] {
    try outcomes(where: "WHERE run_id IN (SELECT value FROM json_each(?))", [Self.json(Array(ids))])
  }

  /// Every stored outcome by run id, also those that the last plan does not ask for.
  ///
  /// - Throws: `StoreError`
  public func allOutcomes() throws -> [String: StoredOutcome] { try outcomes(where: "", []) }

  /// The last plan with the outcomes of its runs; nil before the first plan.
  ///
  /// - Throws: `StoreError`
  public func sweep() throws -> Sweep? {
    guard let plan = try lastPlan() else { return nil }
    return try Sweep(plan: plan, outcomes: outcomes(plan.runs.map(\.runID)))
  }

  // MARK: - Private

  private func outcomes(
    where condition: String, _ arguments: StatementArguments
  ) throws -> [String: StoredOutcome] {
    try access { store in
      // One read transaction: the three tables are seen at the same moment.
      try store.read { database in
        var outcomes: [String: StoredOutcome] = [:]
        let runs = try Row.fetchCursor(
          database, sql: "SELECT \(RunRow.columns.joined(separator: ", ")) FROM runs \(condition)",
          arguments: arguments)
        while let row = try runs.next() {
          let run = try RunRow(row, path: path)
          outcomes[run.runID] = StoredOutcome(run: run, history: [], layers: [])
        }
        try readHistory(of: &outcomes, in: database, where: condition, arguments)
        try readLayers(of: &outcomes, in: database, where: condition, arguments)
        return outcomes
      }
    }
  }

  private func readHistory(
    of outcomes: inout [String: StoredOutcome], in database: Database, where condition: String,
    _ arguments: StatementArguments
  ) throws {
    let metrics = try MetricColumn.all(in: database)
    let columns = HistoryRow.columns + metrics.map(\.quoted)
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT \(columns.joined(separator: ", ")) FROM history \(condition) "
        + "ORDER BY run_id, epoch",
      arguments: arguments)
    var group = RowGroup<HistoryRow>()
    while let row = try rows.next() {
      if let done = try group.add(HistoryRow(row, metrics: metrics), of: row.read(0)) {
        outcomes[done.id]?.history = done.rows
      }
    }
    if let done = group.finish() { outcomes[done.id]?.history = done.rows }
  }

  private func readLayers(
    of outcomes: inout [String: StoredOutcome], in database: Database, where condition: String,
    _ arguments: StatementArguments
  ) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT \(LayerRow.columns.joined(separator: ", ")) FROM layers \(condition) "
        + "ORDER BY run_id, epoch, layer",
      arguments: arguments)
    var group = RowGroup<LayerRow>()
    while let row = try rows.next() {
      if let done = try group.add(LayerRow(row), of: row.read(0)) {
        outcomes[done.id]?.layers = done.rows
      }
    }
    if let done = group.finish() { outcomes[done.id]?.layers = done.rows }
  }
}

/// Collects rows that come ordered by run, and hands them back run by run.
private struct RowGroup<Element> {
  private var id: String?
  private var rows: [Element] = []

  init() {}

  /// Takes a row; returns the rows of the run before when this one begins another.
  mutating func add(_ row: Element, of id: String) -> (id: String, rows: [Element])? {
    let done = id == self.id ? nil : finish()
    self.id = id
    rows.append(row)
    return done
  }

  mutating func finish() -> (id: String, rows: [Element])? {
    defer {
      rows = []
      id = nil
    }
    return id.map { ($0, rows) }
  }
}
