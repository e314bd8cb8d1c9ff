public import Descent

/// The logistic sigmoid: squashes to (0, 1), and passes on at most a quarter of any gradient.
///
///     f(x) = 1 / (1 + e⁻ˣ)          f′(x) = f(x) (1 − f(x)) ≤ ¼
///
/// It saturates: beyond |x| ≈ 6 its derivative is below 1 % of the largest, and in a deep network the
/// product of such factors vanishes.
///
/// Rumelhart, Hinton and Williams 1986, *Learning representations by back-propagating errors*.
public struct Sigmoid: Activation {
  public static let name = "sigmoid"
  public static let summary = "The logistic sigmoid, between 0 and 1; saturates on both sides"
  public static let formula = "f(x) = 1 / (1 + exp(-x))"
  public static let reference =
    "Rumelhart, Hinton, Williams 1986, Learning representations by back-propagating errors"

  public init() {}

  /// Where the derivative is at least 1 % of its largest value, ¼.
  public var unsaturatedRange: ClosedRange<Double>? { -5.99...5.99 }

  /// PyTorch's; the formula gives 1.846.
  public var gain: Double { 1 }

  @inlinable @inline(__always)
  public func callAsFunction<T: Scalar>(_ x: T) -> T { .sigmoid(x) }
}
