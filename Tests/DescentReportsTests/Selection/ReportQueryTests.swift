import DescentReports
import DescentStore
import Testing

@Suite("Queries of stored runs") struct ReportQueryTests {
  private func plan(_ query: ReportQuery, _ sweep: SmallSweep) throws -> StoredPlan {
    try query.result(from: [("a", sweep)], commandLine: ["descent", "report", "a"]).sweep.plan
  }

  private func mistakes(_ query: ReportQuery, _ sweeps: [SmallSweep]) -> [QueryMistake] {
    do {
      let sources = zip(["a", "b"], sweeps).map { (folder: $0, sweep: $1) }
      _ = try query.result(from: sources, commandLine: [])
      return []
    } catch {
      return (error as? QueryMistakes)?.all ?? []
    }
  }

  // MARK: - Conditions

  @Test("a condition keeps the configurations that meet it, with their runs")
  func condition() throws {
    let sweep = SmallSweep.optimizersAndDepths()
    let result = try ReportQuery(conditions: ["optimizer=adam", "model.depth=2..8"])
      .result(from: [("a", sweep)], commandLine: ["descent", "report", "a"])
    let plan = result.sweep.plan
    #expect(
      plan.configurations.map(\.factorLevels) == [
        ["optimizer": "adam", "model.depth": "2"], ["optimizer": "adam", "model.depth": "8"],
      ])
    #expect(plan.runs.count == 6)
    #expect(
      plan.factors == [.init(path: "model.depth", isNumeric: true, levels: ["2", "8"])])
    #expect(plan.comparisons.map(\.path) == ["model.depth"])
    #expect(plan.comparisons[0].levels == ["2", "8"])
    var outcomes: [String] = []
    result.sweep.forEachOutcome { outcomes.append($0.run.runID) }
    #expect(outcomes == plan.runs.map(\.runID).sorted())
    #expect(result.sweep.resolvedConfigurations().count == 2)
    #expect(result.view != nil)
  }

  @Test("a whole plan is left as it is")
  func wholePlan() throws {
    let sweep = SmallSweep.optimizersAndDepths()
    let result = try ReportQuery().result(from: [("a", sweep)], commandLine: [])
    #expect(result.sweep.plan == sweep.plan)
    #expect(result.view == nil)
    #expect(Report(result.sweep).markdown() == Report(sweep).markdown())
  }

  @Test("a setting that is the same for all is known for a run that was not reached")
  func unreached() throws {
    let sweep = SmallSweep.optimizersAndDepths(missing: ["optimizer": "adam"])
    #expect(try plan(ReportQuery(conditions: ["training.epochs=20"]), sweep).runs.count == 18)
    #expect(try plan(ReportQuery(conditions: ["optimizer=adam"]), sweep).runs.count == 9)
  }

  @Test("where no comparison is left, what still varies is compared")
  func comparesTheRest() throws {
    let sweep = SmallSweep.optimizersAndDepths(compare: ["optimizer"])
    let plan = try plan(ReportQuery(conditions: ["optimizer=sgd"]), sweep)
    #expect(plan.comparisons.map(\.path) == ["model.depth"])
    #expect(plan.configurations.map { $0.comparisonLevels["model.depth"] } == ["1", "2", "8"])
  }

  @Test("a hypothesis stays where all of its runs do, at their new places")
  func hypotheses() throws {
    var sweep = SmallSweep.optimizersAndDepths()
    func hypothesis(_ id: String, _ groups: [[Int]]) -> StoredPlan.Hypothesis {
      StoredPlan.Hypothesis(
        id: id, claim: "a claim", expect: "a > b",
        expectation: .difference(isGreater: true, margin: .none),
        metric: .init(name: "val_accuracy"), groups: groups, budget: 20)
    }
    sweep.plan.hypotheses = [hypothesis("H1", [[0], [3]]), hypothesis("H2", [[4], [5]])]
    let result = try ReportQuery(conditions: ["optimizer=adam"])
      .result(from: [("a", sweep)], commandLine: [])
    #expect(result.sweep.plan.hypotheses == [hypothesis("H2", [[1], [2]])])
    #expect(
      Report(result.sweep, view: result.view).markdown()
        .contains("1 declared hypothesis is left out: not all that it speaks of is here."))
  }

  @Test(
    "a hypothesis about the best epoch does not stay under another metric, which has another one")
  func bestEpoch() throws {
    var sweep = SmallSweep.optimizersAndDepths()
    func hypothesis(_ id: String, at epochs: StoredPlan.Hypothesis.Epochs) -> StoredPlan.Hypothesis
    {
      StoredPlan.Hypothesis(
        id: id, claim: "a claim", expect: "a > 0.5",
        expectation: .threshold(0.5, isGreater: true, margin: .none),
        metric: .init(name: "grad_norm", epochs: epochs), groups: [[0]], budget: 20)
    }
    sweep.plan.hypotheses = [hypothesis("H1", at: .best), hypothesis("H2", at: .final)]
    let loss = try plan(ReportQuery(metric: "val_loss"), sweep)
    #expect(loss.hypotheses.map(\.id) == ["H2"])
    let accuracy = try plan(ReportQuery(metric: "accuracy"), sweep)
    #expect(accuracy.hypotheses.map(\.id) == ["H1", "H2"])
  }

  // MARK: - Comparisons and scores

  @Test("a grouping becomes the first comparison, also where it was not compared or tuned")
  func grouping() throws {
    var sweep = SmallSweep.optimizersAndDepths(compare: ["optimizer"])
    sweep.plan.report.namesComparisons = false
    let grouped = try plan(ReportQuery(grouping: "model.depth"), sweep)
    #expect(grouped.comparisons.map(\.path) == ["model.depth", "optimizer"])
    #expect(grouped.comparisons[0].levels == ["1", "2", "8"])
    #expect(grouped.report.namesComparisons)
    let tuned = try plan(ReportQuery(grouping: "optimizer.learning_rate"), Sweeps.misleadingMean)
    #expect(tuned.comparisons.map(\.path) == ["optimizer.learning_rate", "optimizer"])
    #expect(tuned.tune.isEmpty)
    let same = try plan(
      ReportQuery(grouping: "optimizer.name"), SmallSweep.optimizersAndDepths())
    #expect(same.comparisons.map(\.path) == ["optimizer", "model.depth"])
  }

  @Test("a level names a component's own settings, and pairs by those that it shares")
  func componentLevels() throws {
    let sweep = SweepBuilder(
      axes: [
        .init("optimizer", ["sgd", "momentum"]),
        .init("optimizer.momentum", ["0.5", "0.9", ""]),
        .init("optimizer.learning_rate", ["0.01", "0.1"]), .init("model.depth", ["1", "2"]),
      ], compare: ["model.depth"],
      holds: { ($0["optimizer"] == "sgd") == ($0["optimizer.momentum"] == "") }
    ).sweep { _, _ in nil }
    var own = sweep
    for index in own.plan.configurations.indices
    where own.plan.configurations[index].factorLevels["optimizer"] == "sgd" {
      own.plan.configurations[index].factorLevels["optimizer.momentum"] = nil
    }
    let comparison = try plan(ReportQuery(grouping: "optimizer"), own).comparisons[0]
    #expect(comparison.levels == ["sgd", "momentum(momentum=0.5)", "momentum(momentum=0.9)"])
    #expect(comparison.ownPaths == ["optimizer", "optimizer.momentum"])
  }

  @Test("another metric scores the runs, to which amounts of the file's metric do not apply")
  func metric() throws {
    var sweep = SmallSweep.optimizersAndDepths()
    sweep.plan.report.sesoi = 0.01
    sweep.plan.report.failureScore = 0.1
    let loss = try plan(ReportQuery(metric: "val_loss"), sweep)
    #expect(loss.selection == .init(metric: "val_loss", maximize: false))
    #expect(loss.report.sesoi == nil)
    #expect(loss.report.failureScore == nil)
    let test = try plan(ReportQuery(metric: "test_accuracy"), sweep)
    #expect(test.selection == .init(metric: "test_accuracy", maximize: true))
    #expect(test.report.sesoi == 0.01)
  }

  @Test(
    "a baseline is named by its level, or by a setting that it alone has",
    arguments: [
      ("adam", ["optimizer": "adam"]), ("optimizer=adam", ["optimizer": "adam"]),
      ("optimizer.name=adam", ["optimizer": "adam"]), ("model.depth=2.0", ["model.depth": "2"]),
      ("8", ["model.depth": "8"]),
    ])
  func baseline(_ argument: String, expected: [String: String]) throws {
    let plan = try plan(ReportQuery(baselines: [argument]), .optimizersAndDepths())
    #expect(plan.report.baseline == expected)
  }

  // MARK: - Mistakes

  @Test("all mistakes are found at once")
  func allMistakes() {
    let query = ReportQuery(
      conditions: ["optimizer", "optimizr=adam", "optimizer=adam,adm", "training.epochs=5"],
      grouping: "model.width", metric: "val_acuracy", baselines: ["rmsprop", "model.depth=1..2"])
    let settings = ["data.split", "model.depth", "optimizer", "training.epochs"]
    let (varied, depths) = (["optimizer", "model.depth"], ["1", "2", "8"])
    let columns = [
      "val_loss", "val_accuracy", "train_loss", "train_accuracy", "test_loss", "test_accuracy",
    ]
    #expect(
      mistakes(query, [.optimizersAndDepths()]) == [
        .notRecorded(column: "val_acuracy", recorded: columns),
        .unreadable(.condition, "optimizer"),
        .unknownSetting(path: "optimizr", varied: varied, settings: settings),
        .noSuchLevel(.condition, path: "optimizer", value: "adm", levels: ["sgd", "adam"]),
        .noSuchLevel(.condition, path: "training.epochs", value: "5", levels: ["20"]),
        .notVaried(path: "model.width", varied: varied),
        .noSuchLevel(
          .baseline, path: nil, value: "rmsprop", levels: ["sgd", "adam"] + depths),
        .severalLevels("1 to 2", ["model.depth=1", "model.depth=2"]),
      ])
  }

  @Test("a factor has one baseline")
  func twoBaselines() {
    let query = ReportQuery(baselines: ["adam", "optimizer=sgd"])
    #expect(
      mistakes(query, [.optimizersAndDepths()]) == [
        .severalLevels("sgd", ["optimizer=adam", "optimizer=sgd"])
      ])
    #expect(
      mistakes(ReportQuery(baselines: ["adam", "optimizer=adam"]), [.optimizersAndDepths()])
        .isEmpty)
  }

  @Test("conditions that are never met together leave nothing")
  func nothing() {
    let query = ReportQuery(conditions: ["optimizer=adam", "optimizer=sgd"])
    #expect(mistakes(query, [.optimizersAndDepths()]) == [.nothingMatches])
  }

  @Test("a loss ranks no runs between which it differs, until one kind is chosen")
  func incomparable() throws {
    let sweep = resolved(
      SweepBuilder(axes: [.init("loss", ["log_loss", "mse"]), .init("model.depth", ["1", "2"])])
        .sweep { _, _ in .ok(0.1, 0.9) })
    #expect(
      mistakes(ReportQuery(metric: "val_loss"), [sweep]) == [
        .incomparable(column: "val_loss", varied: "loss", alternative: "val_accuracy")
      ])
    #expect(
      mistakes(ReportQuery(conditions: ["loss=mse"], metric: "val_loss"), [sweep]).isEmpty)
  }

  @Test("a test column scores no run without a test part")
  func noTestPart() {
    let sweep = SmallSweep.optimizersAndDepths(fixed: ["data.split": "[0.8,0.2]"])
    let columns = ["val_loss", "val_accuracy", "train_loss", "train_accuracy"]
    #expect(
      mistakes(ReportQuery(metric: "test_loss"), [sweep]) == [
        .notRecorded(column: "test_loss", recorded: columns)
      ])
  }

  @Test("folders that score their runs in different ways cannot be joined as they are")
  func differentScores() {
    var other = SmallSweep.optimizersAndDepths(["rmsprop"])
    other.plan.selection = .init(metric: "val_loss", maximize: false, atBest: true)
    let columns = [
      "val_loss", "val_accuracy", "train_loss", "train_accuracy", "test_loss", "test_accuracy",
    ]
    let found = mistakes(ReportQuery(), [.optimizersAndDepths(), other])
    #expect(
      found == [
        .differentEpochs,
        .differentMetrics(["a: val_accuracy", "b: val_loss"], recorded: columns),
      ])
    other.plan.selection.atBest = false
    let query = ReportQuery(metric: "val_loss")
    #expect(mistakes(query, [.optimizersAndDepths(), other]).isEmpty)
  }
}
