import DescentReports
import DescentStore
import Testing

@Suite("Sweeps of several results folders") struct JoinedSweepTests {
  private func join(
    _ sweeps: SmallSweep..., query: ReportQuery = ReportQuery()
  ) throws -> ReportQuery.Result<SmallSweep> {
    try query.result(
      from: zip(["results/a", "results/b"], sweeps).map { (folder: $0, sweep: $1) },
      commandLine: ["descent", "report", "results/a", "results/b", "--results", "results/both"])
  }

  @Test("what each folder fixes to another value is compared")
  func fixedSettings() throws {
    let plan = try join(.optimizersAndDepths(["sgd"]), .optimizersAndDepths(["adam"])).sweep.plan
    #expect(plan.factors.map(\.path) == ["model.depth", "optimizer"])
    #expect(plan.factors.map(\.levels) == [["1", "2", "8"], ["adam", "sgd"]])
    #expect(plan.comparisons.map(\.path) == ["model.depth", "optimizer"])
    #expect(
      plan.configurations.map { $0.comparisonLevels["optimizer"] }
        == ["sgd", "sgd", "sgd", "adam", "adam", "adam"])
    #expect(plan.runs.count == 18)
  }

  @Test("a value that all other runs of a folder have is that of a run that was not reached")
  func unreached() throws {
    let plan = try join(
      .optimizersAndDepths(["sgd"], missing: ["model.depth": "8"]), .optimizersAndDepths(["adam"])
    ).sweep.plan
    #expect(
      plan.configurations.map { $0.factorLevels["optimizer"] }.prefix(3) == ["sgd", "sgd", "sgd"])
  }

  @Test("a run of two folders counts once, as the one in which it is done")
  func sharedRuns() throws {
    var first = SmallSweep.optimizersAndDepths(depths: ["1", "2"], seeds: [1, 2])
    let second = SmallSweep.optimizersAndDepths(depths: ["2", "8"], seeds: [2, 3])
    let shared = Set(first.plan.runs.map(\.runID)).intersection(second.plan.runs.map(\.runID))
    #expect(shared.count == 2)
    for id in shared { first.outcomes[id]?.run.status = .interrupted }
    let result = try join(first, second)
    #expect(result.sweep.plan.configurations.count == 6)
    #expect(result.sweep.plan.runs.count == 14)
    var statuses: [String: RunStatus] = [:]
    result.sweep.forEachOutcome { statuses[$0.run.runID] = $0.run.status }
    #expect(statuses.count == 14)
    #expect(statuses.values.allSatisfy { $0 == .ok })
    #expect(
      Report(result.sweep, view: result.view).markdown().contains(
        "The 14 runs of `results/a` (8) and `results/b` (8), of which 2 in more than one count once."
      ))
  }

  @Test("outcomes come by run id, many at a time, or as chosen")
  func order() throws {
    let depths = (1...60).map { "\($0)" }
    let sweep = try join(
      .optimizersAndDepths(["sgd"], depths: depths, seeds: [1, 2, 3]),
      .optimizersAndDepths(["adam"], depths: depths, seeds: [1, 2, 3])
    ).sweep
    var ids: [String] = []
    sweep.forEachOutcome { ids.append($0.run.runID) }
    #expect(ids == sweep.plan.runs.map(\.runID).sorted())
    #expect(ids.count == 360)
    let chosen: Set = [ids[0], ids[300], "r0"]
    var found: [String] = []
    sweep.forEachOutcome(of: chosen) { found.append($0.run.runID) }
    #expect(found == [ids[0], ids[300]])
  }

  @Test("levels of both folders make one factor; numbers are in order")
  func levels() throws {
    let plan = try join(
      .optimizersAndDepths(depths: ["2", "16"]),
      .optimizersAndDepths(["adam", "rmsprop"], depths: ["4", "2"])
    ).sweep.plan
    #expect(plan.factors.map(\.levels) == [["sgd", "adam", "rmsprop"], ["2", "4", "16"]])
    #expect(plan.comparisons.map(\.levels) == plan.factors.map(\.levels))
  }

  @Test("a component's settings are part of it, and its learning rate is tuned where it varies")
  func componentSettings() throws {
    let plan = try join(
      .optimizersAndDepths(
        ["momentum"],
        fixed: ["optimizer.momentum": "0.9", "optimizer.learning_rate": "0.1"]),
      .optimizersAndDepths(["sgd"], fixed: ["optimizer.learning_rate": "0.01"])
    ).sweep.plan
    #expect(plan.factors.map(\.path) == ["model.depth", "optimizer", "optimizer.learning_rate"])
    #expect(plan.comparisons.map(\.path) == ["model.depth", "optimizer"])
    #expect(plan.comparisons[1].levels == ["momentum", "sgd"])
    #expect(plan.tune == ["optimizer.learning_rate"])
  }

  @Test("an output that follows from the loss is no factor of its own, nor is what is recorded")
  func derivedSettings() throws {
    let plan = try join(
      .optimizersAndDepths(
        fixed: [
          "loss.name": "\"mse\"", "model.output.name": "\"linear\"", "metrics": "[\"mae\"]",
        ]),
      .optimizersAndDepths(
        fixed: [
          "loss.name": "\"log_loss\"", "model.output.name": "\"softmax\"",
          "metrics": "[\"accuracy\"]",
        ])
    ).sweep.plan
    #expect(plan.factors.map(\.path) == ["optimizer", "model.depth", "loss"])
  }

  @Test("a joint report names every folder, and what was run there")
  func provenance() throws {
    var second = SmallSweep.optimizersAndDepths(["adam"])
    second.plan.name = "other"
    second.plan.file = "other.yaml"
    second.plan.commandLine = ["descent", "run", "other.yaml"]
    let result = try join(.optimizersAndDepths(["sgd"]), second)
    let report = Report(result.sweep, view: result.view)
    let text = report.markdown()
    #expect(text.hasPrefix("# sweep + other: "))
    #expect(
      text.contains(
        """
        descent run sweep.yaml
        descent run other.yaml
        descent report results/a results/b --results results/both
        """))
    let manifest = report.manifest()
    #expect(manifest.contains("\"folder\" : \"results/b\""))
    #expect(manifest.contains("\"experiment_file\" : \"other.yaml\""))
    #expect(manifest.contains("\"planned_runs\" : 18"))
  }

  @Test("conditions and groupings hold for the runs of all folders")
  func query() throws {
    let plan = try join(
      .optimizersAndDepths(["sgd"]), .optimizersAndDepths(["adam"]),
      query: ReportQuery(conditions: ["model.depth=2..8"], grouping: "optimizer")
    ).sweep.plan
    #expect(plan.runs.count == 12)
    #expect(plan.comparisons.map(\.path) == ["optimizer", "model.depth"])
  }
}
