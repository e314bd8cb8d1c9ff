public import Descent

/// The exponential linear unit: the identity above zero, and a smooth approach to −``alpha`` below.
///
///     f(x) = x for x > 0, otherwise alpha (eˣ − 1)
///
/// Its mean output is nearer to zero than that of a ReLU, and its gradient is nowhere exactly zero. The
/// derivative at 0 is taken as ``alpha``.
///
/// Clevert, Unterthiner and Hochreiter 2016, [arXiv:1511.07289](https://arxiv.org/abs/1511.07289).
public struct ELU: Activation {
  public static let name = "elu"
  public static let summary = "The exponential linear unit: ReLU with a smooth way down to -alpha"
  public static let formula = "f(x) = x for x > 0, otherwise alpha * (exp(x) - 1)"
  public static let reference =
    "Clevert, Unterthiner, Hochreiter 2016, Fast and Accurate Deep Network Learning by ELUs"
  public static let hyperparameters = [
    Hyperparameter("alpha", \Self.alpha, in: .above(0), "minus the value that it approaches")
  ]

  public var alpha = 1.0

  public init() {}

  @inlinable @inline(__always)
  public func callAsFunction<T: Scalar>(_ x: T) -> T { x > 0 ? x : T(alpha) * (.exp(x) - 1) }
}
