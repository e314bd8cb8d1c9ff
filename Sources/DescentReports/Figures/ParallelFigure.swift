import DescentFigures
import DescentStore

extension Analysis {
  /// Every configuration over its settings, down to its score; of many, as many as can be drawn.
  ///
  /// Nil below three settings that vary, or eight configurations: there the leaderboard says it all.
  func parallelFigure(_ board: Leaderboard) -> FigureBlock? {
    let ranked = board.entries.filter { $0.capped.mean != nil }
    let factors = telling.filter { factor in
      Set(ranked.map { plan.configurations[$0.configuration].factorLevels[factor.path] }).count > 1
    }
    guard factors.count >= 3, ranked.count >= 8 else { return nil }
    let best = (ranked.count + 9) / 10
    let drawn = min(ranked.count, Self.mostLines)
    let lines = (0..<drawn).map { place in
      // The best and the worst, and evenly between.
      let index = place * (ranked.count - 1) / (drawn - 1)
      return line(ranked[index], factors, isBest: index < best)
    }
    let extent =
      drawn < ranked.count
      ? "\(drawn) of \(ranked.count) configurations, evenly from the best to the worst"
      : "one line a configuration"
    return FigureBlock(
      "parallel-\(board.dataset)",
      ParallelCoordinates(factors: factors.map(levels), score: scoreAxis, lines: lines),
      title: title(ofBest: ranked.prefix(best).map(\.configuration), of: ranked.count),
      subtitle: "\(capitalized(words.name)) · \(extent), mean of \(seedWords) · "
        + "drawn strong: the best tenth",
      source: "configs.csv",
      summary: "Every configuration over its settings"
        + (leaderboards.count > 1 ? ": \(board.dataset)" : ""))
  }

  private static let mostLines = 200

  private func line(
    _ entry: Leaderboard.Entry, _ factors: [StoredPlan.Factor], isBest: Bool
  ) -> ParallelCoordinates.Line {
    let configuration = plan.configurations[entry.configuration]
    return ParallelCoordinates.Line(
      levels: factors.map { factor in
        configuration.factorLevels[factor.path].flatMap { place($0, of: factor) }
      }, score: words.displayed(entry.capped.mean ?? .nan), isBest: isBest,
      mark: Mark(
        key: configuration.configID,
        words:
          "\(name(ofConfiguration: entry.configuration)): \(words.value(entry.capped.mean, nil))"))
  }

  /// What the best have in common.
  private func title(ofBest best: [Int], of count: Int) -> String {
    guard best.count > 1 else { return "The best of \(count) configurations among the others" }
    let names = best.map { configurationName($0) }
    let shared = names[0].settings.filter { setting in
      names.allSatisfy { $0.settings.contains(setting) }
    }
    return "The best \(best.count) of \(count) configurations "
      + (shared.isEmpty
        ? "have no setting in common"
        : "all have \(listed(shared.map { "\($0.name) \($0.level)" }))")
  }
}
