/// How long a run took to reach a target, in epochs or in seconds.
package struct TimeToTarget: Equatable {
  package let time: Double
  /// Whether the target was reached then; else the run ended then without it, which censors the time.
  package let isReached: Bool

  package static func reached(_ time: Double) -> TimeToTarget {
    TimeToTarget(time: time, isReached: true)
  }

  package static func missed(_ time: Double) -> TimeToTarget {
    TimeToTarget(time: time, isReached: false)
  }
}

/// The share of runs that have not reached the target yet, over time (S26).
///
/// The estimate of Kaplan and Meier (1958), in which a run that ended without the target counts as
/// long as it ran:
///
///     S(t) = Π over times u ≤ t of  1 − reached(u) / running(u)
///
/// A run that ends at the time when others reach the target still counts as running then.
package struct KaplanMeier: Equatable {
  /// One for each time at which a run reached the target, ascending.
  package let steps: [Step]

  package struct Step: Equatable {
    package let time: Double
    /// How many runs were on their way just before, and how many of them reached the target.
    package let running: Int
    package let reached: Int
    /// The share that has not reached the target afterwards.
    package let remaining: Double
  }

  package init(_ times: [TimeToTarget]) {
    var steps: [Step] = []
    for time in Set(times.filter(\.isReached).map(\.time)).sorted() {
      let running = times.count { $0.time >= time }
      let reached = times.count { $0.time == time && $0.isReached }
      let before = steps.last?.remaining ?? 1
      steps.append(
        Step(
          time: time, running: running, reached: reached,
          remaining: before * (1 - Double(reached) / Double(running))))
    }
    self.steps = steps
  }

  /// The share that has not reached the target by `time`.
  package func remaining(at time: Double) -> Double {
    steps.last { $0.time <= time }?.remaining ?? 1
  }

  /// The first time by which half of the runs have reached the target; nil where they never have.
  package var median: Double? { steps.first { $0.remaining <= 0.5 }?.time }

  /// The mean time to the target, none counting for more than `limit`: the area under S up to there.
  package func restrictedMean(until limit: Double) -> Double {
    var area = 0.0
    var last = (time: 0.0, remaining: 1.0)
    for step in steps where step.time < limit {
      area += (step.time - last.time) * last.remaining
      last = (step.time, step.remaining)
    }
    return area + (limit - last.time) * last.remaining
  }
}
