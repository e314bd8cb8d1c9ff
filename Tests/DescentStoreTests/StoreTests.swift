import DescentStore
import Foundation
import Testing

@Suite struct StoreTests {
  let folder = try? TemporaryFolder()

  func path(_ name: String = "results.sqlite") throws -> String { try #require(folder).path(name) }

  @Test("an outcome comes back exactly as it was recorded", arguments: RunStatus.allCases)
  func roundTrip(status: RunStatus) throws {
    let store = try Store(path: path())
    let outcome = StoredOutcome.full(status: status)
    try store.record(outcome)
    #expect(try store.outcomes([outcome.run.runID]) == [outcome.run.runID: outcome])
    #expect(try store.statuses() == [outcome.run.runID: status])
  }

  @Test("values that are absent come back absent")
  func absentValues() throws {
    let store = try Store(path: path())
    let run = RunRow(
      runID: "r1", configID: "c1", seed: 1, configuration: "{}", status: .crashed,
      startedAt: "2026-01-02T03:04:05Z", host: "h", build: "b")
    let outcome = StoredOutcome(
      run: run, history: [HistoryRow(epoch: 0, step: 0, seconds: 0, learningRate: 0.1)],
      layers: [LayerRow(epoch: 0, layer: 1, kind: "output", fanIn: 2, fanOut: 1)])
    try store.record(outcome)
    #expect(try store.allOutcomes() == ["r1": outcome])
  }

  @Test(
    "a double keeps its every bit",
    arguments: [
      0.1, 1 / 3, .pi, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 9_007_199_254_740_991,
      -2.5e-17,
    ])
  func doubles(value: Double) throws {
    let store = try Store(path: path())
    var outcome = StoredOutcome.full()
    outcome.history[0].validation["accuracy"] = value
    outcome.run.trainSeconds = value
    try store.record(outcome)
    let stored = try #require(try store.outcomes([outcome.run.runID])[outcome.run.runID])
    #expect(stored.history[0].validation["accuracy"]?.bitPattern == value.bitPattern)
    #expect(stored.run.trainSeconds.bitPattern == value.bitPattern)
  }

  @Test("recording a run again replaces the run, its history and its layers")
  func replacement() throws {
    let store = try Store(path: path())
    try store.record(.full("r1", epochs: 9, layers: 4))
    try store.record(.full("r2"))
    let shorter = StoredOutcome.full("r1", epochs: 1, layers: 1, status: .diverged)
    try store.record(shorter)
    #expect(try store.allOutcomes() == ["r1": shorter, "r2": .full("r2")])
  }

  @Test("only the runs asked for are read, however many ids are asked for")
  func selection() throws {
    let store = try Store(path: path())
    for index in 0..<20 { try store.record(.full("r\(index)", epochs: 2)) }
    let asked = (10..<40_000).map { "r\($0)" }
    #expect(try Set(store.outcomes(asked).keys) == Set((10..<20).map { "r\($0)" }))
    #expect(try store.outcomes([]).isEmpty)
  }

  @Test("a metric that is new to the store gets a column that SQL can read")
  func wideColumns() throws {
    let store = try Store(path: path())
    try store.record(.full("r1"))
    var second = StoredOutcome.full("r2")
    second.history[1].validation["f1_macro"] = 0.625
    second.history[1].train["val_like"] = 0.5
    try store.record(second)
    try store.record(.full("r3"))
    #expect(try store.outcomes(["r1", "r2"]) == ["r1": .full("r1"), "r2": second])
    let file = try SQLiteFile(path: path())
    #expect(
      try file.strings("SELECT val_f1_macro FROM history WHERE run_id = 'r2' AND epoch = 1")
        == ["0.625"])
    #expect(
      try file.strings("SELECT count(*) FROM history WHERE val_f1_macro IS NULL") == ["11"])
    #expect(
      try file.strings(
        "SELECT max(val_accuracy), min(train_s) FROM history JOIN runs USING (run_id)")
        == ["1.0"])
  }

  @Test(
    "a metric that cannot be a column is refused and changes nothing",
    arguments: ["", "1st", "a b", "x\"; DROP TABLE runs; --", "é", "ACCURACY"])
  func badMetric(name: String) throws {
    let store = try Store(path: path())
    let before = StoredOutcome.full("r1")
    try store.record(before)
    var outcome = StoredOutcome.full("r1", epochs: 1)
    outcome.history[0].train[name] = 1
    #expect(throws: StoreError.metricName(name)) { try store.record(outcome) }
    #expect(try store.allOutcomes() == ["r1": before])
  }

  @Test("a plan comes back exactly, and the last one counts")
  func plans() throws {
    let store = try Store(path: path())
    #expect(try store.lastPlan() == nil)
    #expect(try store.sweep() == nil)
    try store.save(.full(runs: ["r1", "r2"]))
    let plan = StoredPlan.full(runs: ["r2", "r9"])
    try store.save(plan)
    #expect(try store.lastPlan() == plan)
    try store.record(.full("r1"))
    try store.record(.full("r2"))
    let sweep = try #require(try store.sweep())
    #expect(sweep.plan == plan)
    var outcomes: [StoredOutcome] = []
    try sweep.forEachOutcome { outcomes.append($0) }
    #expect(outcomes == [StoredOutcome.full("r2").bare])
  }

  @Test("a sweep gives the outcomes by run id, whatever the order of the plan and of their coming")
  func sweepOrder() throws {
    let store = try Store(path: path())
    for id in ["r3", "r1", "r4", "r2"] { try store.record(.full(id, epochs: 1)) }
    try store.save(.full(runs: ["r4", "r0", "r2", "r3"]))
    let sweep = try #require(try store.sweep())
    for _ in 1...2 {
      var outcomes: [StoredOutcome] = []
      try sweep.forEachOutcome { outcomes.append($0) }
      #expect(outcomes == ["r2", "r3", "r4"].map { StoredOutcome.full($0, epochs: 1).bare })
    }
  }

  @Test("a sweep gives chosen outcomes by run id: those that were planned and reached")
  func chosenOutcomes() throws {
    let store = try Store(path: path())
    for id in ["r3", "r1", "r4", "r2"] { try store.record(.full(id, epochs: 1)) }
    try store.save(.full(runs: ["r4", "r0", "r2", "r3"]))
    let stored = try #require(try store.sweep())
    let small = SmallSweep(plan: stored.plan, outcomes: try store.allOutcomes())
    var fromStore: [StoredOutcome] = []
    var fromMemory: [StoredOutcome] = []
    try stored.forEachOutcome(of: ["r4", "r1", "r0", "r2", "r8"]) { fromStore.append($0) }
    small.forEachOutcome(of: ["r4", "r1", "r0", "r2", "r8"]) { fromMemory.append($0) }
    #expect(fromStore == ["r2", "r4"].map { .full($0, epochs: 1) })
    #expect(fromMemory == fromStore)
    try stored.forEachOutcome(of: []) { fromStore.append($0) }
    #expect(fromStore.count == 2)
  }

  @Test("a sweep gives the configuration of every planned run that was reached, once")
  func resolvedConfigurations() throws {
    let store = try Store(path: path())
    for (id, name) in [("r1", "a"), ("r2", "a"), ("r3", "b"), ("r4", "c")] {
      var outcome = StoredOutcome.full(id, epochs: 0)
      outcome.run.configID = "c" + name
      outcome.run.configuration = "{\"optimizer.name\":\"\(name)\"}"
      try store.record(outcome)
    }
    try store.save(.full(runs: ["r1", "r2", "r3", "r9"]))
    let stored = try #require(try store.sweep())
    let small = SmallSweep(plan: stored.plan, outcomes: try store.allOutcomes())
    let expected = [
      "ca": "{\"optimizer.name\":\"a\"}", "cb": "{\"optimizer.name\":\"b\"}",
    ]
    #expect(try stored.resolvedConfigurations() == expected)
    #expect(small.resolvedConfigurations() == expected)
  }

  @Test("the levels of many configurations come back in their order")
  func manyConfigurations() throws {
    let store = try Store(path: path())
    var plan = StoredPlan.full()
    plan.configurations = (0..<300).map { index in
      StoredPlan.PlannedConfiguration(
        configID: "c\(index)", factorLevels: ["b": "\"\(index)\"", "a": "\\\n\u{1}ü/\t\r"],
        comparisonLevels: index % 2 == 0 ? [:] : ["b": "\(index)"], dataset: "d", loss: "l")
    }
    try store.save(plan)
    #expect(try store.lastPlan() == plan)
    let file = try SQLiteFile(path: path())
    #expect(
      try file.strings("SELECT factor_levels FROM planned_configurations WHERE position = 7")
        == [#"{"a":"\\\n\u0001ü/\t\r","b":"\"7\""}"#])
  }

  @Test("the plans before the last one are remembered, without their runs")
  func earlierPlans() throws {
    let store = try Store(path: path())
    for count in 1...3 { try store.save(.full(runs: (0..<count).map { "r\($0)" })) }
    let file = try SQLiteFile(path: path())
    #expect(try file.strings("SELECT count(*) FROM plans") == ["3"])
    #expect(try file.strings("SELECT count(*) FROM planned_runs") == ["3"])
  }

  @Test("another connection reads while the first one writes")
  func concurrentReading() throws {
    let store = try Store(path: path())
    try store.record(.full("r1"))
    let reader = try Store.openReadOnly(path: path())
    try store.record(.full("r2"))
    try store.sync()
    #expect(try Set(reader.statuses().keys) == ["r1", "r2"])
    #expect(throws: StoreError.self) { try reader.record(.full("r3")) }
  }

  @Test("recording a run of 20 epochs and 100 layer rows takes well below a millisecond each")
  func speed() throws {
    let store = try Store(path: path())
    let outcomes = (0..<400).map { StoredOutcome.full("r\($0)", epochs: 19, layers: 5) }
    try store.record(outcomes[0])
    let duration = try ContinuousClock().measure {
      for outcome in outcomes { try store.record(outcome) }
    }
    // Ten times what a quiet machine takes: a missing index or statement cache shows, noise does not.
    #expect(duration / outcomes.count < .milliseconds(10), "\(duration / outcomes.count) a run")
  }
}
