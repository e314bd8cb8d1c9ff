extension MultilayerPerceptron {
  /// A layer: h ↦ f(N(h · W + b)), and in a hidden one dropout and the residual connection behind it.
  ///
  /// Normalisation N, dropout and residual connection are there where the architecture says so. Batch
  /// normalisation, which would take any bias off again, stands in the bias's place. Where f is a
  /// ``LearnedActivation``, each layer has coefficients of its own.
  public struct Layer: Sendable {
    public let activation: any RowActivation
    public let fanIn: Int
    public let fanOut: Int
    public let isOutput: Bool
    public let weight: Graph.NodeID
    /// What the activation is applied to.
    public let preactivation: Graph.NodeID
    /// What the activation gives.
    public let output: Graph.NodeID
    /// What the next layer reads.
    public let signal: Graph.NodeID
    /// The places of weight and bias in ``Graph/parameters``.
    public let weightIndex: Int
    public let biasIndex: Int?
    /// What normalisation and activation learn; it follows weight and bias in ``Graph/parameters``.
    public let coefficients: [LearnedCoefficient]
    /// The running mean and variance of batch normalisation, in the order of ``Graph/statistics``.
    public let statistics: [LearnedCoefficient]

    /// Records a layer.
    ///
    /// - Parameters:
    ///   - index: Its place in the network, from 0.
    ///   - units: Its width.
    ///   - isOutput: Whether it is the last one.
    ///   - input: The signal that it reads.
    ///   - architecture: What it is made of.
    ///   - graph: Where it is recorded.
    init(
      _ index: Int, units: Int, isOutput: Bool, on input: Graph.NodeID,
      of architecture: Architecture, in graph: inout Graph
    ) {
      let prefix = "layers.\(index)."
      let normalization = isOutput ? .none : architecture.normalization
      let activations = architecture.activations
      activation =
        isOutput
        ? architecture.outputActivation : activations[activations.count == 1 ? 0 : index]
      fanIn = graph[input].shape.columns
      fanOut = units
      self.isOutput = isOutput

      weightIndex = graph.parameters.count
      weight = graph.parameter(prefix + "weight", rows: fanIn, columns: units)
      biasIndex = normalization == .batch ? nil : weightIndex + 1
      let bias =
        biasIndex == nil ? nil : graph.parameter(prefix + "bias", rows: 1, columns: units)
      let learned = activation as? any LearnedActivation
      let ofActivation = learned?.coefficients(units: units).map { $0.named("activation.") } ?? []
      coefficients = normalization.coefficients(units: units) + ofActivation
      statistics = normalization.statistics(units: units)
      let rows = coefficients.map {
        graph.parameter(prefix + $0.name, rows: 1, columns: $0.count)
      }
      let running = statistics.map {
        graph.statistic(prefix + $0.name, columns: $0.count, initialValue: $0.initialValue)
      }

      var result = graph.product(input, weight, name: prefix + "product")
      if let bias { result = graph.bias(result, bias, name: prefix + "sum") }
      switch normalization {
      case .none: break
      case .batch:
        result = graph.batchNormalization(
          result, scale: rows[0], shift: rows[1], mean: running[0], variance: running[1],
          name: prefix + "normalization")
      case .layer:
        result = graph.layerNormalization(
          result, scale: rows[0], shift: rows[1], name: prefix + "normalization")
      }
      preactivation = result
      let name = isOutput ? "prediction" : prefix + "output"
      if let learned {
        result = graph.activation(
          learned, of: result, coefficients: rows.suffix(ofActivation.count), name: name)
      } else {
        result = graph.activation(activation, of: result, name: name)
      }
      output = result
      if !isOutput, architecture.dropout > 0 {
        result = graph.dropout(result, rate: architecture.dropout, name: prefix + "dropout")
      }
      if !isOutput, architecture.isResidual, fanIn == fanOut {
        result = graph.addition(result, input, name: prefix + "residual")
      }
      signal = result
    }
  }
}

extension MultilayerPerceptron.Normalization {
  /// The scale and shift that a layer learns, under PyTorch's names.
  fileprivate func coefficients(units: Int) -> [LearnedCoefficient] {
    guard self != .none else { return [] }
    return [
      LearnedCoefficient(name: "normalization.weight", initialValue: 1, count: units),
      LearnedCoefficient(name: "normalization.bias", initialValue: 0, count: units),
    ]
  }

  /// What a layer keeps for evaluation, under PyTorch's names.
  fileprivate func statistics(units: Int) -> [LearnedCoefficient] {
    guard self == .batch else { return [] }
    return [
      LearnedCoefficient(name: "normalization.running_mean", initialValue: 0, count: units),
      LearnedCoefficient(name: "normalization.running_var", initialValue: 1, count: units),
    ]
  }
}

extension LearnedCoefficient {
  /// The coefficient with something before its name.
  fileprivate func named(_ prefix: String) -> LearnedCoefficient {
    LearnedCoefficient(name: prefix + name, initialValue: initialValue, count: count)
  }
}
