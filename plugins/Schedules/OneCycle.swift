public import Descent
import Foundation

/// The learning rate rises to its full value and then falls much lower, over the whole run.
///
///     m(t) = start + (1 − start) (1 − cos(π t / (rise T))) / 2                    for t ≤ rise T
///     m(t) = end + (1 − end) (1 + cos(π (t − rise T) / (T − rise T))) / 2         afterwards
///
/// with ``start``, ``end``, ``rise`` and T the epochs of the run. PyTorch's `OneCycleLR` with
/// `max_lr` the optimizer's own rate, ``start`` = 1 / `div_factor` and ``end`` = ``start`` /
/// `final_div_factor`, in two phases and with cosines; the paper has straight lines. PyTorch
/// reaches the end in its last step, here it is the time after it, and momentum is not cycled.
///
/// Smith and Topin 2018, *Super-Convergence: Very Fast Training of Neural Networks Using Large
/// Learning Rates* ([arXiv:1708.07120](https://arxiv.org/abs/1708.07120)).
public struct OneCycle: Schedule {
  public static let name = "one_cycle"
  public static let summary = "Rises to the full rate, then falls much lower, over the whole run"
  public static let formula =
    "from start to 1 by t = rise * T, then to end by t = T, each along half a cosine wave: "
    + "m = a + (b - a) * (1 - cos(pi * share)) / 2"
  public static let reference =
    "Smith, Topin 2018, Super-Convergence: Very Fast Training (arXiv:1708.07120)"
  public static let hyperparameters = [
    Hyperparameter("rise", \Self.rise, in: .between(0, 1), "the share of the run that rises"),
    Hyperparameter("start", \Self.start, in: 0...1, "the multiplier at the start"),
    Hyperparameter("end", \Self.end, in: 0...1, "the multiplier at the end"),
  ]

  public var rise = 0.3
  public var start = 0.04
  public var end = 4e-6

  public init() {}

  public func multiplier(at time: Double, of total: Double) -> Double {
    let (share, peak) = (min(time / total, 1), rise)
    let (from, to, passed) =
      share <= peak ? (start, 1, share / peak) : (1, end, (share - peak) / (1 - peak))
    return from + (to - from) * (1 - cos(.pi * passed)) / 2
  }
}
