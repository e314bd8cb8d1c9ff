public import Descent

/// Sign descent: steps of equal size against the sign of the gradient.
///
///     θ ← θ − η sign(g)
///
/// with η the scheduled learning rate and sign(0) = 0; optax's `sign_sgd`. The gradient's size plays
/// no part: each step moves a weight by η, so that at a constant rate it swings about the minimum,
/// and only a schedule brings it to rest. Steepest descent in the largest-coordinate norm, but for a
/// factor.
///
/// [Bernstein et al. 2018](https://arxiv.org/abs/1802.04434), *signSGD: Compressed Optimisation for
/// Non-Convex Problems*. Golden: `Tests/DescentPluginsTests/Golden/optimizers.json`.
public struct SignDescent: Optimizer {
  public static let name = "sign_descent"
  public static let summary = "Steps of equal size against the sign of the gradient"
  public static let formula = "w <- w - learning_rate * sign(g)"
  public static let reference =
    "Bernstein et al. 2018, signSGD: Compressed Optimisation (arXiv:1802.04434)"
  public static let hyperparameters = [
    Hyperparameter("learning_rate", \Self.learningRate, in: .above(0), "the size of a step")
  ]

  public var learningRate = 0.001

  public init() {}

  @inlinable @inline(__always)
  public func update<T: RealScalar>(
    _ weight: inout T, gradient: T, state: OptimizerState<T, NoSlot>, step: Step
  ) {
    // Zero and NaN are their own signs.
    let sign = gradient > 0 ? 1 : (gradient < 0 ? -1 : gradient)
    weight -= T(step.learningRate) * sign
  }
}
