import DescentStore

extension CSVTable {
  /// importance.csv: one row a term, main effects first; the noise of the seeds last.
  static func importance(
    _ analysis: FactorImportance, _ comparisons: [FactorComparison]
  ) -> CSVTable {
    var table = CSVTable(
      "importance.csv",
      columns: [
        "term", "order", "share", "ci_lo", "ci_hi", "eta_sq", "omega_sq", "p", "method",
        "tuned_spread",
      ])
    guard let importance = analysis.importance else { return table }
    let method = importance.method.rawValue
    for term in importance.terms {
      let name = analysis.name(of: term)
      table.append([
        .text(name), .integer(term.factors.isEmpty ? nil : term.factors.count),
        .number(term.share), .number(term.interval?.lower), .number(term.interval?.upper),
        .number(term.etaSquared), .number(term.omegaSquared), .number(term.p), .text(method),
        .number(term.factors.count == 1 ? tunedSpread(of: name, comparisons) : nil),
      ])
    }
    if let noise = importance.seedNoise {
      table.append([
        .text("seed_noise"), .integer(0), .number(noise.share), .number(noise.interval?.lower),
        .number(noise.interval?.upper), .number(nil), .number(nil), .number(nil), .text(method),
        .number(nil),
      ])
    }
    return table
  }

  /// How far the means of a factor's levels at their best tuning lie apart.
  private static func tunedSpread(of path: String, _ comparisons: [FactorComparison]) -> Double? {
    let comparison = comparisons.first { $0.factor.path == path }
    let means = (comparison?.tuned?.levels ?? []).compactMap(\.mean)
    guard let least = means.min(), let most = means.max(), means.count > 1 else { return nil }
    return most - least
  }

  /// interactions.csv: one row a cell of the pairs with the largest shares.
  static func interactions(_ analysis: FactorImportance) -> CSVTable {
    var table = CSVTable(
      "interactions.csv",
      columns: [
        "factor_1", "level_1", "factor_2", "level_2", "n", "n_ok", "mean", "residual",
      ])
    for interaction in analysis.interactions {
      for (first, row) in zip(interaction.first.levels, interaction.cells) {
        for (second, cell) in zip(interaction.second.levels, row) {
          table.append([
            .text(interaction.first.path), .text(first), .text(interaction.second.path),
            .text(second), .integer(cell.count), .integer(cell.ok), .number(cell.mean),
            .number(cell.residual),
          ])
        }
      }
    }
    return table
  }
}
