public import Descent

/// Nesterov's momentum: the step looks ahead along the velocity.
///
///     v ← μ v + g
///     θ ← θ − η (g + μ v)
///
/// with μ = ``momentum`` and η the scheduled learning rate; the form of PyTorch's `nesterov=True`.
///
/// Nesterov 1983, *A method of solving a convex programming problem with convergence rate O(1/k²)*;
/// Sutskever, Martens, Dahl and Hinton 2013.
public struct Nesterov: Optimizer {
  public static let name = "nesterov"
  public static let summary = "Nesterov's momentum: a step that looks ahead along the velocity"
  public static let formula =
    "v <- momentum * v + g;  w <- w - learning_rate * (g + momentum * v)"
  public static let reference =
    "Nesterov 1983, A method of solving a convex programming problem; Sutskever et al. 2013"
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
    weight -= T(step.learningRate) * (gradient + T(momentum) * velocity)
  }
}
