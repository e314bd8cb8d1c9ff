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
      schedule: Constant(), epochs: 10, batchSize: 32, metrics: [Accuracy()])
    change(&recipe)
    return recipe
  }

  static func run(
    _ recipe: TrainingRecipe, on dataset: Dataset, replicate: Int = 1
  ) throws -> TrainingRecord {
    try Trainer(
      recipe, on: dataset, initialization: RandomStream(.initialization, replicate: replicate),
      shuffle: RandomStream(.shuffle, replicate: replicate)
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

  @Test("a learning rate of a million diverges, with step and reason")
  func divergence() throws {
    let record = try Self.run(
      Self.recipe {
        $0.activation = ReLU()
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

  // MARK: - Measuring

  @Test("epoch 0 is a pass over the untrained network")
  func epochZero() throws {
    let record = try Self.run(Self.recipe(), on: Self.moons())
    let start = record.history[0]
    #expect(start.epoch == 0 && start.step == 0 && start.gradientNorm == nil)
    #expect(start.train["loss"] != nil && start.validation["accuracy"] != nil)
    let untrained = try Self.run(
      Self.recipe {
        $0.epochs = 1
        $0.optimizer = SGD(settings: ["learning_rate": .number(1e-30)])
        $0.trainMetrics = .full
      }, on: Self.moons())
    #expect(untrained.history[1].train == start.train)
    #expect(untrained.history[1].validation == start.validation)
  }

  @Test("running and full metrics are both means over all rows")
  func trainMetrics() throws {
    // With a rate of nearly zero the weights stand still, and both must agree.
    func record(_ mode: TrainingRecipe.TrainMetrics) throws -> EpochRecord {
      try Self.run(
        Self.recipe {
          $0.epochs = 1
          $0.optimizer = SGD(settings: ["learning_rate": .number(1e-30)])
          $0.trainMetrics = mode
        }, on: Self.moons()
      ).history[1]
    }
    let (running, full) = (try record(.running), try record(.full))
    #expect(running.train["accuracy"] == full.train["accuracy"])
    #expect(abs((running.train["loss"] ?? 0) - (full.train["loss"] ?? 1)) < 1e-6)
    // While they move, the running loss is that of earlier weights.
    let moving = try Self.run(Self.recipe(), on: Self.moons()).history[1]
    let after = try Self.run(Self.recipe { $0.trainMetrics = .full }, on: Self.moons()).history[1]
    #expect((moving.train["loss"] ?? 0) > (after.train["loss"] ?? 1))
    #expect(moving.validation == after.validation)
  }

  @Test("the test part is measured at the last epoch and the best ones alone")
  func testPart() throws {
    let record = try Self.run(Self.recipe { $0.epochs = 40 }, on: Self.moons())
    let measured = record.history.filter { !$0.test.isEmpty }.map(\.epoch)
    func best(_ name: String, _ isBetter: (Double, Double) -> Bool) -> Int {
      let trained = record.history.dropFirst()
      return trained.reduce(trained[1]) { best, epoch in
        isBetter(epoch.validation[name] ?? .nan, best.validation[name] ?? .nan) ? epoch : best
      }.epoch
    }
    #expect(Set(measured) == [40, best("loss", <), best("accuracy", >)])
    let none = try Self.run(Self.recipe(), on: Self.moons(split: [0.7, 0.3]))
    #expect(none.history.allSatisfy { $0.test.isEmpty })
  }

  @Test("the test part at the best epoch is measured with that epoch's weights")
  func bestWeights() throws {
    // Training on as far as the best epoch ends with its weights: the test values must be the same.
    let long = try Self.run(Self.recipe { $0.epochs = 40 }, on: Self.moons())
    for epoch in long.history.filter({ !$0.test.isEmpty }) {
      let short = try Self.run(Self.recipe { $0.epochs = epoch.epoch }, on: Self.moons())
      #expect(short.history.last?.test == epoch.test)
    }
  }

  @Test("the penalty has a column of its own and is no part of the loss")
  func penalty() throws {
    let penalized = try Self.run(
      Self.recipe { $0.regularizer = L2(settings: ["strength": .number(0.5)]) }, on: Self.moons())
    let plain = try Self.run(Self.recipe(), on: Self.moons())
    #expect(penalized.history[0].train == plain.history[0].train)
    #expect(plain.history[0].penalty == nil)
    let network = Self.recipe().network(for: try Self.moons())
    var (sum, start) = (0.0, 0)
    for parameter in network.graph.parameters {
      let values = penalized.initialValues[start..<start + parameter.count]
      if parameter.rows > 1 { sum += values.reduce(0) { $0 + Double($1) * Double($1) } }
      start += parameter.count
    }
    let recorded = try #require(penalized.history[0].penalty)
    #expect(abs(recorded - 0.25 * sum) < 1e-9)
  }

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
      error.message == "initializer 'short' returned 1 weights and 8 biases for layer 1, "
        + "which has 2 × 8 weights and 8 biases")
  }
}
