public import Descent

/// The learning rate goes in a straight line from one multiple of its value to another.
///
///     m(t) = start + (end − start) t / T
///
/// with ``start``, ``end`` and T the epochs of the run. PyTorch's `LinearLR` with `total_iters` =
/// T, whose own defaults are a rise from ⅓ to 1.
public struct Linear: Schedule {
  public static let name = "linear"
  public static let summary = "A straight line from one multiple of the rate to another"
  public static let formula = "m(t) = start + (end - start) * t / T"
  public static let hyperparameters = [
    Hyperparameter("start", \Self.start, in: .above(0, upTo: 1), "the multiplier at the start"),
    Hyperparameter("end", \Self.end, in: 0...1, "the multiplier at the end"),
  ]

  public var start = 1.0
  public var end = 0.0

  public init() {}

  public func multiplier(at time: Double, of total: Double) -> Double {
    start + (end - start) * min(time / total, 1)
  }
}
