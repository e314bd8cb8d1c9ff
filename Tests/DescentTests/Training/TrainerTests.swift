import Descent
import DescentPlugins
import Testing

@Suite struct TrainerTests {
  /// Moons of 300 rows: 180 to train, 60 to validate, 60 to test.
  static func moons(replicate: Int = 1, split: [Double] = [0.6, 0.2, 0.2]) throws -> Dataset {
    var data = RandomStream(.data, replicate: replicate)
    let table = try Moons(settings: ["samples": .integer(300)]).table(from: [], random: &data)
    let preparation = DataPreparation(split: split)
    var random = RandomStream(.split, replicate: replicate)
    return try Dataset(
      table, task: try preparation.task(of: table, loss: LogLoss.self), preparation: preparation,
      split: &random)
  }

  static func recipe(_ change: (inout TrainingRecipe) -> Void = { _ in }) -> TrainingRecipe {
    var recipe = TrainingRecipe(
      hidden: [8, 8], activation: Tanh(), outputActivation: Sigmoid(), initializer: Xavier(),
      loss: LogLoss(), optimizer: Momentum(settings: ["learning_rate": .number(0.05)]),
      schedule: Constant(), epochs: 10, batchSize: 32, metrics: [RecordedMetric(Accuracy())])
    change(&recipe)
    return recipe
  }

  static func run(
    _ recipe: TrainingRecipe, on dataset: Dataset, replicate: Int = 1
  ) throws -> TrainingRecord {
    try Trainer(
      recipe, on: dataset, initialization: RandomStream(.initialization, replicate: replicate),
      shuffle: RandomStream(.shuffle, replicate: replicate),
      noise: RandomStream(.noise, replicate: replicate)
    ).run()
  }

  // MARK: - Learning

  @Test("on moons the training loss falls, and the classes are learnt")
  func learning() throws {
    let record = try Self.run(Self.recipe { $0.epochs = 60 }, on: Self.moons())
    let losses = record.history.compactMap { $0.train["loss"] }
    #expect(losses.count == 61 && losses[60] < 0.4 * losses[1] && losses[20] < losses[1])
    #expect((record.history.last?.validation["accuracy"] ?? 0) > 0.9)
    #expect(record.divergence == nil && record.steps == 60 * 6 && record.samples == 60 * 180)
    #expect(record.parameterCount == 2 * 8 + 8 + 8 * 8 + 8 + 8 + 1)
  }

  @Test("the same recipe gives the same bits twice, another replicate others")
  func determinism() throws {
    let dataset = try Self.moons()
    let (first, second) = (
      try Self.run(Self.recipe(), on: dataset), try Self.run(Self.recipe(), on: dataset)
    )
    #expect(first.finalValues == second.finalValues)
    #expect(first.history.map(\.train) == second.history.map(\.train))
    #expect(first.history.map(\.validation) == second.history.map(\.validation))
    let other = try Self.run(Self.recipe(), on: dataset, replicate: 2)
    #expect(first.finalValues != other.finalValues && first.initialValues != other.initialValues)
  }

  @Test("the measured epochs are counted without looking at each", arguments: [1, 2, 3, 7])
  func probedEpochs(step: Int) {
    for rule in [ProbeEpochs.doubling, .every(step)] {
      for total in 1...70 {
        #expect(rule.count(of: total) == (0...total).count { rule.contains($0, of: total) })
      }
    }
  }

  @Test("measuring more layers and epochs changes nothing in training")
  func probing() throws {
    let dataset = try Self.moons()
    let seldom = try Self.run(Self.recipe { $0.probing = .doubling }, on: dataset)
    let often = try Self.run(
      Self.recipe {
        $0.probing = .every(1)
        $0.trainMetrics = .full
      }, on: dataset)
    #expect(seldom.finalValues == often.finalValues)
    #expect(Set(seldom.layers.map(\.epoch)) == [0, 1, 2, 4, 8, 10])
    #expect(Set(often.layers.map(\.epoch)) == Set(0...10))
    #expect(often.layers.count == 11 * 3)
  }

  @Test("after training the thread reckons with denormal numbers as before")
  func denormals() throws {
    let record = try Self.run(Self.recipe(), on: Self.moons())
    let weight = try #require(record.initialValues.first { $0 != 0 })
    #expect(weight * .leastNormalMagnitude * 0.01 != 0)
  }

  // MARK: - Steps

  @Test("full-batch training is a loop of forward, backward and step")
  func fullBatch() throws {
    let dataset = try Self.moons()
    let recipe = Self.recipe {
      $0.batchSize = nil
      $0.epochs = 5
      $0.regularizer = L2(settings: ["strength": .number(0.01)])
    }
    let record = try Self.run(recipe, on: dataset)
    #expect(record.steps == 5)

    // In Double and in the table's order, so equal but for rounding.
    let network = recipe.network(for: dataset)
    let parameters = ParameterValues<Double>(network.graph)
    parameters.snapshot = record.initialValues.map { Double($0) }
    let rows = dataset.train.count
    let plan = GradientPlan(
      network.graph, parameters: parameters, batch: rows, targets: [network.objective],
      gradientOf: network.objective)
    for (i, value) in dataset.train.inputs.enumerated() {
      plan.tensor(network.input).value[i] = Double(value)
    }
    for (i, value) in dataset.train.targets.enumerated() {
      plan.tensor(network.target).value[i] = Double(value)
    }
    let sizes = network.graph.parameters.map(\.count)
    var velocity = sizes.map { Array(repeating: 0.0, count: $0) }
    for epoch in 1...5 {
      plan.forward()
      let loss = plan.tensor(network.loss).value[0]
      let recorded = try #require(record.history[epoch].train["loss"])
      #expect(abs(recorded - loss) < 1e-5 * loss)
      plan.backward()
      for (index, size) in sizes.enumerated() {
        for i in 0..<size {
          velocity[index][i] = 0.9 * velocity[index][i] + parameters.gradients[index][i]
          parameters.values[index][i] -= 0.05 * velocity[index][i]
        }
      }
    }
    for (value, expected) in zip(record.finalValues, parameters.snapshot) {
      #expect(abs(Double(value) - expected) < 1e-5)
    }
  }

  @Test(
    "the rows of an epoch are all used, the last batch taking what is left",
    arguments: [(1, 180), (7, 26), (32, 6), (180, 1), (1000, 1)])
  func batches(size: Int, steps: Int) throws {
    let record = try Self.run(
      Self.recipe {
        $0.batchSize = size
        $0.epochs = 2
      }, on: Self.moons())
    #expect(record.steps == 2 * steps && record.samples == 2 * 180)
    #expect(record.divergence == nil)
  }

  @Test("the schedule multiplies the learning rate, read at fractions of epochs")
  func schedule() throws {
    let record = try Self.run(
      Self.recipe { $0.schedule = Exponential(settings: ["factor": .number(0.5)]) },
      on: Self.moons())
    #expect(record.history[0].learningRate == 0.05)
    // Six steps an epoch: the last one of epoch 3 is taken at 2 5/6.
    #expect(
      abs(record.history[3].learningRate - 0.05 * Double.exp(-17.0 / 6 * Double.log(2))) < 1e-15)
  }

  // MARK: - Divergence

  @Test("a network whose very last step leaves it without a finite loss has diverged")
  func lastStep() throws {
    let record = try Self.run(
      Self.recipe {
        $0.activations = [Identity()]
        $0.outputActivation = Identity()
        $0.loss = MeanSquaredError()
        $0.optimizer = SGD(settings: ["learning_rate": .number(1e12)])
        $0.epochs = 1
        $0.batchSize = nil
        $0.metrics = []
      }, on: Self.moons())
    let divergence = try #require(record.divergence)
    #expect(divergence.reason == .nonfinite && divergence.epoch == 1 && divergence.step == 1)
  }

  @Test("a start that is nearly solved may lose a little without having exploded")
  func solvedStart() throws {
    var table = Table(
      columns: [
        Table.Column("x", .numbers((0..<60).map { Double($0) })),
        Table.Column("y", .numbers((0..<60).map { $0 == 7 ? 1e-3 : 0 })),
      ], targets: ["y"], task: .regression)
    table.lines = nil
    let preparation = DataPreparation(standardize: false)
    var split = RandomStream(.split, replicate: 1)
    let dataset = try Dataset(
      table, task: .regression(targets: ["y"]), preparation: preparation, split: &split)
    let record = try Self.run(
      Self.recipe {
        $0.hidden = []
        $0.outputActivation = Identity()
        $0.initializer = Zeros()
        $0.loss = MeanSquaredError()
        $0.optimizer = SGD(settings: ["learning_rate": .number(1e-6)])
        $0.metrics = []
      }, on: dataset)
    #expect(record.divergence == nil && record.epochsRun == 10)
  }

  @Test("a penalty does not hide that no gradient reaches the first layer")
  func penaltyAndVerdict() throws {
    let record = try Self.run(
      Self.recipe {
        $0.hidden = Array(repeating: 8, count: 14)
        $0.activations = [Sigmoid()]
        $0.regularizer = L2(settings: ["strength": .number(1e-2)])
        $0.epochs = 4
      }, on: Self.moons())
    #expect(Verdicts(record.layers, epochs: 4)?.gradient == .vanishing)
  }

  @Test("a learning rate of a million diverges, with step and reason")
  func divergence() throws {
    let record = try Self.run(
      Self.recipe {
        $0.activations = [ReLU()]
        $0.loss = MeanSquaredError()
        $0.outputActivation = Identity()
        $0.optimizer = SGD(settings: ["learning_rate": .number(1e6)])
      }, on: Self.moons())
    let divergence = try #require(record.divergence)
    #expect(divergence.reason == .nonfinite && divergence.epoch == 1)
    #expect((2...6).contains(divergence.step))
    #expect(divergence.lastFiniteLoss?.isFinite == true)
    #expect(record.history.count == 1 && record.epochsRun == 0)
    #expect(record.history[0].test.isEmpty)
  }

  @Test("a loss far above the untrained one for two epochs has exploded")
  func explosion() throws {
    let record = try Self.run(
      Self.recipe {
        $0.optimizer = SGD(settings: ["learning_rate": .number(1e6)])
      }, on: Self.moons())
    let divergence = try #require(record.divergence)
    #expect(divergence.reason == .exploded && divergence.epoch == 2 && divergence.step == 12)
    #expect(divergence.tensor == nil && record.epochsRun == 2)
  }

  // MARK: - Mistakes

  @Test("an initialiser that returns the wrong number of weights is named")
  func wrongCount() throws {
    struct Short: Initializer {
      static let name = "short"
      func weights(of layer: LayerSite, random: inout RandomStream) throws -> [Double] { [1] }
    }
    let error = try #require(throws: ComponentError.self) {
      try Self.run(Self.recipe { $0.initializer = Short() }, on: Self.moons())
    }
    #expect(
      error.message == "initializer 'short' returned 1 numbers for the 16 weights in layer 1")
  }
}
