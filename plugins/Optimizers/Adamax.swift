public import Descent

/// Adamax: Adam with the largest of the faded gradients in place of their mean square.
///
///     m ← β₁ m + (1 − β₁) g          u ← max(β₂ u, |g| + ε)
///     θ ← θ − η / (1 − β₁ᵗ) · m / u
///
/// with the names of ``Adam``. No step moves a weight by much more than η. ε is added to |g|, as in
/// PyTorch; the paper has none, and divides by 0 where a weight has had no gradient yet.
///
/// [Kingma and Ba 2015](https://arxiv.org/abs/1412.6980), §7.1. Golden:
/// `Tests/DescentPluginsTests/Golden/optimizers.json`.
public struct Adamax: Optimizer {
  public static let name = "adamax"
  public static let summary =
    "Adam with the largest of the faded gradients in place of their mean square"
  public static let formula =
    "m <- beta1 * m + (1 - beta1) * g;  u <- max(beta2 * u, |g| + epsilon);  "
    + "w <- w - learning_rate / (1 - beta1^t) * m / u"
  public static let reference =
    "Kingma, Ba 2015, Adam: A Method for Stochastic Optimization (arXiv:1412.6980), section 7.1"
  public static let hyperparameters = [
    Hyperparameter("learning_rate", \Self.learningRate, in: .above(0), "the size of a step"),
    Hyperparameter("beta1", \Self.beta1, in: 0..<1, "how much of the mean is kept"),
    Hyperparameter("beta2", \Self.beta2, in: 0..<1, "how slowly the largest fades"),
    Hyperparameter("epsilon", \Self.epsilon, in: .above(0), "keeps the divisor above 0"),
  ]

  public enum Slot: Int, CaseIterable { case mean, largest }

  public var learningRate = 0.002
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var epsilon = 1e-8

  public init() {}

  @inlinable @inline(__always)
  public func update<T: RealScalar>(
    _ weight: inout T, gradient: T, state: OptimizerState<T, Slot>, step: Step
  ) {
    let mean = T(beta1) * state[.mean] + T(1 - beta1) * gradient
    let (faded, size) = (T(beta2) * state[.largest], T.abs(gradient) + T(epsilon))
    let largest = size > faded ? size : faded
    (state[.mean], state[.largest]) = (mean, largest)
    weight -= T(step.learningRate / step.biasCorrection(beta1)) * mean / largest
  }
}
