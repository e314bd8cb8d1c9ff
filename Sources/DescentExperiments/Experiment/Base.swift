public import Descent

/// One complete run, as far as it is given: `base` in an experiment file.
///
///     Base(data: Moons(), hidden: [32, 32], activation: Tanh(), optimizer: Momentum(), epochs: 30)
///
/// What is left out has the default of the file.
public struct Base: ExperimentPart {
  public let part: Experiment.Part

  /// The rows of a step: a number, or all of them.
  public enum BatchSize: Sendable, ExpressibleByIntegerLiteral {
    case rows(Int)
    /// Batch gradient descent.
    case full

    public init(integerLiteral rows: Int) { self = .rows(rows) }

    var value: Value {
      switch self {
      case .rows(let rows): .integer(rows)
      case .full: "full"
      }
    }
  }

  /// - Parameters:
  ///   - data: What to learn from.
  ///   - task: What is learnt; by default from the target and the loss.
  ///   - split: The shares of the training, validation and test part.
  ///   - folds: So many folds of a cross-validation, in place of shares.
  ///   - standardize: Whether inputs and numeric targets get mean 0 and deviation 1.
  ///   - test: A file like that of the data, whose rows are the test part.
  ///   - missing: What becomes of empty cells.
  ///   - hidden: The widths of the hidden layers.
  ///   - depth: So many hidden layers of the same width, in place of `hidden`.
  ///   - width: The units in each of them.
  ///   - activation: Of the hidden layers.
  ///   - activations: One for each hidden layer, in place of `activation`.
  ///   - normalization: Of the hidden layers' pre-activations; by default none.
  ///   - dropout: The probability with which a hidden unit's output is left out in a step.
  ///   - residual: Whether a hidden layer's input is added to its output where both are as wide.
  ///   - initializer: The first weights.
  ///   - output: The last activation; by default as the loss implies.
  ///   - loss: What is minimized.
  ///   - optimizer: How weights change.
  ///   - schedule: How the learning rate changes with time.
  ///   - warmup: Epochs in which the learning rate rises before the schedule begins.
  ///   - regularizer: The penalty on weights; by default none.
  ///   - constraint: A limit on weights, in place of a penalty.
  ///   - epochs: Passes over the training part.
  ///   - batchSize: The rows of a step.
  ///   - clipNorm: The largest norm of the gradient; by default any.
  ///   - clipValue: The largest size of a number in the gradient; by default any.
  ///   - trainMetrics: How the training part's numbers are measured.
  public init(
    data: any DataSource, task: LearningTask.Kind? = nil, split: [Double]? = nil, folds: Int? = nil,
    standardize: Bool? = nil, test: String? = nil, missing: DataPreparation.MissingCells? = nil,
    hidden: [Int]? = nil, depth: Int? = nil, width: Int? = nil,
    activation: (any RowActivation)? = nil, activations: [any RowActivation]? = nil,
    normalization: MultilayerPerceptron.Normalization? = nil, dropout: Double? = nil,
    residual: Bool? = nil,
    initializer: (any Initializer)? = nil, output: (any RowActivation)? = nil,
    loss: (any RowLoss)? = nil, optimizer: (any MatrixOptimizer)? = nil,
    schedule: (any Schedule)? = nil, warmup: Double? = nil,
    regularizer: (any Regularizer)? = nil, constraint: (any NormConstraint)? = nil,
    epochs: Int? = nil, batchSize: BatchSize? = nil,
    clipNorm: Double? = nil, clipValue: Double? = nil,
    trainMetrics: TrainingRecipe.TrainMetrics? = nil
  ) {
    let components: [(Slot, (any Component)?)] = [
      (.data, data), (.activation, activation), (.initializer, initializer), (.output, output),
      (.loss, loss), (.optimizer, optimizer), (.schedule, schedule), (.regularizer, regularizer),
      (.regularizer, constraint),
    ]
    let settings: [(String, Value?)] = [
      ("data.task", task.map { .text($0.rawValue) }),
      ("data.split", split.map { .list($0.map { .number($0) }) }),
      ("data.split.folds", folds.map { .integer($0) }),
      ("data.standardize", standardize.map { .boolean($0) }),
      ("data.test", test.map { .text($0) }),
      ("data.missing", missing.map { .text($0.rawValue) }),
      ("model.hidden", hidden.map { .list($0.map { .integer($0) }) }),
      ("model.depth", depth.map { .integer($0) }), ("model.width", width.map { .integer($0) }),
      ("model.normalization", normalization.map { .text($0.rawValue) }),
      ("model.dropout", dropout.map { .number($0) }),
      ("model.residual", residual.map { .boolean($0) }),
      ("schedule.warmup", warmup.map { .number($0) }),
      ("training.epochs", epochs.map { .integer($0) }),
      ("training.batch_size", batchSize?.value),
      ("training.clip_norm", clipNorm.map { .number($0) }),
      ("training.clip_value", clipValue.map { .number($0) }),
      ("training.train_metrics", trainMetrics.map { .text($0.rawValue) }),
    ]
    let layers: [Experiment.Content.Entry] =
      activations.map { [(Slot.activation.rawValue, .list($0.map { .component($0) }))] } ?? []
    part = Experiment.Part(
      "base",
      .map(
        components.compactMap { slot, component in
          component.map { (slot.rawValue, .component($0)) }
        } + layers + settings.compactMap { path, value in value.map { (path, .value($0)) } }))
  }
}
