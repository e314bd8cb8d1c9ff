import Descent
import DescentStore
import Foundation

extension Configuration {
  /// Whether it asks for residual connections that connect nothing.
  var hasIdleResidual: Bool {
    self["model.residual"] == true && !zip(hidden, hidden.dropFirst()).contains { $0 == $1 }
  }
}

// What has to go together in a configuration: each check reports what does not.
extension Planner {
  /// Whether loss, task, output activation and metrics go together.
  mutating func fits(
    _ loss: any RowLoss, _ task: LearningTask, _ configuration: inout Configuration
  ) -> Bool {
    let lossName = type(of: loss).name
    guard type(of: loss).tasks.contains(task.ofLoss.kind) else {
      report(
        "loss '\(lossName)' is not made for \(task.kind.rawValue)",
        at: position(.loss, configuration), combining: ["data", "data.task", "loss"],
        of: configuration)
      return false
    }
    let chosen = configuration
    guard
      accepts(
        task, { try loss.check(task.ofLoss) }, "loss '\(lossName)'",
        position: { [self] setting in
          setting.map { position($0, of: .loss, chosen) } ?? position(.loss, chosen)
        })
    else { return false }
    let implied = loss.outputActivation(for: task.ofLoss)
    if let given = configuration.name(.output) {
      if type(of: loss).takesLogits, given != implied {
        report(
          "loss '\(lossName)' works on logits, with '\(implied)' as the output; "
            + "it does not go with model.output '\(given)'",
          at: position(.output, configuration), combining: ["loss", "model.output"],
          of: configuration)
        return false
      }
      if task.outputs == 1 || task.kind == .labels,
        let output: any RowActivation = registry.make(.activation, named: given),
        !output.isElementwise
      {
        report(
          "model.output '\(given)' works on a whole row, but "
            + (task.outputs == 1 ? "the network has one output" : "each label stands by itself")
            + "; use '\(implied)'",
          at: position(.output, configuration), combining: ["data", "model.output"],
          of: configuration)
        return false
      }
    } else {
      configuration.fill(.output, with: implied, from: registry)
    }
    return fitMetrics(task, &configuration)
  }

  /// Whether the metrics are made for the task; by default those that suit it.
  mutating func fitMetrics(
    _ task: LearningTask, _ configuration: inout Configuration
  ) -> Bool {
    let choices =
      document.metrics
      ?? ComparisonPlan.defaultMetrics(task).map {
        ComponentChoice(name: $0, position: document.base.position)
      }
    var metrics: [RecordedMetric] = []
    let before = mistakes.count
    for choice in choices {
      let made = registry.make(
        .metric, named: choice.name, settings: choice.settings, as: (any Metric).self)
      guard let metric = made else { continue }
      guard type(of: metric).tasks.contains(task.kind) else {
        report(
          "metric '\(choice.name)' is not made for \(task.kind.rawValue)", at: choice.position,
          "E15")
        continue
      }
      let fits = accepts(
        task, { try metric.check(task) }, "metric '\(choice.name)'",
        position: { $0.flatMap { choice.positions[$0] } ?? choice.position })
      if fits { metrics.append(RecordedMetric(metric, as: choice.column)) }
    }
    guard mistakes.count == before else { return false }
    configuration.setMetrics(metrics)
    return true
  }

  /// Whether a component's own check lets a task pass; where not, it is reported at the setting at fault.
  private mutating func accepts(
    _ task: LearningTask, _ check: () throws -> Void, _ component: String,
    position: (_ setting: String?) -> SourcePosition
  ) -> Bool {
    do {
      try check()
      return true
    } catch {
      let fault = error as? ComponentError
      report(
        "\(component) does not go with the task: \(fault?.message ?? "\(error)")",
        at: position(fault?.setting), "E15")
      return false
    }
  }

  /// Whether the batch fits into the training part; a full batch's size is left as it is.
  mutating func fits(_ dataset: Dataset, _ configuration: inout Configuration) -> Bool {
    if case .integer(let size)? = configuration["training.batch_size"], size > dataset.train.count {
      let path = "training.batch_size"
      // The default is no mistake of the user's: a smaller data set is trained in one batch.
      guard candidate(path, .integer(size)) != nil || document.base.positions[path] != nil else {
        configuration[path] = .text("full")
        return true
      }
      report(
        "'\(path)' is \(size), but the training part has \(dataset.train.count) rows; "
          + "say 'full' for all of them", at: position(path, .integer(size)), "E05")
      return false
    }
    return true
  }

  /// Whether the settings of training go together, and what early stopping watches.
  mutating func fitsTraining(_ configuration: inout Configuration) -> Bool {
    let before = mistakes.count
    let epochs = configuration.integer("training.epochs") ?? 1
    if let warmup = configuration["schedule.warmup"], (warmup.number ?? 0) >= Double(epochs) {
      report(
        "'schedule.warmup' is \(warmup), which leaves none of the \(epochs) epochs to the schedule",
        at: position("schedule.warmup", warmup),
        combining: ["schedule.warmup", "training.epochs"], of: configuration)
    }
    if let names = configuration.layerActivationNames, names.count != configuration.hidden.count {
      report(
        "'model.activation' has one activation for each of \(names.count) hidden "
          + "layer\(names.count == 1 ? "" : "s"), but model.hidden "
          + "\((configuration["model.hidden"] ?? .list([])).literal) has \(configuration.hidden.count)",
        at: document.base.components[.activation]?.position ?? document.base.position,
        combining: ["model.activation", "model.hidden", "model.depth"], of: configuration)
    }
    if configuration["model.normalization"] == "batch",
      configuration["training.batch_size"] == 1, !configuration.hidden.isEmpty
    {
      report(
        "batch normalization needs batches of at least 2 rows, but 'training.batch_size' is 1; "
          + "use model.normalization 'layer' or larger batches",
        at: position("model.normalization", "batch"),
        combining: ["model.normalization", "training.batch_size"], of: configuration)
    }
    if configuration["stop.patience"] != nil {
      let recorded = configuration.metrics(from: registry)
      let metric = ComparisonPlan.primaryMetric(document, recorded.map(\.name))
      if metric.hasPrefix("test_") {
        report(
          "'stop' watches select.metric, but '\(metric)' is not measured while a run trains",
          at: document.select?.metric.position ?? document.base.position, "E17")
      }
      configuration[Configuration.stopMetricPath] = .text(metric)
      configuration[Configuration.stopGoalPath] =
        ComparisonPlan.maximizes(metric, document, recorded) ? "maximize" : "minimize"
    }
    if configuration["stop.at_target"] == true { setTarget(of: &configuration) }
    return mistakes.count == before
  }

  /// The target that ends a run is part of what it is.
  private mutating func setTarget(of configuration: inout Configuration) {
    guard let target = document.target else {
      report(
        "'stop.at_target' needs a 'target', such as {val_accuracy: 0.97}",
        at: position("stop.at_target", true), "E17")
      return
    }
    let column = target.metric.value
    let recorded = configuration.metrics(from: registry)
    let primary = ComparisonPlan.primaryMetric(document, recorded.map(\.name))
    let maximizes =
      column == primary
      ? ComparisonPlan.maximizes(column, document, recorded)
      : recorded.first { $0.name == MetricName(column).metric }
        .map { type(of: $0.metric).maximizes } ?? false
    configuration[Configuration.targetMetricPath] = .text(column)
    configuration[Configuration.targetValuePath] = .number(target.value)
    configuration[Configuration.targetGoalPath] = maximizes ? "maximize" : "minimize"
  }

  /// An initialiser that reads a file may not fit the network: better seen now than in every run.
  func tryInitializer(
    _ configuration: Configuration, _ dataset: Dataset, _ streams: StreamReplicates
  ) throws {
    guard !catalog.filePaths(of: .initializer, in: configuration).isEmpty else { return }
    let recipe = try TrainingRecipe(configuration, registry: registry, catalog: catalog)
    var random = streams.stream(.initialization)
    _ = try recipe.network(for: dataset).initialValues(
      recipe.initializer, files: recipe.initializerFiles, random: &random)
  }

  /// Seeds that change nothing would be taken for replicates.
  mutating func checkVariation(_ configurations: [Plan.PlannedConfiguration]) {
    guard document.seeds.count > 1 else { return }
    var used: Set<RandomStream.Purpose> = [.split, .initialization]
    for planned in configurations {
      if catalog.isGenerated(planned.configuration) { used.insert(.data) }
      if planned.configuration.integer("training.batch_size") != nil { used.insert(.shuffle) }
      if (planned.configuration["model.dropout"]?.number ?? 0) > 0 { used.insert(.noise) }
    }
    guard used.isDisjoint(with: document.vary) else { return }
    let names = document.vary.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    report(
      "nothing that these runs do uses the streams of 'seeds.vary', \(names): "
        + "all \(document.seeds.count) seeds would give the same run",
      at: document.varyPosition ?? document.base.position, "E05")
  }

  /// Whether the network's parameters, their gradients and the like fit into this machine.
  mutating func fitsMemory(_ dataset: Dataset, _ configuration: Configuration) -> Bool {
    var (parameters, width) = (0.0, Double(dataset.inputCount))
    for fanOut in configuration.hidden + [dataset.outputCount] {
      parameters += (width + 1) * Double(fanOut)
      width = Double(fanOut)
    }
    // Values, gradients, two slots of state, a transposed copy, a snapshot of the best: 4 bytes each.
    let bytes = 24 * parameters
    guard bytes > Double(ProcessInfo.processInfo.physicalMemory) else { return true }
    let hidden = configuration["model.hidden"] ?? .list([])
    report(
      "a network of \(Value.number(parameters)) parameters needs about "
        + "\(Int(bytes / 1e9)) GB, more than this machine has",
      at: position("model.hidden", hidden), "E05")
    return false
  }
}
