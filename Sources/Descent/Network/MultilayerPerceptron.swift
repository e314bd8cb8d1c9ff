/// A multilayer perceptron, recorded as a computational graph.
///
/// Layer l computes hₗ = f(hₗ₋₁ · Wₗ + bₗ); the last layer's activation is the output activation. A
/// loss that takes logits is attached before that activation, any other one behind it. Where f is a
/// ``LearnedActivation``, each layer has coefficients of its own.
public struct MultilayerPerceptron: Sendable {
  public let graph: Graph
  /// From the first hidden layer to the output layer.
  public let layers: [Layer]
  /// The inputs, batch × inputs.
  public let input: Graph.NodeID
  /// The targets, batch × outputs.
  public let target: Graph.NodeID
  /// The output activation: probabilities, or numbers.
  public let prediction: Graph.NodeID
  /// What the loss compares with the target: the prediction, or the logits that it comes from.
  public let scores: Graph.NodeID
  /// Each row's loss, without the penalty.
  public let losses: Graph.NodeID
  /// The mean loss over the batch.
  public let loss: Graph.NodeID
  /// The penalty over all weight matrices, where there is a regulariser.
  public let penalty: Graph.NodeID?
  /// What training minimises: loss plus penalty.
  public let objective: Graph.NodeID

  /// A weight matrix with its bias, its activation and what that learns.
  public struct Layer: Sendable {
    public let activation: any RowActivation
    public let fanIn: Int
    public let fanOut: Int
    public let isOutput: Bool
    public let preactivation: Graph.NodeID
    public let output: Graph.NodeID
    /// The places of weight and bias in ``Graph/parameters``.
    public let weightIndex: Int
    public let biasIndex: Int
    /// What the activation learns, and the places of that in ``Graph/parameters``.
    public let coefficients: [LearnedCoefficient]
    public let coefficientIndices: Range<Int>
  }

  /// What a network is made of.
  public struct Architecture: Sendable {
    public var inputs: Int
    public var outputs: Int
    /// The hidden layers' widths; none gives a linear model.
    public var hidden: [Int]
    public var activation: any RowActivation
    public var outputActivation: any RowActivation
    public var loss: any RowLoss
    public var regularizer: (any Regularizer)?

    public init(
      inputs: Int, outputs: Int, hidden: [Int], activation: any RowActivation,
      outputActivation: any RowActivation, loss: any RowLoss,
      regularizer: (any Regularizer)? = nil
    ) {
      self.inputs = inputs
      self.outputs = outputs
      self.hidden = hidden
      self.activation = activation
      self.outputActivation = outputActivation
      self.loss = loss
      self.regularizer = regularizer
    }
  }

  public init(_ architecture: Architecture) {
    var graph = Graph()
    var layers: [Layer] = []
    var weights: [Graph.NodeID] = []
    input = graph.input("input", columns: architecture.inputs)
    var (signal, width) = (input, architecture.inputs)
    let widths = architecture.hidden + [architecture.outputs]
    for (index, fanOut) in widths.enumerated() {
      let isOutput = index == widths.count - 1
      let activation = isOutput ? architecture.outputActivation : architecture.activation
      let prefix = "layers.\(index)."
      let weight = graph.parameter(prefix + "weight", rows: width, columns: fanOut)
      let bias = graph.parameter(prefix + "bias", rows: 1, columns: fanOut)
      let learned = activation as? any LearnedActivation
      let coefficients = learned?.coefficients(units: fanOut) ?? []
      let coefficientNodes = coefficients.map {
        graph.parameter(prefix + "activation." + $0.name, rows: 1, columns: $0.count)
      }
      let end = graph.parameters.count
      let start = end - coefficients.count
      let product = graph.product(signal, weight, name: prefix + "product")
      let preactivation = graph.bias(product, bias, name: prefix + "sum")
      let name = isOutput ? "prediction" : prefix + "output"
      signal =
        learned.map {
          graph.activation($0, of: preactivation, coefficients: coefficientNodes, name: name)
        } ?? graph.activation(activation, of: preactivation, name: name)
      layers.append(
        Layer(
          activation: activation, fanIn: width, fanOut: fanOut, isOutput: isOutput,
          preactivation: preactivation, output: signal, weightIndex: start - 2,
          biasIndex: start - 1, coefficients: coefficients, coefficientIndices: start..<end))
      weights.append(weight)
      width = fanOut
    }
    prediction = signal
    target = graph.input("target", columns: architecture.outputs)
    let takesLogits = type(of: architecture.loss).takesLogits
    scores = takesLogits ? layers[layers.count - 1].preactivation : prediction
    losses = graph.loss(
      architecture.loss, predicted: scores, expected: target, name: "losses")
    loss = graph.mean(losses, name: "loss")
    if let regularizer = architecture.regularizer {
      let terms = weights.enumerated().map { index, weight in
        graph.penalty(regularizer, of: weight, name: "layers.\(index).penalty")
      }
      let penalty = graph.sum(terms, name: "penalty")
      self.penalty = penalty
      objective = graph.sum([loss, penalty], name: "objective")
    } else {
      penalty = nil
      objective = loss
    }
    self.graph = graph
    self.layers = layers
  }

  /// First weights, biases and coefficients for every layer, in the order of ``Graph/parameters``.
  ///
  /// - Throws: A ``ComponentError`` where the initialiser cannot fill a layer.
  public func initialValues(
    _ initializer: any Initializer, files: [LoadedFile] = [], random: inout RandomStream
  ) throws -> [Double] {
    var values: [Double] = []
    for (index, layer) in layers.enumerated() {
      let site = LayerSite(
        index: index, fanIn: layer.fanIn, fanOut: layer.fanOut, activation: layer.activation,
        files: files)
      let weights = try initializer.weights(of: site, random: &random)
      let biases = try initializer.biases(of: site, random: &random)
      guard weights.count == layer.fanIn * layer.fanOut, biases.count == layer.fanOut else {
        throw ComponentError(
          "initializer '\(type(of: initializer).name)' returned \(weights.count) weights and "
            + "\(biases.count) biases for layer \(index + 1), which has "
            + "\(layer.fanIn) × \(layer.fanOut) weights and \(layer.fanOut) biases")
      }
      values += weights + biases
      for coefficient in layer.coefficients {
        let numbers = try initializer.values(of: coefficient, in: site, random: &random)
        guard numbers.count == coefficient.count else {
          throw ComponentError(
            "initializer '\(type(of: initializer).name)' returned \(numbers.count) numbers for the "
              + "\(coefficient.count) of '\(coefficient.name)' in layer \(index + 1)")
        }
        values += numbers
      }
    }
    return values
  }
}
