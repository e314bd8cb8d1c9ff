public import Descent

/// AMSGrad: Adam with the largest mean square so far, so that no weight's step grows again by
/// forgetting.
///
///     m ← β₁ m + (1 − β₁) g          v ← β₂ v + (1 − β₂) g²          v̂ ← max(v̂, v)
///     θ ← θ − η · (m / (1 − β₁ᵗ)) / (√(v̂ / (1 − β₂ᵗ)) + ε)
///
/// with the names of ``Adam``. As PyTorch's `Adam(amsgrad=True)`: the largest is taken of the
/// uncorrected v and corrected afterwards. The paper corrects neither moment.
///
/// [Reddi, Kale and Kumar 2018](https://arxiv.org/abs/1904.09237), *On the Convergence of Adam and
/// Beyond*. Golden: `Tests/DescentPluginsTests/Golden/optimizers.json`.
public struct AMSGrad: Optimizer {
  public static let name = "amsgrad"
  public static let summary = "Adam with the largest mean square so far"
  public static let formula =
    "m <- beta1 * m + (1 - beta1) * g;  v <- beta2 * v + (1 - beta2) * g^2;  u <- max(u, v);  "
    + "w <- w - learning_rate * (m / (1 - beta1^t)) / (sqrt(u / (1 - beta2^t)) + epsilon)"
  public static let reference =
    "Reddi, Kale, Kumar 2018, On the Convergence of Adam and Beyond (arXiv:1904.09237)"
  public static let hyperparameters = [
    Hyperparameter("learning_rate", \Self.learningRate, in: .above(0), "the size of a step"),
    Hyperparameter("beta1", \Self.beta1, in: 0..<1, "how much of the mean is kept"),
    Hyperparameter("beta2", \Self.beta2, in: 0..<1, "how much of the mean square is kept"),
    Hyperparameter("epsilon", \Self.epsilon, in: .above(0), "keeps the divisor above 0"),
  ]

  public enum Slot: Int, CaseIterable { case mean, meanSquare, largest }

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
    let largest = square > state[.largest] ? square : state[.largest]
    (state[.mean], state[.meanSquare], state[.largest]) = (mean, square, largest)
    let rate = T(step.learningRate / step.biasCorrection(beta1))
    let correction = 1 / T.sqrt(T(step.biasCorrection(beta2)))
    weight -= rate * mean / (T.sqrt(largest) * correction + T(epsilon))
  }
}
