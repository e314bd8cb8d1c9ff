public import Descent

/// A ReLU that goes no higher than 6, for arithmetic of few bits.
///
///     f(x) = 0 for x ≤ 0, 6 for x ≥ 6, otherwise x
///
/// The derivative is 0 at both ends.
///
/// Krizhevsky 2010, *Convolutional Deep Belief Networks on CIFAR-10*; Howard et al. 2017,
/// [arXiv:1704.04861](https://arxiv.org/abs/1704.04861).
public struct ReLU6: Activation {
  public static let name = "relu6"
  public static let summary = "A ReLU that goes no higher than 6"
  public static let formula = "f(x) = max(0, min(6, x))"
  public static let reference = "Krizhevsky 2010, Convolutional Deep Belief Networks on CIFAR-10"

  public init() {}

  @inlinable @inline(__always)
  public func callAsFunction<T: Scalar>(_ x: T) -> T { x <= 0 ? 0 : (x >= 6 ? 6 : x) }
}
