public import Descent

/// A rectified linear unit that lets a little of a negative signal through, so that no unit dies.
///
///     f(x) = x for x > 0, otherwise slope · x
///
/// The derivative at 0 is taken as ``slope``.
///
/// Maas, Hannun and Ng 2013, *Rectifier Nonlinearities Improve Neural Network Acoustic Models*.
public struct LeakyReLU: Activation {
  public static let name = "leaky_relu"
  public static let summary = "ReLU with a small slope below zero, so that no unit dies"
  public static let formula = "f(x) = x for x > 0, otherwise slope * x"
  public static let reference =
    "Maas, Hannun, Ng 2013, Rectifier Nonlinearities Improve Neural Network Acoustic Models"
  public static let hyperparameters = [
    Hyperparameter("slope", \Self.slope, in: 0..<1, "the slope for negative inputs")
  ]

  public var slope = 0.01

  public init() {}

  @inlinable @inline(__always)
  public func callAsFunction<T: Scalar>(_ x: T) -> T { x > 0 ? x : T(slope) * x }
}
