import Descent
import DescentExperiments
import DescentStore
import Testing

/// What a study changes, leaves out and adds.
@Suite struct ChangeTests {
  /// The optimizer and some of its settings, of each configuration.
  private func optimizers(_ plan: Plan) -> [String] {
    plan.configurations.map { planned in
      ["name", "learning_rate", "momentum"]
        .map { planned.configuration["optimizer." + $0]?.description ?? "-" }
        .joined(separator: " ")
    }
  }

  @Test(
    "an adjustment goes before branch, dotted axis and base, and the later one before the earlier",
    arguments: [
      // A setting over a branch and over a dotted axis.
      (
        "{when: {optimizer: momentum}, set: {optimizer: {learning_rate: 7, momentum: 0}}}",
        ["sgd 1 -", "sgd 2 -", "momentum 7 0"]
      ),
      // A component replaces the branch; the dotted axis applies to it, the base to its own name.
      (
        "{when: {optimizer: sgd}, set: {optimizer: nesterov}}",
        ["nesterov 1 0.9", "nesterov 2 0.9", "momentum 1 0.4", "momentum 2 0.4"]
      ),
      (
        "{when: {optimizer: sgd}, set: {optimizer: {name: momentum, learning_rate: 5}}}",
        ["momentum 5 0.7", "momentum 1 0.4", "momentum 2 0.4"]
      ),
      // The second sees what the first has set.
      (
        "{when: {optimizer.learning_rate: 2}, set: {optimizer.learning_rate: 3}}, "
          + "{when: {optimizer.learning_rate: [3, 4]}, set: {optimizer.learning_rate: 6}}",
        ["sgd 1 -", "sgd 6 -", "momentum 1 0.4", "momentum 6 0.4"]
      ),
    ])
  func precedence(adjustments: String, expected: [String]) throws {
    let plan = try Experiment(
      """
      base: {data: moons, optimizer: {name: momentum, learning_rate: 0.3, momentum: 0.7}}
      grid:
        optimizer: [sgd, {name: momentum, momentum: 0.4}]
        optimizer.learning_rate: [1, 2]
      adjust: [\(adjustments)]
      """
    ).plan()
    #expect(optimizers(plan) == expected)
  }

  @Test("what an adjustment makes equal is trained once")
  func alike() throws {
    let plan = try Experiment(
      """
      base: {data: moons}
      grid: {optimizer: [sgd, momentum], training.epochs: [1, 2, 3]}
      adjust: [{when: {optimizer: sgd}, set: {training.epochs: 9}}]
      """
    ).plan()
    #expect(
      plan.summary.first
        == "optimizer 2 x training.epochs 3 = 6 combinations, 3 adjusted, 4 distinct"
    )
    #expect(plan.values("training.epochs") == ["9", "1", "2", "3"])
  }

  @Test(
    "depth, width and folds are adjusted as the settings that they stand for",
    arguments: [
      ("model.depth: 3", "model.hidden", ["8", "8x8x8"]),
      ("model.width: 4", "model.hidden", ["8", "4"]),
      ("model: {depth: 2, width: 4}", "model.hidden", ["8", "4x4"]),
      ("model.hidden: [4, 2]", "model.hidden", ["8", "4x2"]),
      ("data.split.folds: 3", "data.split", ["0.6x0.2x0.2", nil]),
    ] as [(String, String, [String?])])
  func derived(set: String, path: String, values: [String?]) throws {
    let plan = try Experiment(
      """
      base: {data: moons, model: {hidden: [8]}}
      grid: {optimizer: [sgd, momentum]}
      adjust: [{when: {optimizer: momentum}, set: {\(set)}}]
      """
    ).plan()
    #expect(plan.values(path) == values)
  }

  @Test("an adjusted setting belongs to the levels that ask for it")
  func tiedSettings() throws {
    let plan = try Experiment(
      """
      base: {data: moons}
      grid: {model.activation: [relu, sigmoid], optimizer: [sgd, momentum]}
      adjust: [{when: {model.activation.name: sigmoid}, set: {model.initializer: xavier}}]
      """
    ).plan()
    #expect(
      plan.comparison.factors.map(\.path) == [
        "model.activation", "optimizer", "model.initializer",
      ])
    #expect(plan.comparison.comparisons.map(\.path) == ["model.activation", "optimizer"])
    #expect(
      plan.comparison.comparisons.map(\.ownPaths)
        == [["model.activation", "model.initializer"], ["optimizer"]])
  }

  @Test(
    "exclude matches resolved values, defaults included",
    arguments: [
      ("{optimizer: sgd}", ["momentum 0.1 0.9", "nesterov 0.1 0.9"]),
      ("{optimizer.name: [sgd, nesterov]}", ["momentum 0.1 0.9"]),
      ("{optimizer.momentum: 0.9}", ["sgd 0.1 -"]),
      ("{optimizer: {momentum: {min: 0.5}, name: nesterov}}", ["sgd 0.1 -", "momentum 0.1 0.9"]),
      ("{optimizer: sgd}, {optimizer: nesterov}", ["momentum 0.1 0.9"]),
    ])
  func exclude(entries: String, expected: [String]) throws {
    let plan = try Experiment(
      """
      base: {data: moons}
      grid: {optimizer: [sgd, momentum, nesterov]}
      exclude: [\(entries)]
      """
    ).plan()
    #expect(optimizers(plan) == expected)
  }

  @Test("what is included stands over the base, is neither adjusted nor excluded, and comes last")
  func include() throws {
    let plan = try Experiment(
      """
      base: {data: moons, model: {depth: 2}, optimizer: {name: momentum, momentum: 0.7}}
      grid: {optimizer: [sgd, momentum], training.epochs: [1, 2]}
      adjust: [{when: {training.epochs: 1}, set: {optimizer.learning_rate: 5}}]
      exclude: [{optimizer: sgd}]
      include:
        - {optimizer: sgd, training.epochs: 1}
        - {optimizer: {name: momentum, learning_rate: 2}, model.hidden: [8]}
        - {training: {epochs: 2}}
      """
    ).plan()
    #expect(
      optimizers(plan) == ["momentum 5 0.7", "momentum 0.1 0.7", "sgd 0.1 -", "momentum 2 0.7"])
    #expect(plan.values("model.hidden") == ["32x32", "32x32", "32x32", "8"])
    #expect(
      plan.summary.first == "optimizer 2 x training.epochs 2 = 4 combinations, 2 adjusted, "
        + "2 excluded, 2 included = 4")
    #expect(
      plan.notes.first?.description == """
        x.yaml:8:5: note: this entry of 'include' is there already
          - {training: {epochs: 2}}
            ^
        """)
  }

  @Test("the loss that follows from the data can be named, and is not trained twice")
  func impliedLoss() throws {
    let plan = try Experiment(
      """
      base: {data: moons}
      studies:
        one: {ablate: {loss: [log_loss, mse]}}
        two:
          grid: {model.output: [sigmoid, tanh], loss: [log_loss, mse]}
          exclude: [{loss: log_loss, model.output: tanh}, {loss: mse}]
      """
    ).plan()
    #expect(plan.summary.prefix(2) == ["one  1 + 1 = 2", "two  4 combinations, 3 excluded = 1"])
    #expect(plan.values("loss.name") == ["log_loss", "mse"])
    // The output of the first is sigmoid too, which only the data tell.
    #expect(plan.configurations.map(\.studies) == [["one", "two"], ["one"]])
  }
}
