import DescentStore

extension CSVTable {
  /// hypotheses.csv: one row a hypothesis, in the order of the file.
  static func hypotheses(_ results: [HypothesisResult], hash: String?) -> CSVTable {
    var table = CSVTable(
      "hypotheses.csv",
      columns: [
        "id", "claim", "expect", "n_seeds", "n_settings", "estimate", "unit", "margin", "lo", "hi",
        "p", "alpha_holm", "p_exact", "verdict", "reason", "extra_seeds", "flags", "confirmatory",
        "prereg_hash",
      ])
    for result in results {
      let flags = HypothesisResult.Flag.allCases.filter(result.flags.contains).map(\.rawValue)
      table.append([
        .text(result.hypothesis.id), .text(result.hypothesis.claim),
        .text(result.hypothesis.expect), .integer(result.seeds), .integer(result.settings),
        .number(result.estimate), .text(result.unit.rawValue), .number(result.margin),
        .number(result.lower), .number(result.upper), .number(result.p), .number(result.alpha),
        .number(result.exactP), .text(result.verdict.rawValue), .text(result.reason?.rawValue),
        .integer(result.extraSeeds), .text(flags.joined(separator: ";")),
        .truth(result.isConfirmatory), .text(hash),
      ])
    }
    return table
  }
}
