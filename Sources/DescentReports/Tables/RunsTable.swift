import DescentStore

extension CSVTable {
  /// runs.csv: one row a run that has an outcome, by run id.
  static func runs(_ factors: FactorColumns, _ metrics: [MetricName]) -> CSVTable {
    var columns = ["run_id", "config_id", "seed", "fold", "studies"] + factors.names
    columns += ["status", "status_reason", "status_epoch", "failed", "epochs_run"]
    columns += metrics.map { "\($0.part)_\($0.metric)" }
    columns += [
      "no_progress", "score", "score_capped", "score_epoch", "best_val_epoch", "target_reached",
      "epochs_to_target", "seconds_to_target", "wall_s", "train_s", "eval_s", "diag_s",
      "concurrency", "samples_per_s", "params", "flops_est", "grad_verdict", "unit_verdict",
      "started_at", "host", "prereg_hash",
    ]
    return CSVTable("runs.csv", columns: columns)
  }

  mutating func append(
    _ outcome: StoredOutcome, _ scored: ScoredRun, _ plan: StoredPlan, _ levels: [CSVField],
    _ metrics: [MetricName]
  ) {
    let run = outcome.run
    let row = CurveSummary.scoredRow(of: outcome, plan.selection)
    let reached = plan.target.flatMap(outcome.reaches)
    let validation = MetricName(part: "val", metric: MetricName(plan.selection.metric).metric)
    var fields: [CSVField] = [
      .text(run.runID), .text(scored.planned.configID), .integer(scored.planned.seed),
      .integer(scored.planned.fold), .text(scored.planned.studies.joined(separator: ";")),
    ]
    fields += levels
    fields += [
      .text(run.status.rawValue), .text(run.statusReason), .integer(run.statusEpoch),
      .truth(scored.failed), .integer(run.epochsRun),
    ]
    fields += metrics.map { name in .number(row.flatMap(name.value)) }
    fields += [
      .truth(run.noProgress), .number(scored.score), .number(scored.cappedScore),
      .integer(scored.scoreEpoch), .integer(outcome.best(validation, plan.selection)?.epoch),
      .truth(reached != nil), .integer(reached?.epoch), .number(reached?.seconds),
      .number(run.wallSeconds), .number(run.trainSeconds), .number(run.evalSeconds),
      .number(run.diagSeconds), .integer(run.concurrency), .number(run.samplesPerSecond),
      .integer(run.parameterCount), .number(run.estimatedFLOPs), .text(run.gradVerdict),
      .text(run.unitVerdict), .text(run.startedAt), .text(run.host),
      .text(run.preregistrationHash),
    ]
    append(fields)
  }
}
