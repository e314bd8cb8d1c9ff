public import Descent

/// What holds for every schedule.
public enum ScheduleLaws {
  public static func findings(for schedule: any Schedule) -> [Finding] {
    range(of: schedule) + start(of: schedule) + movement(of: schedule) + repetition(of: schedule)
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
