import Descent
import DescentPlugins
import Testing

/// What a training records of the nodes of a small graph.
@Suite struct GraphRecordTests {
  @Test("nodes are recorded at the first epoch and at the last one")
  func epochs() throws {
    let dataset = try TrainerTests.moons()
    func epochs(_ change: (inout TrainingRecipe) -> Void) throws -> [Int] {
      try TrainerTests.run(TrainerTests.recipe(change), on: dataset).graph.map(\.epoch)
    }
    #expect(try epochs { $0.epochs = 10 } == [1, 10])
    #expect(try epochs { $0.epochs = 1 } == [1])
    #expect(
      try epochs {
        $0.epochs = 10
        $0.probing = .every(4)
      } == [4, 10])
  }

  @Test("a graph of more than 40 nodes is not recorded")
  func largeGraph() throws {
    let dataset = try TrainerTests.moons()
    func record(layers: Int) throws -> TrainingRecord {
      try TrainerTests.run(
        TrainerTests.recipe {
          $0.hidden = Array(repeating: 2, count: layers)
          $0.epochs = 1
        }, on: dataset)
    }
    // Five nodes a layer, and the input, the target, the losses and their mean.
    #expect(try record(layers: 6).graph.first?.norms.count == 39)
    #expect(try record(layers: 7).graph.isEmpty)
  }

  @Test("the norms are those that a printed graph shows")
  func norms() throws {
    let dataset = try TrainerTests.moons()
    let trainer = try Trainer(
      TrainerTests.recipe { $0.epochs = 3 }, on: dataset,
      initialization: RandomStream(.initialization, replicate: 1),
      shuffle: RandomStream(.shuffle, replicate: 1), noise: RandomStream(.noise, replicate: 1))
    let record = trainer.run()
    let network = trainer.network
    let parameters = ParameterValues<Float>(network.graph)
    parameters.snapshot = record.finalValues
    let plan = GradientPlan(
      network.graph, parameters: parameters, batch: dataset.train.count,
      targets: network.graph.nodes.map(\.id), gradientOf: network.loss)
    let (input, target) = (plan.tensor(network.input), plan.tensor(network.target))
    for i in 0..<input.count { input.value[i] = dataset.train.inputs[i] }
    for i in 0..<target.count { target.value[i] = dataset.train.targets[i] }
    plan.forward()
    plan.backward()
    #expect(record.graph.last?.norms == plan.norms)
    #expect(plan.norms.allSatisfy { $0 != nil })
    #expect(plan.norms[network.input.index]?.gradient == nil)
    #expect(plan.norms[network.loss.index]?.gradient == 1)
  }

  @Test("a weight matrix has the norms of its layer, with a penalty too")
  func weights() throws {
    let trainer = try Trainer(
      TrainerTests.recipe { $0.regularizer = L2(settings: ["strength": .number(0.1)]) },
      on: TrainerTests.moons(), initialization: RandomStream(.initialization, replicate: 1),
      shuffle: RandomStream(.shuffle, replicate: 1), noise: RandomStream(.noise, replicate: 1))
    let record = trainer.run()
    let last = try #require(record.graph.last)
    let layers = record.layers.filter { $0.epoch == last.epoch }
    for (layer, measured) in zip(trainer.network.layers, layers) {
      let norms = try #require(last.norms[layer.weight.index])
      #expect(norms.value == measured.weightNorm && norms.gradient == measured.gradientNorm)
    }
    let penalty = try #require(trainer.network.penalty)
    #expect(last.norms[penalty.index]?.gradient == nil)
  }

  @Test("along a chain of single linear units each edge multiplies the gradient by its weight")
  func chainRule() throws {
    let trainer = try Trainer(
      TrainerTests.recipe {
        $0.hidden = [1, 1, 1]
        $0.activations = [Identity()]
        $0.epochs = 1
      }, on: TrainerTests.moons(), initialization: RandomStream(.initialization, replicate: 1),
      shuffle: RandomStream(.shuffle, replicate: 1), noise: RandomStream(.noise, replicate: 1))
    let record = trainer.run()
    let norms = try #require(record.graph.last?.norms)
    func gradient(_ node: Graph.NodeID) throws -> Double {
      try #require(norms[node.index]?.gradient)
    }
    for (layer, next) in zip(trainer.network.layers, trainer.network.layers.dropFirst()) {
      let weight = try #require(norms[next.weight.index]?.value)
      let (here, there) = (try gradient(layer.output), try gradient(next.preactivation))
      #expect(abs(here - weight * there) < 1e-6 * here)
      #expect(try gradient(layer.preactivation) == here)
    }
  }
}
