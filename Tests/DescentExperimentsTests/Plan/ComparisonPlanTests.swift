import DescentExperiments
import DescentStore
import Testing

@Suite struct ComparisonPlanTests {
  private func comparison(_ grid: String, _ rest: String = "") throws -> ComparisonPlan {
    try Experiment("base: {data: moons}\ngrid: {\(grid)}\n\(rest)").plan().comparison
  }

  // MARK: - Factors

  @Test("every varied setting is a factor, in the order of the file, with its levels")
  func factors() throws {
    let plan = try comparison(
      "training.batch_size: [8, full], optimizer: [sgd, {name: momentum, momentum: [0.9, 0.5]}], "
        + "optimizer.learning_rate: {min: 0.01, max: 1, num: 3, scale: log}, training.epochs: [3]")
    #expect(
      plan.factors == [
        .init(path: "training.batch_size", isNumeric: false, levels: ["8", "full"]),
        .init(path: "optimizer", isNumeric: false, levels: ["sgd", "momentum"]),
        .init(path: "optimizer.momentum", isNumeric: true, levels: ["0.9", "0.5"]),
        .init(path: "optimizer.learning_rate", isNumeric: true, levels: ["0.01", "0.1", "1"]),
      ])
  }

  @Test("where hidden varies, depth and width are factors too")
  func layers() throws {
    let plan = try comparison("model.hidden: [[8], [16, 16], [16]]")
    #expect(
      plan.factors == [
        .init(path: "model.hidden", isNumeric: false, levels: ["8", "16x16", "16"]),
        .init(path: "model.depth", isNumeric: true, levels: ["1", "2"]),
        .init(path: "model.width", isNumeric: true, levels: ["8", "16"]),
      ])
    #expect(plan.comparisons.map(\.path) == ["model.hidden"])
    #expect(plan.comparisons.first?.ownPaths == ["model.hidden", "model.depth", "model.width"])
    #expect(plan.levels.map { $0.factors["model.depth"] } == ["1", "2", "1"])
  }

  @Test("a label stands for the component in factors and levels")
  func labels() throws {
    let plan = try comparison("optimizer: [sgd, {name: momentum, label: heavy ball}]")
    #expect(plan.factors.map(\.levels) == [["sgd", "heavy ball"]])
    #expect(plan.comparisons.map(\.levels) == [["sgd", "heavy ball"]])
    let base = try Experiment(
      """
      base: {data: moons, optimizer: {name: momentum, label: heavy ball}}
      grid: {optimizer.momentum: [0.5, 0.9]}
      """
    ).plan()
    #expect(
      base.configurations.map { $0.configuration.label(.optimizer) } == [
        "heavy ball", "heavy ball",
      ])
  }

  @Test("a rate that each optimizer has one of belongs to the optimizer, and is not tuned")
  func ownRates() throws {
    let own = try comparison(
      "optimizer: [{name: adam, learning_rate: 0.01}, {name: lion, learning_rate: 0.001}]")
    #expect(own.tune == [] && own.comparisons.map(\.path) == ["optimizer"])
    #expect(own.comparisons[0].levels == ["adam", "lion"])
    #expect(own.comparisons[0].ownPaths == ["optimizer", "optimizer.learning_rate"])
    let chosen = try comparison(
      "optimizer: [{name: adam, learning_rate: [0.01, 0.1]}, {name: lion, learning_rate: 0.001}]")
    #expect(chosen.tune == ["optimizer.learning_rate"])
  }

  // MARK: - Levels

  @Test("a level names its own settings where its name occurs more than once, and only there")
  func levelNames() throws {
    let plan = try comparison(
      "optimizer: [sgd, {name: momentum, momentum: [0.5, 0.9]}, {name: nesterov, momentum: 0.9}]")
    #expect(
      plan.comparisons == [
        .init(
          path: "optimizer",
          levels: ["sgd", "momentum(momentum=0.5)", "momentum(momentum=0.9)", "nesterov"],
          ownPaths: ["optimizer", "optimizer.momentum"])
      ])
    #expect(
      plan.levels.map { $0.comparisons["optimizer"] }
        == ["sgd", "momentum(momentum=0.5)", "momentum(momentum=0.9)", "nesterov"])
    #expect(
      plan.levels.map { $0.factors["optimizer.momentum"] } == [nil, "0.5", "0.9", "0.9"])
  }

  @Test("a level does not name what is tuned")
  func tunedLevels() throws {
    let plan = try comparison(
      "regularizer: [none, {name: l2, strength: [0.01, 0.1]}]", "tune: [regularizer.strength]")
    #expect(plan.tune == ["regularizer.strength"])
    #expect(
      plan.comparisons == [
        .init(path: "regularizer", levels: ["none", "l2"], ownPaths: ["regularizer"])
      ])
  }

  @Test("a dotted axis is no part of a component's level")
  func dottedAxis() throws {
    let plan = try comparison(
      "optimizer: [momentum, nesterov], optimizer.momentum: [0.5, 0.9]", "compare: [optimizer]")
    #expect(
      plan.comparisons == [
        .init(path: "optimizer", levels: ["momentum", "nesterov"], ownPaths: ["optimizer"])
      ])
  }

  // MARK: - Defaults

  /// What is compared and tuned when a file says so or nothing.
  struct Choice: Sendable, CustomTestStringConvertible {
    var rest: String
    var compare: [String]
    var tune: [String]
    var testDescription: String { rest.isEmpty ? "nothing" : rest }
  }

  @Test(
    "what is not tuned is compared, and the learning rate is tuned where it is not compared",
    arguments: [
      Choice(
        rest: "", compare: ["model.activation", "training.epochs"],
        tune: ["optimizer.learning_rate"]),
      Choice(
        rest: "compare: [model.activation]", compare: ["model.activation"],
        tune: ["optimizer.learning_rate"]),
      Choice(
        rest: "compare: [optimizer.learning_rate]", compare: ["optimizer.learning_rate"], tune: []),
      Choice(
        rest: "tune: [training.epochs]", compare: ["model.activation", "optimizer.learning_rate"],
        tune: ["training.epochs"]),
      Choice(
        rest: "tune: []",
        compare: ["model.activation", "training.epochs", "optimizer.learning_rate"], tune: []),
      Choice(
        rest: "compare: training.epochs\ntune: [model.activation, optimizer.learning_rate]",
        compare: ["training.epochs"], tune: ["model.activation", "optimizer.learning_rate"]),
    ])
  func choices(choice: Choice) throws {
    let plan = try comparison(
      "model.activation: [relu, tanh], training.epochs: [1, 2], optimizer.learning_rate: [0.1, 1]",
      choice.rest)
    #expect(plan.comparisons.map(\.path) == choice.compare)
    #expect(plan.tune == choice.tune)
  }

  @Test("a learning rate that varies alone is compared")
  func learningRateAlone() throws {
    let plan = try comparison("optimizer.learning_rate: [0.1, 1]")
    #expect(plan.comparisons.map(\.path) == ["optimizer.learning_rate"])
    #expect(plan.tune.isEmpty)
  }

  @Test(
    "the primary metric is by default validation accuracy, or validation loss",
    arguments: [
      ("moons", "", .init(metric: "val_accuracy", maximize: true)),
      ("ill_conditioned", "", .init(metric: "val_loss", maximize: false)),
      ("moons", "metrics: []", .init(metric: "val_loss", maximize: false)),
      ("moons", "select: val_loss", .init(metric: "val_loss", maximize: false)),
      ("ill_conditioned", "select: val_r2", .init(metric: "val_r2", maximize: true)),
      ("ill_conditioned", "select: {metric: val_mae}", .init(metric: "val_mae", maximize: false)),
      (
        "moons", "select: {metric: train_accuracy, goal: minimize, at: best}",
        .init(metric: "train_accuracy", maximize: false, atBest: true)
      ),
    ] as [(String, String, StoredPlan.Selection)])
  func selection(data: String, rest: String, selection: StoredPlan.Selection) throws {
    let plan = try Experiment("base: {data: \(data)}\n\(rest)").plan()
    #expect(plan.comparison.selection == selection)
  }

  @Test("recorded are accuracy for classes, MAE and R² for numbers, or what the file asks for")
  func metrics() throws {
    #expect(try Experiment("base: {data: moons}").plan().comparison.metrics == ["accuracy"])
    #expect(
      try Experiment("base: {data: ill_conditioned}").plan().comparison.metrics == ["mae", "r2"])
    let chosen = try Experiment("base: {data: ill_conditioned}\nmetrics: rmse").plan()
    #expect(chosen.comparison.metrics == ["rmse"])
    let set = try Experiment(
      """
      base: {data: moons}
      metrics: [accuracy, {name: top_k, k: 1}, {name: top_k, k: 1, label: top_1}]
      select: {metric: val_top_1}
      """
    ).plan()
    #expect(set.comparison.metrics == ["accuracy", "top_k", "top_1"])
    #expect(
      set.comparison.selection == .init(metric: "val_top_1", component: "top_k", maximize: true))
  }

  @Test("few seeds to compare by, and a selection by the test part, are noted")
  func notes() throws {
    let base = "base: {data: moons}\n"
    let grid = "grid: {model.activation: [relu, tanh]}\n"
    let plan = try Experiment(base + grid + "select: test_accuracy\nseeds: 1").plan()
    #expect(
      plan.notes.map(\.description) == [
        "note: 'select' looks at the test part, which then no longer tells how well the best one "
          + "does on rows that nothing was chosen by",
        "note: 1 seed: below 6, the exact companion test cannot reach 0.05",
      ])
    #expect(try Experiment(base + grid + "seeds: 6").plan().notes.isEmpty)
    let residual = "base: {data: moons, model: {hidden: [4, 8], residual: true}}\nseeds: 6"
    #expect(
      try Experiment(residual).plan().notes.map(\.message) == [
        "'model.residual' changes nothing for model.hidden 4x8: no layer is as wide as the one before"
      ])
    let tasks = "base: {data: moons}\ngrid: {data: [moons, {name: spirals, classes: 3}]}\nseeds: 6"
    #expect(
      try Experiment(tasks).plan().notes.map(\.message) == [
        "the configurations learn 2 different tasks: a score in one does not say the same as in another"
      ])
    #expect(try Experiment(base + "seeds: 1").plan().notes.isEmpty, "nothing is compared")
  }
}
