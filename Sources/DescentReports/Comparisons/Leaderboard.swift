import DescentStore

/// The configurations of one data set, ranked by their mean capped score.
package struct Leaderboard {
  package let dataset: String
  /// Best first; then, unranked, those that a search stopped, the last ones first, those with missing seeds and
  /// those without a score.
  package let entries: [Entry]
  /// How many comparisons with the leader Holm's correction counts.
  package let familySize: Int

  /// One configuration: the row of configs.csv.
  package struct Entry {
    /// Where it stands in the plan.
    package var configuration: Int
    /// 1 for the best, the same for ties; nil where seeds are missing that others have, or where a search
    /// stopped it: its score is of another epoch than the leader's.
    package var rank: Int?
    /// The epoch at which a search stopped it.
    package var stoppedAt: Int?
    package var planned: Int
    package var capped: Sample
    package var own: Sample
    package var failed: Int
    /// Of the mean of the runs that did not fail: a failure is no tail of a normal distribution.
    package var interval: Interval?
    package var failureInterval: Interval?
    /// This configuration minus the leader, larger is better; nil for the leader itself.
    package var toLeader: PairedDifference?
    package var adjustedP: Double?
    /// Whether no test separates it from the leader.
    package var tiedWithLeader: Bool

    package var isLeader: Bool { rank == 1 && toLeader == nil }

    /// The interval where it belongs to the mean of `capped`: where no score was replaced.
    package var intervalOfMean: Interval? { own.mean == capped.mean ? interval : nil }
  }

  /// One leaderboard for each data set, in the order of the plan: scores on two data sets do not rank.
  package static func all(of scores: Scores, confidence: Double) -> [Leaderboard] {
    scores.plan.datasets.map { Leaderboard($0, scores, confidence: confidence) }
  }

  private init(_ dataset: String, _ scores: Scores, confidence: Double) {
    self.dataset = dataset
    var entries = scores.plan.configurations.indices
      .filter { scores.plan.configurations[$0].dataset == dataset }
      .map { Entry($0, scores, confidence: confidence) }
    let most = entries.map(\.capped.count).max() ?? 0
    func key(_ entry: Entry) -> (Int, Int, Double, Int) {
      let group =
        entry.capped.count == 0
        ? 3 : entry.capped.count < most ? 2 : entry.stoppedAt != nil ? 1 : 0
      let mean = entry.capped.mean.map { -scores.direction.oriented($0) } ?? 0
      return (group, -(entry.stoppedAt ?? 0), mean, entry.configuration)
    }
    entries.sort { key($0) < key($1) }
    let rule = TieRule(entries.compactMap(\.capped.mean))
    for index in entries.indices {
      guard most > 0, entries[index].capped.count == most, entries[index].stoppedAt == nil,
        let mean = entries[index].capped.mean
      else { break }
      let before = index > 0 ? entries[index - 1] : nil
      let isTie = before?.capped.mean.map { rule.difference($0, mean) == 0 } ?? false
      entries[index].rank = isTie ? before?.rank : index + 1
    }
    if entries.first?.rank == 1 {
      entries[0].tiedWithLeader = true
      let leader = scores.cells[entries[0].configuration]
      for index in entries.indices.dropFirst() where entries[index].stoppedAt == nil {
        entries[index].compare(
          scores.cells[entries[index].configuration], with: leader, scores.direction,
          confidence: confidence)
      }
    }
    let adjusted = Holm.adjusted(entries.map { $0.toLeader?.p })
    for index in entries.indices {
      entries[index].adjustedP = adjusted[index]
      guard let difference = entries[index].toLeader else { continue }
      entries[index].tiedWithLeader =
        adjusted[index].map { $0 > 1 - confidence }
        ?? (difference.isIdentical || difference.seeds < 2)
    }
    familySize = adjusted.count { $0 != nil }
    self.entries = entries
  }
}

extension Leaderboard.Entry {
  fileprivate init(_ configuration: Int, _ scores: Scores, confidence: Double) {
    self.configuration = configuration
    stoppedAt = scores.stoppedAt(configuration)
    let cells = scores.cells[configuration].compactMap { $0 }
    planned = scores.plannedSeeds[configuration]
    capped = Sample(cells.map(\.capped))
    own = Sample(cells.compactMap(\.own))
    failed = cells.count(where: \.failed)
    interval = own.interval(confidence: confidence)
    failureInterval = .wilson(failed, of: cells.count, confidence: confidence)
    tiedWithLeader = false
  }

  /// Pairs the configuration with the leader over the seeds that both have.
  fileprivate mutating func compare(
    _ cells: [Scores.Cell?], with leader: [Scores.Cell?], _ direction: Direction,
    confidence: Double
  ) {
    let pairs = zip(cells, leader).compactMap { own, best in
      own.flatMap { own in
        best.map { (direction.oriented(own.capped), direction.oriented($0.capped)) }
      }
    }
    guard !pairs.isEmpty else { return }
    toLeader = PairedDifference([pairs.map(\.0)], [pairs.map(\.1)], confidence: confidence)
  }
}
