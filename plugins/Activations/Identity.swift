public import Descent

/// The identity: the output of a linear regression.
///
///     f(x) = x
public struct Identity: Activation {
  public static let name = "identity"
  public static let summary = "The identity, as the output of a regression"
  public static let formula = "f(x) = x"

  public init() {}

  @inlinable @inline(__always)
  public func callAsFunction<T: Scalar>(_ x: T) -> T { x }
}
