import DescentReports
import DescentStore

/// A sweep drawn at random, with what makes tables hard.
///
/// One to four factors, of numbers and of words, at times with a hyperparameter that one level alone
/// has, or a tuned learning rate; grids with holes, runs that are missing, interrupted or failed; scores
/// that tie, that are worse than an untrained network's or not defined; folds, two data sets, a target;
/// all settings of the report.
struct RandomSweep {
  private var random: SplitMix64
  private var builder = SweepBuilder(axes: [])
  /// What each level adds to the score, by path and level.
  private var effects: [String: Double] = [:]
  /// How often runs with a level of the first factor fail.
  private var failureRates: [String: Double] = [:]

  /// The sweep of a number: the same one each time.
  static func sweep(_ number: Int) -> SmallSweep {
    var draws = RandomSweep(random: SplitMix64(state: UInt64(number) &* 0x2545_F491))
    draws.drawAxes()
    draws.drawSettings()
    return draws.drawResults()
  }

  private init(random: SplitMix64) { self.random = random }

  private mutating func chance(_ rate: Double) -> Bool { number(0, 1) < rate }

  private mutating func number(_ lower: Double, _ upper: Double) -> Double {
    Double.random(in: lower..<upper, using: &random)
  }

  private mutating func one<Value>(of values: Value...) -> Value {
    values[Int.random(in: values.indices, using: &random)]
  }

  // MARK: - Plan

  private mutating func drawAxes() {
    let count = one(of: 1, 2, 2, 3, 3, 4)
    var axes: [SweepBuilder.Axis] = []
    if chance(0.25) {
      axes = [
        .init("optimizer", ["sgd", "momentum"]), .init("optimizer.momentum", ["0.5", "0.9"]),
      ]
    } else if chance(0.6) {
      let names = ["sgd", "momentum", "rmsprop", "adam", "adamw", "nadam", "lion", "adagrad"]
      let most = count > 2 ? 3 : names.count
      axes = [.init("optimizer", Array(names.prefix(Int.random(in: 1...most, using: &random))))]
    }
    let pool: [SweepBuilder.Axis] = [
      .init(
        "optimizer.learning_rate", one(of: ["0.001", "0.01", "0.1", "1"], ["1e-4", "0.1", "3"])),
      .init("model.activation", ["relu", "tanh", "sigmoid"]),
      .init("model.depth", ["1", "2", "8", "10"]),
      .init("training.batch_size", ["16", "32", "full"]),
      .init("regularizer", ["none", "l2(rate=0.01, kind=\"a\")"]),
      .init("data", ["easy", "hard"]),
    ]
    for axis in pool.shuffled(using: &random) where axes.count < count {
      let most = count > 3 ? 2 : axis.levels.count
      let levels = chance(0.1) ? 1 : Int.random(in: 2...most, using: &random)
      axes.append(.init(axis.path, Array(axis.levels.prefix(levels))))
    }
    builder.axes = axes
    for axis in axes {
      let scale = one(of: 0, 0.01, 0.1, 0.3)
      for level in axis.levels { effects[axis.path + level] = scale * number(-1, 1) }
    }
    let mostFailures = one(of: 0, 0, 0.1, 0.6)
    for level in axes[0].levels { failureRates[level] = mostFailures * number(0, 1) }
  }

  private mutating func drawSettings() {
    builder.seeds = (1...Int.random(in: 1...12, using: &random)).map { 3 * $0 }
    builder.maximize = chance(0.5)
    let part = one(of: "val", "val", "val", "test")
    builder.metric = part + (builder.maximize ? "_accuracy" : "_loss")
    builder.atBest = part == "val" && chance(0.3)
    let paths = builder.axes.map(\.path)
    builder.tune = paths.filter { $0 == "optimizer.learning_rate" && chance(0.7) }
    if chance(0.2) { builder.compare = [paths[0]] }
    builder.dataset = { $0["data"] ?? "digits" }
    if chance(0.3) {
      builder.target = .init(
        metric: builder.maximize ? "val_accuracy" : "val_loss", value: 0.5,
        maximize: builder.maximize)
    }
    let hasOwnHyperparameter = paths.contains("optimizer.momentum")
    let holes = chance(0.3) ? 0.3 : 0
    let salt = Int.random(in: 0..<1000, using: &random)
    builder.holds = { levels in
      if hasOwnHyperparameter, levels["optimizer"] == "sgd", levels["optimizer.momentum"] == "0.9" {
        return false
      }
      return noise(salt, paths.map { levels[$0] ?? "" }.joined(separator: "/")) > 2 * holes - 1
    }
  }

  // MARK: - Results

  private mutating func drawResults() -> SmallSweep {
    let scatter = one(of: 0, 0.002, 0.02, 0.1)
    let shared = one(of: 0, 0.02, 0.1)
    // Scores are multiples of this, so that they tie; 0 for scores that do not.
    let grain = one(of: 0, 0, 0, 0.01, 0.25)
    let missing = one(of: 0, 0, 0.05, 0.3)
    var sweep = builder.sweep { levels, seed in
      if chance(missing) {
        return chance(0.5)
          ? nil : .init(status: one(of: .interrupted, .skipped), curve: [0.1, 0.9])
      }
      let untrained = (builder.maximize ? 0.2 : 0.8) + 0.02 * noise(seed, "start")
      if chance(failureRates[levels[builder.axes[0].path] ?? ""] ?? 0) {
        return .failed(one(of: .diverged, .crashed, .timeout), from: untrained)
      }
      if chance(0.01) { return .ok(untrained, 0.5, .nan) }
      let effect = levels.reduce(0) { $0 + (effects[$1.key + $1.value] ?? 0) }
      let together = 0.1 * noise(7, levels.sorted { $0.key < $1.key }.map(\.value).joined())
      let luck = shared * noise(seed, "luck") + scatter * number(-1, 1)
      var score = 0.5 + effect + together + luck
      if grain > 0 { score = (score / grain).rounded() * grain }
      return .ok(untrained, (untrained + score) / 2, score + 0.05 * noise(seed, "late"), score)
    }
    if builder.axes.contains(where: { $0.path == "optimizer.momentum" }) {
      giveHyperparameter(to: &sweep.plan)
    }
    if chance(0.15) { splitIntoFolds(&sweep) }
    drawReportSettings(of: &sweep.plan)
    return sweep
  }

  private mutating func drawReportSettings(of plan: inout StoredPlan) {
    plan.report.namesComparisons = builder.compare != nil || chance(0.5)
    plan.report.confidence = one(of: 0.95, 0.95, 0.9, 0.99)
    if chance(0.3) { plan.report.sesoi = 0.05 }
    if chance(0.2) { plan.report.scope = .general }
    if chance(0.2) { plan.report.test = .wilcoxon }
    if chance(0.1) { plan.report.failureScore = builder.maximize ? 0 : 1.5 }
    for comparison in plan.comparisons where chance(0.2) {
      plan.report.baseline[comparison.path] = comparison.levels.randomElement(using: &random)
    }
  }

  /// Makes the momentum a hyperparameter that `momentum` has and `sgd` has not.
  private func giveHyperparameter(to plan: inout StoredPlan) {
    for index in plan.configurations.indices {
      var levels = plan.configurations[index].factorLevels
      var level = levels["optimizer"]
      if level == "sgd" {
        levels["optimizer.momentum"] = nil
      } else {
        level = "momentum(momentum=\(levels["optimizer.momentum"] ?? ""))"
      }
      plan.configurations[index].factorLevels = levels
      plan.configurations[index].comparisonLevels["optimizer"] = level
      plan.configurations[index].comparisonLevels["optimizer.momentum"] = nil
    }
    plan.comparisons.removeAll { ["optimizer", "optimizer.momentum"].contains($0.path) }
    plan.comparisons.insert(
      StoredPlan.Comparison(
        path: "optimizer",
        levels: ["sgd", "momentum(momentum=0.5)", "momentum(momentum=0.9)"],
        ownPaths: ["optimizer", "optimizer.momentum"]), at: 0)
  }

  /// Gives each run a second fold, which is missing at times.
  private mutating func splitIntoFolds(_ sweep: inout SmallSweep) {
    for index in sweep.plan.runs.indices {
      var second = sweep.plan.runs[index]
      var outcome = sweep.outcomes[second.runID]
      sweep.plan.runs[index].fold = 1
      sweep.outcomes[second.runID]?.run.fold = 1
      second.runID += "f2"
      second.fold = 2
      outcome?.run.runID = second.runID
      outcome?.run.fold = 2
      if let last = outcome?.history.indices.last, last > 0 {
        let name = builder.maximize ? "accuracy" : "loss"
        let change = 0.1 * number(-1, 1)
        outcome?.history[last].validation[name]? += change
        outcome?.history[last].test[name]? += change
      }
      sweep.plan.runs.append(second)
      if chance(0.97) { sweep.outcomes[second.runID] = outcome }
    }
  }
}
