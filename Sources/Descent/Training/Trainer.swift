import CKernels

/// Trains one network on one data set: forward, backward, step, epoch after epoch.
///
/// Everything that the loop needs is allocated before its first step; a step itself allocates nothing.
/// The result depends on the recipe, the data and the three streams alone.
public final class Trainer {
  private let recipe: TrainingRecipe
  private let dataset: Dataset
  /// The network that is trained.
  public let network: MultilayerPerceptron
  private let parameters: ParameterValues<Float>
  private let steps: StepLoop
  private let probe: LayerProbe
  private var shuffle: RandomStream
  private var record = TrainingRecord()
  private var lastFiniteLoss: Double?
  private var best: BestWeights
  private var watch: EarlyStopping.Watch?
  private let trainEvaluator: Evaluator
  private let validationEvaluator: Evaluator
  private let clock = ContinuousClock()

  /// Sets up the network with its first weights.
  ///
  /// - Throws: A ``ComponentError`` where the initialiser cannot fill a layer.
  public init(
    _ recipe: TrainingRecipe, on dataset: Dataset, initialization: RandomStream,
    shuffle: RandomStream, noise: RandomStream
  ) throws {
    self.recipe = recipe
    self.dataset = dataset
    self.shuffle = shuffle
    network = recipe.network(for: dataset)
    parameters = ParameterValues(network.graph)
    var initialization = initialization
    parameters.snapshot = try network.initialValues(
      recipe.initializer, files: recipe.initializerFiles, random: &initialization
    ).map { Float($0) }
    steps = StepLoop(recipe, network, parameters, dataset, noise: Noise(noise))
    probe = LayerProbe(network, parameters, dataset, recipe.thresholds)
    best = BestWeights(recipe.metrics)
    watch = recipe.earlyStopping.map { EarlyStopping.Watch($0) }
    trainEvaluator = Evaluator(
      network, parameters, dataset.train, of: dataset, metrics: recipe.metrics)
    validationEvaluator = Evaluator(
      network, parameters, dataset.validation, of: dataset, metrics: recipe.metrics)
    record.parameterCount = parameters.count
    record.initialValues = parameters.snapshot
  }

  /// Trains to the end, or until the run diverges.
  ///
  /// - Parameters:
  ///   - untrained: What another run measured of the same first weights on the same data, if any did.
  ///   - limit: The last epoch that is trained, where that is not the recipe's; all up to it is the same.
  ///   - progress: Called after each epoch with its number.
  /// - Returns: The curves, the layers, and how it ended.
  public func run(
    from untrained: UntrainedMeasures? = nil, through limit: Int? = nil,
    progress: (Int) -> Void = { _ in }
  ) -> TrainingRecord {
    let mode = descent_flush_denormals()
    defer { descent_restore_denormals(mode) }
    let start = clock.now
    begin(with: untrained ?? measureUntrained())
    for epoch in stride(from: 1, through: recipe.epochs, by: 1) {
      var outcome = StepLoop.Outcome()
      timed(\.train) { outcome = train(epoch) }
      if record.divergence != nil { break }
      timed(\.evaluation) { evaluate(after: outcome, epoch) }
      if !isLastLossFinite {
        record.divergence = divergence(.nonfinite, epoch)
        break
      }
      if let last = record.history.last, recipe.targetStop?.isMet(by: last) ?? false {
        record.stop = .target
      } else if let rule = recipe.earlyStopping, let last = record.history.last,
        watch?.ends(with: rule.value(in: last)) ?? false
      {
        record.stop = .patience
      } else if epoch == limit, epoch < recipe.epochs {
        record.stop = .budget
      }
      if recipe.probing.contains(epoch, of: recipe.epochs) || record.stop != nil {
        timed(\.diagnostics) {
          record.layers += probe.measure(epoch: epoch, step: outcome.measure)
          let isLast = epoch == recipe.epochs || record.stop != nil
          if record.graph.isEmpty || isLast, let graph = probe.graph(epoch: epoch) {
            record.graph.append(graph)
          }
        }
      }
      if hasExploded {
        record.divergence = divergence(.exploded, epoch)
        break
      }
      progress(epoch)
      if record.stop != nil { break }
    }
    record.finalValues = parameters.snapshot
    if record.divergence == nil {
      if dataset.test.count > 0 { timed(\.evaluation) { test() } }
      timed(\.diagnostics) {
        record.surface = DecisionSurface(of: validationEvaluator, on: dataset)
      }
    }
    record.seconds.wall = (clock.now - start) / .seconds(1)
    return record
  }

  /// Adds the time that `body` takes to one of the clocks.
  private func timed(
    _ account: WritableKeyPath<TrainingRecord.Seconds, Double>, _ body: () -> Void
  ) {
    record.seconds[keyPath: account] += clock.measure(body) / .seconds(1)
  }

  private func train(_ epoch: Int) -> StepLoop.Outcome {
    let outcome = steps.runEpoch(from: record.steps + 1, &shuffle)
    record.steps += outcome.steps
    record.samples += outcome.samples
    lastFiniteLoss = outcome.lastFiniteLoss ?? lastFiniteLoss
    if !outcome.isFinite || parameters.firstNonFinite != nil {
      record.divergence = divergence(.nonfinite, epoch)
    }
    return outcome
  }

  // MARK: - Evaluation

  private func measureUntrained() -> UntrainedMeasures {
    var measures = UntrainedMeasures()
    timed(\.evaluation) {
      measures.train = trainEvaluator.measure()
      measures.validation = validationEvaluator.measure()
    }
    timed(\.diagnostics) { measures.layers = probe.measure(epoch: 0, step: nil) }
    return measures
  }

  private func begin(with untrained: UntrainedMeasures) {
    append(
      epoch: 0, learningRate: steps.rate(beforeStep: 1), measure: nil, train: untrained.train,
      validation: untrained.validation)
    record.layers = untrained.layers
    lastFiniteLoss = untrained.train["loss"].flatMap { $0.isFinite ? $0 : nil }
  }

  private func evaluate(after outcome: StepLoop.Outcome, _ epoch: Int) {
    var train = ["loss": outcome.meanLoss]
    switch recipe.trainMetrics {
    case .running:
      train.merge(trainEvaluator.metrics(of: steps.scores)) { $1 }
    case .full: train = trainEvaluator.measure()
    }
    let validation = validationEvaluator.measure()
    append(
      epoch: epoch, learningRate: steps.rate(beforeStep: record.steps),
      measure: outcome.measure, train: train, validation: validation)
    if dataset.test.count > 0 { best.note(epoch, validation, parameters) }
    if let loss = validation["loss"] { steps.rate.note(loss) }
  }

  /// Whether the network that the epoch left behind has a loss at all.
  private var isLastLossFinite: Bool {
    guard let last = record.history.last else { return true }
    return [last.train, last.validation].allSatisfy { $0["loss"]?.isFinite ?? true }
  }

  /// Whether the training loss was far above the untrained network's in each of the last epochs.
  private var hasExploded: Bool {
    let limit = recipe.divergence.limit(untrained: record.history[0].train["loss"] ?? .infinity)
    let recent = record.history.dropFirst().suffix(recipe.divergence.patience)
    return recent.count == recipe.divergence.patience
      && recent.allSatisfy { ($0.train["loss"] ?? .infinity) >= limit }
  }

  /// The test part, at the last epoch and at each validation metric's best.
  private func test() {
    let evaluator = Evaluator(
      network, parameters, dataset.test, of: dataset, metrics: recipe.metrics)
    record.history[record.history.count - 1].test = evaluator.measure()
    for (epoch, values) in best.epochs where epoch != record.epochsRun {
      parameters.snapshot = values
      record.history[epoch].test = evaluator.measure()
    }
    parameters.snapshot = record.finalValues
  }

  // MARK: - Recording

  private func append(
    epoch: Int, learningRate: Double, measure: StepMeasure?, train: [String: Double],
    validation: [String: Double]
  ) {
    record.history.append(
      EpochRecord(
        epoch: epoch, step: record.steps, seconds: record.seconds.train,
        learningRate: learningRate, penalty: penalty, gradientNorm: measure?.gradientNorm,
        updateRatio: measure?.updateRatio, train: train, validation: validation))
  }

  /// The penalty at the current weights.
  private var penalty: Double? {
    guard let regularizer = recipe.regularizer else { return nil }
    let kernel = Double.kernel(of: regularizer)
    var sum = 0.0
    for layer in network.layers {
      let count = layer.fanIn * layer.fanOut
      let weights = UnsafeBufferPointer(
        start: parameters.values[layer.weightIndex], count: count)
      sum += weights.map { Double($0) }.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.map { kernel.value($0, count) } ?? 0
      }
    }
    return sum
  }

  private func divergence(_ reason: Divergence.Reason, _ epoch: Int) -> Divergence {
    Divergence(
      reason: reason, epoch: epoch, step: record.steps, lastFiniteLoss: lastFiniteLoss,
      tensor: parameters.firstNonFinite?.name)
  }
}
