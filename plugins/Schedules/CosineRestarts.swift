public import Descent
import Foundation

/// Half cosine waves from the full learning rate to ``floor``, one after the other, each longer by
/// a factor.
///
///     m(t) = floor + (1 − floor) (1 + cos(π s / S)) / 2,  S = period · factorⁿ
///
/// with s the time since the last of n restarts. At a restart the rate is full again. PyTorch's
/// `CosineAnnealingWarmRestarts` with `T_0` = ``period`` and `T_mult` = ``factor``, which here need
/// not be whole. Unlike in ``Cosine``, the length of the run plays no part: it ends low where it
/// ends with a period, such as after 1, 3 or 7 periods with factor 2.
///
/// Loshchilov and Hutter 2017, *SGDR: Stochastic Gradient Descent with Warm Restarts*
/// ([arXiv:1608.03983](https://arxiv.org/abs/1608.03983)).
public struct CosineRestarts: Schedule {
  public static let name = "cosine_restarts"
  public static let summary = "Half cosine waves from the full rate to a floor, with restarts"
  public static let formula =
    "m(t) = floor + (1 - floor) * (1 + cos(pi * s / S)) / 2,  S = period * factor ^ n,  "
    + "s the time since the last of n restarts"
  public static let reference =
    "Loshchilov, Hutter 2017, SGDR: Stochastic Gradient Descent with Warm Restarts"
  public static let hyperparameters = [
    Hyperparameter("period", \Self.period, in: 1...Int.max, "epochs to the first restart"),
    Hyperparameter("factor", \Self.factor, in: .atLeast(1), "how much longer each period is"),
    Hyperparameter("floor", \Self.floor, in: 0...1, "the multiplier before a restart"),
  ]

  public var period = 10
  public var factor = 1.0
  public var floor = 0.0

  public init() {}

  public func multiplier(at time: Double, of total: Double) -> Double {
    var (since, length) = (time, Double(period))
    while since >= length {
      since -= length
      length *= factor
    }
    return floor + (1 - floor) * (1 + cos(.pi * since / length)) / 2
  }
}
