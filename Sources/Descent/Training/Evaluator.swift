/// Loss and metrics of a network over a part of the data, by passes without gradients.
final class Evaluator {
  private let network: MultilayerPerceptron
  private let part: Dataset.Part
  private let metrics: [RecordedMetric]
  /// From logits to probabilities or numbers; nil where the scores are these already.
  private let activation: ActivationKernel<Float>?
  private let targetScaling: [Dataset.Scaling]
  private let truth: Truth
  private var plans: [Int: GradientPlan<Float>] = [:]
  private let parameters: ParameterValues<Float>
  /// So many rows go through the network at once that their values stay in the cache.
  private let chunk = 128

  init(
    _ network: MultilayerPerceptron, _ parameters: ParameterValues<Float>, _ part: Dataset.Part,
    of dataset: Dataset, metrics: [RecordedMetric]
  ) {
    self.network = network
    self.parameters = parameters
    self.part = part
    self.metrics = metrics
    activation =
      network.scores == network.prediction
      ? nil : Float.kernel(of: network.layers[network.layers.count - 1].activation)
    targetScaling = dataset.targetScaling
    truth = Truth(Self.unscaled(part.targets, dataset.targetScaling), dataset.task)
  }

  /// `loss` and every metric.
  func measure() -> [String: Double] {
    var scores: [Float] = []
    scores.reserveCapacity(part.targets.count)
    var sum = 0.0
    for start in stride(from: 0, to: part.count, by: chunk) {
      let rows = min(chunk, part.count - start)
      let plan = plan(rows)
      let (input, target) = (plan.tensor(network.input), plan.tensor(network.target))
      part.inputs.withUnsafeBufferPointer { source in
        guard let base = source.baseAddress else { return }
        input.value.update(from: base + start * input.columns, count: input.count)
      }
      part.targets.withUnsafeBufferPointer { source in
        guard let base = source.baseAddress else { return }
        target.value.update(from: base + start * target.columns, count: target.count)
      }
      plan.forward()
      let losses = plan.tensor(network.losses)
      for row in 0..<rows { sum += Double(losses.value[row]) }
      let seen = plan.tensor(network.scores)
      scores.append(contentsOf: UnsafeBufferPointer(start: seen.value, count: seen.count))
    }
    var result = metrics(of: scores)
    result["loss"] = sum / Double(part.count)
    return result
  }

  /// Every metric of the network's scores for all rows of the part, in its order.
  func metrics(of scores: [Float]) -> [String: Double] {
    let predictions =
      activation == nil
      ? Predictions(predicted(from: scores), of: truth)
      : Predictions(logits: scores, of: truth, activated: predicted)
    var result: [String: Double] = [:]
    for entry in metrics { result[entry.name] = entry.metric(predictions) }
    return result
  }

  /// What the network predicts for other rows than the part's, in the targets' own units.
  func predictions(for inputs: [Float]) -> [Float] {
    // A plan of this size is there already.
    let plan = plan(min(chunk, part.count))
    let (input, seen) = (plan.tensor(network.input), plan.tensor(network.scores))
    var scores: [Float] = []
    scores.reserveCapacity(inputs.count / input.columns * seen.columns)
    for start in stride(from: 0, to: inputs.count, by: input.count) {
      // The last rows may be fewer; behind them stay some of those before.
      let count = min(input.count, inputs.count - start)
      inputs.withUnsafeBufferPointer { source in
        guard let base = source.baseAddress else { return }
        input.value.update(from: base + start, count: count)
      }
      plan.forward()
      scores.append(
        contentsOf: UnsafeBufferPointer(
          start: seen.value, count: count / input.columns * seen.columns))
    }
    return predicted(from: scores)
  }

  /// Probabilities, or numbers in the targets' own units.
  private func predicted(from scores: [Float]) -> [Float] {
    guard let activation else { return Self.unscaled(scores, targetScaling) }
    let outputs = truth.task.outputs
    let predicted = [Float](unsafeUninitializedCapacity: scores.count) { predicted, count in
      count = scores.count
      guard let predicted = predicted.baseAddress else { return }
      activation.forward(scores, predicted, nil, scores.count / outputs, outputs)
    }
    return Self.unscaled(predicted, targetScaling)
  }

  /// Targets in their own units.
  private static func unscaled(_ values: [Float], _ scaling: [Dataset.Scaling]) -> [Float] {
    guard scaling.contains(where: { $0 != .identity }) else { return values }
    return values.indices.map { index in
      let scaling = scaling[index % scaling.count]
      return Float(scaling.undone(values[index]))
    }
  }

  private func plan(_ rows: Int) -> GradientPlan<Float> {
    if let plan = plans[rows] { return plan }
    let plan = GradientPlan(
      network.graph, parameters: parameters, batch: rows,
      targets: [network.losses, network.scores], sharesBuffers: true)
    plans[rows] = plan
    return plan
  }
}
