public import Descent
import Foundation

/// The learning rate falls by a factor every so many epochs, at whole epochs.
///
///     m(t) = factor^⌊t / every⌋
///
/// PyTorch's `StepLR` with `step_size` = ``every`` and `gamma` = ``factor``.
public struct StepDecay: Schedule {
  public static let name = "step"
  public static let summary = "Falls by a factor every so many epochs"
  public static let formula = "m(t) = factor ^ floor(t / every)"
  public static let hyperparameters = [
    Hyperparameter("every", \Self.every, in: 1...Int.max, "epochs between two falls"),
    Hyperparameter("factor", \Self.factor, in: .above(0, upTo: 1), "what is left after a fall"),
  ]

  public var every = 10
  public var factor = 0.5

  public init() {}

  public func multiplier(at time: Double, of total: Double) -> Double {
    pow(factor, (time / Double(every)).rounded(.down))
  }
}
