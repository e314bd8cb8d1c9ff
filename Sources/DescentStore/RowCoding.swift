import GRDB

// How the rows of runs, curves and layers stand in their tables: the order of `columns` is that of
// `arguments` and of reading.

private func insertion(into table: String, _ columns: [String]) -> String {
  let marks = columns.map { _ in "?" }.joined(separator: ", ")
  return "INSERT OR REPLACE INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(marks))"
}

extension Row {
  /// The value of a column; a value of another type is an error, where a subscript would trap.
  func read<Value: DatabaseValueConvertible & StatementColumnConvertible>(
    _ index: Int
  ) throws -> Value {
    try decode(atIndex: index)
  }
}

extension RunRow {
  static let columns = [
    "run_id", "config_id", "seed", "fold", "configuration", "status", "status_reason",
    "status_epoch", "status_step", "last_finite_loss", "failed_tensor", "last_words", "epochs_run",
    "no_progress", "wall_s", "train_s", "eval_s", "diag_s", "concurrency", "samples_per_s",
    "params", "flops_est", "grad_verdict", "unit_verdict", "started_at", "host", "build",
  ]
  static let insertion = DescentStore.insertion(into: "runs", columns)

  var arguments: StatementArguments {
    let values: [DatabaseValue] = [
      runID.databaseValue, configID.databaseValue, seed.databaseValue, fold.databaseValue,
      configuration.databaseValue, status.rawValue.databaseValue, statusReason.databaseValue,
      statusEpoch.databaseValue, statusStep.databaseValue, lastFiniteLoss.databaseValue,
      failedTensor.databaseValue, lastWords.databaseValue, epochsRun.databaseValue,
      noProgress.databaseValue, wallSeconds.databaseValue, trainSeconds.databaseValue,
      evalSeconds.databaseValue, diagSeconds.databaseValue, concurrency.databaseValue,
      samplesPerSecond.databaseValue, parameterCount.databaseValue, estimatedFLOPs.databaseValue,
      gradVerdict.databaseValue, unitVerdict.databaseValue, startedAt.databaseValue,
      host.databaseValue, build.databaseValue,
    ]
    return StatementArguments(values)
  }

  init(_ row: Row, path: String) throws {
    try self.init(
      runID: row.read(0), configID: row.read(1), seed: row.read(2), fold: row.read(3),
      configuration: row.read(4), status: Self.status(row.read(5), path: path),
      statusReason: row.read(6), statusEpoch: row.read(7), statusStep: row.read(8),
      lastFiniteLoss: row.read(9), failedTensor: row.read(10), lastWords: row.read(11),
      epochsRun: row.read(12), noProgress: row.read(13), wallSeconds: row.read(14),
      trainSeconds: row.read(15), evalSeconds: row.read(16), diagSeconds: row.read(17),
      concurrency: row.read(18), samplesPerSecond: row.read(19), parameterCount: row.read(20),
      estimatedFLOPs: row.read(21), gradVerdict: row.read(22), unitVerdict: row.read(23),
      startedAt: row.read(24), host: row.read(25), build: row.read(26))
  }

  static func status(_ text: String, path: String) throws -> RunStatus {
    guard let status = RunStatus(rawValue: text) else {
      throw StoreError.damaged(path: path, reason: "'\(text)' is not a status of a run")
    }
    return status
  }
}

extension HistoryRow {
  static let columns = [
    "run_id", "epoch", "step", "seconds", "learning_rate", "penalty", "grad_norm", "update_ratio",
  ]

  static func insertion(with metrics: [MetricColumn]) -> String {
    DescentStore.insertion(into: "history", columns + metrics.map(\.quoted))
  }

  func arguments(of runID: String, with metrics: [MetricColumn]) -> StatementArguments {
    var values: [DatabaseValue] = [
      runID.databaseValue, epoch.databaseValue, step.databaseValue, seconds.databaseValue,
      learningRate.databaseValue, penalty.databaseValue, gradNorm.databaseValue,
      updateRatio.databaseValue,
    ]
    for column in metrics {
      values.append(self[keyPath: column.part.values][column.metric].databaseValue)
    }
    return StatementArguments(values)
  }

  init(_ row: Row, metrics: [MetricColumn]) throws {
    try self.init(
      epoch: row.read(1), step: row.read(2), seconds: row.read(3), learningRate: row.read(4),
      penalty: row.read(5), gradNorm: row.read(6), updateRatio: row.read(7))
    for (index, column) in metrics.enumerated() {
      guard let value: Double = try row.read(index + Self.columns.count) else { continue }
      switch column.part {
      case .train: train[column.metric] = value
      case .validation: validation[column.metric] = value
      case .test: test[column.metric] = value
      }
    }
  }
}

extension LayerRow {
  static let columns = [
    "run_id", "epoch", "layer", "layer_kind", "fan_in", "fan_out", "grad_norm", "grad_rms",
    "grad_abs_mean", "grad_zero_frac", "weight_norm", "update_ratio", "act_mean", "act_sd",
    "dead_frac", "strict_dead_frac", "dormant_frac", "saturated_frac",
  ]
  static let insertion = DescentStore.insertion(into: "layers", columns)

  func arguments(of runID: String) -> StatementArguments {
    let values: [DatabaseValue] = [
      runID.databaseValue, epoch.databaseValue, layer.databaseValue, kind.databaseValue,
      fanIn.databaseValue, fanOut.databaseValue, gradNorm.databaseValue, gradRMS.databaseValue,
      gradAbsMean.databaseValue, gradZeroFrac.databaseValue, weightNorm.databaseValue,
      updateRatio.databaseValue, actMean.databaseValue, actSD.databaseValue, deadFrac.databaseValue,
      strictDeadFrac.databaseValue, dormantFrac.databaseValue, saturatedFrac.databaseValue,
    ]
    return StatementArguments(values)
  }

  init(_ row: Row) throws {
    try self.init(
      epoch: row.read(1), layer: row.read(2), kind: row.read(3), fanIn: row.read(4),
      fanOut: row.read(5), gradNorm: row.read(6), gradRMS: row.read(7), gradAbsMean: row.read(8),
      gradZeroFrac: row.read(9), weightNorm: row.read(10), updateRatio: row.read(11),
      actMean: row.read(12), actSD: row.read(13), deadFrac: row.read(14),
      strictDeadFrac: row.read(15), dormantFrac: row.read(16), saturatedFrac: row.read(17))
  }
}
