public import Descent

/// The softplus: a smooth ReLU whose derivative is the sigmoid.
///
///     f(x) = log(1 + eˣ)          f′(x) = σ(x)
///
/// Computed without overflow on either side.
///
/// Dugas, Bengio, Bélisle, Nadeau and Garcia 2001, *Incorporating Second-Order Functional Knowledge for Better Option
/// Pricing*.
public struct Softplus: Activation {
  public static let name = "softplus"
  public static let summary = "A smooth ReLU, whose derivative is the sigmoid"
  public static let formula = "f(x) = log(1 + exp(x))"
  public static let reference =
    "Dugas, Bengio, Bélisle, Nadeau, Garcia 2001, Incorporating Second-Order Functional Knowledge"

  public init() {}

  @inlinable @inline(__always)
  public func callAsFunction<T: Scalar>(_ x: T) -> T { .softplus(x) }
}
