import Descent
import DescentPlugins
import Testing

/// A whole training on real data.
@Suite struct DigitsTests {
  @Test("on the digits five seeds reach a mean validation accuracy of 0.965")
  func accuracy() throws {
    let source = CSV(settings: ["path": .text("digits.csv")])
    let files = [
      LoadedFile(path: "digits.csv", bytes: try Repository.bytes("experiments/data/digits.csv"))
    ]
    var random = RandomStream(.data, replicate: 1)
    let table = try source.table(from: files, random: &random)
    let preparation = DataPreparation(task: .classification, split: [0.8, 0.2])
    let task = try preparation.task(of: table, loss: LogLoss.self)
    let recipe = TrainingRecipe(
      hidden: [64, 32], activation: ReLU(), outputActivation: Softmax(), initializer: He(),
      loss: LogLoss(),
      optimizer: Momentum(settings: ["learning_rate": .number(0.03), "momentum": .number(0.9)]),
      schedule: Constant(), epochs: 20, batchSize: 32, metrics: [RecordedMetric(Accuracy())])
    let scores = try (1...5).map { seed -> Double in
      var split = RandomStream(.split, replicate: seed)
      let dataset = try Dataset(table, task: task, preparation: preparation, split: &split)
      let record = try Trainer(
        recipe, on: dataset, initialization: RandomStream(.initialization, replicate: seed),
        shuffle: RandomStream(.shuffle, replicate: seed),
        noise: RandomStream(.noise, replicate: seed)
      ).run()
      return try #require(record.history.last?.validation["accuracy"])
    }
    #expect(scores.reduce(0, +) / 5 >= 0.965, "\(scores)")
  }
}
