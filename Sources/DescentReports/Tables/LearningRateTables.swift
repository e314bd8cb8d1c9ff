extension CSVTable {
  /// lr_sensitivity.csv: one row a level and a rate, by factor, level and rate.
  static func learningRates(_ profiles: [LearningRateProfile]) -> CSVTable {
    var table = CSVTable(
      "lr_sensitivity.csv",
      columns: [
        "group_factor", "group", "learning_rate", "n", "n_ok", "mean", "ci_lo", "ci_hi",
      ])
    for profile in profiles {
      for point in profile.points {
        table.append([
          .text(profile.factor), .text(profile.level), .number(point.rate),
          .integer(point.cells), .integer(point.ok), .number(point.mean),
          .number(point.interval?.lower), .number(point.interval?.upper),
        ])
      }
    }
    return table
  }

  /// lr_summary.csv: one row a level, by factor and level.
  static func learningRateSummary(_ profiles: [LearningRateProfile]) -> CSVTable {
    var table = CSVTable(
      "lr_summary.csv",
      columns: [
        "group_factor", "group", "best_lr", "at_edge", "lrs", "window_decades", "window_open",
        "tunability_gap",
      ])
    for profile in profiles {
      guard let sensitivity = profile.sensitivity else { continue }
      table.append([
        .text(profile.factor), .text(profile.level), .number(sensitivity.bestRate),
        .truth(sensitivity.isAtEdge), .number(sensitivity.sensitivity),
        .number(sensitivity.window?.decades), .truth(sensitivity.window?.isOpen ?? false),
        .number(profile.tunabilityGap),
      ])
    }
    return table
  }
}
