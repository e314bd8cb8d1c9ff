public import Descent

/// The input times its own sigmoid: a smooth, slightly bent ReLU; with ``beta`` 1 it is SiLU.
///
///     f(x) = x · σ(beta x)
///
/// A larger ``beta`` comes nearer to a ReLU, 0 is half the identity. Below about −1.3 / beta it rises again to zero.
///
/// Ramachandran, Zoph and Le 2017, [arXiv:1710.05941](https://arxiv.org/abs/1710.05941); as SiLU Elfwing, Uchibe and
/// Doya 2018, [arXiv:1702.03118](https://arxiv.org/abs/1702.03118).
public struct Swish: Activation {
  public static let name = "swish"
  public static let summary = "The input times its own sigmoid; SiLU where beta is 1"
  public static let formula = "f(x) = x * sigmoid(beta * x)"
  public static let reference = "Ramachandran, Zoph, Le 2017, Searching for Activation Functions"
  public static let hyperparameters = [
    Hyperparameter("beta", \Self.beta, in: .atLeast(0), "how steep the sigmoid is")
  ]

  public var beta = 1.0

  public init() {}

  @inlinable @inline(__always)
  public func callAsFunction<T: Scalar>(_ x: T) -> T { x * .sigmoid(T(beta) * x) }
}
