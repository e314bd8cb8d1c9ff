public import Descent
import Foundation

/// The learning rate falls as a power of the time that is left, to ``floor``.
///
///     m(t) = floor + (1 − floor) (1 − t / T)^power
///
/// with T the epochs of the run. Power 1 is the straight line. PyTorch's `PolynomialLR` with
/// `total_iters` = T has floor 0; the floor is `end_learning_rate` of Keras and `end_value` of
/// optax.
///
/// Chen, Papandreou, Kokkinos, Murphy and Yuille 2017, *DeepLab*
/// ([arXiv:1606.00915](https://arxiv.org/abs/1606.00915)), there called "poly", with power 0.9.
public struct Polynomial: Schedule {
  public static let name = "polynomial"
  public static let summary = "Falls as a power of the time that is left"
  public static let formula = "m(t) = floor + (1 - floor) * (1 - t / T) ^ power"
  public static let reference =
    "Chen, Papandreou, Kokkinos, Murphy, Yuille 2017, DeepLab (arXiv:1606.00915)"
  public static let hyperparameters = [
    Hyperparameter("power", \Self.power, in: .above(0), "1 is a straight line, more falls early"),
    Hyperparameter("floor", \Self.floor, in: 0...1, "the multiplier at the end"),
  ]

  public var power = 2.0
  public var floor = 0.0

  public init() {}

  public func multiplier(at time: Double, of total: Double) -> Double {
    floor + (1 - floor) * pow(max(1 - time / total, 0), power)
  }
}
