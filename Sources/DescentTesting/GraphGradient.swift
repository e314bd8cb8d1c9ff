public import Descent

/// The gradient of a network's objective by every parameter beside central differences, in `Double`.
///
///     let gradient = GraphGradient(of: architecture, at: values, inputs: x, targets: t)
///     #expect(gradient.findings.isEmpty)
public struct GraphGradient: Sendable {
  /// The parameters whose derivative is not what the differences say.
  public private(set) var findings: [Finding] = []
  /// How many parameters were compared.
  public private(set) var compared = 0
  /// How many lie on a kink, where differences say nothing.
  public private(set) var kinks = 0
  /// The largest difference relative to the derivative, among those compared.
  public private(set) var largestError = 0.0

  /// - Parameters:
  ///   - architecture: The network, with its loss and penalty.
  ///   - values: Of all parameters, in the order of ``Graph/parameters``.
  ///   - inputs: The batch, rows × inputs.
  ///   - targets: The batch, rows × outputs.
  ///   - isLearning: Whether dropout and the statistics of the batch are at work.
  public init(
    of architecture: MultilayerPerceptron.Architecture, at values: [Double], inputs: [Double],
    targets: [Double], isLearning: Bool = true
  ) {
    let network = MultilayerPerceptron(architecture)
    let parameters = ParameterValues<Double>(network.graph)
    parameters.snapshot = values
    let noise = Noise(RandomStream(.noise, replicate: 1))
    let start = noise.state
    let plan = GradientPlan(
      network.graph, parameters: parameters, batch: inputs.count / architecture.inputs,
      mode: isLearning ? .training(noise) : .evaluation, targets: [network.objective],
      gradientOf: network.objective)
    let (input, target) = (plan.tensor(network.input), plan.tensor(network.target))
    precondition(
      inputs.count == input.count && targets.count == target.count,
      "\(inputs.count) inputs and \(targets.count) targets do not fit "
        + "\(input.rows) × \(input.columns) and \(target.rows) × \(target.columns)")
    for i in 0..<input.count { input.value[i] = inputs[i] }
    for i in 0..<target.count { target.value[i] = targets[i] }
    let objective = plan.tensor(network.objective).value

    plan.forward()
    plan.backward()
    for (parameter, (pointer, gradient)) in zip(
      parameters.parameters, zip(parameters.values, parameters.gradients))
    {
      for index in 0..<parameter.count {
        let centre = pointer[index]
        let difference = CentralDifference { distance in
          pointer[index] = centre + distance
          // The same numbers are dropped each time.
          noise.state = start
          plan.forward()
          return objective[0]
        }
        note(
          difference.compare(gradient[index]), gradient[index], parameter, index, architecture)
        pointer[index] = centre
      }
    }
  }

  private mutating func note(
    _ outcome: CentralDifference.Outcome, _ derivative: Double, _ parameter: Graph.Parameter,
    _ index: Int, _ architecture: MultilayerPerceptron.Architecture
  ) {
    switch outcome {
    case .kink: kinks += 1
    case .agrees(let error):
      compared += 1
      largestError = max(largestError, error)
    case .disagrees(let estimate):
      compared += 1
      findings.append(
        Finding(
          component: "network of '\(type(of: architecture.activations[0]).name)' and "
            + "'\(type(of: architecture.loss).name)'",
          "the gradient of the objective equals central differences",
          "for number \(index + 1) of \(parameter.name) it is \(derivative), "
            + "the differences \(estimate)"))
    }
  }
}
