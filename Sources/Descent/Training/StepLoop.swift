/// The steps of an epoch, one batch after the other: gather, forward, backward, update.
///
/// Everything that a step needs is there before the first: a step allocates nothing and counts no
/// references.
final class StepLoop {
  private let batches: Batches
  private let fullBatch: Batch
  /// The epoch's last batch, where the rows leave a shorter one.
  private let restBatch: Batch?
  var rate: ScheduledRate
  private let update: ParameterUpdate
  private let keepsScores: Bool

  init(
    _ recipe: TrainingRecipe, _ network: MultilayerPerceptron,
    _ parameters: ParameterValues<Float>, _ dataset: Dataset, noise: Noise
  ) {
    let rows = dataset.train.count
    let batchSize = recipe.batchRows(of: rows)
    batches = Batches(dataset.train, inputs: dataset.inputCount, outputs: dataset.outputCount)
    fullBatch = Batch(batchSize, network, parameters, noise)
    let rest = rows % batchSize
    restBatch = rest > 0 ? Batch(rest, network, parameters, noise) : nil
    rate = ScheduledRate(recipe, rows: rows)
    update = ParameterUpdate(recipe, network, parameters)
    keepsScores = recipe.trainMetrics == .running
  }

  /// What an epoch's steps came to.
  struct Outcome {
    /// How many there were; the last may have failed.
    var steps = 0
    /// Rows of the steps that succeeded.
    var samples = 0
    var lossSum = 0.0
    var lastFiniteLoss: Double?
    /// Whether the loss was finite at every step.
    var isFinite = true
    /// Of the epoch's last step.
    var measure: StepMeasure?

    var meanLoss: Double { lossSum / Double(samples) }
  }

  /// A compiled batch, and the buffers that the loop reads and writes.
  private struct Batch {
    let plan: GradientPlan<Float>
    let input: Tensor<Float>
    let target: Tensor<Float>
    let scores: Tensor<Float>
    let loss: UnsafePointer<Float>

    init(
      _ rows: Int, _ network: MultilayerPerceptron, _ parameters: ParameterValues<Float>,
      _ noise: Noise
    ) {
      plan = GradientPlan(
        network.graph, parameters: parameters, batch: rows, mode: .training(noise),
        targets: [network.loss, network.scores], gradientOf: network.objective, sharesBuffers: true)
      input = plan.tensor(network.input)
      target = plan.tensor(network.target)
      scores = plan.tensor(network.scores)
      loss = UnsafePointer(plan.tensor(network.loss).value)
    }
  }

  /// Takes the steps of one epoch, or fewer where a loss is not finite.
  ///
  /// - Parameters:
  ///   - first: The number of the epoch's first step over the whole run, from 1.
  ///   - shuffle: Draws the order of the rows.
  /// - Returns: What they came to.
  func runEpoch(from first: Int, _ shuffle: inout RandomStream) -> Outcome {
    batches.shuffle(&shuffle)
    var outcome = Outcome()
    let fullBatches = batches.rows / fullBatch.input.rows
    for index in 0..<fullBatches {
      let isLast = index == fullBatches - 1 && restBatch == nil
      take(first + index, on: fullBatch, isLast: isLast, &outcome)
      guard outcome.isFinite else { return outcome }
    }
    if let restBatch { take(first + fullBatches, on: restBatch, isLast: true, &outcome) }
    return outcome
  }

  @inline(never)
  private func take(_ index: Int, on batch: Batch, isLast: Bool, _ outcome: inout Outcome) {
    let start = outcome.samples
    batches.gather(from: start, into: batch.input, batch.target)
    batch.plan.forward()
    outcome.steps += 1
    let loss = Double(batch.loss[0])
    guard loss.isFinite else {
      outcome.isFinite = false
      return
    }
    outcome.lossSum += loss * Double(batch.input.rows)
    outcome.lastFiniteLoss = loss
    outcome.samples += batch.input.rows
    if keepsScores { batches.keep(batch.scores, from: start) }
    batch.plan.backward()
    let step = Step(
      index: index, epoch: rate.epoch(beforeStep: index), learningRate: rate(beforeStep: index))
    if isLast {
      outcome.measure = update.applyMeasured(step)
    } else {
      update.apply(step)
    }
  }

  /// The network's ``MultilayerPerceptron/scores`` in the epoch, while its weights still changed, in
  /// the order of the training part's rows.
  var scores: [Float] { batches.scores }
}
