public import Descent
import Foundation

/// The learning rate follows half a cosine wave from its full value to ``floor``.
///
///     m(t) = floor + (1 − floor) (1 + cos(π t / T)) / 2
///
/// with T the epochs of the run.
///
/// Loshchilov and Hutter 2017, *SGDR: Stochastic Gradient Descent with Warm Restarts*
/// (arXiv:1608.03983), without restarts.
public struct Cosine: Schedule {
  public static let name = "cosine"
  public static let summary = "Half a cosine wave from the full rate to a floor"
  public static let formula = "m(t) = floor + (1 - floor) * (1 + cos(pi * t / T)) / 2"
  public static let reference =
    "Loshchilov, Hutter 2017, SGDR: Stochastic Gradient Descent with Warm Restarts"
  public static let hyperparameters = [
    Hyperparameter("floor", \Self.floor, in: 0...1, "the multiplier at the end")
  ]

  public var floor = 0.0

  public init() {}

  public func multiplier(at time: Double, of total: Double) -> Double {
    floor + (1 - floor) * (1 + cos(.pi * min(time / total, 1))) / 2
  }
}
