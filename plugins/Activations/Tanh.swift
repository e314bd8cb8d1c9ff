public import Descent

/// The hyperbolic tangent: a sigmoid around zero, between −1 and 1.
///
///     f(x) = tanh x          f′(x) = 1 − f(x)² ≤ 1
///
/// LeCun, Bottou, Orr and Müller 1998, *Efficient BackProp*.
public struct Tanh: Activation {
  public static let name = "tanh"
  public static let summary = "The hyperbolic tangent, between -1 and 1; saturates on both sides"
  public static let formula = "f(x) = tanh(x)"
  public static let reference = "LeCun, Bottou, Orr, Müller 1998, Efficient BackProp"

  public init() {}

  /// Where the derivative is at least 1 % of its largest value, 1.
  public var unsaturatedRange: ClosedRange<Double>? { -2.99...2.99 }

  /// PyTorch's; the formula gives 1.593.
  public var gain: Double { 5 / 3.0 }

  @inlinable @inline(__always)
  public func callAsFunction<T: Scalar>(_ x: T) -> T { .tanh(x) }
}
