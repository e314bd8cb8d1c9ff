import DescentStore

extension CSVTable {
  /// history.csv: one row an epoch, by run id and epoch.
  static func history(_ factors: FactorColumns, _ metrics: [MetricName]) -> CSVTable {
    var columns = ["run_id", "config_id", "seed"] + factors.names
    columns += ["epoch", "step", "seconds", "learning_rate"]
    columns += metrics.map { "\($0.part)_\($0.metric)" }
    columns += ["penalty", "grad_norm", "update_ratio"]
    return CSVTable("history.csv", columns: columns)
  }

  mutating func append(
    _ history: [HistoryRow], of scored: ScoredRun, _ levels: [CSVField], _ metrics: [MetricName]
  ) {
    let key: [CSVField] =
      [.text(scored.run.runID), .text(scored.planned.configID), .integer(scored.planned.seed)]
      + levels
    for row in history.sorted(by: { $0.epoch < $1.epoch }) {
      var fields = key
      fields += [
        .integer(row.epoch), .integer(row.step), .number(row.seconds), .number(row.learningRate),
      ]
      fields += metrics.map { .number($0.value(in: row)) }
      fields += [.number(row.penalty), .number(row.gradNorm), .number(row.updateRatio)]
      append(fields)
    }
  }

  /// layers.csv: one row a layer at a measured epoch, by run id, epoch and layer.
  static func layers() -> CSVTable {
    CSVTable(
      "layers.csv",
      columns: [
        "run_id", "epoch", "layer", "layer_kind", "fan_in", "fan_out", "grad_norm", "grad_rms",
        "grad_abs_mean", "grad_zero_frac", "weight_norm", "update_ratio", "act_mean", "act_sd",
        "dead_frac", "strict_dead_frac", "dormant_frac", "saturated_frac",
      ])
  }

  mutating func append(_ layers: [LayerRow], of runID: String) {
    for row in layers.sorted(by: { ($0.epoch, $0.layer) < ($1.epoch, $1.layer) }) {
      append([
        .text(runID), .integer(row.epoch), .integer(row.layer), .text(row.kind),
        .integer(row.fanIn), .integer(row.fanOut), .number(row.gradNorm), .number(row.gradRMS),
        .number(row.gradAbsMean), .number(row.gradZeroFrac), .number(row.weightNorm),
        .number(row.updateRatio), .number(row.actMean), .number(row.actSD), .number(row.deadFrac),
        .number(row.strictDeadFrac), .number(row.dormantFrac), .number(row.saturatedFrac),
      ])
    }
  }
}
