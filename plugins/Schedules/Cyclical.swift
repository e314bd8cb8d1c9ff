public import Descent
import Foundation

/// The learning rate goes up and down between ``floor`` and its full value in straight lines.
///
///     m(t) = floor + (1 − floor) (1 − |2 s − 1|) shrinkⁿ
///
/// with s the share of the period that has passed, and n the number of whole periods before. It
/// begins and ends each period at the floor. PyTorch's `CyclicLR` with `max_lr` the optimizer's own
/// rate, `base_lr` = ``floor`` times it, and `step_size_up` half a ``period``; a ``shrink`` of 1 is
/// the mode `triangular`, of ½ `triangular2`. Momentum is not cycled.
///
/// Smith 2017, *Cyclical Learning Rates for Training Neural Networks*
/// ([arXiv:1506.01186](https://arxiv.org/abs/1506.01186)), which advises periods of 4 to 20 epochs.
public struct Cyclical: Schedule {
  public static let name = "cyclical"
  public static let summary = "Up and down between a floor and the full rate in straight lines"
  public static let formula =
    "m(t) = floor + (1 - floor) * (1 - |2 * s - 1|) * shrink ^ n,  "
    + "s the share of the period passed, n the periods before"
  public static let reference =
    "Smith 2017, Cyclical Learning Rates for Training Neural Networks (arXiv:1506.01186)"
  public static let hyperparameters = [
    Hyperparameter("period", \Self.period, in: .above(0), "epochs from floor to floor"),
    Hyperparameter("floor", \Self.floor, in: 0...1, "the lowest multiplier"),
    Hyperparameter(
      "shrink", \Self.shrink, in: .above(0, upTo: 1), "what each period leaves of the swing"),
  ]

  public var period = 8.0
  public var floor = 0.2
  public var shrink = 1.0

  public init() {}

  public func multiplier(at time: Double, of total: Double) -> Double {
    let periods = (time / period).rounded(.down)
    let height = 1 - abs(2 * (time / period - periods) - 1)
    return floor + (1 - floor) * height * pow(shrink, periods)
  }
}
