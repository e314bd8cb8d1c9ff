import DescentFigures
import DescentStore

extension Analysis {
  /// Who beats whom, and by how much (F1): the pairs of some comparisons in the view of the answer.
  func forestFigure(_ id: String, _ comparisons: [FactorComparison], first count: Int)
    -> FigureBlock?
  {
    let groups = comparisons.compactMap { comparison -> ForestPlot.Group? in
      let pairs = comparison.primary.pairs.prefix(count).compactMap { pair($0, comparison) }
      guard !pairs.isEmpty else { return nil }
      let view = comparison.primary.kind == .tuned ? ", each at its best tuning" : ""
      return ForestPlot.Group(
        heading: comparisons.count > 1 ? lastName(of: comparison.factor.path) + view : nil,
        pairs: pairs)
    }
    guard !groups.isEmpty, let first = comparisons.first, !scores.hasFailedThroughout else {
      return nil
    }
    let seeds = comparisons.flatMap { $0.primary.pairs.compactMap(\.difference?.seeds) }
    let (fewest, most) = (seeds.min() ?? 0, seeds.max() ?? 0)
    let drawn = groups.reduce(0) { $0 + $1.pairs.count }
    let all = comparisons.reduce(0) { $0 + $1.primary.pairs.count { $0.difference != nil } }
    let extent = drawn < all ? "\(drawn) of \(all) pairs · " : ""
    let unit = words.isShare ? " (points)" : ""
    let figure = ForestPlot(
      groups: groups,
      axis: Axis("Difference in \(words.name)\(unit), \(words.better) is better to the right"),
      margin: plan.report.sesoi.map(words.displayed), headers: ["W–T–L", "Δ [CI]"])
    let view =
      comparisons.count == 1 && first.primary.kind == .tuned ? "each at its best tuning · " : ""
    return FigureBlock(
      id, figure, title: title(of: first),
      subtitle:
        "Paired differences in \(words.name) · \(extent)\(view)"
        + (fewest < most ? "\(fewest) to \(most) seeds" : counted(most, "seed"))
        + (most > 1
          ? " · \(percent(confidence)) t intervals; hollow: not significant after Holm's correction"
          : ", so no intervals"),
      source: "comparisons.csv")
  }

  private func pair(_ pair: LevelPair, _ comparison: FactorComparison) -> ForestPlot.Pair? {
    guard let difference = pair.difference,
      let estimate = estimate(ofDifference: difference.delta, pair.test?.interval)
    else { return nil }
    let levels = comparison.factor.levels
    let decision = pair.decision(confidence: confidence)
    let record = "\(difference.wins)–\(difference.ties)–\(difference.losses)"
    let text = words.cell(pair).text.plainText
    return ForestPlot.Pair(
      levels[pair.a], levels[pair.b], estimate,
      isSignificant: decision == .aBetter || decision == .bBetter, cells: [record, text],
      mark: Mark(
        key: rowKey(of: pair, comparison),
        words: "\(levels[pair.a]) against \(levels[pair.b]): \(text)\(words.differenceUnit), "
          + "p_Holm \(probability(pair.adjustedP)), \(record)"))
  }

  /// What the row of a pair is known by.
  func rowKey(of pair: LevelPair, _ comparison: FactorComparison) -> String {
    let levels = comparison.factor.levels
    return "\(comparison.factor.path):\(levels[pair.a]):\(levels[pair.b]):\(pair.view.rawValue)"
  }

  /// The finding of a comparison in a few words.
  private func title(of comparison: FactorComparison) -> String {
    let finding = Answer(analysis: self).finding(of: comparison, isShort: true)?.plainText
    return finding.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
      ?? "Levels of \(lastName(of: comparison.factor.path)) compared"
  }
}
