public import Descent

/// Adadelta: steps as large as the last steps were, in units of the last gradients.
///
///     v ← ρ v + (1 − ρ) g²
///     δ = g √(u + ε) / √(v + ε)
///     u ← ρ u + (1 − ρ) δ²
///     θ ← θ − η δ
///
/// with ρ = ``rho``, ε = ``epsilon`` and η the scheduled learning rate, which the paper does not have
/// (η = 1); it is PyTorch's form. ε stands inside both roots, where it is also what the first steps
/// begin with: they are as small as √ε.
///
/// [Zeiler 2012](https://arxiv.org/abs/1212.5701), *ADADELTA: An Adaptive Learning Rate Method*.
/// Golden: `Tests/DescentPluginsTests/Golden/optimizers.json`.
public struct Adadelta: Optimizer {
  public static let name = "adadelta"
  public static let summary =
    "Steps as large as the last steps were, in units of the last gradients"
  public static let formula =
    "v <- rho * v + (1 - rho) * g^2;  d = g * sqrt(u + epsilon) / sqrt(v + epsilon);  "
    + "u <- rho * u + (1 - rho) * d^2;  w <- w - learning_rate * d"
  public static let reference =
    "Zeiler 2012, ADADELTA: An Adaptive Learning Rate Method (arXiv:1212.5701)"
  public static let hyperparameters = [
    Hyperparameter("learning_rate", \Self.learningRate, in: .above(0), "the size of a step"),
    Hyperparameter("rho", \Self.rho, in: 0..<1, "how much of the mean squares is kept"),
    Hyperparameter("epsilon", \Self.epsilon, in: .above(0), "what the first steps begin with"),
  ]

  public enum Slot: Int, CaseIterable { case meanSquare, meanSquaredStep }

  public var learningRate = 1.0
  public var rho = 0.9
  public var epsilon = 1e-6

  public init() {}

  @inlinable @inline(__always)
  public func update<T: RealScalar>(
    _ weight: inout T, gradient: T, state: OptimizerState<T, Slot>, step: Step
  ) {
    let meanSquare = T(rho) * state[.meanSquare] + T(1 - rho) * gradient * gradient
    let ratio = (state[.meanSquaredStep] + T(epsilon)) / (meanSquare + T(epsilon))
    let change = T.sqrt(ratio) * gradient
    state[.meanSquare] = meanSquare
    state[.meanSquaredStep] = T(rho) * state[.meanSquaredStep] + T(1 - rho) * change * change
    weight -= T(step.learningRate) * change
  }
}
