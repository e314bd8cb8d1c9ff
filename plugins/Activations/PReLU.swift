public import Descent

/// A leaky ReLU whose slope for negative inputs is learned along with the weights.
///
///     f(x) = x for x > 0, otherwise a x          ∂f/∂a = min(0, x)
///
/// a starts at ``slope``. As in PyTorch a layer has one slope for all of its units, or one for each where
/// ``perUnit`` says so, which the paper calls channel-wise. The derivative at 0 is taken as a.
///
/// He, Zhang, Ren and Sun 2015, [arXiv:1502.01852](https://arxiv.org/abs/1502.01852).
public struct PReLU: LearnedActivation {
  public static let name = "prelu"
  public static let summary = "A leaky ReLU whose slope below zero is learned"
  public static let formula = "f(x) = x for x > 0, otherwise a * x, with a learned"
  public static let reference = "He, Zhang, Ren, Sun 2015, Delving Deep into Rectifiers"
  public static let hyperparameters = [
    Hyperparameter("slope", \Self.slope, in: .any, "what the slope starts with"),
    Hyperparameter("per_unit", \Self.perUnit, "a slope for each unit, not one for the layer"),
  ]

  public enum Coefficient: Int, CaseIterable, Sendable { case slope }

  public var slope = 0.25
  public var perUnit = false

  public init() {}

  public var sharesCoefficients: Bool { !perUnit }

  public func initialValue(of coefficient: Coefficient) -> Double { slope }

  @inlinable @inline(__always)
  public func callAsFunction<T: Scalar>(_ x: T, _ coefficients: Coefficients<T, Coefficient>) -> T {
    x > 0 ? x : coefficients[.slope] * x
  }
}
