public import Descent

/// AdamW: Adam with weight decay beside the adaptive step in place of an L2 penalty within it.
///
///     θ ← θ − η λ θ
///     m ← β₁ m + (1 − β₁) g          v ← β₂ v + (1 − β₂) g²
///     θ ← θ − η · (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε)
///
/// with λ = ``weightDecay`` and the other names of ``Adam``. As in PyTorch the decay is multiplied by
/// the whole learning rate η; in the paper by the schedule's multiplier alone, so that its λ is this
/// one times the base rate. All parameters decay, biases too, as PyTorch does by default.
///
/// [Loshchilov and Hutter 2019](https://arxiv.org/abs/1711.05101), *Decoupled Weight Decay
/// Regularization*. Golden: `Tests/DescentPluginsTests/Golden/optimizers.json`.
public struct AdamW: Optimizer {
  public static let name = "adamw"
  public static let summary = "Adam with weight decay beside the adaptive step"
  public static let formula =
    "w <- (1 - learning_rate * weight_decay) * w;  m, v as of adam;  "
    + "w <- w - learning_rate * (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)"
  public static let reference =
    "Loshchilov, Hutter 2019, Decoupled Weight Decay Regularization (arXiv:1711.05101)"
  public static let hyperparameters = [
    Hyperparameter("learning_rate", \Self.learningRate, in: .above(0), "the size of a step"),
    Hyperparameter("beta1", \Self.beta1, in: 0..<1, "how much of the mean is kept"),
    Hyperparameter("beta2", \Self.beta2, in: 0..<1, "how much of the mean square is kept"),
    Hyperparameter("epsilon", \Self.epsilon, in: .above(0), "keeps the divisor above 0"),
    Hyperparameter("weight_decay", \Self.weightDecay, in: .atLeast(0), "the pull towards 0"),
  ]

  public enum Slot: Int, CaseIterable { case mean, meanSquare }

  public var learningRate = 0.001
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var epsilon = 1e-8
  public var weightDecay = 0.01

  public init() {}

  @inlinable @inline(__always)
  public func update<T: RealScalar>(
    _ weight: inout T, gradient: T, state: OptimizerState<T, Slot>, step: Step
  ) {
    let mean = T(beta1) * state[.mean] + T(1 - beta1) * gradient
    let square = T(beta2) * state[.meanSquare] + T(1 - beta2) * gradient * gradient
    (state[.mean], state[.meanSquare]) = (mean, square)
    let rate = T(step.learningRate / step.biasCorrection(beta1))
    let correction = 1 / T.sqrt(T(step.biasCorrection(beta2)))
    let change = rate * mean / (T.sqrt(square) * correction + T(epsilon))
    weight = T(1 - step.learningRate * weightDecay) * weight - change
  }
}
