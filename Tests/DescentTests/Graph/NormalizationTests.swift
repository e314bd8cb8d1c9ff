import Descent
import DescentPlugins
import Testing

@Suite struct NormalizationTests {
  /// One layer of two units without anything but batch normalisation, on a batch of rows.
  private struct Fixture {
    let plan: GradientPlan<Double>
    let parameters: ParameterValues<Double>
    let output: Graph.NodeID

    init(rows: [[Double]], mode: PlanMode) {
      var graph = Graph()
      let columns = rows[0].count
      let x = graph.input("x", columns: columns)
      let scale = graph.parameter("scale", rows: 1, columns: columns)
      let shift = graph.parameter("shift", rows: 1, columns: columns)
      let mean = graph.statistic("mean", columns: columns, initialValue: 0)
      let variance = graph.statistic("variance", columns: columns, initialValue: 1)
      output = graph.batchNormalization(
        x, scale: scale, shift: shift, mean: mean, variance: variance, name: "y")
      parameters = ParameterValues(graph)
      for j in 0..<columns { parameters.values[0][j] = 1 }
      plan = GradientPlan(
        graph, parameters: parameters, batch: rows.count, mode: mode, targets: [output])
      for (i, number) in rows.joined().enumerated() { plan.tensor(x).value[i] = number }
    }

    var result: [Double] {
      let tensor = plan.tensor(output)
      return (0..<tensor.count).map { tensor.value[$0] }
    }

    var running: [[Double]] {
      parameters.statistics.map { row in (0..<plan.tensor(output).columns).map { row[$0] } }
    }
  }

  private static var learning: PlanMode { .training(Noise(RandomStream(.noise, replicate: 1))) }

  @Test("while it learns, a column has mean 0 and deviation 1, and the running statistics follow")
  func learning() {
    let fixture = Fixture(rows: [[1, 10], [3, 10], [5, 40], [7, 40]], mode: Self.learning)
    fixture.plan.forward()
    // Column 1 has mean 4 and variance 5, column 2 mean 25 and variance 225.
    let (first, second) = (1 / (5 + 1e-5).squareRoot(), 1 / (225 + 1e-5).squareRoot())
    let expected: [Double] = [
      -3 * first, -15 * second, -first, -15 * second, first, 15 * second, 3 * first, 15 * second,
    ]
    for (value, number) in zip(fixture.result, expected) { #expect(abs(value - number) < 1e-12) }
    let running: [[Double]] = [[0.4, 2.5], [0.9 + 0.1 * 20 / 3, 0.9 + 0.1 * 300]]
    for (row, numbers) in zip(fixture.running, running) {
      for (value, number) in zip(row, numbers) { #expect(abs(value - number) < 1e-12) }
    }
  }

  @Test("afterwards the running statistics stand in, and stay as they are")
  func evaluation() {
    let fixture = Fixture(rows: [[1, 10], [3, 10]], mode: .evaluation)
    for j in 0..<2 {
      fixture.parameters.statistics[0][j] = 2
      fixture.parameters.statistics[1][j] = 4
    }
    fixture.plan.forward()
    for (value, x) in zip(fixture.result, [1.0, 10, 3, 10]) {
      #expect(abs(value - (x - 2) / (4 + 1e-5).squareRoot()) < 1e-12)
    }
    #expect(fixture.running == [[2, 2], [4, 4]])
  }

  @Test("a batch of one row is taken as in evaluation")
  func oneRow() {
    let fixture = Fixture(rows: [[3, -2]], mode: Self.learning)
    fixture.plan.forward()
    for (value, x) in zip(fixture.result, [3.0, -2]) {
      #expect(abs(value - x / (1 + 1e-5).squareRoot()) < 1e-12)
    }
    #expect(fixture.running == [[0, 0], [1, 1]])
  }

  @Test(
    "the mean of 100,000 rows far from zero is not lost to rounding in Float",
    arguments: [1, 64, 65, 1000, 100_000])
  func longColumns(rows: Int) {
    var graph = Graph()
    let x = graph.input("x", columns: 1)
    let parameters = [1.0, 0].enumerated().map { index, _ in
      graph.parameter("p\(index)", rows: 1, columns: 1)
    }
    let mean = graph.statistic("mean", columns: 1, initialValue: 0)
    let variance = graph.statistic("variance", columns: 1, initialValue: 1)
    let y = graph.batchNormalization(
      x, scale: parameters[0], shift: parameters[1], mean: mean, variance: variance, name: "y")
    let values = ParameterValues<Float>(graph)
    let plan = GradientPlan(
      graph, parameters: values, batch: 2 * rows, mode: Self.learning, targets: [y])
    for i in 0..<2 * rows { plan.tensor(x).value[i] = i % 2 == 0 ? 999 : 1001 }
    plan.forward()
    #expect(abs(values.statistics[0][0] - 100) < 1e-4)
    let unbiased = 0.9 + 0.1 * Float(2 * rows) / Float(2 * rows - 1)
    #expect(abs(values.statistics[1][0] - unbiased) < 1e-4)
  }

  @Test("batch normalisation stands in the bias's place, layer normalisation does not")
  func parameters() {
    func names(_ normalization: MultilayerPerceptron.Normalization) -> [String] {
      let network = MultilayerPerceptron(
        .init(
          inputs: 2, outputs: 1, hidden: [3], normalization: normalization, activation: PReLU(),
          outputActivation: Identity(), loss: MeanSquaredError()))
      return network.graph.parameters.map(\.name) + network.graph.statistics.map(\.name)
    }
    let last = ["layers.1.weight", "layers.1.bias"]
    #expect(
      names(.none) == ["layers.0.weight", "layers.0.bias", "layers.0.activation.slope"] + last)
    #expect(
      names(.batch) == [
        "layers.0.weight", "layers.0.normalization.weight", "layers.0.normalization.bias",
        "layers.0.activation.slope",
      ] + last + ["layers.0.normalization.running_mean", "layers.0.normalization.running_var"])
    #expect(
      names(.layer) == [
        "layers.0.weight", "layers.0.bias", "layers.0.normalization.weight",
        "layers.0.normalization.bias", "layers.0.activation.slope",
      ] + last)
  }
}
