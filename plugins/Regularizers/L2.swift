public import Descent

/// A penalty on the squared size of the weights, which keeps them small.
///
///     R(w) = strength/2 · w²          R′(w) = strength · w
///
/// Over the weight matrices alone, never the biases. The factor ½ makes the gradient equal to PyTorch's
/// `weight_decay` for plain SGD.
///
/// Hoerl and Kennard 1970, *Ridge Regression*; Krogh and Hertz 1992, *A Simple Weight Decay Can
/// Improve Generalization*.
public struct L2: Regularizer {
  public static let name = "l2"
  public static let summary = "A penalty on the squared size of the weights"
  public static let formula = "R = strength / 2 * sum w^2"
  public static let reference =
    "Hoerl, Kennard 1970, Ridge Regression; Krogh, Hertz 1992, A Simple Weight Decay"
  public static let hyperparameters = [
    Hyperparameter("strength", \Self.strength, in: .atLeast(0), "the weight of the penalty")
  ]

  public var strength = 1e-3

  public init() {}

  @inlinable @inline(__always)
  public func callAsFunction<T: Scalar>(_ weight: T) -> T { T(0.5 * strength) * weight * weight }
}
