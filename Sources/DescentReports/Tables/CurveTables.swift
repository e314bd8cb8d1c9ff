import DescentStore

extension CSVTable {
  /// history.csv: one row an epoch, by run id and epoch.
  package static func history(_ scores: Scores, _ factors: FactorColumns) -> CSVTable {
    let metrics = ["loss"] + scores.plan.metrics
    let measured = ["train", "val"].flatMap { part in
      metrics.map { MetricName(part: part, metric: $0) }
    }
    var columns = ["run_id", "config_id", "seed"] + factors.names
    columns += ["epoch", "step", "seconds", "learning_rate"]
    columns += measured.map { "\($0.part)_\($0.metric)" }
    columns += ["penalty", "grad_norm", "update_ratio"]
    var table = CSVTable("history.csv", columns: columns)
    for scored in scores.runs.sorted(by: { $0.run.runID < $1.run.runID }) {
      let key: [CSVField] =
        [
          .text(scored.run.runID), .text(scored.planned.configID), .integer(scored.planned.seed),
        ] + factors.fields[scored.configuration]
      for row in scored.outcome.history.sorted(by: { $0.epoch < $1.epoch }) {
        var fields = key
        fields += [
          .integer(row.epoch), .integer(row.step), .number(row.seconds), .number(row.learningRate),
        ]
        fields += measured.map { .number($0.value(in: row)) }
        fields += [.number(row.penalty), .number(row.gradNorm), .number(row.updateRatio)]
        table.append(fields)
      }
    }
    return table
  }

  /// layers.csv: one row a layer at a measured epoch, by run id, epoch and layer.
  package static func layers(_ scores: Scores) -> CSVTable {
    var table = CSVTable(
      "layers.csv",
      columns: [
        "run_id", "epoch", "layer", "layer_kind", "fan_in", "fan_out", "grad_norm", "grad_rms",
        "grad_abs_mean", "grad_zero_frac", "weight_norm", "update_ratio", "act_mean", "act_sd",
        "dead_frac", "strict_dead_frac", "dormant_frac", "saturated_frac",
      ])
    for scored in scores.runs.sorted(by: { $0.run.runID < $1.run.runID }) {
      let rows = scored.outcome.layers.sorted { ($0.epoch, $0.layer) < ($1.epoch, $1.layer) }
      for row in rows {
        table.append([
          .text(scored.run.runID), .integer(row.epoch), .integer(row.layer), .text(row.kind),
          .integer(row.fanIn), .integer(row.fanOut), .number(row.gradNorm), .number(row.gradRMS),
          .number(row.gradAbsMean), .number(row.gradZeroFrac), .number(row.weightNorm),
          .number(row.updateRatio), .number(row.actMean), .number(row.actSD),
          .number(row.deadFrac), .number(row.strictDeadFrac), .number(row.dormantFrac),
          .number(row.saturatedFrac),
        ])
      }
    }
    return table
  }
}
