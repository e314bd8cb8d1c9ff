/// Everything that decides how one network is trained, besides the data and the random streams.
public struct TrainingRecipe: Sendable {
  public var hidden: [Int]
  public var normalization: MultilayerPerceptron.Normalization
  /// The probability with which an output of a hidden layer is left out in a step.
  public var dropout: Double
  /// Whether a hidden layer's input is added to its output where both have the same width.
  public var isResidual: Bool
  /// Of the hidden layers: one each, or one for all of them.
  public var activations: [any RowActivation]
  public var outputActivation: any RowActivation
  public var initializer: any Initializer
  /// The files that the initialiser reads.
  public var initializerFiles: [LoadedFile]
  public var loss: any RowLoss
  public var optimizer: any MatrixOptimizer
  public var schedule: any Schedule
  /// Epochs in which the learning rate rises to the schedule's, which begins behind them.
  public var warmup: Double
  public var regularizer: (any Regularizer)?
  public var constraint: (any NormConstraint)?
  public var clipping: GradientClipping
  public var epochs: Int
  /// Rows a step; nil for all of them: 1 is stochastic, all is full-batch gradient descent.
  public var batchSize: Int?
  public var trainMetrics: TrainMetrics
  public var metrics: [RecordedMetric]
  /// Nil: every run goes to its last epoch, or diverges.
  public var earlyStopping: EarlyStopping?
  /// Nil: a run goes on behind its target.
  public var targetStop: TargetStop?
  public var divergence: DivergenceRule
  public var probing: ProbeEpochs
  /// From where on a layer counts as unwell.
  public var thresholds: Thresholds

  /// How the training part's loss and metrics come about in each epoch.
  public enum TrainMetrics: String, CaseIterable, Sendable {
    /// Accumulated over the epoch's batches while the weights still change, as Keras does.
    case running
    /// By a pass after the epoch, as the validation part's.
    case full
  }

  public init(
    hidden: [Int], normalization: MultilayerPerceptron.Normalization = .none, dropout: Double = 0,
    isResidual: Bool = false, activation: any RowActivation, outputActivation: any RowActivation,
    initializer: any Initializer, initializerFiles: [LoadedFile] = [], loss: any RowLoss,
    optimizer: any MatrixOptimizer, schedule: any Schedule,
    warmup: Double = 0, regularizer: (any Regularizer)? = nil,
    constraint: (any NormConstraint)? = nil, clipping: GradientClipping = GradientClipping(),
    epochs: Int, batchSize: Int?,
    trainMetrics: TrainMetrics = .running, metrics: [RecordedMetric],
    earlyStopping: EarlyStopping? = nil, targetStop: TargetStop? = nil,
    divergence: DivergenceRule = DivergenceRule(),
    probing: ProbeEpochs = .doubling, thresholds: Thresholds = Thresholds()
  ) {
    self.hidden = hidden
    self.normalization = normalization
    self.dropout = dropout
    self.isResidual = isResidual
    activations = [activation]
    self.outputActivation = outputActivation
    self.initializer = initializer
    self.initializerFiles = initializerFiles
    self.loss = loss
    self.optimizer = optimizer
    self.schedule = schedule
    self.warmup = warmup
    self.regularizer = regularizer
    self.constraint = constraint
    self.clipping = clipping
    self.epochs = epochs
    self.batchSize = batchSize
    self.trainMetrics = trainMetrics
    self.metrics = metrics
    self.earlyStopping = earlyStopping
    self.targetStop = targetStop
    self.divergence = divergence
    self.probing = probing
    self.thresholds = thresholds
  }

  /// The rows of a full batch where there are `rows` in all.
  func batchRows(of rows: Int) -> Int { min(batchSize ?? rows, rows) }

  /// The network for a data set.
  public func network(for dataset: Dataset) -> MultilayerPerceptron {
    var architecture = MultilayerPerceptron.Architecture(
      inputs: dataset.inputCount, outputs: dataset.outputCount, hidden: hidden,
      normalization: normalization, dropout: dropout, isResidual: isResidual,
      activation: activations[0], outputActivation: outputActivation,
      loss: dataset.task.kind == .labels ? loss.ofLabels : loss,
      regularizer: regularizer)
    architecture.activations = activations
    return MultilayerPerceptron(architecture)
  }
}

/// When a loss that is still finite counts as exploded.
public struct DivergenceRule: Hashable, Sendable {
  /// In multiples of the training loss at epoch 0.
  public var lossAbove: Double
  /// For so many epochs in a row.
  public var patience: Int

  public init(lossAbove: Double = 10, patience: Int = 2) {
    self.lossAbove = lossAbove
    self.patience = patience
  }

  /// The loss from which on it counts, for the loss of the first network.
  ///
  /// A network that starts almost solved, from saved weights say, may lose a little: what it starts
  /// with is taken as 10⁻³ at least.
  func limit(untrained loss: Double) -> Double { lossAbove * max(loss, 1e-3) }
}

/// The epochs whose layers are measured: 0 and the last one are always among them.
public enum ProbeEpochs: Hashable, Sendable {
  /// 0, 1, 2, 4, 8, …
  case doubling
  case every(Int)

  public func contains(_ epoch: Int, of total: Int) -> Bool {
    switch self {
    case .doubling: epoch == total || epoch & (epoch - 1) == 0
    case .every(let step): epoch == total || epoch % step == 0
    }
  }

  /// How many epochs from 0 to the last one are measured.
  public func count(of total: Int) -> Int {
    guard total > 0 else { return 1 }
    switch self {
    case .doubling:
      // 0, the powers of two, and the last one where it is none of them.
      let powers = Int.bitWidth - total.leadingZeroBitCount
      return 1 + powers + (total & (total - 1) == 0 ? 0 : 1)
    case .every(let step): return 1 + total / step + (total % step == 0 ? 0 : 1)
    }
  }
}
