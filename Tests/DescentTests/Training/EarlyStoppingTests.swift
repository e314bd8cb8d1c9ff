import Descent
import DescentPlugins
import Testing

@Suite struct EarlyStoppingTests {
  private static func rule(
    _ patience: Int, delta: Double = 0, metric: String = "loss", maximizes: Bool = false,
    training: Bool = false
  ) -> EarlyStopping {
    EarlyStopping(
      metric: metric, isOfTraining: training, maximizes: maximizes, patience: patience,
      minDelta: delta)
  }

  /// Where a run of these validation values ends.
  private static func end(of values: [Double], _ rule: EarlyStopping) -> Int? {
    var watch = EarlyStopping.Watch(rule)
    for (index, value) in values.enumerated() where watch.ends(with: value) {
      return index + 1
    }
    return nil
  }

  @Test("a run ends after `patience` epochs in a row that are not better than the best")
  func patience() {
    let losses = [5.0, 4, 4.5, 4.2, 3, 3, 3.5, 3.1, 2]
    #expect(Self.end(of: losses, Self.rule(1)) == 3)
    #expect(Self.end(of: losses, Self.rule(2)) == 4)
    #expect(Self.end(of: losses, Self.rule(3)) == 8)
    #expect(Self.end(of: losses, Self.rule(4)) == nil)
    #expect(Self.end(of: losses.map { -$0 }, Self.rule(3, maximizes: true)) == 8)
  }

  @Test("a gain of no more than `minDelta` is none, and what is not a number is no gain")
  func gains() {
    #expect(Self.end(of: [5, 4.9, 4.8, 4.7], Self.rule(2, delta: 0.15)) == nil)
    #expect(Self.end(of: [5, 4.9, 4.8, 4.7], Self.rule(3, delta: 1)) == 4)
    #expect(Self.end(of: [5, .nan, .nan], Self.rule(2)) == 3)
    #expect(Self.end(of: [.nan, .nan, 4, 3], Self.rule(3)) == nil)
  }

  @Test("a run that ends early keeps its curve, measures its layers last, and is tested")
  func run() throws {
    let recipe = TrainerTests.recipe {
      $0.epochs = 300
      $0.optimizer = SGD(settings: ["learning_rate": .number(0.5)])
      $0.earlyStopping = Self.rule(5)
    }
    let record = try TrainerTests.run(recipe, on: TrainerTests.moons())
    let losses = record.history.dropFirst().compactMap { $0.validation["loss"] }
    let best = try #require(losses.indices.min { losses[$0] < losses[$1] })
    #expect(record.stop == .patience && record.divergence == nil)
    #expect(record.epochsRun == best + 1 + 5 && record.epochsRun < 300)
    #expect(record.layers.last?.epoch == record.epochsRun)
    #expect(record.history.last?.test["loss"] != nil)
    var whole = recipe
    whole.earlyStopping = nil
    whole.epochs = record.epochsRun
    #expect(try TrainerTests.run(whole, on: TrainerTests.moons()).finalValues == record.finalValues)
  }

  @Test("a run ends with the first epoch that reaches its target", arguments: [true, false])
  func target(isLoss: Bool) throws {
    let metric = isLoss ? "loss" : "accuracy"
    var recipe = TrainerTests.recipe {
      $0.epochs = 60
      $0.optimizer = SGD(settings: ["learning_rate": .number(0.5)])
    }
    let whole = try TrainerTests.run(recipe, on: TrainerTests.moons())
    let values = whole.history.compactMap { $0.validation[metric] }
    // Half of the way from the first network to the best.
    let best = try #require(isLoss ? values.min() : values.max())
    let value = (values[0] + best) / 2
    recipe.targetStop = TargetStop(metric: metric, maximizes: !isLoss, value: value)
    let record = try TrainerTests.run(recipe, on: TrainerTests.moons())
    let first = values.indices.dropFirst().first {
      isLoss ? values[$0] <= value : values[$0] >= value
    }
    #expect(record.stop == .target && record.epochsRun == first)
    #expect(
      record.history.compactMap { $0.validation[metric] }
        == Array(values.prefix(record.epochsRun + 1)))
    #expect(record.layers.last?.epoch == record.epochsRun)
  }

  @Test(
    "a target that is never reached ends nothing, and one that was met before training ends epoch 1"
  )
  func edges() throws {
    func epochs(_ value: Double) throws -> Int {
      let recipe = TrainerTests.recipe {
        $0.epochs = 3
        $0.targetStop = TargetStop(metric: "accuracy", maximizes: true, value: value)
      }
      return try TrainerTests.run(recipe, on: TrainerTests.moons()).epochsRun
    }
    #expect(try epochs(1.1) == 3 && epochs(0) == 1)
  }
}
