public import Descent

/// The learning rate stays as it is.
///
///     m(t) = 1
public struct Constant: Schedule {
  public static let name = "constant"
  public static let summary = "The learning rate stays as it is"
  public static let formula = "m(t) = 1"

  public init() {}

  public func multiplier(at time: Double, of total: Double) -> Double { 1 }
}
