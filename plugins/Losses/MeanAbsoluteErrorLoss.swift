public import Descent

/// The mean absolute error over the outputs: its minimum is the median, which outliers hardly move.
///
///     ℓ = 1/n Σⱼ |ŷⱼ − yⱼ|
///
/// The derivative where both are equal is taken as 0, as in PyTorch's `l1_loss`.
///
/// Laplace 1774, *Mémoire sur la probabilité des causes par les événements*.
public struct MeanAbsoluteErrorLoss: Loss {
  public static let name = "mae"
  public static let summary = "The mean absolute error over the outputs"
  public static let formula = "l = mean_j |predicted_j - expected_j|"
  public static let reference =
    "Laplace 1774, Mémoire sur la probabilité des causes par les événements"

  public init() {}

  @inlinable @inline(__always)
  public func callAsFunction<T: Scalar>(predicted: T, expected: T) -> T {
    let error = predicted - expected
    return error > 0 ? error : (error < 0 ? -error : 0)
  }
}
