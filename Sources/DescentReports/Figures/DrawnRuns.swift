import DescentStore

/// The few runs whose curves are drawn, out of all that were made.
struct DrawnRuns {
  /// The best configuration of each level of the first comparison, or the best configurations.
  let best: [Choice]
  /// Of each level the configuration with most dead or saturated units; none where all are well.
  let unhealthy: [Choice]

  struct Choice {
    var name: String
    var configuration: Int
  }

  static let limit = 7

  init(_ scores: Scores, _ leaderboards: [Leaderboard]) {
    let plan = scores.plan
    let ranked = leaderboards.flatMap(\.entries).filter { $0.capped.count > 0 }.map(\.configuration)
    guard let comparison = plan.comparisons.first else {
      best = ranked.prefix(Self.limit).enumerated().map { place, configuration in
        Choice(name: "#\(place + 1)", configuration: configuration)
      }
      unhealthy = []
      return
    }
    func members(_ level: String) -> [Int] {
      ranked.filter { plan.configurations[$0].comparisonLevels[comparison.path] == level }
    }
    let levels = comparison.levels.prefix(Self.limit)
    best = levels.compactMap { level in
      members(level).first.map { Choice(name: level, configuration: $0) }
    }
    let runs = Dictionary(grouping: scores.runs, by: \.configuration)
    func share(_ configuration: Int) -> Double {
      let layers = runs[configuration, default: []].compactMap(\.layers)
      return Sample(layers.map { max($0.deadShare ?? 0, $0.saturatedShare ?? 0) }).median ?? 0
    }
    let worst = levels.compactMap { level in
      members(level).map { (Choice(name: level, configuration: $0), share($0)) }
        .max { ($0.1, $1.0.configuration) < ($1.1, $0.0.configuration) }
    }
    unhealthy = worst.contains { $0.1 >= Self.unhealthyShare } ? worst.map(\.0) : []
  }

  /// Below it a network is well.
  private static let unhealthyShare = 0.1

  /// The ids of the runs, all seeds and folds of what was chosen.
  func runIDs(in scores: Scores) -> Set<String> {
    let chosen = Set((best + unhealthy).map(\.configuration))
    return Set(scores.runs.filter { chosen.contains($0.configuration) }.map(\.run.runID))
  }
}
