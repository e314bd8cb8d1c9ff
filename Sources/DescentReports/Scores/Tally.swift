package import DescentStore

/// How the runs of a group ended, those alone that have a score.
package struct Tally {
  package private(set) var runs = 0
  private var counts: [RunStatus: Int] = [:]

  package init() {}

  package subscript(status: RunStatus) -> Int { counts[status, default: 0] }

  package var failed: Int { counts.reduce(0) { $0 + ($1.key.isFailure ? $1.value : 0) } }

  mutating func add(_ status: RunStatus) {
    guard status.hasScore else { return }
    runs += 1
    counts[status, default: 0] += 1
  }

  mutating func add(_ other: Tally) {
    runs += other.runs
    counts.merge(other.counts, uniquingKeysWith: +)
  }
}

extension Scores {
  /// The runs by their configuration's level, as `level` tells it.
  package func tallies(
    by level: (StoredPlan.PlannedConfiguration) -> String?
  ) -> [String: Tally] {
    var tallies: [String: Tally] = [:]
    for (configuration, tally) in zip(plan.configurations, configurationTallies) {
      if let level = level(configuration) { tallies[level, default: Tally()].add(tally) }
    }
    return tallies
  }
}
