// How the rows of runs, curves and layers are written column by column, into a table or as bytes: the
// order of `columns` is that of writing and of reading.

extension RunRow {
  static let columns = [
    "run_id", "config_id", "seed", "fold", "configuration", "status", "status_reason",
    "status_epoch", "status_step", "last_finite_loss", "failed_tensor", "last_words", "epochs_run",
    "no_progress", "wall_s", "train_s", "eval_s", "diag_s", "concurrency", "samples_per_s",
    "params", "flops_est", "grad_verdict", "unit_verdict", "started_at", "host", "build",
    "prereg_hash",
  ]

  func write(to writer: inout some ColumnWriter) {
    writer.write(runID)
    writer.write(configID)
    writer.write(seed)
    writer.write(fold)
    writer.write(configuration)
    writer.write(status.rawValue)
    writer.write(statusReason)
    writer.write(statusEpoch)
    writer.write(statusStep)
    writer.write(lastFiniteLoss)
    writer.write(failedTensor)
    writer.write(lastWords)
    writer.write(epochsRun)
    writer.write(noProgress)
    writer.write(wallSeconds)
    writer.write(trainSeconds)
    writer.write(evalSeconds)
    writer.write(diagSeconds)
    writer.write(concurrency)
    writer.write(samplesPerSecond)
    writer.write(parameterCount)
    writer.write(estimatedFLOPs)
    writer.write(gradVerdict)
    writer.write(unitVerdict)
    writer.write(startedAt)
    writer.write(host)
    writer.write(build)
    writer.write(preregistrationHash)
  }

  init(from reader: inout some ColumnReader) throws {
    try self.init(
      runID: reader.value(), configID: reader.value(), seed: reader.value(),
      fold: reader.optional(), configuration: reader.value(), status: reader.value(),
      statusReason: reader.value(), statusEpoch: reader.optional(), statusStep: reader.optional(),
      lastFiniteLoss: reader.optional(), failedTensor: reader.optional(),
      lastWords: reader.optional(), epochsRun: reader.value(), noProgress: reader.value(),
      wallSeconds: reader.value(), trainSeconds: reader.value(), evalSeconds: reader.value(),
      diagSeconds: reader.value(), concurrency: reader.value(),
      samplesPerSecond: reader.optional(), parameterCount: reader.value(),
      estimatedFLOPs: reader.value(), gradVerdict: reader.value(), unitVerdict: reader.value(),
      startedAt: reader.value(), host: reader.value(), build: reader.value(),
      preregistrationHash: reader.optional())
  }
}

extension RunStatus: ColumnValue {
  package static func read(from reader: inout some ColumnReader) throws -> RunStatus? {
    try reader.text().map { text in
      guard let status = RunStatus(rawValue: text) else {
        throw ColumnError("'\(text)' is not a status of a run")
      }
      return status
    }
  }
}

extension HistoryRow {
  static let columns = [
    "epoch", "step", "seconds", "learning_rate", "penalty", "grad_norm", "update_ratio",
  ]

  /// The metrics stand behind the other columns.
  func write(_ metrics: [MetricColumn], to writer: inout some ColumnWriter) {
    writer.write(epoch)
    writer.write(step)
    writer.write(seconds)
    writer.write(learningRate)
    writer.write(penalty)
    writer.write(gradNorm)
    writer.write(updateRatio)
    for column in metrics { writer.write(self[column.part][column.metric]) }
  }

  init(_ metrics: [MetricColumn], from reader: inout some ColumnReader) throws {
    try self.init(
      epoch: reader.value(), step: reader.value(), seconds: reader.value(),
      learningRate: reader.value(), penalty: reader.optional(), gradNorm: reader.optional(),
      updateRatio: reader.optional())
    for column in metrics {
      if let value: Double = try reader.optional() { self[column.part][column.metric] = value }
    }
  }

  /// The metrics on one part of the data.
  subscript(part: MetricColumn.Part) -> [String: Double] {
    get {
      switch part {
      case .train: train
      case .validation: validation
      case .test: test
      }
    }
    _modify {
      switch part {
      case .train: yield &train
      case .validation: yield &validation
      case .test: yield &test
      }
    }
  }
}

extension LayerRow {
  static let columns = [
    "epoch", "layer", "layer_kind", "fan_in", "fan_out", "grad_norm", "grad_rms", "grad_abs_mean",
    "grad_zero_frac", "weight_norm", "update_ratio", "act_mean", "act_sd", "dead_frac",
    "strict_dead_frac", "dormant_frac", "saturated_frac",
  ]

  func write(to writer: inout some ColumnWriter) {
    writer.write(epoch)
    writer.write(layer)
    writer.write(kind)
    writer.write(fanIn)
    writer.write(fanOut)
    writer.write(gradNorm)
    writer.write(gradRMS)
    writer.write(gradAbsMean)
    writer.write(gradZeroFrac)
    writer.write(weightNorm)
    writer.write(updateRatio)
    writer.write(actMean)
    writer.write(actSD)
    writer.write(deadFrac)
    writer.write(strictDeadFrac)
    writer.write(dormantFrac)
    writer.write(saturatedFrac)
  }

  init(from reader: inout some ColumnReader) throws {
    try self.init(
      epoch: reader.value(), layer: reader.value(), kind: reader.value(), fanIn: reader.value(),
      fanOut: reader.value(), gradNorm: reader.optional(), gradRMS: reader.optional(),
      gradAbsMean: reader.optional(), gradZeroFrac: reader.optional(),
      weightNorm: reader.optional(), updateRatio: reader.optional(), actMean: reader.optional(),
      actSD: reader.optional(), deadFrac: reader.optional(), strictDeadFrac: reader.optional(),
      dormantFrac: reader.optional(), saturatedFrac: reader.optional())
  }
}
