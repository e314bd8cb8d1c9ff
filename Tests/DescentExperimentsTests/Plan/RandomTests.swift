import Descent
import DescentExperiments
import DescentStore
import Testing

@Suite struct RandomTests {
  /// The values of a path in a plan of draws.
  private func draws(
    _ path: String, space: String, samples: Int = 8, method: String = "halton", grid: String = ""
  ) throws -> [Double] {
    let plan = try Experiment(
      """
      base: {data: moons}
      grid: {\(grid)}
      random:
        samples: \(samples)
        seed: 7
        method: \(method)
        space: {\(space)}
      run: {max_runs: 1000000}
      """
    ).plan()
    return plan.configurations.compactMap { $0.configuration[path]?.number }
  }

  @Test("Halton's points are radical inverses, shifted as one; primes follow the alphabet")
  func halton() throws {
    let space = "schedule.warmup: {min: 0, max: 1}, model.dropout: {min: 0, max: 0.5}"
    let first = try draws("model.dropout", space: space).map { 2 * $0 }
    let second = try draws("schedule.warmup", space: space)
    // Halton 1960, bases 2 and 3.
    let numerators: [[Double]] = [[8, 4, 12, 2, 10, 6, 14, 1], [3, 6, 1, 4, 7, 2, 5, 8]]
    let inverses = zip(numerators, [16.0, 9.0]).map { row, base in row.map { $0 / base } }
    for (values, inverses) in zip([first, second], inverses) {
      for (value, inverse) in zip(values, inverses) {
        let difference = value - values[0] - (inverse - inverses[0])
        #expect(abs(difference - difference.rounded()) < 1e-11)
      }
    }
    // Their shifts differ.
    #expect(abs(first[0] - 0.5 - (second[0] - 1.0 / 3)) > 1e-6)
  }

  @Test("the first draws of many are the draws of few", arguments: ["halton", "uniform"])
  func prefix(method: String) throws {
    let space = """
      optimizer.learning_rate: {min: 1e-3, max: 1, scale: log}, training.batch_size: [4, 8, 16], \
      regularizer: [none, {name: l2, strength: {min: 1e-6, max: 1e-2, scale: log}}]
      """
    for path in ["optimizer.learning_rate", "training.batch_size", "regularizer.strength"] {
      let many = try draws(path, space: space, samples: 16, method: method)
      let few = try draws(path, space: space, samples: 8, method: method)
      #expect(few.count > 1)
      #expect(many.prefix(few.count) == few[...])
    }
  }

  @Test("competitors see the same draws of what they share; the others' keys are dropped")
  func competitors() throws {
    let plan = try Experiment(
      """
      base: {data: moons}
      grid: {optimizer: [sgd, momentum]}
      random:
        samples: 4
        space:
          optimizer.learning_rate: {min: 1e-3, max: 1, scale: log}
          optimizer.momentum: {min: 0, max: 0.9}
      """
    ).plan()
    let rates = plan.values("optimizer.learning_rate")
    #expect(Set(rates).count == 4)
    #expect(rates.prefix(4) == rates.suffix(4))
    #expect(plan.values("optimizer.momentum").prefix(4) == [nil, nil, nil, nil])
    #expect(Set(plan.values("optimizer.momentum").suffix(4)).count == 4)
    #expect(plan.summary.first == "optimizer 2 x 4 draws = 8")
  }

  @Test("neither another order of the keys nor a new competitor changes a draw")
  func stability() throws {
    let rate = "optimizer.learning_rate: {min: 1e-3, max: 1, scale: log}"
    let strength = "strength: {min: 1e-6, max: 1e-2, scale: log}"
    let expected = try draws("optimizer.learning_rate", space: rate + ", schedule.warmup: [0, 1]")
    let reordered = try draws("optimizer.learning_rate", space: "schedule.warmup: [0, 1], " + rate)
    #expect(reordered == expected)

    let l2 = "{name: l2, \(strength)}"
    func strengths(_ regularizers: String) throws -> [Int: Double] {
      let plan = try Experiment(
        """
        base: {data: moons}
        random: {samples: 40, space: {\(rate), regularizer: [\(regularizers)]}}
        """
      ).plan()
      let pairs = plan.configurations.enumerated().compactMap { index, planned in
        planned.configuration.name(.regularizer) == "l2"
          ? planned.configuration["regularizer.strength"]?.number.map { (index, $0) } : nil
      }
      return Dictionary(uniqueKeysWithValues: pairs)
    }
    // Elastic net has a key before l2's in the alphabet. Which of the two is drawn changes, but where it
    // is l2 in both, its strength and the learning rate are the same.
    let alone = try strengths(l2)
    let together = try strengths("\(l2), {name: elastic_net, ratio: {min: 0, max: 1}}")
    #expect(alone.count == 40)
    #expect(together.count > 10 && together.count < 30)
    #expect(together.allSatisfy { alone[$0.key] == $0.value })
  }

  @Test("whole numbers are drawn with equal shares, ends included; others have 12 digits")
  func values() throws {
    let epochs = try draws(
      "training.epochs", space: "training.epochs: {min: 1, max: 4}", samples: 64)
    // Equal configurations are trained once.
    #expect(Set(epochs) == [1, 2, 3, 4])
    let rates = try draws(
      "optimizer.learning_rate",
      space: "optimizer.learning_rate: {min: 1e-4, max: 1e2, scale: log}", samples: 600,
      method: "uniform")
    #expect(rates.count == 600)
    #expect(rates.allSatisfy { (1e-4...1e2).contains($0) })
    #expect(rates.allSatisfy { "\($0)".filter { "0123456789".contains($0) }.count <= 18 })
    // A third of the six decades holds a third of the draws: 200 of 600, with a deviation of 12.
    #expect(abs(rates.count { $0 < 1e-2 } - 200) < 50)
    #expect(abs(rates.count { $0 > 1 } - 200) < 50)
  }

  @Test("intervals with a number of points, and lists, are drawn from as lists")
  func lists() throws {
    let rates = try draws(
      "optimizer.learning_rate",
      space: "optimizer.learning_rate: {min: 0.1, max: 0.4, step: 0.1}", samples: 40)
    #expect(Set(rates) == [0.1, 0.2, 0.3, 0.4])
    let space = "optimizer: [sgd, {name: momentum, momentum: [0.5, 0.9]}]"
    #expect(Set(try draws("optimizer.momentum", space: space, samples: 40)) == [0.5, 0.9])
  }

  @Test("what is drawn is neither compared nor left untold")
  func comparison() throws {
    let plan = try Experiment(
      """
      base: {data: moons}
      grid: {optimizer: [sgd, momentum]}
      random:
        samples: 4
        space: {optimizer.learning_rate: {min: 0.1, max: 1}, training.epochs: {min: 1, max: 99}}
      """
    ).plan()
    #expect(plan.comparison.comparisons.map(\.path) == ["optimizer"])
    #expect(plan.comparison.tune == ["optimizer.learning_rate"])
    #expect(
      plan.comparison.factors.map(\.path) == [
        "optimizer", "optimizer.learning_rate", "training.epochs",
      ])
    let alone = try Experiment(
      """
      base: {data: moons}
      random: {samples: 4, space: {optimizer.learning_rate: {min: 0.1, max: 1}}}
      """
    ).plan()
    #expect(alone.comparison.comparisons.isEmpty)
    #expect(alone.summary.first == "4 draws")
  }
}
