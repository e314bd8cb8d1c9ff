public import Descent

/// The quantile loss, or pinball loss: its minimum is the quantile of the given ``level``.
///
///     ℓ = level · d for d > 0, otherwise (level − 1) d          d = y − ŷ
///
/// At ``level`` ½ it is half the absolute error, as scikit-learn's `mean_pinball_loss`. The derivative where both are
/// equal is taken as 0.
///
/// Koenker and Bassett 1978, *Regression Quantiles*.
public struct Quantile: Loss {
  public static let name = "quantile"
  public static let summary = "The pinball loss, whose minimum is a quantile"
  public static let formula =
    "l = level * d for d > 0, otherwise (level - 1) * d, with d = expected - predicted"
  public static let reference = "Koenker, Bassett 1978, Regression Quantiles"
  public static let tasks: Set<LearningTask.Kind> = [.regression]
  public static let hyperparameters = [
    Hyperparameter("level", \Self.level, in: .between(0, 1), "the share of targets below")
  ]

  public var level = 0.5

  public init() {}

  @inlinable @inline(__always)
  public func callAsFunction<T: Scalar>(predicted: T, expected: T) -> T {
    let error = expected - predicted
    return error > 0 ? T(level) * error : (error < 0 ? T(level - 1) * error : 0)
  }
}
