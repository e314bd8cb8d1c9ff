package import Descent
package import DescentStore
import Foundation

/// Trains the runs that it is given, one at a time, and turns each into an outcome for the store.
package final class RunExecutor {
  private let registry: Registry
  private let catalog: DataCatalog
  private var untrained = UntrainedMemory()
  private let host = ProcessInfo.processInfo.hostName
  private let build: String

  /// - Parameters:
  ///   - registry: The components that configurations may name.
  ///   - folder: Where paths in the configuration start from.
  ///   - build: The version and commit of the program.
  package init(registry: Registry, folder: String, build: String) {
    self.registry = registry
    self.build = build
    catalog = DataCatalog(folder: folder, registry: registry)
  }

  /// Trains one run.
  ///
  /// - Throws: A `ComponentError` where the run cannot be set up.
  package func execute(_ request: RunRequest) throws -> StoredOutcome {
    let start = Date()
    let configuration = request.configuration
    guard try catalog.fileHashes(of: configuration) == request.fileHashes else {
      throw ComponentError("a file that it reads has changed since the run was planned")
    }
    let dataset = try catalog.dataset(
      configuration, task: request.task, streams: request.streams, fold: request.fold)
    let recipe = try TrainingRecipe(configuration, registry: registry, catalog: catalog)
    let trainer = try Trainer(
      recipe, on: dataset, initialization: request.streams.stream(.initialization),
      shuffle: request.streams.stream(.shuffle), noise: request.streams.stream(.noise))
    let parent = getppid()
    let network = UntrainedMemory.Key(request)
    let record = trainer.run(from: untrained[network], through: request.epochLimit) {
      _ in
      // Without its coordinator nobody wants the result any more.
      if getppid() != parent { exit(EXIT_FAILURE) }
    }
    untrained.remember(network, UntrainedMeasures(record))
    if let folder = request.weightsFolder {
      try WeightsFolder(path: folder).write(
        record, of: trainer.network, on: dataset, hasTestFile: configuration.testPath != nil,
        table: try catalog.generatedTable(configuration, streams: request.streams))
    }
    return outcome(request, configuration, trainer.network, dataset, record, start: start)
  }

  // MARK: - Rows

  private func outcome(
    _ request: RunRequest, _ configuration: Configuration, _ network: MultilayerPerceptron,
    _ dataset: Dataset, _ record: TrainingRecord, start: Date
  ) -> StoredOutcome {
    let epochs =
      record.stop == nil
      ? configuration.integer("training.epochs") ?? 1 : record.epochsRun
    let verdicts = Verdicts(
      record.layers, epochs: epochs, thresholds: configuration.thresholds)
    // Before training nothing is healthy yet.
    let healthy = record.layers.contains { $0.epoch > 0 } ? "ok" : "-"
    let run = RunRow(
      runID: request.runID, configID: request.configID, seed: request.seed,
      fold: request.fold,
      configuration: configuration.canonicalJSON,
      status: record.divergence != nil ? .diverged : record.stop == .budget ? .pruned : .ok,
      statusReason: record.divergence?.reason.rawValue ?? record.stop?.rawValue ?? "-",
      statusEpoch: record.divergence?.epoch, statusStep: record.divergence?.step,
      lastFiniteLoss: record.divergence?.lastFiniteLoss,
      failedTensor: record.divergence?.tensor, epochsRun: record.epochsRun,
      noProgress: record.divergence == nil
        && record.hasNoProgress(
          dataset.task, isNoisy: configuration.trainsOnAnotherNetwork),
      wallSeconds: Date().timeIntervalSince(start), trainSeconds: record.seconds.train,
      evalSeconds: record.seconds.evaluation, diagSeconds: record.seconds.diagnostics,
      concurrency: request.concurrency,
      samplesPerSecond: record.seconds.train > 0
        ? Double(record.samples) / record.seconds.train : nil,
      parameterCount: record.parameterCount,
      estimatedFLOPs: 6 * Double(record.parameterCount) * Double(record.samples),
      gradVerdict: verdicts.map { $0.gradient == .ok ? healthy : $0.gradient.rawValue } ?? "-",
      unitVerdict: verdicts.map { $0.units == .ok ? healthy : $0.units.rawValue } ?? "-",
      startedAt: start.iso8601, host: host,
      build: build)
    return StoredOutcome(
      run: run, history: record.history.map(HistoryRow.init),
      layers: record.layers.map(LayerRow.init),
      graph: GraphRow(record.graph, of: network.graph),
      surface: record.surface.flatMap { SurfaceRow($0, on: dataset) })
  }

  /// The row of a run that could not be trained.
  package static func untrained(
    _ request: RunRequest, status: RunStatus, reason: String, lastWords: String? = nil,
    wallSeconds: Double = 0, build: String
  ) -> StoredOutcome {
    let run = RunRow(
      runID: request.runID, configID: request.configID, seed: request.seed,
      fold: request.fold,
      configuration: request.configuration.canonicalJSON, status: status,
      statusReason: reason, lastWords: lastWords, wallSeconds: wallSeconds,
      concurrency: request.concurrency, startedAt: Date().addingTimeInterval(-wallSeconds).iso8601,
      host: ProcessInfo.processInfo.hostName, build: build)
    return StoredOutcome(run: run, history: [], layers: [])
  }
}

extension TrainingRecord {
  /// Whether neither part ever was a point of accuracy above the untrained network; for numbers, whether the loss
  /// stayed above 99 % of its first value.
  ///
  /// Where a step sees another network than evaluation does, by dropout or the statistics of its batch, the
  /// training part's numbers are those of that network: then the validation part decides alone.
  func hasNoProgress(_ task: LearningTask, isNoisy: Bool) -> Bool {
    let parts: [KeyPath<EpochRecord, [String: Double]>] =
      isNoisy ? [\.validation] : [\.train, \.validation]
    func hasGained(_ part: KeyPath<EpochRecord, [String: Double]>) -> Bool? {
      switch task {
      case .classification, .labels:
        let values = history.compactMap { $0[keyPath: part]["accuracy"] }
        guard values.count == history.count, let first = values.first, let best = values.max()
        else { return nil }
        return best - first >= 0.01
      case .regression:
        guard let first = history.first?[keyPath: part]["loss"],
          let last = history.last?[keyPath: part]["loss"]
        else { return nil }
        return last <= 0.99 * first
      }
    }
    let gains = (task.kind == .regression ? Array(parts.prefix(1)) : parts).compactMap(hasGained)
    return !gains.isEmpty && !gains.contains(true)
  }
}

extension HistoryRow {
  init(_ record: EpochRecord) {
    func finite(_ values: [String: Double]) -> [String: Double] {
      values.filter { $0.value.isFinite }
    }
    self.init(
      epoch: record.epoch, step: record.step, seconds: record.seconds,
      learningRate: record.learningRate, penalty: record.penalty?.finite,
      gradNorm: record.gradientNorm?.finite, updateRatio: record.updateRatio?.finite,
      train: finite(record.train), validation: finite(record.validation), test: finite(record.test))
  }
}

extension LayerRow {
  init(_ record: LayerRecord) {
    self.init(
      epoch: record.epoch, layer: record.layer, kind: record.isOutput ? "output" : "hidden",
      fanIn: record.fanIn, fanOut: record.fanOut, gradNorm: record.gradientNorm.finite,
      gradRMS: record.gradientRMS.finite, gradAbsMean: record.gradientAbsMean.finite,
      gradZeroFrac: record.gradientZeroShare.finite, weightNorm: record.weightNorm.finite,
      updateRatio: record.updateRatio?.finite, actMean: record.activationMean.finite,
      actSD: record.activationSD.finite, deadFrac: record.units?.dead,
      strictDeadFrac: record.units?.strictlyDead, dormantFrac: record.units?.dormant,
      saturatedFrac: record.units?.saturated)
  }
}

extension Double {
  /// Nil for NaN and infinity, which no table holds.
  var finite: Double? { isFinite ? self : nil }
}

extension Date {
  /// The time in UTC, such as `2026-10-09T04:18:02Z`.
  package var iso8601: String { formatted(.iso8601) }
}
