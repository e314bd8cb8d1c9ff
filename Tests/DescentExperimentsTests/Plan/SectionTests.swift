import Descent
import DescentExperiments
import Testing

@Suite struct SectionTests {
  @Test("the configurations of a grid share the sections in which they agree")
  func sharing() throws {
    let plan = try Experiment(
      """
      base: {data: {name: moons, samples: 60}, training: {batch_size: 16}}
      grid: {optimizer: [sgd, momentum], optimizer.learning_rate: [0.1, 1], loss: [log_loss, mse]}
      """
    ).plan()
    let configurations = plan.configurations.map(\.configuration)
    #expect(configurations.count == 8)
    func distinct(_ name: String) -> Int {
      Set(configurations.compactMap { $0[section: name].map(ObjectIdentifier.init) }).count
    }
    for name in ["data", "training", "model.hidden", "model.activation", "schedule"] {
      #expect(distinct(name) == 1, "\(name)")
    }
    #expect(distinct("loss") == 2)
    #expect(distinct("optimizer") == 4)
  }

  @Test("canonical JSON has its paths in order, though they lie in sections")
  func order() throws {
    let plan = try Experiment(
      "base: {data: moons, model: {depth: 2, width: 3}, regularizer: l2, training: {batch_size: 16}}"
    ).plan()
    let text = try #require(plan.configurations.first).configuration.canonicalJSON
    let paths = text.matches(of: /"([a-z0-9_.]+)":/).map { String($0.output.1) }
    #expect(paths.count > 20)
    #expect(paths == paths.sorted())
  }

  @Test(
    "a path is in the section of its component, and beside the components of a model by itself",
    arguments: [
      ("optimizer.learning_rate", "optimizer", "learning_rate"), ("metrics", "metrics", ""),
      ("model.activation.slope", "model.activation", "slope"), ("model.hidden", "model.hidden", ""),
      ("data.split", "data", "split"), ("training.epochs", "training", "epochs"),
    ])
  func place(path: String, section: String, key: String) {
    #expect(Section.place(of: path) == (section, key))
  }

  @Test("a value that is set is there, and one that is taken away leaves no trace")
  func setting() {
    var configuration = Configuration(["a.x": .integer(1), "c": .text("t")])
    let before = configuration
    configuration["b.y"] = .integer(2)
    configuration["a.z"] = .integer(3)
    #expect(configuration.canonicalJSON == #"{"a.x":1,"a.z":3,"b.y":2,"c":"t"}"#)
    #expect(configuration != before)
    configuration["b.y"] = nil
    configuration["a.z"] = nil
    #expect(configuration == before)
    #expect(configuration.canonicalJSON == before.canonicalJSON)
  }
}
