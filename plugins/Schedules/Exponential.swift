public import Descent
import Foundation

/// The learning rate falls smoothly, by the same factor in every epoch.
///
///     m(t) = factorᵗ
public struct Exponential: Schedule {
  public static let name = "exponential"
  public static let summary = "Falls smoothly by the same factor in every epoch"
  public static let formula = "m(t) = factor ^ t"
  public static let hyperparameters = [
    Hyperparameter("factor", \Self.factor, in: .above(0, upTo: 1), "what is left after an epoch")
  ]

  public var factor = 0.95

  public init() {}

  public func multiplier(at time: Double, of total: Double) -> Double { pow(factor, time) }
}
