/// Loss and metrics of a network over a part of the data, by passes without gradients.
final class Evaluator {
  private let network: MultilayerPerceptron
  private let part: Dataset.Part
  private let dataset: Dataset
  private let metrics: [any Metric]
  private var plans: [Int: GradientPlan<Float>] = [:]
  private let parameters: ParameterValues<Float>
  private let chunk = 256

  init(
    _ network: MultilayerPerceptron, _ parameters: ParameterValues<Float>, _ part: Dataset.Part,
    of dataset: Dataset, metrics: [any Metric]
  ) {
    self.network = network
    self.parameters = parameters
    self.part = part
    self.dataset = dataset
    self.metrics = metrics
  }

  /// `loss` and every metric.
  func measure() -> [String: Double] {
    var predicted: [Float] = []
    predicted.reserveCapacity(part.targets.count)
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
      let prediction = plan.tensor(network.prediction)
      predicted.append(
        contentsOf: UnsafeBufferPointer(start: prediction.value, count: prediction.count))
    }
    var result = metrics.values(predicted, part.targets, of: dataset)
    result["loss"] = sum / Double(part.count)
    return result
  }

  private func plan(_ rows: Int) -> GradientPlan<Float> {
    if let plan = plans[rows] { return plan }
    let plan = GradientPlan(
      network.graph, parameters: parameters, batch: rows,
      targets: [network.losses, network.prediction])
    plans[rows] = plan
    return plan
  }
}

extension [any Metric] {
  /// The metrics' values for network outputs and scaled targets, in the target's own units.
  func values(
    _ predicted: [Float], _ expected: [Float], of dataset: Dataset
  ) -> [String: Double] {
    let outputs = dataset.outputCount
    func unscaled(_ values: [Float]) -> [Float] {
      guard dataset.targetScaling.contains(where: { $0 != .identity }) else { return values }
      return values.indices.map { index in
        let scaling = dataset.targetScaling[index % outputs]
        return Float(Double(values[index]) * scaling.scale + scaling.offset)
      }
    }
    let predictions = Predictions(
      task: dataset.task, rows: predicted.count / outputs, outputs: outputs,
      predicted: unscaled(predicted), expected: unscaled(expected))
    var result: [String: Double] = [:]
    for metric in self { result[type(of: metric).name] = metric(predictions) }
    return result
  }
}
