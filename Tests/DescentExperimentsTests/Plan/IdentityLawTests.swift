import Descent
import DescentExperiments
import Testing

/// Runs that are done stay done: an experiment that grows keeps the ids of the runs that it had.
@Suite struct IdentityLawTests {
  static let studies = """
    base: {data: moons, training: {epochs: 5}}
    studies:
      main:
        grid:
          optimizer: [sgd, {name: momentum, momentum: [0.5, 0.9]}]
          optimizer.learning_rate: [0.01, 0.1]
        zip:
          size: {model.hidden: [[8], [16]], training.epochs: [5, 3]}
        adjust: [{when: {optimizer: momentum}, set: {schedule.warmup: 1}}]
        exclude: [{optimizer.momentum: 0.9, optimizer.learning_rate: 0.1}]
        include: [{loss: mse}]
      drawn:
        grid: {optimizer: [sgd, adam]}
        random:
          samples: 4
          space:
            optimizer.learning_rate: {min: 1e-3, max: 1, scale: log}
            training.batch_size: [4, 8, 16]
      alone:
        ablate: {model.activation: [relu, tanh], training.epochs: [5, 9]}
    seeds: 2
    """

  private static func ids(_ text: String) throws -> Set<String> {
    Set(try Experiment(text).plan().runs.map(\.id))
  }

  @Test(
    "what an experiment gains leaves its earlier runs as they are",
    arguments: [
      ("a value of an axis", "learning_rate: [0.01, 0.1]", "learning_rate: [0.5, 0.01, 0.1]"),
      ("an optimizer", "optimizer: [sgd, adam]", "optimizer: [nesterov, sgd, adam]"),
      (
        "a row", "{model.hidden: [[8], [16]], training.epochs: [5, 3]}",
        "{model.hidden: [[4], [8], [16]], training.epochs: [2, 5, 3]}"
      ),
      ("samples", "samples: 4", "samples: 9"),
      ("a change", "[relu, tanh]", "[relu, elu, tanh]"),
      ("a configuration", "[{loss: mse}]", "[{model.depth: 3}, {loss: mse}]"),
      ("a study", "  alone:", "  more: {grid: {schedule: [constant, cosine]}}\n  alone:"),
      ("a seed", "seeds: 2", "seeds: 3"),
      ("labels", "training.epochs: [5, 3]}", "training.epochs: [5, 3], labels: [s, l]}"),
    ])
  func growth(what: String, old: String, new: String) throws {
    let before = try Self.ids(Self.studies)
    let changed = Self.studies.replacing(old, with: new)
    #expect(changed != Self.studies)
    let after = try Self.ids(changed)
    #expect(after.isSuperset(of: before))
    #expect(after.count > before.count || what == "labels")
  }

  @Test("the order of keys, of studies and of entries changes no id")
  func order() throws {
    let reordered = """
      seeds: 2
      studies:
        alone:
          ablate: {training: {epochs: [9, 5]}, model: {activation: [tanh, relu]}}
        drawn:
          random:
            space:
              training.batch_size: [4, 8, 16]
              optimizer.learning_rate: {scale: log, max: 1, min: 1e-3}
            samples: 4
          grid: {optimizer: [adam, sgd]}
        main:
          include: [{loss: mse}]
          exclude: [{optimizer.learning_rate: 0.1, optimizer.momentum: 0.9}]
          adjust: [{set: {schedule: {warmup: 1}}, when: {optimizer.name: momentum}}]
          zip:
            size: [{training.epochs: 3, model.hidden: [16]}, {model.hidden: [8], training.epochs: 5}]
          grid:
            optimizer.learning_rate: [0.1, 0.01]
            optimizer: [{momentum: [0.9, 0.5], name: momentum}, sgd]
      base: {training.epochs: 5, data: {name: moons}}
      """
    #expect(try Self.ids(reordered) == Self.ids(Self.studies))
  }
}
