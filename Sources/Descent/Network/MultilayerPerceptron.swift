/// A multilayer perceptron, recorded as a computational graph.
///
/// Each ``Layer`` computes from the signal of the one before; the last layer's activation is the output
/// activation. A loss that takes logits is attached before that activation, any other one behind it.
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

  /// What a network is made of.
  public struct Architecture: Sendable {
    public var inputs: Int
    public var outputs: Int
    /// The hidden layers' widths; none gives a linear model.
    public var hidden: [Int]
    public var normalization: Normalization
    /// The probability with which an output of a hidden layer is left out in a step.
    public var dropout: Double
    /// Whether a hidden layer's input is added to its output where both have the same width.
    public var isResidual: Bool
    /// Of the hidden layers: one each, or one for all of them.
    public var activations: [any RowActivation]
    public var outputActivation: any RowActivation
    public var loss: any RowLoss
    public var regularizer: (any Regularizer)?

    public init(
      inputs: Int, outputs: Int, hidden: [Int], normalization: Normalization = .none,
      dropout: Double = 0, isResidual: Bool = false, activation: any RowActivation,
      outputActivation: any RowActivation, loss: any RowLoss,
      regularizer: (any Regularizer)? = nil
    ) {
      self.inputs = inputs
      self.outputs = outputs
      self.hidden = hidden
      self.normalization = normalization
      self.dropout = dropout
      self.isResidual = isResidual
      activations = [activation]
      self.outputActivation = outputActivation
      self.loss = loss
      self.regularizer = regularizer
    }
  }

  /// How the hidden layers' pre-activations are brought to a common scale.
  public enum Normalization: String, CaseIterable, Sendable {
    case none
    /// Each unit over the rows of a batch (Ioffe and Szegedy 2015). It takes the bias's place.
    case batch
    /// Each row over the units of a layer (Ba, Kiros and Hinton 2016).
    case layer
  }

  public init(_ architecture: Architecture) {
    precondition(
      [1, architecture.hidden.count].contains(architecture.activations.count),
      "there is neither one activation nor one for each hidden layer")
    var graph = Graph()
    var layers: [Layer] = []
    input = graph.input("input", columns: architecture.inputs)
    let widths = architecture.hidden + [architecture.outputs]
    for (index, units) in widths.enumerated() {
      layers.append(
        Layer(
          index, units: units, isOutput: index == widths.count - 1,
          on: layers.last?.signal ?? input, of: architecture, in: &graph))
    }
    let last = layers[widths.count - 1]
    prediction = last.output
    target = graph.input("target", columns: architecture.outputs)
    let takesLogits = type(of: architecture.loss).takesLogits
    scores = takesLogits ? last.preactivation : prediction
    losses = graph.loss(
      architecture.loss, predicted: scores, expected: target, name: "losses")
    loss = graph.mean(losses, name: "loss")
    if let regularizer = architecture.regularizer {
      let terms = layers.enumerated().map { index, layer in
        graph.penalty(regularizer, of: layer.weight, name: "layers.\(index).penalty")
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

  /// First values of every layer's parameters, in the order of ``Graph/parameters``, and behind them of
  /// ``Graph/statistics``.
  ///
  /// - Throws: A ``ComponentError`` where the initialiser cannot fill a layer.
  public func initialValues(
    _ initializer: any Initializer, files: [LoadedFile] = [], random: inout RandomStream
  ) throws -> [Double] {
    try initializer.check(
      graph.parameters.map(\.name) + graph.statistics.map(\.name), files: files)
    var values: [Double] = []
    var statistics: [Double] = []
    for (index, layer) in layers.enumerated() {
      let site = LayerSite(
        index: index, fanIn: layer.fanIn, fanOut: layer.fanOut, activation: layer.activation,
        files: files)
      func check(_ numbers: [Double], _ count: Int, of what: String) throws {
        guard numbers.count != count else { return }
        throw ComponentError(
          "initializer '\(type(of: initializer).name)' returned \(numbers.count) numbers for the "
            + "\(count) \(what) in layer \(index + 1)")
      }
      let weights = try initializer.weights(of: site, random: &random)
      try check(weights, layer.fanIn * layer.fanOut, of: "weights")
      values += weights
      if layer.biasIndex != nil {
        let biases = try initializer.biases(of: site, random: &random)
        try check(biases, layer.fanOut, of: "biases")
        values += biases
      }
      for coefficient in layer.coefficients {
        let numbers = try initializer.values(of: coefficient, in: site, random: &random)
        try check(numbers, coefficient.count, of: "of '\(coefficient.name)'")
        values += numbers
      }
      for statistic in layer.statistics {
        let numbers = try initializer.values(of: statistic, in: site, random: &random)
        try check(numbers, statistic.count, of: "of '\(statistic.name)'")
        statistics += numbers
      }
    }
    return values + statistics
  }
}
