import DescentStore

/// What a compared factor comes to.
package enum Finding {
  /// Fewer than two levels have a score.
  case noContest
  /// No two levels can be paired.
  case untestable(LevelPair.Flag)
  case contest(Contest)

  /// The best level against the next one.
  package struct Contest {
    package var view: ComparisonView
    /// Where the levels stand in the comparison.
    package var leader: Int
    package var other: Int
    package var pair: LevelPair
    /// The leader minus the other; not negative.
    package var delta: Double
    package var interval: Interval?
    package var wins: Int
    package var losses: Int
    /// Their mean scores in the cells that they are compared in.
    package var means: (leader: Double?, other: Double?)
    /// Whether their means are the same, though not all cells are.
    package var isTie: Bool {
      guard let a = means.leader, let b = means.other else { return false }
      return TieRule([a, b]).difference(a, b) == 0
    }
    /// Whether the leader is better beyond the noise of the seeds.
    package var isClear: Bool
    /// Levels that the leader is clearly better than, the other one left out.
    package var behind: [Int]

    /// The settings in which the leader does worst and best, where its lead is uneven.
    ///
    /// That is, where the worst is less than a quarter of the mean lead, or, without a clear winner,
    /// where the two lie further apart than twice the width of the interval.
    package var range: (worst: Int, best: Int)?

    package var seeds: Int { pair.difference?.seeds ?? 0 }
    package var settings: Int { pair.difference?.settings ?? 0 }
  }

  package init(_ comparison: FactorComparison, _ direction: Direction, confidence: Double) {
    self.init(comparison.primary, direction, confidence: confidence)
  }

  package init(_ view: ComparisonView, _ direction: Direction, confidence: Double) {
    let order = view.ranked(direction)
    guard order.count > 1 else {
      self = .noContest
      return
    }
    // The best level that can be paired with another, against the best of those.
    for first in order {
      for second in order where second != first {
        guard let pair = view.pair(first, second), pair.difference != nil else { continue }
        self = .contest(Contest(view, first, second, pair, confidence: confidence))
        return
      }
    }
    self = .untestable(
      view.pairs.contains { $0.flags.contains(.noPairs) } ? .noPairs : .noSharedSetting)
  }
}

extension Finding.Contest {
  fileprivate init(
    _ view: ComparisonView, _ first: Int, _ second: Int, _ pair: LevelPair, confidence: Double
  ) {
    self.view = view
    self.pair = pair
    let difference = pair.difference
    // Means over all settings may order two levels otherwise than the settings that they share.
    let firstDelta = (difference?.delta ?? 0) * (pair.a == first ? 1 : -1)
    leader = firstDelta >= 0 ? first : second
    other = firstDelta >= 0 ? second : first
    let turn = pair.a == leader ? 1.0 : -1.0
    means = turn > 0 ? (pair.meanA, pair.meanB) : (pair.meanB, pair.meanA)
    delta = abs(difference?.delta ?? 0)
    interval = pair.test?.interval.map { $0 * turn }
    wins = (turn > 0 ? difference?.wins : difference?.losses) ?? 0
    losses = (turn > 0 ? difference?.losses : difference?.wins) ?? 0
    let perSetting = (difference?.perSetting ?? []).map { $0 * turn }
    let worst = perSetting.indices.min { perSetting[$0] < perSetting[$1] }
    let best = perSetting.indices.max { perSetting[$0] < perSetting[$1] }
    let decision = pair.decision(confidence: confidence)
    isClear = decision == .aBetter || decision == .bBetter
    if let worst, let best {
      let isUneven =
        isClear
        ? perSetting[worst] < delta / 4
        : perSetting[best] - perSetting[worst] > 4 * (interval?.halfWidth ?? .infinity)
      if isUneven { range = (worst, best) }
    }
    let leader = leader
    let other = other
    behind = view.levels.indices.filter { level in
      guard level != leader, level != other, let pair = view.pair(leader, level) else {
        return false
      }
      return pair.decision(confidence: confidence) == (pair.a == leader ? .aBetter : .bBetter)
    }
  }
}
