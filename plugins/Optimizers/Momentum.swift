public import Descent

/// Gradient descent with a heavy ball: steps along a running sum of gradients.
///
///     v ← μ v + g
///     θ ← θ − η v
///
/// with μ = ``momentum`` and η the scheduled learning rate. It helps where the curvature is high in
/// some directions, where gradients are small but consistent, and where they are noisy. As in PyTorch
/// and optax η stands outside v; Keras and scikit-learn keep it inside, which differs under a
/// schedule. A constant gradient moves θ by η/(1 − μ) times it in the end.
///
/// Polyak 1964, *Some methods of speeding up the convergence of iteration methods*.
public struct Momentum: Optimizer {
  public static let name = "momentum"
  public static let summary = "Heavy-ball momentum: steps along a running sum of gradients"
  public static let formula = "v <- momentum * v + g;  w <- w - learning_rate * v"
  public static let reference =
    "Polyak 1964, Some methods of speeding up the convergence of iteration methods"
  public static let hyperparameters = [
    Hyperparameter("learning_rate", \Self.learningRate, in: .above(0), "the size of a step"),
    Hyperparameter("momentum", \Self.momentum, in: 0..<1, "how much of the velocity is kept"),
  ]

  public enum Slot: Int, CaseIterable { case velocity }

  public var learningRate = 0.1
  public var momentum = 0.9

  public init() {}

  @inlinable @inline(__always)
  public func update<T: RealScalar>(
    _ weight: inout T, gradient: T, state: OptimizerState<T, Slot>, step: Step
  ) {
    let velocity = T(momentum) * state[.velocity] + gradient
    state[.velocity] = velocity
    weight -= T(step.learningRate) * velocity
  }
}
