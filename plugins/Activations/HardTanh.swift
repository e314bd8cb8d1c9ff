public import Descent

/// A hyperbolic tangent of three straight lines: the input, held between −1 and 1.
///
///     f(x) = −1 for x ≤ −1, 1 for x ≥ 1, otherwise x
///
/// The derivative is 0 at ±1.
///
/// Collobert 2004, *Large Scale Machine Learning*.
public struct HardTanh: Activation {
  public static let name = "hard_tanh"
  public static let summary = "The input, held between -1 and 1"
  public static let formula = "f(x) = max(-1, min(1, x))"
  public static let reference = "Collobert 2004, Large Scale Machine Learning"

  public init() {}

  public var unsaturatedRange: ClosedRange<Double>? { -1...1 }

  @inlinable @inline(__always)
  public func callAsFunction<T: Scalar>(_ x: T) -> T { x <= -1 ? -1 : (x >= 1 ? 1 : x) }
}
