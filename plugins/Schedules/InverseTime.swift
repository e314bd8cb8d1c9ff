public import Descent

/// The learning rate falls as one over the time, for which stochastic descent provably converges.
///
///     m(t) = 1 / (1 + rate · t)
///
/// Robbins and Monro 1951, *A Stochastic Approximation Method*: the sum of the rates diverges while
/// that of their squares converges.
public struct InverseTime: Schedule {
  public static let name = "inverse_time"
  public static let summary = "Falls as one over the time"
  public static let formula = "m(t) = 1 / (1 + rate * t)"
  public static let reference = "Robbins, Monro 1951, A Stochastic Approximation Method"
  public static let hyperparameters = [
    Hyperparameter("rate", \Self.rate, in: .above(0), "the speed of the fall, per epoch")
  ]

  public var rate = 0.1

  public init() {}

  public func multiplier(at time: Double, of total: Double) -> Double { 1 / (1 + rate * time) }
}
