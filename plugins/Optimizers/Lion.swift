public import Descent

/// Lion: steps of equal size along the sign of a running mean of the gradient.
///
///     θ ← θ − η (sign(β₁ m + (1 − β₁) g) + λ θ)
///     m ← β₂ m + (1 − β₂) g
///
/// with β₁ = ``beta1``, β₂ = ``beta2``, λ = ``weightDecay`` and η the scheduled learning rate.
/// sign(0) = 0. Each step moves a weight by η (and the decay), however small the gradient is, so that
/// only a schedule brings it to rest; learning rates are 3 to 10 times smaller than Adam's. As in
/// optax, λ too; all parameters decay.
///
/// [Chen et al. 2023](https://arxiv.org/abs/2302.06675), *Symbolic Discovery of Optimization
/// Algorithms*. Golden: `Tests/DescentPluginsTests/Golden/optimizers.json`.
public struct Lion: Optimizer {
  public static let name = "lion"
  public static let summary = "Steps of equal size along the sign of a running mean of the gradient"
  public static let formula =
    "w <- w - learning_rate * (sign(beta1 * m + (1 - beta1) * g) + weight_decay * w);  "
    + "m <- beta2 * m + (1 - beta2) * g"
  public static let reference =
    "Chen et al. 2023, Symbolic Discovery of Optimization Algorithms (arXiv:2302.06675)"
  public static let hyperparameters = [
    Hyperparameter("learning_rate", \Self.learningRate, in: .above(0), "the size of a step"),
    Hyperparameter("beta1", \Self.beta1, in: 0..<1, "the mean's share in the step"),
    Hyperparameter("beta2", \Self.beta2, in: 0..<1, "how much of the mean is kept"),
    Hyperparameter("weight_decay", \Self.weightDecay, in: .atLeast(0), "the pull towards 0"),
  ]

  public enum Slot: Int, CaseIterable { case mean }

  public var learningRate = 0.0001
  public var beta1 = 0.9
  public var beta2 = 0.99
  public var weightDecay = 0.001

  public init() {}

  @inlinable @inline(__always)
  public func update<T: RealScalar>(
    _ weight: inout T, gradient: T, state: OptimizerState<T, Slot>, step: Step
  ) {
    let mean = state[.mean]
    let mixed = T(beta1) * mean + T(1 - beta1) * gradient
    // Zero and NaN are their own signs.
    let sign = mixed > 0 ? 1 : (mixed < 0 ? -1 : mixed)
    state[.mean] = T(beta2) * mean + T(1 - beta2) * gradient
    weight -= T(step.learningRate) * (sign + T(weightDecay) * weight)
  }
}
