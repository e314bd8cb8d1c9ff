public import Descent

/// The input times the hyperbolic tangent of its softplus: smooth, with a little of negative signals.
///
///     f(x) = x · tanh(log(1 + eˣ))
///
/// Misra 2020, [arXiv:1908.08681](https://arxiv.org/abs/1908.08681).
public struct Mish: Activation {
  public static let name = "mish"
  public static let summary = "The input times tanh of its softplus: a smooth bent ReLU"
  public static let formula = "f(x) = x * tanh(log(1 + exp(x)))"
  public static let reference =
    "Misra 2020, Mish: A Self Regularized Non-Monotonic Activation Function"

  public init() {}

  @inlinable @inline(__always)
  public func callAsFunction<T: Scalar>(_ x: T) -> T { x * .tanh(.softplus(x)) }
}
