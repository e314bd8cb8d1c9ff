import Descent
import DescentPlugins
import Testing

/// Whole trainings against PyTorch's, from the same first weights on the full batch.
@Suite struct ParityTests {
  /// What `Tests/Reference/parity.py` writes.
  struct Golden: Decodable, Sendable {
    var steps: Int
    var rows: Int
    var widths: [Int]
    var learning_rate: Double
    var momentum: Double
    var slope: Double
    var strength: Double
    var inputs: [Double]
    var classes: [Double]
    var numbers: [Double]
    var initial: [Double]
    var cases: [Training]

    struct Training: Decodable, Sendable, CustomTestStringConvertible {
      var task: String
      var loss: String
      var activation: String
      var optimizer: String
      var regularizer: String
      var losses: [Double]
      var parameters: [Double]

      var testDescription: String { "\(task), \(activation), \(optimizer), \(regularizer)" }
    }
  }

  static let golden = Result { try Repository.golden("parity", as: Golden.self) }
  static var cases: [Golden.Training] { (try? golden.get().cases) ?? [] }

  @Test("in Double every loss and weight is PyTorch's to 1e-9", arguments: cases)
  func double(_ training: Golden.Training) throws {
    try check(training, in: Double.self, tolerance: 1e-9)
  }

  @Test("in Float every loss is PyTorch's to 1e-4", arguments: cases)
  func float(_ training: Golden.Training) throws {
    try check(training, in: Float.self, tolerance: 1e-4)
  }

  @Test("all cases are there")
  func completeness() throws { #expect(try Self.golden.get().cases.count == 3 * 4 * 3 * 2) }

  private func check<T: RealScalar>(
    _ training: Golden.Training, in type: T.Type, tolerance: Double
  ) throws {
    let (losses, parameters) = try train(training, in: type)
    try #require(losses.count == training.losses.count)
    for (step, (loss, expected)) in zip(losses, training.losses).enumerated() {
      #expect(abs(loss - expected) <= tolerance * expected, "loss before step \(step + 1)")
    }
    try #require(parameters.count == training.parameters.count)
    // Weights near zero come about by cancellation: the error is relative to the largest weight.
    let scale = training.parameters.map(abs).max() ?? 0
    for (value, expected) in zip(parameters, training.parameters) {
      #expect(abs(value - expected) <= tolerance * scale)
    }
  }

  private func train<T: RealScalar>(
    _ training: Golden.Training, in type: T.Type
  ) throws -> (losses: [Double], parameters: [Double]) {
    let golden = try Self.golden.get()
    let network = MultilayerPerceptron(try architecture(training, golden))
    let parameters = ParameterValues<T>(network.graph)
    parameters.snapshot = golden.initial.map { T($0) }
    let plan = GradientPlan(
      network.graph, parameters: parameters, batch: golden.rows,
      targets: [network.objective, network.loss], gradientOf: network.objective)
    let (input, target) = (plan.tensor(network.input), plan.tensor(network.target))
    let targets = training.task == "numbers" ? golden.numbers : golden.classes
    for i in 0..<input.count { input.value[i] = T(golden.inputs[i]) }
    for i in 0..<target.count { target.value[i] = T(targets[i]) }

    let optimizer = try optimizer(training, golden)
    let kernel = T.kernel(of: optimizer)
    var state = parameters.parameters.map { parameter in
      Array(repeating: T(0), count: Swift.type(of: optimizer).slotCount * parameter.count + 1)
    }
    var losses: [Double] = []
    for index in 1...golden.steps {
      plan.forward()
      losses.append(Double(plan.tensor(network.loss).value[0]))
      plan.backward()
      let step = Step(
        index: index, epoch: Double(index - 1), learningRate: optimizer.learningRate)
      for (place, parameter) in parameters.parameters.enumerated() {
        kernel.run(
          parameters.values[place], parameters.gradients[place], &state[place], parameter.rows,
          parameter.columns, step)
      }
    }
    return (losses, parameters.snapshot.map { Double($0) })
  }

  // MARK: - Components

  private func architecture(
    _ training: Golden.Training, _ golden: Golden
  ) throws -> MultilayerPerceptron.Architecture {
    let registry = BuiltIns.registry
    return MultilayerPerceptron.Architecture(
      inputs: golden.widths[0], outputs: golden.widths[3], hidden: Array(golden.widths[1...2]),
      activation: try #require(
        registry.make(
          .activation, named: training.activation, settings: ["slope": .number(golden.slope)],
          as: (any RowActivation).self)),
      outputActivation: training.task == "numbers" ? Identity() : Softmax(),
      loss: try #require(registry.make(.loss, named: training.loss, as: (any RowLoss).self)),
      regularizer: training.regularizer == "l2"
        ? L2(settings: ["strength": .number(golden.strength)]) : nil)
  }

  private func optimizer(
    _ training: Golden.Training, _ golden: Golden
  ) throws -> any MatrixOptimizer {
    try #require(
      BuiltIns.registry.make(
        .optimizer, named: training.optimizer,
        settings: [
          "learning_rate": .number(golden.learning_rate), "momentum": .number(golden.momentum),
        ], as: (any MatrixOptimizer).self))
  }
}
