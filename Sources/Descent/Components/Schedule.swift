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

extension Schedule {
  public static var kind: ComponentKind { .schedule }
}
