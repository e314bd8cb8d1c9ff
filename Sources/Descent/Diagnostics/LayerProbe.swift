/// Measures every layer on a fixed probe set: the first min(256, n) rows of the training part.
///
/// In evaluation mode and on full passes of its own, so that it changes nothing in training. The
/// gradient is that of the loss alone: a penalty's would hide that no signal arrives.
final class LayerProbe {
  private let network: MultilayerPerceptron
  private let parameters: ParameterValues<Float>
  private let plan: GradientPlan<Float>
  private let arena = Arena<Float>()
  private let slopes: UnsafeMutablePointer<Float>
  private let outputs: UnsafeMutablePointer<Float>

  init(
    _ network: MultilayerPerceptron, _ parameters: ParameterValues<Float>, _ dataset: Dataset
  ) {
    self.network = network
    self.parameters = parameters
    let rows = min(256, dataset.train.count)
    plan = GradientPlan(
      network.graph, parameters: parameters, batch: rows,
      targets: [network.loss, network.prediction], gradientOf: network.loss)
    let (input, target) = (plan.tensor(network.input), plan.tensor(network.target))
    for i in 0..<input.count { input.value[i] = dataset.train.inputs[i] }
    for i in 0..<target.count { target.value[i] = dataset.train.targets[i] }
    let widest = network.layers.map(\.fanOut).max() ?? 1
    slopes = arena.allocate(rows * widest)
    outputs = arena.allocate(rows * widest)
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
      let weights = UnsafeBufferPointer(
        start: parameters.values[layer.weightIndex], count: layer.fanIn * layer.fanOut)
      let gradient = UnsafeBufferPointer(
        start: parameters.gradients[layer.weightIndex], count: layer.fanIn * layer.fanOut)
      let activation = Moments(UnsafeBufferPointer(plan.tensor(layer.output)))
      let size = Moments(gradient)
      return LayerRecord(
        epoch: epoch, layer: index + 1, isOutput: layer.isOutput, fanIn: layer.fanIn,
        fanOut: layer.fanOut, gradientNorm: size.norm, gradientAbsMean: size.absMean,
        gradientZeroShare: Double(gradient.count { $0 == 0 }) / Double(gradient.count),
        weightNorm: Moments(weights).norm,
        updateRatio: step?.updateRatios[layer.weightIndex], activationMean: activation.mean,
        activationSD: activation.sd, units: layer.isOutput ? nil : units(of: layer))
    }
  }

  private func units(of layer: MultilayerPerceptron.Layer) -> UnitShares? {
    guard let function = layer.activation as? any Activation else { return nil }
    let z = plan.tensor(layer.preactivation)
    Float.kernel(of: function).forward(z.value, outputs, slopes, z.rows, z.columns)
    var active = Array(repeating: 0, count: z.columns)
    var sizes = Array(repeating: 0.0, count: z.columns)
    for row in 0..<z.rows {
      for unit in 0..<z.columns {
        let place = row * z.columns + unit
        if slopes[place] != 0 { active[unit] += 1 }
        sizes[unit] += Double(abs(outputs[place]))
      }
    }
    let count = Double(z.columns)
    let meanSize = sizes.reduce(0, +) / count
    let saturated = function.unsaturatedRange.map { range in
      let entries = UnsafeBufferPointer(start: z.value, count: z.count)
      return Double(entries.count { !range.contains(Double($0)) }) / Double(z.count)
    }
    return UnitShares(
      dead: Double(active.count { Double($0) < 0.01 * Double(z.rows) }) / count,
      strictlyDead: Double(active.count { $0 == 0 }) / count,
      dormant: Double(sizes.count { $0 <= 0.025 * meanSize }) / count, saturated: saturated)
  }
}

/// Sums over a buffer, in `Double`.
private struct Moments {
  var norm: Double
  var absMean: Double
  var mean: Double
  var sd: Double

  init(_ values: UnsafeBufferPointer<Float>) {
    var (sum, absSum, squares) = (0.0, 0.0, 0.0)
    for value in values {
      let value = Double(value)
      sum += value
      absSum += abs(value)
      squares += value * value
    }
    let count = Double(values.count)
    norm = squares.squareRoot()
    absMean = absSum / count
    mean = sum / count
    sd = max(0, squares / count - mean * mean).squareRoot()
  }
}

extension UnsafeBufferPointer where Element == Float {
  init(_ tensor: Tensor<Float>) { self.init(start: tensor.value, count: tensor.count) }
}
