public import Descent

/// Adagrad: steps divided by the root of the sum of all squared gradients of a weight.
///
///     s ← s + g²
///     θ ← θ − η g / (√s + ε)
///
/// with ε = ``epsilon`` and η the scheduled learning rate. Weights with rare gradients keep large
/// steps; all steps shrink over time, about as 1/√t where gradients stay alike. s starts at 0 and has
/// no decay of the rate beside it, as PyTorch's defaults are; ε stands outside the root. The first
/// step moves each weight that has a gradient by η.
///
/// [Duchi, Hazan and Singer 2011](https://jmlr.org/papers/v12/duchi11a.html), *Adaptive Subgradient
/// Methods for Online Learning and Stochastic Optimization*. Golden:
/// `Tests/DescentPluginsTests/Golden/optimizers.json`.
public struct Adagrad: Optimizer {
  public static let name = "adagrad"
  public static let summary = "Steps divided by the root of the sum of all squared gradients"
  public static let formula = "s <- s + g^2;  w <- w - learning_rate * g / (sqrt(s) + epsilon)"
  public static let reference =
    "Duchi, Hazan, Singer 2011, Adaptive Subgradient Methods for Online Learning"
  public static let hyperparameters = [
    Hyperparameter("learning_rate", \Self.learningRate, in: .above(0), "the size of a step"),
    Hyperparameter("epsilon", \Self.epsilon, in: .above(0), "keeps the divisor above 0"),
  ]

  public enum Slot: Int, CaseIterable { case sumOfSquares }

  public var learningRate = 0.01
  public var epsilon = 1e-10

  public init() {}

  @inlinable @inline(__always)
  public func update<T: RealScalar>(
    _ weight: inout T, gradient: T, state: OptimizerState<T, Slot>, step: Step
  ) {
    let sum = state[.sumOfSquares] + gradient * gradient
    state[.sumOfSquares] = sum
    weight -= T(step.learningRate) * gradient / (T.sqrt(sum) + T(epsilon))
  }
}
