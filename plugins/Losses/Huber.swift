public import Descent

/// The Huber loss: squared for small errors, absolute for large ones, so that outliers pull no harder than ``delta``.
///
///     ℓ = ½ d² for |d| ≤ delta, otherwise delta (|d| − ½ delta)          d = ŷ − y
///
/// PyTorch's `huber_loss`: for ``delta`` 1 half of the squared error at the centre.
///
/// Huber 1964, *Robust Estimation of a Location Parameter*.
public struct Huber: Loss {
  public static let name = "huber"
  public static let summary = "Squared for small errors, absolute for large ones"
  public static let formula = "l = d^2 / 2 for |d| <= delta, otherwise delta * (|d| - delta / 2)"
  public static let reference = "Huber 1964, Robust Estimation of a Location Parameter"
  public static let hyperparameters = [
    Hyperparameter("delta", \Self.delta, in: .above(0), "the size from which an error is large")
  ]

  public var delta = 1.0

  public init() {}

  @inlinable @inline(__always)
  public func callAsFunction<T: Scalar>(predicted: T, expected: T) -> T {
    let error = predicted - expected
    let size = T.abs(error)
    return size <= T(delta) ? 0.5 * error * error : T(delta) * (size - T(0.5 * delta))
  }
}
