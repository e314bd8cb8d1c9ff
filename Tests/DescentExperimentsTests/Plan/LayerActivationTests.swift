import Descent
import DescentExperiments
import DescentPlugins
import DescentStore
import Testing

/// `model.activation: [relu, {name: leaky_relu, slope: 0.2}]` in `base`: one for each hidden layer.
@Suite("An activation for each layer") struct LayerActivationTests {
  private static func text(_ rest: String = "") -> String {
    """
    base:
      data: {name: moons, samples: 60}
      model: {hidden: [4, 4], activation: [tanh, {name: leaky_relu, slope: 0.2}]}
      training: {epochs: 2}
    seeds: 1
    \(rest)
    """
  }

  private static func outcome(_ text: String) throws -> StoredOutcome {
    let plan = try Experiment(text).plan()
    let executor = RunExecutor(registry: BuiltIns.registry, folder: ".", build: "test")
    return try executor.execute(plan.request(plan.runs[0], concurrency: 1, weightsFolder: nil))
  }

  @Test("each layer has its own, with its own settings") func layers() throws {
    let configuration = try Experiment(Self.text()).plan().configurations[0].configuration
    #expect(
      configuration.canonicalJSON.contains(
        #""model.activation.2.slope":0.2,"model.activation.name":["tanh","leaky_relu"]"#))
    let catalog = DataCatalog(folder: ".", registry: BuiltIns.registry)
    let recipe = try TrainingRecipe(configuration, registry: BuiltIns.registry, catalog: catalog)
    #expect(recipe.activations.map { type(of: $0).name } == ["tanh", "leaky_relu"])
    #expect(recipe.activations.map { $0.settings["slope"] } == [nil, .number(0.2)])
  }

  @Test("the same activation in every layer trains as one for all of them") func alike() throws {
    let each = try Self.outcome(
      Self.text().replacing("{name: leaky_relu, slope: 0.2}", with: "tanh"))
    let one = try Self.outcome(
      Self.text().replacing("[tanh, {name: leaky_relu, slope: 0.2}]", with: "tanh"))
    let other = try Self.outcome(Self.text())
    #expect(each.history.map(\.train) == one.history.map(\.train))
    #expect(other.history.map(\.train) != one.history.map(\.train))
    #expect(Set([each, one, other].map(\.run.runID)).count == 3)
  }

  @Test("beside branches it is a level by itself") func levels() throws {
    let plan = try Experiment(
      Self.text("ablate: {model.activation: [relu], model.initializer: [xavier]}")
    ).plan()
    #expect(
      plan.comparison.factors.first { $0.path == "model.activation" }?.levels
        == ["[tanh, leaky_relu]", "relu"])
  }

  @Test(
    "a list that does not fit is refused",
    arguments: [
      (
        text().replacing("[4, 4]", with: "[4]"),
        "3:36: error: 'model.activation' has one activation for each of 2 hidden layers, but "
          + "model.hidden [4] has 1"
      ),
      (text().replacing("tanh,", with: "tahn,"), "3:40: error: unknown activation 'tahn'"),
      (
        text().replacing("hidden:", with: "activation.slope: 0.1, hidden:"),
        "3:11: error: 'model.activation.slope' stands beside a list of activations"
      ),
      (
        text().replacing("[tanh, {name: leaky_relu, slope: 0.2}]", with: "[]"),
        "3:39: error: 'model.activation' is an empty list"
      ),
    ])
  func mistake(text: String, message: String) {
    let report = Experiment(text).mistakes?.description ?? "no mistake"
    #expect(report.contains(message), "\(report)")
  }
}
