import Descent
import DescentExperiments
import Testing

@Suite struct PrecedenceTests {
  /// An axis over a base with `{name: momentum, learning_rate: 0.3, momentum: 0.7}`.
  struct Case: Sendable, CustomTestStringConvertible {
    var grid: String
    /// Name, learning rate and momentum of each configuration.
    var optimizers: [String]
    var testDescription: String { grid }
  }

  static let cases = [
    // Base over the component's defaults, but only for the same name: momentum does not leak.
    Case(
      grid: "optimizer: [sgd, momentum, nesterov]",
      optimizers: ["sgd 0.1 -", "momentum 0.3 0.7", "nesterov 0.1 0.9"]),
    // A dotted axis over base and defaults.
    Case(
      grid: "optimizer: [sgd, momentum], optimizer.learning_rate: [0.01]",
      optimizers: ["sgd 0.01 -", "momentum 0.01 0.7"]),
    Case(
      grid: "optimizer.learning_rate: [0.01, 1], optimizer.momentum: [0]",
      optimizers: ["momentum 0.01 0", "momentum 1 0"]),
    // The branch over the dotted axis and base.
    Case(
      grid: "optimizer: [{name: momentum, momentum: 0.2}, nesterov], optimizer.momentum: [0.4]",
      optimizers: ["momentum 0.3 0.2", "nesterov 0.1 0.4"]),
    Case(
      grid: "optimizer: [{name: sgd, learning_rate: [5, 6]}, momentum], "
        + "optimizer.learning_rate: [0.01]",
      optimizers: ["sgd 5 -", "sgd 6 -", "momentum 0.01 0.7"]),
  ]

  @Test("default < base of the same name < dotted axis < branch", arguments: cases)
  func precedence(_ example: Case) throws {
    let plan = try Experiment(
      """
      base:
        data: moons
        optimizer: {name: momentum, learning_rate: 0.3, momentum: 0.7}
      grid: {\(example.grid)}
      """
    ).plan()
    let optimizers = plan.configurations.map { planned in
      ["name", "learning_rate", "momentum"]
        .map { planned.configuration["optimizer." + $0]?.description ?? "-" }
        .joined(separator: " ")
    }
    #expect(optimizers == example.optimizers)
  }

  @Test(
    "zip, random and ablate stand where a dotted axis does: over the base, under the branch",
    arguments: [
      "zip: {z: {optimizer.learning_rate: [0.01, 0.02], training.epochs: [1, 1]}}",
      "random: {samples: 8, space: {optimizer.learning_rate: [0.01, 0.02]}}",
      "exclude: [{optimizer.learning_rate: 0.3}]\nablate: {optimizer.learning_rate: [0.01, 0.02]}",
    ])
  func otherDimensions(block: String) throws {
    let plan = try Experiment(
      """
      base:
        data: moons
        optimizer: {name: momentum, learning_rate: 0.3}
      grid: {optimizer: [momentum, {name: momentum, learning_rate: 5}]}
      \(block)
      """
    ).plan()
    #expect(Set(plan.values("optimizer.learning_rate")) == ["0.01", "0.02", "5"])
    #expect(plan.configurations.count == 3)
  }

  @Test("what the file leaves open follows from the data, and defaults")
  func defaults() throws {
    let plan = try Experiment("base: {data: {name: moons, samples: 40}}").plan()
    let expected = [
      "loss.name": "log_loss", "model.output.name": "sigmoid", "model.hidden": "32",
      "model.activation.name": "relu", "model.initializer.name": "he", "optimizer.name": "sgd",
      "schedule.name": "constant", "regularizer.name": "none", "metrics": "accuracy",
      // 24 training rows are fewer than a batch of 32.
      "training.batch_size": "full", "training.epochs": "20",
    ]
    for (path, value) in expected { #expect(plan.values(path) == [value], "\(path)") }
    let numbers = try Experiment("base: {data: ill_conditioned}").plan()
    #expect(numbers.values("loss.name") == ["mse"])
    #expect(numbers.values("model.output.name") == ["identity"])
    #expect(numbers.values("metrics") == ["maexr2"])
    #expect(numbers.values("training.batch_size") == ["32"])
  }

  @Test(
    "nested and dotted keys are one thing",
    arguments: [
      "base:\n  data.name: moons\n  optimizer.learning_rate: 0.2\n  training.epochs: 3\n",
      "base:\n  data: moons\n  optimizer: {name: sgd, learning_rate: 0.2}\n  training: {epochs: 3}\n",
      "base:\n  training.epochs: 3\n  optimizer: sgd\n  optimizer.learning_rate: 2e-1\n  data: moons\n",
      "base: {data: moons}\ngrid: {optimizer: {learning_rate: 0.2}, training.epochs: [3]}\n",
      "base: {data: moons, training: {epochs: 3}}\ngrid: {optimizer.learning_rate: {value: 0.2}}\n",
    ])
  func paths(text: String) throws {
    let reference = "base: {data: moons, optimizer: {learning_rate: 0.2}, training: {epochs: 3}}\n"
    #expect(
      try Experiment(text).plan().runs.map(\.id) == Experiment(reference).plan().runs.map(\.id))
  }

  @Test("dotted keys are nested at the top level too")
  func topLevelPaths() throws {
    let dotted = try Experiment(
      """
      base.data: moons
      base.optimizer.learning_rate: 0.2
      grid.optimizer: [sgd, momentum]
      grid: {training.epochs: [2, 3]}
      base: {optimizer: {name: momentum}}
      seeds.count: 2
      run: {max_runs: 50}
      run.jobs: 3
      """
    ).plan()
    let nested = try Experiment(
      """
      base: {data: moons, optimizer: {name: momentum, learning_rate: 0.2}}
      grid: {optimizer: [sgd, momentum], training: {epochs: [2, 3]}}
      seeds: 2
      """
    ).plan()
    #expect(dotted.runs.map(\.id) == nested.runs.map(\.id))
    #expect(dotted.document.options.jobs == 3)
    #expect(dotted.document.options.maxRuns == 50)
  }

  @Test(
    "depth and width are another way to write hidden",
    arguments: [
      ("{depth: 2, width: 8}", "[8, 8]"), ("{depth: 3}", "[32, 32, 32]"), ("{width: 8}", "[8]"),
      ("{depth: 0}", "[]"), ("{}", "[32]"),
    ])
  func layers(model: String, hidden: String) throws {
    let short = try Experiment("base: {data: moons, model: \(model)}").plan()
    let long = try Experiment("base: {data: moons, model: {hidden: \(hidden)}}").plan()
    #expect(short.runs.map(\.id) == long.runs.map(\.id))
    #expect(short.configurations[0].configuration["model.depth"] == nil)
  }

  @Test("axes of depth and width give the runs of an axis of hidden")
  func layerAxes() throws {
    let short = try Experiment(
      "base: {data: moons}\ngrid: {model.depth: [1, 2], model.width: [4, 8]}"
    ).plan()
    let long = try Experiment(
      "base: {data: moons}\ngrid: {model.hidden: [[4], [8], [4, 4], [8, 8]]}"
    ).plan()
    #expect(short.runs.map(\.id) == long.runs.map(\.id))
  }
}
