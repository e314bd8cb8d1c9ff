public import Descent

/// A sigmoid of three straight lines.
///
///     f(x) = 0 for x ≤ −3, 1 for x ≥ 3, otherwise x / 6 + ½
///
/// PyTorch's form; Keras 2 had 0.2 x + ½ between ±2.5. The derivative is 0 at ±3.
///
/// Howard et al. 2019, [arXiv:1905.02244](https://arxiv.org/abs/1905.02244), after Courbariaux, Bengio and David 2015.
public struct HardSigmoid: Activation {
  public static let name = "hard_sigmoid"
  public static let summary = "A sigmoid of three straight lines; without any gradient beyond 3"
  public static let formula = "f(x) = 0 for x <= -3, 1 for x >= 3, otherwise x / 6 + 1/2"
  public static let reference = "Howard et al. 2019, Searching for MobileNetV3"

  public init() {}

  public var unsaturatedRange: ClosedRange<Double>? { -3...3 }

  @inlinable @inline(__always)
  public func callAsFunction<T: Scalar>(_ x: T) -> T { x <= -3 ? 0 : (x >= 3 ? 1 : x / 6 + 0.5) }
}
