import DescentStore

extension CSVTable {
  /// configs.csv: one row a configuration, by its id.
  package static func configs(
    _ leaderboards: [Leaderboard], _ scores: Scores, _ factors: FactorColumns
  ) -> CSVTable {
    var columns = ["rank", "config_id"] + factors.names
    columns += [
      "n_planned", "n", "n_ok", "mean", "sd", "mean_ok", "sd_ok", "ci_lo", "ci_hi", "median",
      "min", "max", "fail_rate", "fail_lo", "fail_hi", "delta_leader", "delta_lo", "delta_hi", "p",
      "p_adj", "tied_with_leader", "median_epochs_to_target", "ert", "median_wall_s",
    ]
    var table = CSVTable("configs.csv", columns: columns)
    let runs = Dictionary(grouping: scores.runs, by: \.configuration)
    let entries = leaderboards.flatMap(\.entries).sorted {
      scores.plan.configurations[$0.configuration].configID
        < scores.plan.configurations[$1.configuration].configID
    }
    for entry in entries {
      let own = runs[entry.configuration, default: []]
      table.append(
        [
          .integer(entry.rank), .text(scores.plan.configurations[entry.configuration].configID),
        ] + factors.fields[entry.configuration] + statistics(of: entry)
          + speed(of: own, scores.plan.target))
    }
    return table
  }

  private static func statistics(of entry: Leaderboard.Entry) -> [CSVField] {
    let count = entry.capped.count
    let difference = entry.toLeader
    return [
      .integer(entry.planned), .integer(count), .integer(entry.own.count),
      .number(entry.capped.mean), .number(entry.capped.standardDeviation),
      .number(entry.own.mean), .number(entry.own.standardDeviation),
      .number(entry.interval?.lower), .number(entry.interval?.upper),
      .number(entry.capped.median), .number(entry.capped.minimum), .number(entry.capped.maximum),
      .number(count > 0 ? Double(entry.failed) / Double(count) : nil),
      .number(entry.failureInterval?.lower), .number(entry.failureInterval?.upper),
      .number(entry.isLeader ? 0 : difference?.delta), .number(difference?.interval?.lower),
      .number(difference?.interval?.upper), .number(difference?.p), .number(entry.adjustedP),
      .truth(entry.tiedWithLeader),
    ]
  }

  /// The median epochs to the target, the expected running time (S27), the median seconds.
  ///
  ///     ERT = Σ epochs over all runs / runs that reached the target
  private static func speed(of runs: [ScoredRun], _ target: StoredPlan.Target?) -> [CSVField] {
    let wall = Sample(runs.filter { $0.run.status.hasScore }.map(\.run.wallSeconds)).median
    guard target != nil else { return [.number(nil), .number(nil), .number(wall)] }
    let scored = runs.filter { $0.run.status.hasScore }
    let reached = scored.map(\.curve.targetEpoch)
    let successes = reached.compactMap { $0 }.map(Double.init)
    let epochs = zip(scored, reached).reduce(0) { $0 + ($1.1 ?? $1.0.run.epochsRun) }
    let expected = successes.isEmpty ? nil : Double(epochs) / Double(successes.count)
    // The median of all runs exists where more than half of them got there.
    let median =
      2 * successes.count > scored.count
      ? Sample(reached.map { $0.map(Double.init) ?? .greatestFiniteMagnitude }).median : nil
    return [.number(median), .number(expected), .number(wall)]
  }
}
