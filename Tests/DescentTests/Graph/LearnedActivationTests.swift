import Descent
import DescentPlugins
import DescentTesting
import Testing

/// Networks whose activations learn.
@Suite struct LearnedActivationTests {
  static let activations: [any LearnedActivation] = [
    Snake(), PReLU(), PReLU(settings: ["shared": .boolean(false)]), Bent(),
    Bent(settings: ["shared": .boolean(false)]),
  ]

  static func architecture(
    _ activation: any RowActivation, output: any RowActivation = Identity(),
    loss: any RowLoss = MeanSquaredError(), regularizer: (any Regularizer)? = nil
  ) -> MultilayerPerceptron.Architecture {
    MultilayerPerceptron.Architecture(
      inputs: 2, outputs: 2, hidden: [4, 3], activation: activation, outputActivation: output,
      loss: loss, regularizer: regularizer)
  }

  @Test("the doubles obey the laws", arguments: activations)
  func laws(_ activation: any LearnedActivation) {
    let findings = Laws.findings(for: activation)
    #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
  }

  // MARK: - Gradients

  @Test(
    "a network's gradient equals central differences", arguments: activations,
    [
      architecture(Identity(), regularizer: L2(settings: ["strength": .number(0.3)])),
      architecture(Identity(), output: Softmax(), loss: LogLoss()),
      architecture(Identity(), output: Bent(settings: ["shared": .boolean(false)])),
    ])
  func gradient(
    _ activation: any LearnedActivation, _ given: MultilayerPerceptron.Architecture
  ) throws {
    var architecture = given
    architecture.activations = [activation]
    let network = MultilayerPerceptron(architecture)
    var random = RandomStream(seed: 21)
    let values = try network.initialValues(Xavier(), random: &random).map {
      $0 + random.uniform(in: 0.05..<0.3)
    }
    let inputs = (0..<5 * 2).map { _ in random.normal() }
    let targets = [1.0, 0, 0, 1, 1, 0, 0, 1, 1, 0]
    let gradient = GraphGradient(of: architecture, at: values, inputs: inputs, targets: targets)
    #expect(gradient.findings.isEmpty, "\(gradient.findings.prefix(3).map(\.description))")
    #expect(gradient.compared >= values.count - 1)
  }

  @Test("coefficients that two activations have in common get both gradients")
  func sharedCoefficient() {
    var graph = Graph()
    let x = graph.input("x", columns: 2)
    let t = graph.input("t", columns: 2)
    let w = graph.parameter("w", rows: 2, columns: 2)
    let slope = graph.parameter("slope", rows: 1, columns: 1)
    let z = graph.product(x, w, name: "z")
    let first = graph.activation(PReLU(), of: z, coefficients: [slope], name: "first")
    let second = graph.activation(PReLU(), of: first, coefficients: [slope], name: "second")
    let losses = graph.loss(MeanSquaredError(), predicted: second, expected: t, name: "losses")
    let root = graph.mean(losses, name: "root")
    let parameters = ParameterValues<Double>(graph)
    parameters.snapshot = [1, 0, 0, 1, 0.5]
    let plan = GradientPlan(
      graph, parameters: parameters, batch: 1, targets: [root], gradientOf: root)
    (plan.tensor(x).value[0], plan.tensor(x).value[1]) = (-8, 3)
    plan.forward()
    plan.backward()
    // −8 → a²·(−8) = −2 with loss ½ · 64 a⁴, and 3 stays.
    #expect(plan.tensor(second).value[0] == -2 && plan.tensor(second).value[1] == 3)
    #expect(parameters.gradients[1][0] == 0.5 * 64 * 4 * 0.125)
  }

  @Test("sharing buffers changes neither values nor gradients", arguments: activations)
  func sharedBuffers(_ activation: any LearnedActivation) {
    let network = MultilayerPerceptron(Self.architecture(activation))
    let parameters = ParameterValues<Float>(network.graph)
    parameters.snapshot = (0..<parameters.count).map { 0.1 * Float($0 % 7) + 0.2 }
    let gradients = [false, true].map { shares in
      let plan = GradientPlan(
        network.graph, parameters: parameters, batch: 3, targets: [network.prediction],
        gradientOf: network.objective, sharesBuffers: shares)
      for i in 0..<6 { plan.tensor(network.input).value[i] = Float(i) - 2.5 }
      for _ in 1...2 {
        plan.forward()
        plan.backward()
      }
      return zip(parameters.parameters, parameters.gradients).flatMap { parameter, gradient in
        (0..<parameter.count).map { gradient[$0] }
      }
    }
    #expect(gradients[0] == gradients[1] && gradients[0].allSatisfy { $0.isFinite && $0 != 0 })
  }

  // MARK: - Networks

  @Test("each layer has a parameter for each coefficient, behind weight and bias")
  func parameters() throws {
    let network = MultilayerPerceptron(
      Self.architecture(Bent(settings: ["shared": .boolean(false)]), regularizer: L2()))
    #expect(
      network.graph.parameters.map { "\($0.name) \($0.rows) × \($0.columns)" } == [
        "layers.0.weight 2 × 4", "layers.0.bias 1 × 4", "layers.0.activation.height 1 × 4",
        "layers.0.activation.lean 1 × 4", "layers.1.weight 4 × 3", "layers.1.bias 1 × 3",
        "layers.1.activation.height 1 × 3", "layers.1.activation.lean 1 × 3",
        "layers.2.weight 3 × 2", "layers.2.bias 1 × 2",
      ])
    #expect(network.layers.map(\.weightIndex) == [0, 4, 8])
    #expect(network.layers.map(\.biasIndex) == [1, 5, 9])
    #expect(network.layers.map { $0.coefficients.count } == [2, 2, 0])
    var random = RandomStream(seed: 1)
    let values = try network.initialValues(Zeros(), random: &random)
    #expect(values[12..<20] == [1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5])
    let penalized = network.graph.nodes.filter {
      if case .penalty = $0.operation { true } else { false }
    }
    #expect(
      penalized.flatMap { $0.inputs.map { network.graph[$0].name } }
        == ["layers.0.weight", "layers.1.weight", "layers.2.weight"])
  }

  @Test("a drawing shows the coefficients")
  func drawing() {
    let text = GraphDrawing(MultilayerPerceptron(Self.architecture(Snake())).graph).text(.text)
    let line = text.split(separator: "\n").first { $0.hasPrefix("layers.0.output") }
    #expect(
      line?.split(separator: /\s{2,}/) == [
        "layers.0.output", "snake", "layers.0.sum, layers.0.activation.frequency", "batch × 4",
      ])
  }

  @Test("training changes the coefficients, and layers are measured as others are")
  func training() throws {
    let record = try TrainerTests.run(
      TrainerTests.recipe {
        $0.activations = [PReLU()]
        $0.batchSize = 32
      }, on: TrainerTests.moons())
    #expect(record.parameterCount == 2 * 8 + 8 + 1 + 8 * 8 + 8 + 1 + 8 + 1)
    #expect(record.initialValues[24] == 0.25 && record.finalValues[24] != 0.25)
    #expect(record.divergence == nil)
    let units = record.layers.filter { !$0.isOutput }.map(\.units)
    // Its derivative is nowhere 0.
    #expect(units.allSatisfy { $0?.strictlyDead == 0 })
  }

  @Test("before it learns it is the function that it starts as")
  func start() {
    let (rows, columns) = (2, 2)
    let (z, expected): ([Float], [Float]) = ([-4, 2, 0, -1], [-1, 2, 0, -0.25])
    var y: [Float] = [0, 0, 0, 0]
    Float.kernel(of: PReLU()).forward(z, &y, nil, rows, columns)
    #expect(y == expected)
  }
}

// MARK: - Doubles

/// A line with a ripple: x + sin²(a x) / a.
private struct Snake: LearnedActivation {
  static let name = "snake"
  static let summary = "x + sin²(a x) / a with a learned frequency a"
  enum Coefficient: Int, CaseIterable { case frequency }
  func initialValue(of coefficient: Coefficient) -> Double { 1 }
  func callAsFunction<T: Scalar>(_ x: T, _ coefficients: Coefficients<T, Coefficient>) -> T {
    let a = coefficients[.frequency]
    let wave = T.sin(a * x)
    return x + wave * wave / a
  }
}

private struct PReLU: LearnedActivation {
  static let name = "prelu"
  static let summary = "x, or a x below 0, with a learned slope a"
  static let hyperparameters = [Hyperparameter("shared", \Self.sharesCoefficients)]
  enum Coefficient: Int, CaseIterable { case slope }
  var sharesCoefficients = true
  func initialValue(of coefficient: Coefficient) -> Double { 0.25 }
  func callAsFunction<T: Scalar>(_ x: T, _ coefficients: Coefficients<T, Coefficient>) -> T {
    x > 0 ? x : coefficients[.slope] * x
  }
}

/// h tanh(x) + l x: two coefficients with different derivatives.
private struct Bent: LearnedActivation {
  static let name = "bent"
  static let summary = "A hyperbolic tangent of learned height on a learned line"
  static let hyperparameters = [Hyperparameter("shared", \Self.sharesCoefficients)]
  enum Coefficient: Int, CaseIterable { case height, lean }
  var sharesCoefficients = true
  func initialValue(of coefficient: Coefficient) -> Double {
    switch coefficient {
    case .height: 1
    case .lean: 0.5
    }
  }
  func callAsFunction<T: Scalar>(_ x: T, _ coefficients: Coefficients<T, Coefficient>) -> T {
    coefficients[.height] * .tanh(x) + coefficients[.lean] * x
  }
}
