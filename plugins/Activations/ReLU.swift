public import Descent

/// The rectified linear unit: passes positive signals on unchanged and stops the others.
///
///     f(x) = max(0, x)          f′(x) = 1 for x > 0, otherwise 0
///
/// Its gradient does not shrink on the way through active units. A unit whose input is negative on all
/// examples has no gradient and stays dead. The derivative at 0 is taken as 0.
///
/// Nair and Hinton 2010, *Rectified Linear Units Improve Restricted Boltzmann Machines*.
public struct ReLU: Activation {
  public static let name = "relu"
  public static let summary = "The rectified linear unit; units can die"
  public static let formula = "f(x) = max(0, x)"
  public static let reference =
    "Nair, Hinton 2010, Rectified Linear Units Improve Restricted Boltzmann Machines"

  public init() {}

  @inlinable @inline(__always)
  public func callAsFunction<T: Scalar>(_ x: T) -> T { x > 0 ? x : 0 }
}
