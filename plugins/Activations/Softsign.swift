public import Descent

/// The softsign: between −1 and 1 as tanh, and slower to saturate.
///
///     f(x) = x / (1 + |x|)          f′(x) = 1 / (1 + |x|)²
///
/// Turian, Bergstra and Bengio 2009, *Quadratic Features and Deep Architectures for Chunking*.
public struct Softsign: Activation {
  public static let name = "softsign"
  public static let summary = "Between -1 and 1 as tanh, but slower to saturate"
  public static let formula = "f(x) = x / (1 + |x|)"
  public static let reference =
    "Turian, Bergstra, Bengio 2009, Quadratic Features and Deep Architectures for Chunking"

  public init() {}

  /// Where the derivative is at least 1 % of its largest value, 1.
  public var unsaturatedRange: ClosedRange<Double>? { -9...9 }

  @inlinable @inline(__always)
  public func callAsFunction<T: Scalar>(_ x: T) -> T { x / (1 + .abs(x)) }
}
