/// How the learning rate changes over time, as a multiplier of the optimizer's own rate.
public protocol Schedule: Component {
  /// The multiplier at a time, read before every step.
  ///
  /// - Parameters:
  ///   - time: Epochs since the start, a real number: step ÷ steps per epoch.
  ///   - total: The epochs of the whole run.
  /// - Returns: A finite number ≥ 0.
  func multiplier(at time: Double, of total: Double) -> Double
}

/// A schedule that follows how training goes.
public protocol AdaptiveSchedule: Schedule {
  /// The multiplier for the next epoch, besides that of ``Schedule/multiplier(at:of:)``, which is 1 by
  /// default.
  ///
  /// - Parameter losses: The validation losses after the first epoch, the second, …: at least one.
  /// - Returns: A finite number ≥ 0.
  func multiplier(after losses: [Double]) -> Double
}

extension AdaptiveSchedule {
  public func multiplier(at time: Double, of total: Double) -> Double { 1 }
}

extension Schedule {
  public static var kind: ComponentKind { .schedule }
}
