package import DescentStore

/// The number that a run has for a hypothesis, as its curves and layers give it.
package struct Reading: Sendable, Equatable {
  /// Nil where it was not measured, or where a target was missed.
  package var value: Double?
  /// The same column before training; a test column is not measured then, its validation twin stands in.
  package var untrained: Double?
  /// The training time of the whole run, in seconds.
  package var seconds: Double

  package init(
    _ outcome: StoredOutcome, _ metric: StoredPlan.Hypothesis.Metric,
    _ selection: StoredPlan.Selection
  ) {
    seconds = outcome.history.last?.seconds ?? 0
    switch metric.name {
    case "failure_rate": value = outcome.run.status.isFailure ? 1 : 0
    case "epochs_to": value = outcome.reaches(metric)?.epoch.asDouble
    case "seconds_to": value = outcome.reaches(metric)?.seconds
    default:
      if let layer = metric.layer {
        value = outcome.value(of: metric, layer)
        return
      }
      let column = metric.of ?? metric.name
      let start = outcome.history.first { $0.epoch == 0 }
      let twin = MetricName(part: "val", metric: MetricName(column).metric)
      untrained = start.flatMap { $0.value(column) ?? twin.value(in: $0) }
      value = outcome.value(of: column, metric.epochs, selection)
    }
  }
}

extension Int {
  fileprivate var asDouble: Double { Double(self) }
}

extension HistoryRow {
  /// The finite value of a column; nil where it was not measured.
  fileprivate func value(_ column: String) -> Double? {
    let value =
      switch column {
      case "grad_norm": gradNorm
      case "update_ratio": updateRatio
      case "penalty": penalty
      case "learning_rate": learningRate
      default: MetricName(column).value(in: self)
      }
    return value.flatMap { $0.isFinite ? $0 : nil }
  }
}

extension StoredOutcome {
  /// Where the run first reached the target of a metric; nil where it never did.
  fileprivate func reaches(_ metric: StoredPlan.Hypothesis.Metric) -> HistoryRow? {
    guard let column = metric.of, let value = metric.target else { return nil }
    return reaches(
      StoredPlan.Target(metric: column, value: value, maximize: metric.maximize ?? false))
  }

  // MARK: - Columns of the history

  /// The value of a column; a run that stopped early stays as it was.
  fileprivate func value(
    of column: String, _ epochs: StoredPlan.Hypothesis.Epochs, _ selection: StoredPlan.Selection
  ) -> Double? {
    switch epochs {
    case .initial: return history.first { $0.epoch == 0 }?.value(column)
    case .final: return run.status.isFailure ? nil : history.last?.value(column)
    case .best:
      guard !run.status.isFailure else { return nil }
      return best(MetricName(selection.metric), selection)?.value(column)
    case .epoch(let epoch): return row(epoch)?.value(column)
    case .mean(let range):
      let values = range.map { row($0)?.value(column) }
      let present = values.compactMap { $0 }
      return present.count == values.count ? Sample(present).mean : nil
    }
  }

  private func row(_ epoch: Int) -> HistoryRow? {
    if let row = history.first(where: { $0.epoch == epoch }) { return row }
    guard !run.status.isFailure, let last = history.last, last.epoch < epoch else { return nil }
    return last
  }

  // MARK: - Layers

  /// The value of a layer, or the summary of all that have one; the mean over the measured epochs of a range.
  fileprivate func value(
    of metric: StoredPlan.Hypothesis.Metric, _ layer: StoredPlan.Hypothesis.Layer
  ) -> Double? {
    let measured = Set(layers.map(\.epoch)).sorted()
    let epochs: [Int]
    switch metric.epochs {
    case .initial: epochs = [0]
    case .final, .best:
      epochs = run.status.isFailure ? [] : measured.last.map { [$0] } ?? []
    case .epoch(let epoch):
      let stopped = run.status.isFailure ? nil : measured.last.flatMap { $0 < epoch ? $0 : nil }
      epochs = [measured.contains(epoch) ? epoch : stopped ?? epoch]
    case .mean(let range): epochs = measured.filter(range.contains)
    }
    let values = epochs.map { epoch -> Double? in
      let rows = layers.filter { $0.epoch == epoch }.sorted { $0.layer < $1.layer }
      return Self.summary(of: rows, metric.name, layer)
    }
    let present = values.compactMap { $0 }
    return present.count == values.count ? Sample(present).mean : nil
  }

  private static func summary(
    of rows: [LayerRow], _ column: String, _ layer: StoredPlan.Hypothesis.Layer
  ) -> Double? {
    if case .number(let number) = layer {
      return rows.first { $0.layer == number }?.value(column)
    }
    let values = rows.compactMap { $0.value(column) }
    return switch layer {
    case .first: rows.first?.value(column)
    case .last: values.last
    case .max: values.max()
    case .mean: Sample(values).mean
    case .number: nil
    }
  }
}

extension LayerRow {
  /// The finite value of a column; nil where it does not apply.
  fileprivate func value(_ column: String) -> Double? {
    let value: Double? =
      switch column {
      case "grad_norm": gradNorm
      case "grad_rms": gradRMS
      case "grad_abs_mean": gradAbsMean
      case "grad_zero_frac": gradZeroFrac
      case "weight_norm": weightNorm
      case "update_ratio": updateRatio
      case "act_mean": actMean
      case "act_sd": actSD
      case "dead_frac": deadFrac
      case "strict_dead_frac": strictDeadFrac
      case "dormant_frac": dormantFrac
      case "saturated_frac": saturatedFrac
      default: nil
      }
    return value.flatMap { $0.isFinite ? $0 : nil }
  }
}
