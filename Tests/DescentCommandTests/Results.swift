import Testing

/// The tables of an experiment, with the questions that tests ask of them.
struct Results {
  var runs: [[String: String]]
  var layers: [[String: String]]

  // MARK: - Scores

  /// The mean score over all runs with the same values of some columns.
  func means(
    by columns: [String], where conditions: [String: String] = [:]
  ) throws -> [String: Double] {
    let chosen = runs.filter { run in conditions.allSatisfy { run[$0.key] == $0.value } }
    return try Dictionary(grouping: chosen) { run in
      columns.compactMap { run[$0] }.joined(separator: " ")
    }.mapValues { try $0.map { try $0.number("score_capped") }.mean }
  }

  /// The mean score of each level at the best of its configurations.
  func best(
    by column: String, where conditions: [String: String] = [:], isHigherBetter: Bool = true
  ) throws -> [String: Double] {
    let means = try means(by: [column, "config_id"], where: conditions)
    return Dictionary(
      means.map { (String($0.key.split(separator: " ")[0]), $0.value) },
      uniquingKeysWith: isHigherBetter ? max : min)
  }

  // MARK: - Layers

  /// Of each run with that depth: the gradient of its first layer over that of its last, in epoch 1.
  func gradientFlow(_ conditions: [String: String], depth: Double) throws -> [Double] {
    let chosen = Set(
      try runs.filter { run in
        try run.number("f_model_depth") == depth
          && conditions.allSatisfy { run[$0.key] == $0.value }
      }.compactMap { $0["run_id"] })
    let rows = layers.filter { $0["epoch"] == "1" && chosen.contains($0["run_id"] ?? "") }
    return try Dictionary(grouping: rows) { $0["run_id"] ?? "" }.values.compactMap { rows in
      let norms = try rows.sorted { try $0.number("layer") < $1.number("layer") }
        .map { Double($0["grad_norm"] ?? "") }
      // A run that died has no gradient left at all.
      guard let first = norms.first ?? nil, let last = norms.last ?? nil, last > 0 else {
        return nil
      }
      return first / last
    }
  }

  /// The mean share of dead units at the end, by learning rate.
  func deadShares(of activation: String) throws -> [(rate: Double, share: Double)] {
    let rates = try Dictionary(
      runs.filter { $0["f_model_activation"] == activation && $0["status"] == "ok" }
        .map { ($0["run_id"] ?? "", try $0.number("f_optimizer_learning_rate")) },
      uniquingKeysWith: { first, _ in first })
    let epochs = try layers.map { try $0.number("epoch") }
    let last = epochs.max() ?? 0
    var shares: [Double: [Double]] = [:]
    for (row, epoch) in zip(layers, epochs) where epoch == last && row["layer_kind"] == "hidden" {
      guard let rate = rates[row["run_id"] ?? ""] else { continue }
      shares[rate, default: []].append(try row.number("dead_frac"))
    }
    return shares.keys.sorted().map { ($0, shares[$0, default: []].mean) }
  }
}

extension [String: String] {
  /// A cell that must hold a number.
  func number(_ column: String) throws -> Double {
    try #require(
      self[column].flatMap { Double($0) }, "\(column) holds '\(self[column] ?? "nothing")'")
  }
}

extension [Double] {
  var mean: Double { reduce(0, +) / Double(count) }
  var median: Double { isEmpty ? .nan : sorted()[count / 2] }
}
