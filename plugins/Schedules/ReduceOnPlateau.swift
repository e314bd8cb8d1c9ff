public import Descent

/// The learning rate falls when the validation loss no longer does.
///
///     m ← max(m · factor, floor)      after more than `patience` epochs without ℓ < (1 − threshold) · best
///
/// For `cooldown` epochs after a fall, no epoch counts as bad. PyTorch's `ReduceLROnPlateau` with `mode="min"`,
/// `threshold_mode="rel"` and `eps=0`.
public struct ReduceOnPlateau: AdaptiveSchedule {
  public static let name = "reduce_on_plateau"
  public static let summary = "Falls when the validation loss no longer does"
  public static let formula =
    "m <- max(m * factor, floor) after more than patience epochs without val_loss < (1 - threshold) * best"
  public static let reference = "PyTorch's ReduceLROnPlateau"
  public static let hyperparameters = [
    Hyperparameter("factor", \Self.factor, in: 0..<1, "of the rate, at each fall"),
    Hyperparameter("patience", \Self.patience, in: 0...1_000_000, "epochs that are waited for"),
    Hyperparameter(
      "threshold", \Self.threshold, in: 0..<1, "the share by which a better loss is below the best"),
    Hyperparameter("cooldown", \Self.cooldown, in: 0...1_000_000, "epochs of rest after a fall"),
    Hyperparameter("floor", \Self.floor, in: 0...1, "the least multiplier"),
  ]

  public var factor = 0.1
  public var patience = 10
  public var threshold = 1e-4
  public var cooldown = 0
  public var floor = 0.0

  public init() {}

  public func multiplier(after losses: [Double]) -> Double {
    var (multiplier, best, bad, rest) = (1.0, Double.infinity, 0, 0)
    for loss in losses {
      let isBetter = loss < best * (1 - threshold)
      if isBetter { best = loss }
      bad = isBetter || rest > 0 ? 0 : bad + 1
      rest = max(0, rest - 1)
      guard bad > patience else { continue }
      multiplier = max(multiplier * factor, floor)
      (bad, rest) = (0, cooldown)
    }
    return multiplier
  }
}
