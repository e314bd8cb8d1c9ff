public import Descent

/// Adam: steps scaled by bias-corrected estimates of the gradient's first two moments.
///
///     m ← β₁ m + (1 − β₁) g          v ← β₂ v + (1 − β₂) g²
///     θ ← θ − η · (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε)
///
/// with β₁ = ``beta1``, β₂ = ``beta2``, ε = ``epsilon``, η the scheduled learning rate and t the
/// step's number from 1. ε stands outside the root, as in Algorithm 1 of the paper and in PyTorch;
/// Keras and scikit-learn use the form before §2.1. The first step moves every weight that has a
/// gradient by about η.
///
/// [Kingma and Ba 2015](https://arxiv.org/abs/1412.6980), *Adam: A Method for Stochastic
/// Optimization*. Golden: `Tests/DescentPluginsTests/Golden/optimizers.json`.
public struct Adam: Optimizer {
  public static let name = "adam"
  public static let summary = "Steps scaled by estimates of the gradient's first two moments"
  public static let formula =
    "m <- beta1 * m + (1 - beta1) * g;  v <- beta2 * v + (1 - beta2) * g^2;  "
    + "w <- w - learning_rate * (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)"
  public static let reference =
    "Kingma, Ba 2015, Adam: A Method for Stochastic Optimization (arXiv:1412.6980)"
  public static let hyperparameters = [
    Hyperparameter("learning_rate", \Self.learningRate, in: .above(0), "the size of a step"),
    Hyperparameter("beta1", \Self.beta1, in: 0..<1, "how much of the mean is kept"),
    Hyperparameter("beta2", \Self.beta2, in: 0..<1, "how much of the mean square is kept"),
    Hyperparameter("epsilon", \Self.epsilon, in: .above(0), "keeps the divisor above 0"),
  ]

  public enum Slot: Int, CaseIterable { case mean, meanSquare }

  public var learningRate = 0.001
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var epsilon = 1e-8

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
    weight -= rate * mean / (T.sqrt(square) * correction + T(epsilon))
  }
}
