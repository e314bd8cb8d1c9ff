import DescentStore

extension CSVTable {
  /// comparisons.csv: one row a pair of levels and a view, by factor, view and pair as in the file.
  ///
  /// `delta` is A minus B, turned so that a positive one says that A is better.
  package static func comparisons(
    _ comparisons: [FactorComparison], metric: String, confidence: Double
  ) -> CSVTable {
    var table = CSVTable(
      "comparisons.csv",
      columns: [
        "factor", "a", "b", "metric", "view", "scope", "n_settings", "n_seeds",
        "n_pairs",
        "n_planned", "delta", "ci_lo", "ci_hi", "p", "p_adj", "correction", "family_size", "test",
        "p_exact", "dz", "gz", "poi", "wins", "ties", "losses", "fails_a", "fails_b",
        "detectable", "decision", "flags", "confirmatory", "dataset",
      ])
    for comparison in comparisons {
      for pair in comparison.views.flatMap(\.pairs) {
        let difference = pair.difference
        let flags = LevelPair.Flag.allCases.filter(pair.flags.contains).map(\.rawValue)
        table.append([
          .text(comparison.factor.path), .text(comparison.factor.levels[pair.a]),
          .text(comparison.factor.levels[pair.b]), .text(metric), .text(pair.view.rawValue),
          .text(pair.test?.scope.rawValue ?? "grid"), .integer(difference?.settings ?? 0),
          .integer(difference?.seeds ?? 0),
          .integer(difference?.cells ?? 0), .integer(pair.plannedCells),
          .number(difference?.delta), .number(pair.test?.interval?.lower),
          .number(pair.test?.interval?.upper), .number(pair.test?.p), .number(pair.adjustedP),
          .text("holm"), .integer(pair.familySize), .text(pair.test?.kind.rawValue),
          .number(difference?.exactP), .number(difference?.standardized),
          .number(difference?.unbiasedStandardized),
          .number(difference?.probabilityOfImprovement), .integer(difference?.wins),
          .integer(difference?.ties), .integer(difference?.losses), .integer(pair.failedA),
          .integer(pair.failedB), .number(difference?.detectable(confidence: confidence)),
          .text(pair.decision(confidence: confidence).rawValue),
          .text(flags.joined(separator: ";")), .truth(false),
          .text(comparison.dataset),
        ])
      }
    }
    return table
  }
}
