import DescentStore

extension CSVTable {
  /// failures.csv: one row a failed run, by run id.
  package static func failures(
    _ scores: Scores, _ causes: [String: FailureCause], _ factors: FactorColumns
  ) -> CSVTable {
    let columns =
      ["run_id", "config_id", "seed"] + factors.names
      + [
        "status", "cause", "epoch", "step", "tensor", "layer", "last_finite_loss", "max_grad_norm",
      ]
    var table = CSVTable("failures.csv", columns: columns)
    let failed = scores.runs.filter(\.failed).sorted { $0.run.runID < $1.run.runID }
    for scored in failed {
      let run = scored.run
      var fields: [CSVField] = [
        .text(run.runID), .text(scored.planned.configID), .integer(scored.planned.seed),
      ]
      fields += factors.fields[scored.configuration]
      fields += [
        .text(run.status.rawValue), .text(causes[run.runID]?.rawValue), .integer(run.statusEpoch),
        .integer(run.statusStep), .text(run.failedTensor), .integer(layer(of: run.failedTensor)),
        .number(run.lastFiniteLoss),
        .number(scored.curve.largestGradNorm),
      ]
      table.append(fields)
    }
    return table
  }

  /// The layer of a tensor, from 1: 3 for `layers.2.weight`.
  private static func layer(of tensor: String?) -> Int? {
    guard let parts = tensor?.split(separator: "."), parts.count > 1, parts[0] == "layers" else {
      return nil
    }
    return Int(parts[1]).map { $0 + 1 }
  }
}
