package import Descent
import DescentStore

extension TrainingRecipe {
  /// The recipe that a resolved configuration describes.
  ///
  /// - Throws: A `ComponentError` where a component is missing or a file cannot be read.
  package init(
    _ configuration: Configuration, registry: Registry, catalog: DataCatalog
  ) throws {
    func component<Kind>(_ slot: Slot, as kind: Kind.Type) throws -> Kind {
      guard let component = configuration.component(slot, from: registry, as: kind) else {
        let name = configuration.name(slot) ?? "none"
        throw ComponentError("there is no \(slot.kind.rawValue) '\(name)'")
      }
      return component
    }
    guard let activations = configuration.activations(from: registry) else {
      let names = configuration.layerActivationNames ?? [configuration.name(.activation) ?? "none"]
      throw ComponentError("there is no activation '\(names.joined(separator: "', '"))'")
    }
    let initializer = try component(.initializer, as: (any Initializer).self)
    self.init(
      hidden: configuration.hidden,
      normalization: configuration.text("model.normalization").flatMap(
        MultilayerPerceptron.Normalization.init) ?? .none,
      dropout: configuration["model.dropout"]?.number ?? 0,
      isResidual: configuration["model.residual"] == true,
      activation: activations[0],
      outputActivation: try component(.output, as: (any RowActivation).self),
      initializer: initializer,
      initializerFiles: try initializer.files.map { try catalog.load($0) },
      loss: try component(.loss, as: (any RowLoss).self),
      optimizer: try component(.optimizer, as: (any MatrixOptimizer).self),
      schedule: try component(.schedule, as: (any Schedule).self),
      warmup: configuration["schedule.warmup"]?.number ?? 0,
      regularizer: configuration.component(
        .regularizer, from: registry, as: (any Regularizer).self),
      constraint: configuration.component(
        .regularizer, from: registry, as: (any NormConstraint).self),
      clipping: GradientClipping(
        norm: configuration["training.clip_norm"]?.number,
        value: configuration["training.clip_value"]?.number),
      epochs: configuration.integer("training.epochs") ?? 1,
      batchSize: configuration.integer("training.batch_size"),
      trainMetrics: configuration.text("training.train_metrics").flatMap(TrainMetrics.init)
        ?? .running,
      metrics: configuration.metrics(from: registry),
      earlyStopping: configuration.earlyStopping, targetStop: configuration.targetStop,
      divergence: DivergenceRule(
        lossAbove: configuration["diverge.loss_above"]?.number ?? 10,
        patience: configuration.integer("diverge.patience") ?? 2),
      probing: configuration.probing,
      thresholds: configuration.thresholds)
    self.activations = activations
  }
}

extension Configuration {
  /// A whole number; nil where the setting holds something else, such as `full`.
  func integer(_ path: String) -> Int? {
    if case .integer(let value)? = self[path] { value } else { nil }
  }

  func text(_ path: String) -> String? {
    if case .text(let value)? = self[path] { value } else { nil }
  }

  /// The epochs whose layers are measured.
  var probing: ProbeEpochs { integer("diagnostics.every").map { .every($0) } ?? .doubling }

  /// From where on a layer counts as unwell.
  var thresholds: Thresholds {
    var thresholds = Thresholds()
    for entry in Thresholds.entries {
      if let value = self[Setting.thresholdPrefix + entry.name]?.number {
        thresholds[keyPath: entry.path] = value
      }
    }
    return thresholds
  }

  /// Nil where `stop` says nothing.
  var earlyStopping: EarlyStopping? {
    guard let patience = integer("stop.patience"), let watched = text(Self.stopMetricPath) else {
      return nil
    }
    return EarlyStopping(
      metric: MetricName(watched).metric, isOfTraining: MetricName(watched).part == "train",
      maximizes: self[Self.stopGoalPath] == "maximize", patience: patience,
      minDelta: self["stop.min_delta"]?.number ?? 0)
  }

  /// Nil where a run goes on behind its target.
  var targetStop: TargetStop? {
    guard let column = text(Self.targetMetricPath), let value = self[Self.targetValuePath]?.number
    else { return nil }
    return TargetStop(
      metric: MetricName(column).metric, isOfTraining: MetricName(column).part == "train",
      maximizes: self[Self.targetGoalPath] == "maximize", value: value)
  }

  /// Where the planner puts the target that ends a run.
  static let targetMetricPath = "stop.target_metric"
  static let targetValuePath = "stop.target_value"
  static let targetGoalPath = "stop.target_goal"

  /// Where the planner puts what early stopping watches: `select.metric`, and its goal.
  static let stopMetricPath = "stop.metric"
  static let stopGoalPath = "stop.goal"
}
