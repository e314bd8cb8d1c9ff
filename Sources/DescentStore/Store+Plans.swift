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
              metrics, metric_kinds, selection, target, factors, comparisons, tune, report,
              hypotheses, registrations, provenance)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            plan.name, plan.question, plan.file, plan.text, plan.sha256,
            Self.json(plan.commandLine), plan.createdAt, Self.json(plan.metrics),
            Self.json(plan.metricKinds), Self.json(plan.selection), plan.target.map(Self.json),
            Self.json(plan.factors),
            Self.json(plan.comparisons), Self.json(plan.tune), Self.json(plan.report),
            Self.json(plan.hypotheses), Self.json(plan.registrations),
            Self.json(plan.provenance),
          ])
        let id = Int(database.lastInsertedRowID)
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
        var plan: StoredPlan?
        try database.makeStatement(
          sql: """
            SELECT plan_id, name, question, file, text, sha256, command_line, created_at, metrics,
              metric_kinds, selection, target, factors, comparisons, tune, report, hypotheses,
              registrations, provenance
            FROM plans ORDER BY plan_id DESC LIMIT 1
            """
        ).forEachRow(in: database) { row in
          let id: Int = try row.value()
          plan = try StoredPlan(
            name: row.value(), question: row.optional(), file: row.value(), text: row.value(),
            sha256: row.value(), commandLine: parse(row.value()), createdAt: row.value(),
            metrics: parse(row.value()), metricKinds: parse(row.value()),
            selection: parse(row.value()),
            target: (row.optional() as String?).map { try parse($0) }, factors: parse(row.value()),
            comparisons: parse(row.value()), tune: parse(row.value()), report: parse(row.value()),
            hypotheses: parse(row.value()), registrations: parse(row.value()),
            configurations: configurations(of: id, in: database), runs: runs(of: id, in: database),
            provenance: parse(row.value()))
        }
        return plan
      }
    }
  }

  /// What was declared before and with the plan that was saved last.
  ///
  /// - Throws: `StoreError`
  public func registrations() throws -> [StoredPlan.Registration] {
    try access { store in
      try store.read { database in
        var registrations: [StoredPlan.Registration] = []
        try database.makeStatement(
          sql: "SELECT registrations FROM plans ORDER BY plan_id DESC LIMIT 1"
        ).forEachRow(in: database) { registrations = try parse($0.value()) }
        return registrations
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

  private func plugins(_ text: String) throws -> [String] {
    text == "[]" ? [] : try parse(text)
  }

  // MARK: - Configurations and runs

  private func insert(
    _ configurations: [StoredPlan.PlannedConfiguration], of plan: Int, into database: Database
  ) throws {
    let statement = try database.cachedStatement(
      sql: "INSERT INTO planned_configurations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    for (position, configuration) in configurations.enumerated() {
      try statement.execute(in: database) { marks in
        marks.write(plan)
        marks.write(position)
        marks.write(configuration.configID)
        marks.write(configuration.factorLevels.jsonObject)
        marks.write(configuration.comparisonLevels.jsonObject)
        marks.write(configuration.dataset)
        marks.write(configuration.loss)
        marks.write("[" + configuration.plugins.map(\.jsonString).joined(separator: ",") + "]")
        marks.write(configuration.defaultLearningRate)
      }
    }
  }

  private func insert(
    _ runs: [StoredPlan.PlannedRun], of plan: Int, into database: Database
  ) throws {
    let statement = try database.cachedStatement(
      sql: "INSERT INTO planned_runs VALUES (?, ?, ?, ?, ?, ?, ?)")
    for (position, run) in runs.enumerated() {
      try statement.execute(in: database) { marks in
        marks.write(plan)
        marks.write(position)
        marks.write(run.runID)
        marks.write(run.configID)
        marks.write(run.seed)
        marks.write(run.fold)
        marks.write("[" + run.studies.map(\.jsonString).joined(separator: ",") + "]")
      }
    }
  }

  private func configurations(
    of plan: Int, in database: Database
  ) throws -> [StoredPlan.PlannedConfiguration] {
    var configurations: [StoredPlan.PlannedConfiguration] = []
    var (factorLevels, comparisonLevels): ([String], [String]) = ([], [])
    try database.makeStatement(
      sql: """
        SELECT config_id, factor_levels, comparison_levels, dataset, loss, plugins,
          default_learning_rate
        FROM planned_configurations WHERE plan_id = ? ORDER BY position
        """
    ).forEachRow(in: database, { $0.write(plan) }) { row in
      let id: String = try row.value()
      factorLevels.append(try row.value())
      comparisonLevels.append(try row.value())
      configurations.append(
        try StoredPlan.PlannedConfiguration(
          configID: id, factorLevels: [:], comparisonLevels: [:], dataset: row.value(),
          loss: row.value(), plugins: plugins(row.value()), defaultLearningRate: row.optional()))
    }
    // One text for all: to read each alone takes several times as long.
    let factors: [[String: String]] = try parse("[\(factorLevels.joined(separator: ","))]")
    let comparisons: [[String: String]] = try parse("[\(comparisonLevels.joined(separator: ","))]")
    guard factors.count == configurations.count, comparisons.count == configurations.count else {
      throw ColumnError("the plan's configurations do not hold one set of levels each")
    }
    for index in configurations.indices {
      configurations[index].factorLevels = factors[index]
      configurations[index].comparisonLevels = comparisons[index]
    }
    return configurations
  }

  private func runs(of plan: Int, in database: Database) throws -> [StoredPlan.PlannedRun] {
    var studies: [String: [String]] = [:]
    var runs: [StoredPlan.PlannedRun] = []
    try database.makeStatement(
      sql: """
        SELECT run_id, config_id, seed, fold, studies
        FROM planned_runs WHERE plan_id = ? ORDER BY position
        """
    ).forEachRow(in: database, { $0.write(plan) }) { row in
      var run = try StoredPlan.PlannedRun(
        runID: row.value(), configID: row.value(), seed: row.value(), fold: row.optional(),
        studies: [])
      let text: String = try row.value()
      run.studies = try studies[text] ?? parse(text)
      studies[text] = run.studies
      runs.append(run)
    }
    return runs
  }
}
