import Descent
import DescentPlugins
import Testing

/// What a training measures, and when.
@Suite struct TrainingRecordTests {
  @Test("epoch 0 is a pass over the untrained network")
  func epochZero() throws {
    let record = try TrainerTests.run(TrainerTests.recipe(), on: TrainerTests.moons())
    let start = record.history[0]
    #expect(start.epoch == 0 && start.step == 0 && start.gradientNorm == nil)
    #expect(start.train["loss"] != nil && start.validation["accuracy"] != nil)
    let untrained = try TrainerTests.run(
      TrainerTests.recipe {
        $0.epochs = 1
        $0.optimizer = SGD(settings: ["learning_rate": .number(1e-30)])
        $0.trainMetrics = .full
      }, on: TrainerTests.moons())
    #expect(untrained.history[1].train == start.train)
    #expect(untrained.history[1].validation == start.validation)
  }

  @Test("running and full metrics are both means over all rows")
  func trainMetrics() throws {
    // With a rate of nearly zero the weights stand still, and both must agree.
    func record(_ mode: TrainingRecipe.TrainMetrics) throws -> EpochRecord {
      try TrainerTests.run(
        TrainerTests.recipe {
          $0.epochs = 1
          $0.optimizer = SGD(settings: ["learning_rate": .number(1e-30)])
          $0.trainMetrics = mode
        }, on: TrainerTests.moons()
      ).history[1]
    }
    let (running, full) = (try record(.running), try record(.full))
    #expect(running.train["accuracy"] == full.train["accuracy"])
    #expect(abs((running.train["loss"] ?? 0) - (full.train["loss"] ?? 1)) < 1e-6)
    // While they move, the running loss is that of earlier weights.
    let moving = try TrainerTests.run(TrainerTests.recipe(), on: TrainerTests.moons()).history[1]
    let after = try TrainerTests.run(
      TrainerTests.recipe { $0.trainMetrics = .full }, on: TrainerTests.moons()
    ).history[1]
    #expect((moving.train["loss"] ?? 0) > (after.train["loss"] ?? 1))
    #expect(moving.validation == after.validation)
  }

  @Test("the test part is measured at the last epoch and the best ones alone")
  func testPart() throws {
    let record = try TrainerTests.run(
      TrainerTests.recipe { $0.epochs = 40 }, on: TrainerTests.moons())
    let measured = record.history.filter { !$0.test.isEmpty }.map(\.epoch)
    func best(_ name: String, _ isBetter: (Double, Double) -> Bool) -> Int {
      let trained = record.history.dropFirst()
      return trained.reduce(trained[1]) { best, epoch in
        isBetter(epoch.validation[name] ?? .nan, best.validation[name] ?? .nan) ? epoch : best
      }.epoch
    }
    #expect(Set(measured) == [40, best("loss", <), best("accuracy", >)])
    let none = try TrainerTests.run(
      TrainerTests.recipe(), on: TrainerTests.moons(split: [0.7, 0.3]))
    #expect(none.history.allSatisfy { $0.test.isEmpty })
  }

  @Test("the test part at the best epoch is measured with that epoch's weights")
  func bestWeights() throws {
    // Training on as far as the best epoch ends with its weights: the test values must be the same.
    let long = try TrainerTests.run(
      TrainerTests.recipe { $0.epochs = 40 }, on: TrainerTests.moons())
    let tested = long.history.filter { !$0.test.isEmpty }
    #expect(tested.count > 1)
    for epoch in tested {
      let short = try TrainerTests.run(
        TrainerTests.recipe { $0.epochs = epoch.epoch }, on: TrainerTests.moons())
      #expect(short.history.last?.test == epoch.test)
    }
  }

  @Test("of equally good epochs the first one is the best")
  func ties() throws {
    let record = try TrainerTests.run(
      TrainerTests.recipe { $0.optimizer = SGD(settings: ["learning_rate": .number(1e-30)]) },
      on: TrainerTests.moons())
    #expect(record.history.filter { !$0.test.isEmpty }.map(\.epoch) == [1, 10])
  }

  /// The mean of the predictions, which shows the offset that errors do not show.
  private struct Level: Metric {
    static let name = "level"
    static let maximizes = true
    static let tasks: Set<LearningTask.Kind> = [.regression]
    func callAsFunction(_ predictions: Predictions) -> Double {
      predictions.predicted.reduce(0) { $0 + Double($1) } / Double(predictions.rows)
    }
  }

  /// The share of rows whose class follows from the probability that is predicted.
  private struct Agreement: Metric {
    static let name = "agreement"
    static let maximizes = true
    static let tasks: Set<LearningTask.Kind> = [.classification]
    func callAsFunction(_ predictions: Predictions) -> Double {
      let agreeing = zip(predictions.predicted, predictions.predictedClasses).count {
        (0...1).contains($0) && ($0 > 0.5 ? 1 : 0) == $1
      }
      return Double(agreeing) / Double(predictions.rows)
    }
  }

  @Test("a metric of classes is given probabilities, and classes that follow from them")
  func probabilities() throws {
    let recipe = TrainerTests.recipe {
      $0.metrics = [RecordedMetric(Agreement()), RecordedMetric(Accuracy())]
    }
    for epoch in try TrainerTests.run(recipe, on: TrainerTests.moons()).history {
      #expect(epoch.train["agreement"] == 1 && epoch.validation["agreement"] == 1)
    }
  }

  @Test("metrics of numbers are in the target's own units")
  func units() throws {
    let targets = (0..<50).map { 100 + 3 * Double($0 * $0 % 19) }
    let table = Table(
      columns: [
        Table.Column("x", .numbers((0..<50).map { Double($0) })),
        Table.Column("y", .numbers(targets)),
      ], targets: ["y"])
    var split = RandomStream(.split, replicate: 1)
    let dataset = try Dataset(
      table, task: .regression(targets: ["y"]), preparation: DataPreparation(), split: &split)
    let recipe = TrainerTests.recipe {
      $0.loss = MeanSquaredError()
      $0.outputActivation = Identity()
      $0.initializer = Zeros()
      $0.epochs = 1
      let metrics: [any Metric] = [
        MeanAbsoluteError(), RootMeanSquaredError(), RSquared(), Level(),
      ]
      $0.metrics = metrics.map { RecordedMetric($0) }
    }
    // The untrained network predicts 0, which is the training part's mean.
    let start = try TrainerTests.run(recipe, on: dataset).history[0]
    let rows = dataset.train.rows.map { targets[$0] }
    let mean = rows.reduce(0, +) / Double(rows.count)
    func absoluteError(_ part: Dataset.Part) -> Double {
      part.rows.reduce(0) { $0 + abs(targets[$1] - mean) } / Double(part.count)
    }
    let (mae, r2) = (try #require(start.train["mae"]), try #require(start.train["r2"]))
    #expect(abs(mae - absoluteError(dataset.train)) < 1e-4 && abs(r2) < 1e-6)
    let validation = try #require(start.validation["mae"])
    #expect(abs(validation - absoluteError(dataset.validation)) < 1e-4)
    let level = try #require(start.validation["level"])
    #expect(abs(level - mean) < 1e-4)
    let rmse = try #require(start.train["rmse"])
    #expect(abs(rmse - dataset.targetScaling[0].scale) < 1e-4)
    // The loss stays in scaled units, where the training part's variance is 1.
    #expect(abs((start.train["loss"] ?? 0) - 1) < 1e-6)
  }

  @Test("the penalty has a column of its own and is no part of the loss")
  func penalty() throws {
    let penalized = try TrainerTests.run(
      TrainerTests.recipe { $0.regularizer = L2(settings: ["strength": .number(0.5)]) },
      on: TrainerTests.moons())
    let plain = try TrainerTests.run(TrainerTests.recipe(), on: TrainerTests.moons())
    #expect(penalized.history[0].train == plain.history[0].train)
    #expect(plain.history[0].penalty == nil)
    let network = TrainerTests.recipe().network(for: try TrainerTests.moons())
    var (sum, start) = (0.0, 0)
    for parameter in network.graph.parameters {
      let values = penalized.initialValues[start..<start + parameter.count]
      if parameter.rows > 1 { sum += values.reduce(0) { $0 + Double($1) * Double($1) } }
      start += parameter.count
    }
    let recorded = try #require(penalized.history[0].penalty)
    #expect(abs(recorded - 0.25 * sum) < 1e-9)
  }
}
