public import Descent

/// The scaled exponential linear unit, whose two constants drive activations to mean 0 and variance 1.
///
///     f(x) = λ x for x > 0, otherwise λ α (eˣ − 1)
///
/// with α = 1.6732632423543772 and λ = 1.0507009873554805, the fixed point that the paper derives for weights of
/// mean 0 and variance 1 / fan-in: start it from such weights. The derivative at 0 is taken as λ α.
///
/// Klambauer, Unterthiner, Mayr and Hochreiter 2017, [arXiv:1706.02515](https://arxiv.org/abs/1706.02515).
public struct SELU: Activation {
  public static let name = "selu"
  public static let summary = "The scaled ELU, which drives activations to mean 0 and variance 1"
  public static let formula = "f(x) = 1.0507 * (x for x > 0, otherwise 1.6733 * (exp(x) - 1))"
  public static let reference =
    "Klambauer, Unterthiner, Mayr, Hochreiter 2017, Self-Normalizing Neural Networks"

  public init() {}

  /// PyTorch's, a compromise between the paper's 1, which the formula gives, and stable gradients.
  public var gain: Double { 0.75 }

  @inlinable @inline(__always)
  public func callAsFunction<T: Scalar>(_ x: T) -> T {
    let (alpha, scale) = (T(1.6732632423543772), T(1.0507009873554805))
    return scale * (x > 0 ? x : alpha * (.exp(x) - 1))
  }
}
