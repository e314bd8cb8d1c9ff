import DescentFigures
import DescentStore

extension Analysis {
  /// Which levels of a factor are told apart: the groups that no pairwise test splits.
  ///
  /// Nil below three levels, and where a pair of them was not tested.
  func tieFigure(_ comparison: FactorComparison) -> FigureBlock? {
    let view = comparison.primary
    let order = view.ranked(words.direction)
    guard order.count == view.levels.count, order.count > 2,
      let p = adjustedProbabilities(view, order)
    else { return nil }
    let groups = TieGroups(adjusted: p, alpha: 1 - confidence).groups
    let factor = comparison.factor
    let names = order.map { factor.levels[$0] }
    let rows = order.compactMap { index -> TieBars.Row? in
      let level = view.levels[index]
      return estimate(level.mean, level.interval).map { mean in
        TieBars.Row(
          level.name, mean: mean, cells: [words.cell(level.mean, level.interval).text.plainText],
          mark: Mark(
            key: "\(factor.path)=\(level.name)",
            words: "\(level.name): "
              + words.value(level.mean, level.interval, confidence: confidence)))
      }
    }
    let bars = groups.enumerated().map { number, members in
      let least = members.flatMap { a in members.compactMap { $0 > a ? p[a][$0] : nil } }.min()
      return TieBars.Group(
        members: members,
        mark: Mark(
          key: "\(factor.path):tied:\(number)",
          words: "\(listed(members.map { names[$0] })) are not told apart, "
            + "p_Holm \(probability(least)) or more"))
    }
    let tuning = view.kind == .tuned ? "each at its best tuning · " : ""
    return FigureBlock(
      "ties-\(factor.path)",
      TieBars(
        rows: rows, groups: bars, axis: scoreAxis, headers: ["mean [\(percent(confidence)) CI]"]),
      title: title(groups.map { $0.map { names[$0] } }, of: comparison),
      subtitle: "\(capitalized(words.name)) · \(tuning)\(seedWords) · dot: mean, with its "
        + "\(percent(confidence)) t interval where no run failed; bars: by the paired tests of all "
        + "\(view.pairs.count) pairs, with Holm's correction, which see more than intervals do",
      source: "comparisons.csv")
  }

  /// The adjusted p values of all pairs of some levels, in their order; nil where one was not tested.
  private func adjustedProbabilities(_ view: ComparisonView, _ order: [Int]) -> [[Double?]]? {
    var p = [[Double?]](repeating: Array(repeating: nil, count: order.count), count: order.count)
    for a in order.indices {
      for b in order.indices where b > a {
        guard let pair = view.pair(order[a], order[b]),
          pair.decision(confidence: confidence) != .untestable
        else { return nil }
        // Levels that scored the same in every pair leave nothing to test.
        p[a][b] = pair.adjustedP ?? 1
        p[b][a] = p[a][b]
      }
    }
    return p
  }

  /// The groups as a finding: `activation: relu and elu are not told apart, nor are elu and tanh`.
  private func title(_ groups: [[String]], of comparison: FactorComparison) -> String {
    let count = comparison.factor.levels.count
    let finding =
      switch groups.count {
      case 0: "all \(count) levels are told apart"
      case 1 where groups[0].count == count: "no two of the \(count) levels are told apart"
      case 1...3:
        listed(groups[0]) + " are not told apart"
          + groups.dropFirst().map { ", nor are \(listed($0))" }.joined()
      default: "\(groups.count) groups of levels are not told apart"
      }
    return "\(lastName(of: comparison.factor.path)): \(finding)"
  }
}
