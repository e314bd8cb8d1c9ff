public import Descent

/// The logarithm of the hyperbolic cosine of the error: smooth, squared at the centre and absolute far out.
///
///     ℓ = log cosh(ŷ − y) = |d| + log(1 + e^(−2|d|)) − log 2
///
/// Computed in the second form, which does not overflow.
///
/// Green 1990, *Bayesian Reconstructions from Emission Tomography Data Using a Modified EM Algorithm*.
public struct LogCosh: Loss {
  public static let name = "log_cosh"
  public static let summary = "Smooth: squared for small errors, absolute for large ones"
  public static let formula = "l = log(cosh(predicted - expected))"
  public static let reference =
    "Green 1990, Bayesian Reconstructions from Emission Tomography Data"

  public init() {}

  @inlinable @inline(__always)
  public func callAsFunction<T: Scalar>(predicted: T, expected: T) -> T {
    let size = T.abs(predicted - expected)
    return size + .softplus(-2 * size) - T(0.6931471805599453)
  }
}
