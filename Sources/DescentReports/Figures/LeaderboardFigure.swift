import DescentFigures
import DescentStore

extension Analysis {
  /// Whether the order of the configurations is real (F2): every seed, mean and interval.
  func leaderboardFigure(_ board: Leaderboard) -> FigureBlock? {
    let ranked = board.entries.filter { $0.capped.count > 0 }
    guard ranked.count > 1 else { return nil }
    let shown = ranked.prefix(16)
    let scoresByConfiguration = Dictionary(
      grouping: scores.runs.filter(\.isOK), by: \.configuration)
    let rows = shown.map { entry in
      let name = name(ofConfiguration: entry.configuration)
      return LeaderboardStrip.Row(
        configurationName(entry.configuration),
        scores: scoresByConfiguration[entry.configuration, default: []].compactMap(\.score)
          .map(words.displayed),
        failed: entry.failed, mean: estimate(entry.capped.mean, entry.intervalOfMean),
        isTied: entry.rank != nil && entry.tiedWithLeader,
        cells: [words.cell(entry.capped.mean, entry.intervalOfMean).text.plainText],
        mark: Mark(
          key: plan.configurations[entry.configuration].configID,
          words: "\(name): "
            + words.value(entry.capped.mean, entry.intervalOfMean, confidence: confidence)
            + ", \(entry.own.count) of \(entry.planned) runs ok"))
    }
    let tied = ranked.count { $0.rank != nil && $0.tiedWithLeader }
    let stopped = ranked.count { $0.stoppedAt != nil }
    let complete = ranked.count { $0.rank != nil }
    let place =
      counted(complete, "configuration")
      + (stopped > 0 ? " trained to the end" : complete < ranked.count ? " with most seeds" : "")
    let title =
      scores.hasFailedThroughout
      ? "Every run of the \(ranked.count) configurations failed"
      : complete < 2
        ? "\(counted(ranked.count, "configuration")), of which \(complete == 1 ? "one has more seeds than the others" : "none can be ranked")"
        : tied > 1
          ? "The first of \(place) cannot be told from \(counted(tied - 1, "other"))"
          : stopped > 0
            ? "A search trained \(stopped) of \(ranked.count) configurations for a part of their epochs"
            : "The first of \(ranked.count) configurations is ahead of all others"
    let extent = shown.count < ranked.count ? "the first \(shown.count) · " : ""
    return FigureBlock(
      "leaderboard-\(board.dataset)",
      LeaderboardStrip(
        rows: rows, axis: scoreAxis, failureScore: failureScore,
        headers: [scores.scoredSeeds.count > 1 ? "mean [\(percent(confidence)) CI]" : "score"]),
      title: scores.scoredSeeds.count > 1
        ? title : "The order of \(ranked.count) configurations, with one seed",
      subtitle: "\(capitalized(words.name)) · \(extent)"
        + (scores.scoredSeeds.count > 1
          ? "ticks: seeds; dot: mean, with its \(percent(confidence)) t interval where every run "
            + "counts as it ended; bracket: tied with the leader"
          : "dot: the one seed"),
      source: "configs.csv")
  }
}
