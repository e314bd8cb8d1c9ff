public import Descent
import Foundation

/// The learning rate falls by a factor at each of several times.
///
///     m(t) = factorⁿ, n the number of milestones ≤ t
///
/// with ``factor`` and the ``milestones`` in epochs, in any order; those after the end of the run
/// are never reached. PyTorch's `MultiStepLR` with `gamma` = ``factor``, but a milestone may lie
/// within an epoch.
public struct MultiStep: Schedule {
  public static let name = "multi_step"
  public static let summary = "Falls by a factor at each of several times"
  public static let formula = "m(t) = factor ^ (number of milestones <= t)"
  public static let hyperparameters = [
    Hyperparameter(
      "milestones", \Self.milestones, in: .atLeast(0), "the times of the falls, in epochs"),
    Hyperparameter("factor", \Self.factor, in: .above(0, upTo: 1), "what is left after a fall"),
  ]

  public var milestones = [10.0, 20.0]
  public var factor = 0.1

  public init() {}

  public func multiplier(at time: Double, of total: Double) -> Double {
    pow(factor, Double(milestones.count { $0 <= time }))
  }
}
