public import Descent

/// A penalty on the absolute size of the weights, which makes many of them small, and some nearly zero.
///
///     R = strength Σ |w|          ∂R/∂w = strength · sign w
///
/// The derivative at 0 is taken as 0, as in PyTorch. Gradient descent steps over zero rather than onto it, so that no
/// weight becomes exactly zero.
///
/// Tibshirani 1996, *Regression Shrinkage and Selection via the Lasso*.
public struct L1: Regularizer {
  public static let name = "l1"
  public static let summary = "A penalty on the absolute size of the weights"
  public static let formula = "R = strength * sum |w|"
  public static let reference =
    "Tibshirani 1996, Regression Shrinkage and Selection via the Lasso"
  public static let hyperparameters = [
    Hyperparameter("strength", \Self.strength, in: .atLeast(0), "the weight of the penalty")
  ]

  public var strength = 1e-3

  public init() {}

  @inlinable @inline(__always)
  public func callAsFunction<T: Scalar>(_ weight: T) -> T {
    T(strength) * (weight > 0 ? weight : (weight < 0 ? -weight : 0))
  }
}
