import DescentStore

extension CSVTable {
  /// runs.csv: one row a run that has an outcome, by run id.
  package static func runs(_ scores: Scores, _ factors: FactorColumns) -> CSVTable {
    let plan = scores.plan
    let metrics = ["loss"] + plan.metrics
    let measured = ["train", "val", "test"].flatMap { part in
      metrics.map { MetricName(part: part, metric: $0) }
    }
    var columns = ["run_id", "config_id", "seed", "fold", "studies"] + factors.names
    columns += ["status", "status_reason", "status_epoch", "failed", "epochs_run"]
    columns += measured.map { "\($0.part)_\($0.metric)" }
    columns += [
      "no_progress", "score", "score_capped", "score_epoch", "best_val_epoch", "target_reached",
      "epochs_to_target", "seconds_to_target", "wall_s", "train_s", "eval_s", "diag_s",
      "concurrency", "samples_per_s", "params", "flops_est", "grad_verdict", "unit_verdict",
      "started_at", "host", "prereg_hash",
    ]
    var table = CSVTable("runs.csv", columns: columns)
    for run in scores.runs.sorted(by: { $0.run.runID < $1.run.runID }) {
      table.append(fields(of: run, plan, measured, factors))
    }
    return table
  }

  private static func fields(
    of scored: ScoredRun, _ plan: StoredPlan, _ measured: [MetricName], _ factors: FactorColumns
  ) -> [CSVField] {
    let run = scored.run
    let row = scored.scoredRow
    let reached = plan.target.flatMap(scored.reaches)
    var fields: [CSVField] = [
      .text(run.runID), .text(scored.planned.configID), .integer(scored.planned.seed),
      .integer(scored.planned.fold), .text(scored.planned.studies.joined(separator: ";")),
    ]
    fields += factors.fields[scored.configuration]
    fields += [
      .text(run.status.rawValue), .text(run.statusReason), .integer(run.statusEpoch),
      .truth(scored.failed), .integer(run.epochsRun),
    ]
    fields += measured.map { name in .number(row.flatMap(name.value)) }
    fields += [
      .truth(run.noProgress), .number(scored.score), .number(scored.cappedScore),
      .integer(scored.scoreEpoch), .integer(scored.bestValidationEpoch(plan.selection)),
      .truth(reached != nil), .integer(reached?.epoch), .number(reached?.seconds),
      .number(run.wallSeconds), .number(run.trainSeconds), .number(run.evalSeconds),
      .number(run.diagSeconds), .integer(run.concurrency), .number(run.samplesPerSecond),
      .integer(run.parameterCount), .number(run.estimatedFLOPs), .text(run.gradVerdict),
      .text(run.unitVerdict), .text(run.startedAt), .text(run.host), .text("-"),
    ]
    return fields
  }
}
