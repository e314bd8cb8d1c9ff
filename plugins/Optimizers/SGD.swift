public import Descent

/// Gradient descent: a step against the gradient.
///
///     θ ← θ − η g
///
/// with η the scheduled learning rate. On the full batch it is gradient descent proper, on one row or
/// a mini-batch its stochastic form.
///
/// Robbins and Monro 1951, *A Stochastic Approximation Method*.
public struct SGD: Optimizer {
  public static let name = "sgd"
  public static let summary = "Gradient descent: a step against the gradient"
  public static let formula = "w <- w - learning_rate * g"
  public static let reference = "Robbins, Monro 1951, A Stochastic Approximation Method"
  public static let hyperparameters = [
    Hyperparameter("learning_rate", \Self.learningRate, in: .above(0), "the size of a step")
  ]

  public var learningRate = 0.1

  public init() {}

  @inlinable @inline(__always)
  public func update<T: RealScalar>(
    _ weight: inout T, gradient: T, state: OptimizerState<T, NoSlot>, step: Step
  ) {
    weight -= T(step.learningRate) * gradient
  }
}
