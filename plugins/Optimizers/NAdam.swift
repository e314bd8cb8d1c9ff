public import Descent
import Foundation

/// NAdam: Adam whose step looks ahead along the mean gradient, as Nesterov's momentum does.
///
///     μₜ = β₁ (1 − ½ · 0.96^(t ψ))          Πₜ = μ₁ · … · μₜ
///     m ← β₁ m + (1 − β₁) g                 v ← β₂ v + (1 − β₂) g²
///     θ ← θ − η · ((1 − μₜ) g / (1 − Πₜ) + μₜ₊₁ m / (1 − Πₜ₊₁)) / (√(v / (1 − β₂ᵗ)) + ε)
///
/// with ψ = ``momentumDecay`` and the other names of ``Adam``. As in PyTorch m itself is kept by β₁;
/// in the paper by μₜ. Πₜ is computed anew at each step, up to where it is too small to matter.
///
/// [Dozat 2016](https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ), *Incorporating Nesterov
/// Momentum into Adam*. Golden: `Tests/DescentPluginsTests/Golden/optimizers.json`.
public struct NAdam: Optimizer {
  public static let name = "nadam"
  public static let summary = "Adam whose step looks ahead along the mean gradient"
  public static let formula =
    "u(t) = beta1 * (1 - 0.96^(t * momentum_decay) / 2);  P(t) = u(1) * ... * u(t);  "
    + "m, v as of adam;  "
    + "w <- w - learning_rate * ((1 - u(t)) * g / (1 - P(t)) + u(t+1) * m / (1 - P(t+1))) "
    + "/ (sqrt(v / (1 - beta2^t)) + epsilon)"
  public static let reference = "Dozat 2016, Incorporating Nesterov Momentum into Adam"
  public static let hyperparameters = [
    Hyperparameter("learning_rate", \Self.learningRate, in: .above(0), "the size of a step"),
    Hyperparameter("beta1", \Self.beta1, in: 0..<1, "how much of the mean is kept"),
    Hyperparameter("beta2", \Self.beta2, in: 0..<1, "how much of the mean square is kept"),
    Hyperparameter("epsilon", \Self.epsilon, in: .above(0), "keeps the divisor above 0"),
    Hyperparameter(
      "momentum_decay", \Self.momentumDecay, in: .atLeast(0), "how fast the look ahead grows"),
  ]

  public enum Slot: Int, CaseIterable { case mean, meanSquare }
  public typealias PreparedStep = (gradientRate: Double, meanRate: Double, correction: Double)

  public var learningRate = 0.002
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var epsilon = 1e-8
  public var momentumDecay = 0.004

  public init() {}

  public func prepared(_ step: Step) -> PreparedStep {
    let decay = pow(0.96, momentumDecay)
    func momentum(_ share: Double) -> Double { beta1 * (1 - 0.5 * share) }
    var (share, product) = (1.0, 1.0)
    for _ in 1...step.index {
      share *= decay
      product *= momentum(share)
      if product < 1e-20 { break }
    }
    share = pow(decay, Double(step.index))
    let (now, next) = (momentum(share), momentum(share * decay))
    return (
      step.learningRate * (1 - now) / (1 - product),
      step.learningRate * next / (1 - product * next),
      1 / step.biasCorrection(beta2).squareRoot()
    )
  }

  @inlinable @inline(__always)
  public func update<T: RealScalar>(
    _ weight: inout T, gradient: T, state: OptimizerState<T, Slot>, step: PreparedStep
  ) {
    let mean = T(beta1) * state[.mean] + T(1 - beta1) * gradient
    let square = T(beta2) * state[.meanSquare] + T(1 - beta2) * gradient * gradient
    (state[.mean], state[.meanSquare]) = (mean, square)
    let ahead = T(step.gradientRate) * gradient + T(step.meanRate) * mean
    weight -= ahead / (T.sqrt(square) * T(step.correction) + T(epsilon))
  }
}
