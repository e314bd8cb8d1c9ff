/// Measures every layer, and every node of a small graph, on a fixed probe set: the first min(256, n) rows of the training part.
///
/// In evaluation mode and on full passes of its own, so that it changes nothing in training. The
/// gradient is that of the loss alone: a penalty's would hide that no signal arrives.
final class LayerProbe {
  private let network: MultilayerPerceptron
  private let parameters: ParameterValues<Float>
  private let plan: GradientPlan<Float>
  /// Whether the graph is small enough for a record of its nodes.
  private let readsAllNodes: Bool
  private let thresholds: Thresholds
  /// For each unit of a layer, the rows on which its derivative is not 0.
  private let active: UnsafeMutablePointer<Float>
  /// For each unit of a layer, the sum of its outputs' sizes.
  private let sizes: UnsafeMutablePointer<Float>
  private let arena = Arena<Float>()

  init(
    _ network: MultilayerPerceptron, _ parameters: ParameterValues<Float>, _ dataset: Dataset,
    _ thresholds: Thresholds
  ) {
    self.network = network
    self.thresholds = thresholds
    self.parameters = parameters
    let rows = min(256, dataset.train.count)
    let nodes = network.graph.nodes
    readsAllNodes = nodes.count <= GraphRecord.largestGraph
    plan = GradientPlan(
      network.graph, parameters: parameters, batch: rows,
      targets: readsAllNodes
        ? nodes.map(\.id) : network.layers.flatMap { [$0.preactivation, $0.output] },
      gradientOf: network.loss, sharesBuffers: !readsAllNodes)
    let (input, target) = (plan.tensor(network.input), plan.tensor(network.target))
    for i in 0..<input.count { input.value[i] = dataset.train.inputs[i] }
    for i in 0..<target.count { target.value[i] = dataset.train.targets[i] }
    let widest = network.layers.map(\.fanOut).max() ?? 1
    active = arena.allocate(widest)
    sizes = arena.allocate(widest)
  }

  /// Measures all layers at the current weights.
  ///
  /// - Parameters:
  ///   - epoch: For the records.
  ///   - step: The last step before, if any.
  /// - Returns: One record a layer.
  func measure(epoch: Int, step: StepMeasure?) -> [LayerRecord] {
    plan.forward()
    plan.backward()
    return network.layers.enumerated().map { index, layer in
      let weights = UnsafePointer(parameters.values[layer.weightIndex])
      let gradient = UnsafePointer(parameters.gradients[layer.weightIndex])
      let count = layer.fanIn * layer.fanOut
      let output = plan.tensor(layer.output)
      let mean = output.entries.sum(output.count) { $0 } / Double(output.count)
      let meanSquare = output.entries.sum(output.count) { $0 * $0 } / Double(output.count)
      return LayerRecord(
        epoch: epoch, layer: index + 1, isOutput: layer.isOutput, fanIn: layer.fanIn,
        fanOut: layer.fanOut,
        gradientNorm: gradient.sum(count) { $0 * $0 }.squareRoot(),
        gradientAbsMean: gradient.sum(count) { pointwiseMax($0, -$0) } / Double(count),
        gradientZeroShare: share(of: gradient, count) { $0 == 0 },
        weightNorm: weights.sum(count) { $0 * $0 }.squareRoot(),
        updateRatio: step?.updateRatios[layer.weightIndex], activationMean: mean,
        activationSD: max(0, meanSquare - mean * mean).squareRoot(),
        units: layer.isOutput ? nil : units(of: layer))
    }
  }

  /// The norms of all nodes as the last ``measure(epoch:step:)`` left them; nil for a large graph.
  func graph(epoch: Int) -> GraphRecord? {
    readsAllNodes ? GraphRecord(epoch: epoch, norms: plan.norms) : nil
  }

  private func units(of layer: MultilayerPerceptron.Layer) -> UnitShares? {
    guard layer.activation.isElementwise, let slopes = plan.slopes(of: layer.output) else {
      return nil
    }
    let (z, output) = (plan.tensor(layer.preactivation), plan.tensor(layer.output))
    let (rows, columns) = (z.rows, z.columns)
    active.update(repeating: 0, count: columns)
    sizes.update(repeating: 0, count: columns)
    for row in 0..<rows {
      let (slope, value) = (slopes + row * columns, output.value + row * columns)
      for unit in 0..<columns { active[unit] += slope[unit] != 0 ? 1 : 0 }
      for unit in 0..<columns { sizes[unit] += abs(value[unit]) }
    }
    let active = UnsafePointer(active)
    let meanSize = UnsafePointer(sizes).sum(columns) { $0 } / Double(columns)
    return UnitShares(
      dead: share(of: active, columns) { $0 < thresholds.deadRows * Double(rows) },
      strictlyDead: share(of: active, columns) { $0 == 0 },
      dormant: share(of: sizes, columns) { $0 <= thresholds.dormantSize * meanSize },
      saturated: layer.activation.unsaturatedRange.map { range in
        share(of: z.entries, z.count) { !($0 >= range.lowerBound && $0 <= range.upperBound) }
      })
  }
}

/// The share of the numbers that meet a condition.
@inline(__always)
private func share(
  of values: UnsafePointer<Float>, _ count: Int, where condition: (Double) -> Bool
) -> Double {
  var met = 0
  for i in 0..<count { met += condition(Double(values[i])) ? 1 : 0 }
  return Double(met) / Double(count)
}

extension Tensor<Float> {
  fileprivate var entries: UnsafePointer<Float> { UnsafePointer(value) }
}
