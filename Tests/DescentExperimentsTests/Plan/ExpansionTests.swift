import Descent
import DescentExperiments
import DescentStore
import Testing

@Suite struct ExpansionTests {
  /// Section 1 of the grammar's page, with the components that are built in.
  static let everyConstruct = """
    base:
      data: {name: moons, samples: 60}
    grid:
      model.activation:                                       # 1 + 1 + 2 = 4
        - relu
        - sigmoid
        - {name: leaky_relu, slope: [0.01, 0.2]}
      optimizer:                                              # 1 + 2 + 3 = 6
        - sgd
        - {name: momentum, momentum: [0.5, 0.9]}
        - {name: nesterov, learning_rate: {min: 1.0e-4, max: 1.0e-2, num: 3, scale: log}}
      optimizer.learning_rate: {min: 1.0e-3, max: 1.0, num: 4, scale: log}        # 4
      schedule:                                               # 1 + 2 = 3
        - constant
        - {name: step, every: 30, factor: [0.1, 0.5]}
    seeds: 6
    """

  @Test("a grid is the product of its axes, where a dotted axis collapses inside a branch")
  func collapse() throws {
    let plan = try Experiment(Self.everyConstruct).plan()
    // 4 × 6 × 4 × 3 combinations: sgd with 4 rates, momentum with 2 × 4, nesterov with its own 3; each × 4 × 3.
    #expect(plan.configurations.count == 180)
    #expect(plan.runs.count == 1080)
    #expect(
      plan.summary.first == "model.activation 4 x optimizer 6 x optimizer.learning_rate 4 x "
        + "schedule 3 = 288 combinations, 180 distinct "
        + "(optimizer.learning_rate fixed inside nesterov: 144 -> 36)")
    // Nesterov's 3 branches × 4 rates × 4 × 3 become 3 × 4 × 3.
    #expect(
      plan.notes.map(\.description) == [
        "note: 'optimizer' has unequal tuning budgets, and more settings are more chances: sgd 48, "
          + "momentum(momentum=0.5) 48, momentum(momentum=0.9) 48, nesterov 36"
      ])
    let names = plan.values("optimizer.name")
    #expect(names.count { $0 == "sgd" } == 48)  // 4 × 4 × 3
    #expect(names.count { $0 == "momentum" } == 96)  // 4 × 2 × 4 × 3
    #expect(names.count { $0 == "nesterov" } == 36)  // 4 × 3 × 3
    #expect(Set(plan.runs.map(\.id)).count == 1080)
    #expect(Set(plan.configurations.map(\.id)).count == 180)
  }

  @Test("an axis that a component does not have collapses for it")
  func undeclared() throws {
    let plan = try Experiment(
      """
      base: {data: moons}
      grid: {optimizer: [sgd, momentum], optimizer.momentum: [0.1, 0.5, 0.9]}
      """
    ).plan()
    #expect(plan.values("optimizer.name") == ["sgd", "momentum", "momentum", "momentum"])
    #expect(plan.values("optimizer.momentum") == [nil, "0.1", "0.5", "0.9"])
    #expect(
      plan.summary.first == "optimizer 2 x optimizer.momentum 3 = 6 combinations, 4 distinct "
        + "(optimizer.momentum not in sgd: 3 -> 1)")
  }

  @Test(
    "the plan says why an axis collapses for no component at all, and for a setting of the framework",
    arguments: [
      (
        "regularizer: [{name: none, label: plain}, l2], regularizer.strength: [0.1, 1, 10]",
        "regularizer 2 x regularizer.strength 3 = 6 combinations, 4 distinct "
          + "(regularizer.strength not in none: 3 -> 1)"
      ),
      (
        "schedule: [constant, {name: step, warmup: 1}], schedule.warmup: [0, 1, 2]",
        "schedule 2 x schedule.warmup 3 = 6 combinations, 4 distinct "
          + "(schedule.warmup fixed inside step: 3 -> 1)"
      ),
    ])
  func collapseOfOthers(axes: String, summary: String) throws {
    let plan = try Experiment("base: {data: moons}\ngrid: {\(axes)}").plan()
    #expect(plan.summary.first == summary)
  }

  @Test("no regularizer can have a label, wherever it stands")
  func labelledNone() throws {
    let none = "{name: none, label: plain}"
    let plan = try Experiment(
      """
      base: {data: moons, regularizer: l2}
      studies:
        grid: {grid: {regularizer: [\(none), l1]}}
        zip: {zip: {z: {regularizer: [\(none), l1], training.epochs: [1, 2]}}}
        ablate: {ablate: {regularizer: [\(none)]}}
        include: {include: [{regularizer: \(none), training.epochs: 3}]}
      """
    ).plan()
    let labels = plan.configurations.compactMap { $0.configuration.level("regularizer")?.text }
    #expect(labels.count { $0 == "plain" } == 3)
    #expect(!labels.contains("none"))
  }

  @Test("axes vary in the order of the file, the last one fastest, and seeds within them")
  func order() throws {
    let plan = try Experiment(
      """
      base: {data: moons}
      grid:
        model: {depth: [1, 2]}
        optimizer: [sgd, momentum]
        training.batch_size: [1, full]
      seeds: [3, 1]
      """
    ).plan()
    #expect(
      plan.values("model.hidden").map { $0 ?? "" } == ["32", "32", "32", "32"] + [
        "32x32", "32x32", "32x32", "32x32",
      ])
    #expect(
      plan.values("optimizer.name")
        == ["sgd", "sgd", "momentum", "momentum", "sgd", "sgd", "momentum", "momentum"])
    #expect(
      plan.values("training.batch_size") == ["1", "full", "1", "full", "1", "full", "1", "full"])
    #expect(plan.runs.prefix(4).map(\.seed) == [3, 1, 3, 1])
    #expect(plan.runs.prefix(4).map(\.configuration) == [0, 0, 1, 1])
  }

  @Test("without a grid the base run is the plan")
  func baseAlone() throws {
    let plan = try Experiment("base: {data: moons}").plan()
    #expect(plan.summary.first == "base alone")
    #expect(plan.configurations.count == 1)
    #expect(plan.runs.map(\.seed) == [1, 2, 3, 4, 5])
  }

  @Test("duplicates do not count against the largest number of runs")
  func largestCount() throws {
    let text = """
      base: {data: moons}
      grid: {optimizer: [sgd, momentum], optimizer.momentum: [0.1, 0.5, 0.9]}
      seeds: 1
      run: {max_runs: 4}
      """
    #expect(try Experiment(text).plan().runs.count == 4)  // 1 + 3 of 2 × 3.
  }
}

@Suite struct CandidateTests {
  @Test(
    "candidates are a list, an interval or one value",
    arguments: [
      ("{min: 1.0e-3, max: 1, num: 4, scale: log}", [0.001, 0.01, 0.1, 1]),
      (
        "{min: 1e-3, max: 1, num: 7, scale: log}",
        [
          0.001, 0.00316227766017, 0.01, 0.0316227766017, 0.1, 0.316227766017, 1,
        ]
      ),
      ("{min: 0.1, max: 0.5, num: 5}", [0.1, 0.2, 0.3, 0.4, 0.5]),
      ("{min: 0.1, max: 0.5, num: 2, scale: linear}", [0.1, 0.5]),
      ("{min: 0.1, max: 0.4, step: 0.1}", [0.1, 0.2, 0.3, 0.4]),
      ("{min: 0.1, max: 0.39, step: 0.1}", [0.1, 0.2, 0.3]),
      ("{min: 1e-300, max: 1e300, num: 3, scale: log}", [1e-300, 1, 1e300]),
      ("{min: 0.1, max: 1.7e308, num: 2}", [0.1, 1.7e308]),
      ("[1e-3, .5, +2]", [0.001, 0.5, 2]),
      ("{values: [0.5, 1]}", [0.5, 1]),
      ("{values: {min: 1, max: 3, step: 1}}", [1, 2, 3]),
      ("[{value: 0.5}, 1]", [0.5, 1]),
      ("{value: 0.5}", [0.5]),
      ("0.5", [0.5]),
    ])
  func numbers(candidates: String, values: [Double]) throws {
    let dotted = Experiment("base: {data: moons}\ngrid: {optimizer.learning_rate: \(candidates)}")
    let rates = try dotted.plan().configurations.map {
      $0.configuration["optimizer.learning_rate"]
    }
    #expect(rates == values.map { .number($0) })
    // The same inside a branch.
    let branch = Experiment(
      "base: {data: moons}\ngrid: {optimizer: [{name: sgd, learning_rate: \(candidates)}]}")
    #expect(try branch.plan().configurations.map(\.id) == dotted.plan().configurations.map(\.id))
  }

  @Test(
    "an interval of whole numbers holds whole numbers",
    arguments: [
      ("{min: 1, max: 9, step: 4}", ["1", "5", "9"]),
      ("{min: 1, max: 100, num: 3, scale: log}", ["1", "10", "100"]),
      ("{min: 10, max: 30, num: 3}", ["10", "20", "30"]),
    ])
  func wholeNumbers(candidates: String, values: [String]) throws {
    let plan = try Experiment("base: {data: moons}\ngrid: {training.epochs: \(candidates)}").plan()
    #expect(plan.values("training.epochs") == values)
    #expect(plan.comparison.factors.first?.isNumeric == true)
  }

  @Test(
    "a literal list is written as a list of lists, or as a value",
    arguments: [
      ("[[16, 16]]", ["16x16"]), ("{value: [16, 16]}", ["16x16"]),
      ("[{value: [16, 16]}]", ["16x16"]),
      ("{values: [[16, 16], [8]]}", ["16x16", "8"]), ("[[], [4]]", ["none", "4"]),
    ])
  func lists(candidates: String, values: [String]) throws {
    let plan = try Experiment("base: {data: moons}\ngrid: {model.hidden: \(candidates)}").plan()
    #expect(plan.values("model.hidden") == values)
  }

  @Test(
    "components are given by name, as a map, or as values",
    arguments: [
      "[sgd, momentum]", "[sgd, {name: momentum}]", "{values: [sgd, momentum]}",
      "[{value: sgd}, momentum]",
    ])
  func components(candidates: String) throws {
    for key in ["optimizer", "optimizer.name"] {
      let plan = try Experiment("base: {data: moons}\ngrid: {\(key): \(candidates)}").plan()
      #expect(plan.values("optimizer.name") == ["sgd", "momentum"])
      #expect(plan.comparison.factors.map(\.path) == ["optimizer"])
    }
  }

  @Test("one component alone, with candidates, is an axis")
  func oneComponent() throws {
    let plan = try Experiment(
      "base: {data: moons}\ngrid: {optimizer: {name: momentum, momentum: [0.5, 0.9]}}"
    ).plan()
    #expect(plan.values("optimizer.momentum") == ["0.5", "0.9"])
  }
}
