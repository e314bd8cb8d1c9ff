public import Descent

/// The mean squared error over the outputs.
///
///     ℓ = 1/n Σⱼ (ŷⱼ − yⱼ)²
///
/// As in PyTorch there is no factor ½. On classes the targets are one-hot, behind a sigmoid (two
/// classes) or softmax; behind a saturated sigmoid its gradient vanishes even where it is wrong.
///
/// Legendre 1805, *Nouvelles méthodes pour la détermination des orbites des comètes*.
public struct MeanSquaredError: Loss {
  public static let name = "mse"
  public static let summary = "The mean squared error over the outputs"
  public static let formula = "l = mean_j (predicted_j - expected_j)^2"
  public static let reference =
    "Legendre 1805, Nouvelles méthodes pour la détermination des orbites des comètes"

  public init() {}

  @inlinable @inline(__always)
  public func callAsFunction<T: Scalar>(predicted: T, expected: T) -> T {
    (predicted - expected) * (predicted - expected)
  }
}
