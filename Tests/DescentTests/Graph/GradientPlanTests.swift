import Descent
import DescentPlugins
import Testing

/// Graphs in which values are used more than once, against derivatives by hand and by differences.
@Suite struct GradientPlanTests {
  @Test("a penalty that nobody asks for is differentiated without being computed")
  func unaskedPenalty() {
    var graph = Graph()
    let x = graph.input("x", columns: 1)
    let w = graph.parameter("w", rows: 1, columns: 1)
    let b = graph.parameter("b", rows: 1, columns: 1)
    let sum = graph.bias(graph.product(x, w, name: "p"), b, name: "s")
    let y = graph.input("y", columns: 1)
    let losses = graph.loss(MeanSquaredError(), predicted: sum, expected: y, name: "losses")
    let loss = graph.mean(losses, name: "loss")
    let penalty = graph.penalty(L2(settings: ["strength": .number(2)]), of: w, name: "penalty")
    let root = graph.sum([loss, penalty], name: "objective")
    let parameters = ParameterValues<Double>(graph)
    parameters.snapshot = [3, 0]
    let plan = GradientPlan(
      graph, parameters: parameters, batch: 1, targets: [loss], gradientOf: root)
    plan.tensor(x).value[0] = 1
    plan.tensor(y).value[0] = 1
    plan.forward()
    plan.backward()
    #expect(plan.tensor(loss).value[0] == 4)
    #expect(plan.tensor(penalty).value[0] == 0, "nobody asked for it")
    #expect(parameters.gradients[0][0] == 2 * 2 + 2 * 3)
  }

  /// The gradient by every parameter, and by central differences of the root.
  private func gradients(
    _ graph: Graph, _ root: Graph.NodeID, values: [Double], inputs: [(Graph.NodeID, [Double])],
    batch: Int
  ) -> (gradient: [Double], differences: [Double]) {
    let parameters = ParameterValues<Double>(graph)
    parameters.snapshot = values
    let plan = GradientPlan(
      graph, parameters: parameters, batch: batch, targets: [root], gradientOf: root)
    for (node, numbers) in inputs {
      for (i, number) in numbers.enumerated() { plan.tensor(node).value[i] = number }
    }
    // Twice: what the first pass left behind must not be added to.
    for _ in 1...2 {
      plan.forward()
      plan.backward()
    }
    let gradient = zip(graph.parameters, parameters.gradients).flatMap { parameter, pointer in
      (0..<parameter.count).map { pointer[$0] }
    }
    let h = 1e-6
    let differences = values.indices.map { index in
      func value(_ distance: Double) -> Double {
        var moved = values
        moved[index] += distance
        parameters.snapshot = moved
        plan.forward()
        return plan.tensor(root).value[0]
      }
      return (value(h) - value(-h)) / (2 * h)
    }
    return (gradient, differences)
  }

  private func expectEqual(_ result: (gradient: [Double], differences: [Double])) {
    #expect(result.gradient.contains { $0 != 0 })
    for (gradient, difference) in zip(result.gradient, result.differences) {
      #expect(abs(gradient - difference) < 1e-8)
    }
  }

  @Test("a weight that two products use gets both gradients")
  func sharedWeight() {
    var graph = Graph()
    let x = graph.input("x", columns: 2)
    let t = graph.input("t", columns: 2)
    let w = graph.parameter("w", rows: 2, columns: 2)
    let b = graph.parameter("b", rows: 1, columns: 2)
    let first = graph.activation(
      Tanh(), of: graph.bias(graph.product(x, w, name: "p1"), b, name: "s1"), name: "h1")
    let second = graph.bias(graph.product(first, w, name: "p2"), b, name: "s2")
    let losses = graph.loss(MeanSquaredError(), predicted: second, expected: t, name: "losses")
    let root = graph.mean(losses, name: "loss")
    expectEqual(
      gradients(
        graph, root, values: [0.5, -0.3, 0.8, 0.2, 0.1, -0.4],
        inputs: [(x, [1, 2, -0.5, 0.3, 0.7, -1]), (t, [0, 1, 1, 0, 0.5, 0.5])], batch: 3))
  }

  @Test("a value that two activations use gets both gradients")
  func sharedValue() {
    var graph = Graph()
    let x = graph.input("x", columns: 1)
    let t = graph.input("t", columns: 2)
    let w = graph.parameter("w", rows: 1, columns: 2)
    let z = graph.product(x, w, name: "z")
    let roots = [Tanh() as any RowActivation, Sigmoid(), Softmax()].enumerated().map { index, f in
      let y = graph.activation(f, of: z, name: "y\(index)")
      let losses = graph.loss(MeanSquaredError(), predicted: y, expected: t, name: "l\(index)")
      return graph.mean(losses, name: "m\(index)")
    }
    let direct = graph.loss(LogLoss(), predicted: z, expected: t, name: "direct")
    let penalty = graph.penalty(L2(settings: ["strength": .number(0.3)]), of: w, name: "penalty")
    let root = graph.sum(
      roots + [graph.mean(direct, name: "mean"), penalty], name: "root")
    expectEqual(
      gradients(
        graph, root, values: [0.6, -0.9], inputs: [(x, [1, -2]), (t, [1, 0, 0, 1])], batch: 2))
  }

  @Test("a product whose value is wanted keeps it when a bias is added")
  func wantedProduct() {
    var graph = Graph()
    let x = graph.input("x", columns: 1)
    let w = graph.parameter("w", rows: 1, columns: 1)
    let b = graph.parameter("b", rows: 1, columns: 1)
    let product = graph.product(x, w, name: "product")
    let sum = graph.bias(product, b, name: "sum")
    let parameters = ParameterValues<Double>(graph)
    parameters.snapshot = [2, 10]
    let plan = GradientPlan(graph, parameters: parameters, batch: 1, targets: [product, sum])
    plan.tensor(x).value[0] = 3
    plan.forward()
    #expect(plan.tensor(product).value[0] == 6)
    #expect(plan.tensor(sum).value[0] == 16)
  }

  @Test("a scalar that is summed twice counts twice")
  func doubledTerm() {
    var graph = Graph()
    let w = graph.parameter("w", rows: 2, columns: 1)
    let penalty = graph.penalty(L2(settings: ["strength": .number(1)]), of: w, name: "penalty")
    let root = graph.sum([penalty, penalty], name: "root")
    let result = gradients(graph, root, values: [3, -4], inputs: [], batch: 1)
    #expect(result.gradient == [6, -8])
    expectEqual(result)
  }

  @Test("going back twice gives the same gradients as once")
  func backwardTwice() {
    var graph = Graph()
    let x = graph.input("x", columns: 2)
    let t = graph.input("t", columns: 3)
    let w = graph.parameter("w", rows: 2, columns: 3)
    let b = graph.parameter("b", rows: 1, columns: 3)
    let z = graph.bias(graph.product(x, w, name: "p"), b, name: "z")
    let losses = graph.loss(LogLoss(), predicted: z, expected: t, name: "losses")
    let root = graph.mean(losses, name: "root")
    let parameters = ParameterValues<Double>(graph)
    parameters.snapshot = [0.1, -0.2, 0.3, 0.4, -0.5, 0.6, 0.7, 0.8, -0.9]
    let plan = GradientPlan(
      graph, parameters: parameters, batch: 4, targets: [root], gradientOf: root)
    for i in 0..<8 { plan.tensor(x).value[i] = Double(i) - 3 }
    for i in 0..<4 { plan.tensor(t).value[3 * i + i % 3] = 1 }
    plan.forward()
    let gradients = (1...2).map { _ in
      plan.backward()
      return (0..<6).map { parameters.gradients[0][$0] }
    }
    #expect(gradients[0] == gradients[1] && gradients[0].contains { $0 != 0 })
  }

  @Test("what is added to a product may be computed after it", arguments: [false, true])
  func computedBias(shares: Bool) {
    var graph = Graph()
    let x = graph.input("x", columns: 1)
    let w = graph.parameter("w", rows: 1, columns: 1)
    let product = graph.product(x, w, name: "product")
    let penalty = graph.penalty(L2(settings: ["strength": .number(0.002)]), of: w, name: "penalty")
    let root = graph.mean(graph.bias(product, penalty, name: "sum"), name: "root")
    let parameters = ParameterValues<Double>(graph)
    parameters.snapshot = [10]
    let plan = GradientPlan(
      graph, parameters: parameters, batch: 1, targets: [root], gradientOf: root,
      sharesBuffers: shares)
    plan.tensor(x).value[0] = 3
    plan.forward()
    plan.backward()
    #expect(abs(plan.tensor(root).value[0] - 30.1) < 1e-12)
    #expect(abs(parameters.gradients[0][0] - 3.02) < 1e-12)
  }

  @Test("a product that became a sum cannot be read as a product")
  func fusedProduct() {
    var graph = Graph()
    let x = graph.input("x", columns: 1)
    let w = graph.parameter("w", rows: 1, columns: 1)
    let b = graph.parameter("b", rows: 1, columns: 1)
    let product = graph.product(x, w, name: "product")
    let sum = graph.bias(product, b, name: "sum")
    let plan = GradientPlan(
      graph, parameters: ParameterValues<Float>(graph), batch: 1, targets: [sum])
    #expect(plan.contains(sum) && !plan.contains(product))
  }

  @Test("nothing is computed that nobody asked for")
  func targets() {
    var graph = Graph()
    let x = graph.input("x", columns: 1)
    let wanted = graph.activation(Tanh(), of: x, name: "wanted")
    let other = graph.activation(Sigmoid(), of: x, name: "other")
    let plan = GradientPlan(
      graph, parameters: ParameterValues<Float>(graph), batch: 4, targets: [wanted])
    #expect(plan.contains(wanted) && plan.contains(x) && !plan.contains(other))
    #expect(plan.tensor(wanted).rows == 4 && plan.tensor(wanted).gradient == nil)
  }

  @Test(
    "sharing buffers changes neither values nor gradients",
    arguments: [[], [3], [4, 4], [5, 3, 6, 3], Array(repeating: 4, count: 12)],
    [MeanSquaredError() as any RowLoss, LogLoss()])
  func sharedBuffers(hidden: [Int], loss: any RowLoss) {
    let network = MultilayerPerceptron(
      MultilayerPerceptron.Architecture(
        inputs: 3, outputs: 2, hidden: hidden, activation: Tanh(), outputActivation: Softmax(),
        loss: loss, regularizer: L2(settings: ["strength": .number(0.1)])))
    var random = RandomStream(seed: 3)
    let parameters = ParameterValues<Float>(network.graph)
    parameters.snapshot = (0..<parameters.count).map { _ in Float(random.normal()) }
    let data = (0..<5 * 5).map { _ in Float(random.normal()) }
    let targets = [network.loss, network.prediction, network.layers[0].preactivation]
    let results = [false, true].map { shares in
      let plan = GradientPlan(
        network.graph, parameters: parameters, batch: 5, targets: targets,
        gradientOf: network.objective, sharesBuffers: shares)
      for i in 0..<15 { plan.tensor(network.input).value[i] = data[i] }
      for i in 0..<10 { plan.tensor(network.target).value[i] = data[15 + i] }
      // Twice: the second pass finds what the first left in the shared buffers.
      for _ in 1...2 {
        plan.forward()
        plan.backward()
      }
      #expect(plan.contains(network.losses) == !shares)
      let values = targets.flatMap { target in
        (0..<plan.tensor(target).count).map { plan.tensor(target).value[$0] }
      }
      let gradients = zip(network.graph.parameters, parameters.gradients).flatMap { one, gradient in
        (0..<one.count).map { gradient[$0] }
      }
      return values + gradients
    }
    #expect(results[0] == results[1])
    #expect(results[0].allSatisfy(\.isFinite) && results[0].contains { $0 != 0 })
  }

  @Test("a value that is read twice keeps its shared buffer until the second time")
  func sharedValueInSharedBuffers() {
    var graph = Graph()
    let x = graph.input("x", columns: 2)
    let t = graph.input("t", columns: 2)
    let w = graph.parameter("w", rows: 2, columns: 2)
    let z = graph.product(x, w, name: "z")
    let first = graph.activation(Tanh(), of: z, name: "first")
    let second = graph.activation(Sigmoid(), of: first, name: "second")
    let losses = [first, second, z].enumerated().map { index, node in
      graph.mean(
        graph.loss(MeanSquaredError(), predicted: node, expected: t, name: "l\(index)"),
        name: "m\(index)")
    }
    let root = graph.sum(losses, name: "root")
    let parameters = ParameterValues<Double>(graph)
    let gradients = [false, true].map { shares in
      parameters.snapshot = [0.5, -0.3, 0.8, 0.2]
      let plan = GradientPlan(
        graph, parameters: parameters, batch: 1, targets: [root], gradientOf: root,
        sharesBuffers: shares)
      for (i, value) in [1.0, -2].enumerated() { plan.tensor(x).value[i] = value }
      for (i, value) in [0.3, 0.6].enumerated() { plan.tensor(t).value[i] = value }
      plan.forward()
      plan.backward()
      return [plan.tensor(root).value[0]] + (0..<4).map { parameters.gradients[0][$0] }
    }
    #expect(gradients[0] == gradients[1])
  }
}
