public import Descent

/// What holds for every schedule.
public enum ScheduleLaws {
  public static func findings(for schedule: any Schedule) -> [Finding] {
    range(of: schedule) + start(of: schedule) + movement(of: schedule) + repetition(of: schedule)
      + ((schedule as? any AdaptiveSchedule).map { reaction(of: $0) } ?? [])
  }

  /// The multiplier is finite and not negative from the first step to the last.
  public static func range(of schedule: any Schedule) -> [Finding] {
    for total in [1.0, 2, 10, 300] {
      for time in times(of: total) {
        let multiplier = schedule.multiplier(at: time, of: total)
        guard !multiplier.isFinite || multiplier < 0 else { continue }
        return [
          Finding(
            schedule, "the multiplier is finite and at least 0 over the whole run",
            "after \(time) of \(total) epochs it is \(multiplier)")
        ]
      }
    }
    return []
  }

  /// The multiplier of the first step is that of the time right behind it: nothing jumps at the start.
  public static func start(of schedule: any Schedule) -> [Finding] {
    [1.0, 10].compactMap { total in
      let (first, next) = (
        schedule.multiplier(at: 0, of: total), schedule.multiplier(at: 1e-9, of: total)
      )
      guard !(abs(first - next) <= 1e-6 * max(1, abs(next))) else { return nil }
      return Finding(
        schedule, "the multiplier does not jump at the start",
        "of \(total) epochs it is \(first) at 0 and \(next) right behind it")
    }
  }

  /// The multiplier is above 0 at some time, so that something can be learnt.
  public static func movement(of schedule: any Schedule) -> [Finding] {
    [1.0, 10].compactMap { total in
      guard !times(of: total).contains(where: { schedule.multiplier(at: $0, of: total) > 0 })
      else { return nil }
      return Finding(
        schedule, "the multiplier is above 0 at some time", "in \(total) epochs it never is")
    }
  }

  /// The multiplier is finite and not negative whatever the losses do, and the same for the same losses.
  public static func reaction(of schedule: any AdaptiveSchedule) -> [Finding] {
    let courses: [(name: String, losses: [Double])] = [
      ("falling", (1...100).map { 1 / Double($0) }), ("constant", (1...100).map { _ in 1 }),
      ("zero", (1...100).map { _ in 0 }), ("rising", (1...100).map { 1e6 * Double($0) }),
      ("swinging", (1...100).map { Double($0 % 2) }),
    ]
    return courses.flatMap { course -> [Finding] in
      let starts = course.losses.indices.map { Array(course.losses[...$0]) }
      for losses in starts {
        let multiplier = schedule.multiplier(after: losses)
        guard !multiplier.isFinite || multiplier < 0 else { continue }
        return [
          Finding(
            schedule, "the multiplier is finite and at least 0 whatever the losses do",
            "after \(losses.count) \(course.name) losses it is \(multiplier)")
        ]
      }
      return Repetition { starts.map { schedule.multiplier(after: $0) } }
        .findings(schedule) { "after \($0 + 1) \(course.name) losses the multiplier" }
    }
  }

  /// The same time has the same multiplier.
  public static func repetition(of schedule: any Schedule) -> [Finding] {
    let total = 10.0
    let times = times(of: total)
    return Repetition { times.map { schedule.multiplier(at: $0, of: total) } }
      .findings(schedule) { "after \(times[$0]) of \(total) epochs the multiplier" }
  }

  /// Seven steps an epoch, and the end.
  private static func times(of total: Double) -> [Double] {
    (0...Int(7 * total)).map { min(Double($0) / 7, total) }
  }
}
