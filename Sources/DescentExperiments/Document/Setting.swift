package import Descent

/// A setting of the framework itself, as against a component's hyperparameters.
package struct Setting: Sendable {
  package let path: String
  package let type: ValueType
  /// Nil where nothing is set unless the file says so.
  package let defaultValue: Value?
  package let help: String

  private init(_ path: String, _ type: ValueType, _ defaultValue: Value?, _ help: String) {
    self.path = path
    self.type = type
    self.defaultValue = defaultValue
    self.help = help
  }

  package static let all: [Setting] =
    [
      Setting(
        "data.task", .choice(LearningTask.Kind.allCases.map(\.rawValue)), nil,
        "what is learnt; by default from the target and the loss"),
      Setting(
        "data.split", .numbers(.above(0, upTo: 1)),
        .list([.number(0.6), .number(0.2), .number(0.2)]),
        "shares of training, validation and test part"),
      Setting(
        "data.split.folds", .integer(2...1000), nil,
        "cross-validation in place of shares: a run for each fold, averaged within a seed"),
      Setting(
        "data.standardize", .boolean, .boolean(true),
        "mean 0 and deviation 1, fitted on the training part"),
      Setting(
        "data.missing", .choice(DataPreparation.MissingCells.allCases.map(\.rawValue)),
        .text("error"), "what becomes of empty cells"),
      Setting(
        "data.test", .text, nil,
        "a file like that of the data, whose rows are the test part in place of a share"),
      Setting(
        "model.hidden", .integers(1...100_000), .list([.integer(32)]),
        "widths of the hidden layers"),
      Setting("model.depth", .integer(0...10_000), nil, "hidden layers of the same width"),
      Setting("model.width", .integer(1...100_000), nil, "units in each of them"),
      Setting(
        "model.normalization",
        .choice(MultilayerPerceptron.Normalization.allCases.map(\.rawValue)), .text("none"),
        "of pre-activations: each unit over the batch, or each row over the layer"),
      Setting(
        "model.dropout", .number(Bounds(0..<1)), .number(0),
        "the probability with which a hidden unit's output is left out in a step"),
      Setting(
        "model.residual", .boolean, .boolean(false),
        "add a hidden layer's input to its output where both have the same width"),
      Setting(
        "schedule.warmup", .number(.atLeast(0)), .number(0),
        "epochs in which the learning rate rises before the schedule begins"),
      Setting("training.epochs", .integer(1...10_000_000), .integer(20), "passes over the data"),
      Setting(
        "training.batch_size", .integerOr(1...Int.max, "full"), .integer(32),
        "rows a step: 1 is stochastic, full is batch gradient descent"),
      Setting(
        "training.train_metrics",
        .choice(TrainingRecipe.TrainMetrics.allCases.map(\.rawValue)), .text("running"),
        "the training part's numbers: accumulated over the epoch, or a full pass after it"),
      Setting(
        "training.clip_norm", .numberOr(.above(0), "none"), .text("none"),
        "the largest norm of the gradient"),
      Setting(
        "training.clip_value", .numberOr(.above(0), "none"), .text("none"),
        "the largest size of a number in the gradient"),
      Setting(
        "stop.patience", .integer(1...1_000_000), nil,
        "end a run after so many epochs without a better value of select.metric"),
      Setting(
        "stop.min_delta", .number(.atLeast(0)), .number(0), "by how much a value must be better"),
      Setting("stop.at_target", .boolean, nil, "end a run with the epoch that reaches its target"),
      Setting(
        "diverge.loss_above", .number(.above(1)), .number(10),
        "a loss so many times that of epoch 0 counts as diverged"),
      Setting(
        "diverge.patience", .integer(1...1_000_000), .integer(2), "for so many epochs in a row"),
      Setting(
        "diagnostics.every", .integer(1...1_000_000), nil,
        "measure the layers every so many epochs; by default at 0, 1, 2, 4, 8, … and the last"),
    ] + thresholds

  private static let thresholds = Thresholds.entries.map { entry in
    Setting(
      thresholdPrefix + entry.name, .number(entry.bounds),
      .number(Thresholds()[keyPath: entry.path]), entry.help)
  }

  /// What the paths of the thresholds of diagnostics begin with.
  package static let thresholdPrefix = "diagnostics.thresholds."

  package static func at(_ path: String) -> Setting? { all.first { $0.path == path } }

  /// The names that settings of the framework have beside the hyperparameters of a slot's component.
  package static func keys(in slot: Slot) -> [String] {
    all.map { Section.place(of: $0.path) }.filter { $0.section == slot.rawValue }.map(\.key)
  }
}
