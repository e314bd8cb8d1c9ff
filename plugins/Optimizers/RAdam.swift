public import Descent

/// RAdam: Adam that is not adaptive before its mean square rests on enough steps.
///
///     m ← β₁ m + (1 − β₁) g          v ← β₂ v + (1 − β₂) g²
///     ρ∞ = 2 / (1 − β₂) − 1          ρ = ρ∞ − 2 t β₂ᵗ / (1 − β₂ᵗ)
///     r = √((ρ − 4)(ρ − 2) ρ∞ / ((ρ∞ − 4)(ρ∞ − 2) ρ))
///     θ ← θ − η · m / (1 − β₁ᵗ) · r √(1 − β₂ᵗ) / (√v + ε)     if ρ > 5
///     θ ← θ − η · m / (1 − β₁ᵗ)                               otherwise
///
/// with the names of ``Adam``. As in PyTorch ε is added to the root of the uncorrected v, and the
/// border is 5, where the paper has 4. With the default β₂ the first five steps are not adaptive;
/// with β₂ ≤ 2/3 none ever is.
///
/// [Liu et al. 2020](https://arxiv.org/abs/1908.03265), *On the Variance of the Adaptive Learning
/// Rate and Beyond*. Golden: `Tests/DescentPluginsTests/Golden/optimizers.json`.
public struct RAdam: Optimizer {
  public static let name = "radam"
  public static let summary =
    "Adam that is not adaptive before its mean square rests on enough steps"
  public static let formula =
    "m, v as of adam;  n = 2 / (1 - beta2) - 1;  k = n - 2 * t * beta2^t / (1 - beta2^t);  "
    + "r = sqrt((k - 4) * (k - 2) * n / ((n - 4) * (n - 2) * k));  "
    + "w <- w - learning_rate * m / (1 - beta1^t) "
    + "* (k > 5 ? r * sqrt(1 - beta2^t) / (sqrt(v) + epsilon) : 1)"
  public static let reference =
    "Liu et al. 2020, On the Variance of the Adaptive Learning Rate and Beyond (arXiv:1908.03265)"
  public static let hyperparameters = [
    Hyperparameter("learning_rate", \Self.learningRate, in: .above(0), "the size of a step"),
    Hyperparameter("beta1", \Self.beta1, in: 0..<1, "how much of the mean is kept"),
    Hyperparameter("beta2", \Self.beta2, in: 0..<1, "how much of the mean square is kept"),
    Hyperparameter("epsilon", \Self.epsilon, in: .above(0), "keeps the divisor above 0"),
  ]

  public enum Slot: Int, CaseIterable { case mean, meanSquare }
  public typealias PreparedStep = (plainRate: Double, adaptiveRate: Double)

  public var learningRate = 0.001
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var epsilon = 1e-8

  public init() {}

  public func prepared(_ step: Step) -> PreparedStep {
    let (grown, limit) = (step.biasCorrection(beta2), 2 / (1 - beta2) - 1)
    let rate = step.learningRate / step.biasCorrection(beta1)
    let length = limit - 2 * Double(step.index) * (1 - grown) / grown
    guard length > 5 else { return (rate, 0) }
    let share = (length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length)
    return (0, rate * (share * grown).squareRoot())
  }

  @inlinable @inline(__always)
  public func update<T: RealScalar>(
    _ weight: inout T, gradient: T, state: OptimizerState<T, Slot>, step: PreparedStep
  ) {
    let mean = T(beta1) * state[.mean] + T(1 - beta1) * gradient
    let square = T(beta2) * state[.meanSquare] + T(1 - beta2) * gradient * gradient
    (state[.mean], state[.meanSquare]) = (mean, square)
    let adaptive = T(step.adaptiveRate) / (T.sqrt(square) + T(epsilon))
    weight -= (T(step.plainRate) + adaptive) * mean
  }
}
