import DescentStore

/// The few runs whose curves are drawn, out of all that were made.
struct DrawnRuns {
  /// By data set, the best configuration of each level of the first comparison, or the best configurations.
  let best: [Board]
  /// Of each level the configuration with most dead or saturated units; none where all are well.
  let unhealthy: [Choice]

  struct Choice {
    var name: String
    var configuration: Int
  }

  /// What is drawn of one data set.
  struct Board {
    var dataset: String
    var choices: [Choice]
  }

  static let limit = 7
  /// Of more data sets the first ones are drawn.
  static let datasetLimit = 4

  /// The comparison whose levels are drawn; what differs between data sets alone is none within one.
  static func comparison(in plan: StoredPlan) -> StoredPlan.Comparison? {
    plan.comparisons.first { !$0.path.hasPrefix("data") || plan.datasets.count == 1 }
  }

  init(_ scores: Scores, _ leaderboards: [Leaderboard]) {
    let plan = scores.plan
    func ranked(_ board: Leaderboard) -> [Int] {
      board.entries.filter { $0.capped.count > 0 }.map(\.configuration)
    }
    let shown = leaderboards.prefix(Self.datasetLimit)
    guard let comparison = Self.comparison(in: plan) else {
      best = shown.map { board in
        let choices = ranked(board).prefix(Self.limit).enumerated().map { place, configuration in
          Choice(name: "#\(place + 1)", configuration: configuration)
        }
        return Board(dataset: board.dataset, choices: choices)
      }
      unhealthy = []
      return
    }
    func members(_ level: String, _ configurations: [Int]) -> [Int] {
      configurations.filter { plan.configurations[$0].comparisonLevels[comparison.path] == level }
    }
    let levels = comparison.levels.prefix(Self.limit)
    best = shown.map { board in
      let choices = levels.compactMap { level in
        members(level, ranked(board)).first.map { Choice(name: level, configuration: $0) }
      }
      return Board(dataset: board.dataset, choices: choices)
    }
    let runs = Dictionary(grouping: scores.runs, by: \.configuration)
    func share(_ configuration: Int) -> Double {
      let layers = runs[configuration, default: []].compactMap(\.layers)
      return Sample(layers.map { max($0.deadShare ?? 0, $0.saturatedShare ?? 0) }).median ?? 0
    }
    let worst = levels.compactMap { level in
      members(level, leaderboards.flatMap(ranked)).map {
        (Choice(name: level, configuration: $0), share($0))
      }
      .max { ($0.1, $1.0.configuration) < ($1.1, $0.0.configuration) }
    }
    unhealthy = worst.contains { $0.1 >= Self.unhealthyShare } ? worst.map(\.0) : []
  }

  /// Below it a network is well.
  private static let unhealthyShare = 0.1

  /// The ids of the runs, all seeds and folds of what was chosen.
  func runIDs(in scores: Scores) -> Set<String> {
    let chosen = Set((best.flatMap(\.choices) + unhealthy).map(\.configuration))
    return Set(scores.runs.filter { chosen.contains($0.configuration) }.map(\.run.runID))
  }
}
