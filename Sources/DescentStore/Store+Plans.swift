import Foundation
import GRDB

extension Store {
  /// Stores a plan as the last one.
  ///
  /// The rows of earlier plans stay in `plans`; their configurations and runs make room for these.
  ///
  /// - Throws: `StoreError`
  public func save(_ plan: StoredPlan) throws {
    try access { store in
      try store.write { database in
        try database.execute(sql: "DELETE FROM planned_configurations; DELETE FROM planned_runs")
        try database.execute(
          sql: """
            INSERT INTO plans (name, question, file, text, sha256, command_line, created_at,
              metrics, selection, target, factors, comparisons, tune, confidence, provenance)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            plan.name, plan.question, plan.file, plan.text, plan.sha256,
            Self.json(plan.commandLine), plan.createdAt, Self.json(plan.metrics),
            Self.json(plan.selection), plan.target.map(Self.json), Self.json(plan.factors),
            Self.json(plan.comparisons), Self.json(plan.tune), plan.confidence,
            Self.json(plan.provenance),
          ])
        let id = database.lastInsertedRowID
        try insert(plan.configurations, of: id, into: database)
        try insert(plan.runs, of: id, into: database)
      }
    }
  }

  /// The plan that was saved last; nil before the first.
  ///
  /// - Throws: `StoreError`
  public func lastPlan() throws -> StoredPlan? {
    try access { store in
      try store.read { database in
        let sql = """
          SELECT plan_id, name, question, file, text, sha256, command_line, created_at, metrics,
            selection, target, factors, comparisons, tune, confidence, provenance
          FROM plans ORDER BY plan_id DESC LIMIT 1
          """
        guard let row = try Row.fetchOne(database, sql: sql) else { return nil }
        let id: Int64 = try row.read(0)
        return try StoredPlan(
          name: row.read(1), question: row.read(2), file: row.read(3), text: row.read(4),
          sha256: row.read(5), commandLine: parse(row.read(6)), createdAt: row.read(7),
          metrics: parse(row.read(8)), selection: parse(row.read(9)),
          target: (row.read(10) as String?).map { try parse($0) }, factors: parse(row.read(11)),
          comparisons: parse(row.read(12)), tune: parse(row.read(13)),
          confidence: row.read(14), configurations: configurations(of: id, in: database),
          runs: runs(of: id, in: database), provenance: parse(row.read(15)))
      }
    }
  }

  // MARK: - JSON

  /// The value as JSON with sorted keys.
  static func json(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else {
      preconditionFailure("a \(type(of: value)) cannot be written as JSON")
    }
    return String(decoding: data, as: UTF8.self)
  }

  private func parse<Value: Decodable>(_ text: String) throws -> Value {
    do {
      return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    } catch {
      throw StoreError.damaged(path: path, reason: "a plan holds '\(text.prefix(80))'")
    }
  }

  // MARK: - Configurations and runs

  private func insert(
    _ configurations: [StoredPlan.PlannedConfiguration], of plan: Int64, into database: Database
  ) throws {
    let statement = try database.cachedStatement(
      sql: "INSERT INTO planned_configurations VALUES (?, ?, ?, ?, ?, ?, ?)")
    for (position, configuration) in configurations.enumerated() {
      try statement.execute(arguments: [
        plan, position, configuration.configID, Self.json(configuration.factorLevels),
        Self.json(configuration.comparisonLevels), configuration.dataset, configuration.loss,
      ])
    }
  }

  private func insert(
    _ runs: [StoredPlan.PlannedRun], of plan: Int64, into database: Database
  ) throws {
    let statement = try database.cachedStatement(
      sql: "INSERT INTO planned_runs VALUES (?, ?, ?, ?, ?, ?, ?)")
    for (position, run) in runs.enumerated() {
      try statement.execute(arguments: [
        plan, position, run.runID, run.configID, run.seed, run.fold, Self.json(run.studies),
      ])
    }
  }

  private func configurations(
    of plan: Int64, in database: Database
  ) throws -> [StoredPlan.PlannedConfiguration] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT config_id, factor_levels, comparison_levels, dataset, loss
        FROM planned_configurations WHERE plan_id = ? ORDER BY position
        """, arguments: [plan]
    ).map { row in
      try StoredPlan.PlannedConfiguration(
        configID: row.read(0), factorLevels: parse(row.read(1)),
        comparisonLevels: parse(row.read(2)), dataset: row.read(3), loss: row.read(4))
    }
  }

  private func runs(of plan: Int64, in database: Database) throws -> [StoredPlan.PlannedRun] {
    var studies: [String: [String]] = [:]
    return try Row.fetchAll(
      database,
      sql: """
        SELECT run_id, config_id, seed, fold, studies
        FROM planned_runs WHERE plan_id = ? ORDER BY position
        """, arguments: [plan]
    ).map { row in
      let text: String = try row.read(4)
      let names = try studies[text] ?? parse(text)
      studies[text] = names
      return try StoredPlan.PlannedRun(
        runID: row.read(0), configID: row.read(1), seed: row.read(2), fold: row.read(3),
        studies: names)
    }
  }
}
