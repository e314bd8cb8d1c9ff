import DescentStore

extension CSVTable {
  /// main_effects.csv: one row a level and a view, by factor, view and level as in the file.
  package static func mainEffects(_ comparisons: [FactorComparison]) -> CSVTable {
    var table = CSVTable(
      "main_effects.csv",
      columns: [
        "factor", "level", "view", "n", "n_ok", "mean", "ci_lo", "ci_hi", "median", "best_nuisance",
        "at_edge",
      ])
    for comparison in comparisons {
      for view in comparison.views {
        for level in view.levels {
          table.append([
            .text(comparison.factor.path), .text(level.name), .text(view.kind.rawValue),
            .integer(level.cells), .integer(level.ok), .number(level.mean),
            .number(level.interval?.lower), .number(level.interval?.upper), .number(level.median),
            .text(level.bestTuning), .truth(!level.edges.isEmpty),
          ])
        }
      }
    }
    return table
  }
}
