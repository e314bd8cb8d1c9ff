public import Descent

/// A mixture of the penalties on the absolute and on the squared size of the weights.
///
///     R = strength Σ (ratio |w| + (1 − ratio) / 2 · w²)
///
/// As scikit-learn's `alpha` and `l1_ratio`: 1 is ``L1``, 0 is ``L2``. The derivative at 0 is taken as 0.
///
/// Zou and Hastie 2005, *Regularization and Variable Selection via the Elastic Net*.
public struct ElasticNet: Regularizer {
  public static let name = "elastic_net"
  public static let summary = "A mixture of the penalties on absolute and on squared weights"
  public static let formula = "R = strength * sum (ratio * |w| + (1 - ratio) / 2 * w^2)"
  public static let reference =
    "Zou, Hastie 2005, Regularization and Variable Selection via the Elastic Net"
  public static let hyperparameters = [
    Hyperparameter("strength", \Self.strength, in: .atLeast(0), "the weight of the penalty"),
    Hyperparameter("ratio", \Self.ratio, in: 0...1, "the share of the absolute size"),
  ]

  public var strength = 1e-3
  public var ratio = 0.5

  public init() {}

  @inlinable @inline(__always)
  public func callAsFunction<T: Scalar>(_ weight: T) -> T {
    let size = weight > 0 ? weight : (weight < 0 ? -weight : 0)
    return T(strength * ratio) * size + T(0.5 * strength * (1 - ratio)) * weight * weight
  }
}
