import Descent

/// Adam with a second moment that grows and shrinks at a bounded speed.
///
///     m ← β₁ m + (1 − β₁) g          v ← v − (1 − β₂) sign(v − g²) g²
///     θ ← θ − η · m / (1 − β₁ᵗ) / (√(v / (1 − β₂ᵗ)) + ε)
///
/// with β₁ = ``beta1``, β₂ = ``beta2``, ε = ``epsilon``, η and t (from 1) from ``Step``. Where gradients
/// become small Adam forgets large ones fast and takes larger steps; here v falls by no more than
/// (1 − β₂) g². The moments start at 0 and are corrected for it, as in Adam; the paper's Algorithm 2
/// has no correction and leaves open where v starts, optax starts it at 10⁻⁶.
///
/// Zaheer, Reddi, Sachan, Kale and Kumar 2018, *Adaptive Methods for Nonconvex Optimization*.
struct Yogi: Optimizer {
  static let name = "yogi"
  static let summary = "Adam with a second moment that changes at a bounded speed"
  static let formula = "v <- v - (1 - beta2) sign(v - g^2) g^2"
  static let reference =
    "Zaheer, Reddi, Sachan, Kale, Kumar 2018, Adaptive Methods for Nonconvex Optimization"
  static let hyperparameters = [
    Hyperparameter("learning_rate", \Self.learningRate, in: .above(0), "the size of a step"),
    Hyperparameter("beta1", \Self.beta1, in: 0..<1, "how much of the mean gradient is kept"),
    Hyperparameter("beta2", \Self.beta2, in: 0..<1, "how slowly the second moment changes"),
    Hyperparameter("epsilon", \Self.epsilon, in: .above(0), "what is added to the divisor"),
  ]

  enum Slot: Int, CaseIterable { case mean, square }

  var learningRate = 0.01
  var beta1 = 0.9
  var beta2 = 0.999
  var epsilon = 1e-3

  func update<T: RealScalar>(
    _ weight: inout T, gradient: T, state: OptimizerState<T, Slot>, step: Step
  ) {
    let mean = T(beta1) * state[.mean] + T(1 - beta1) * gradient
    let square = gradient * gradient
    let change = T(1 - beta2) * square
    let second = state[.square] > square ? state[.square] - change : state[.square] + change
    state[.mean] = mean
    state[.square] = second
    let size: T = .sqrt(second / T(step.biasCorrection(beta2)))
    weight -= T(step.learningRate / step.biasCorrection(beta1)) * mean / (size + T(epsilon))
  }
}

let components: [any Component.Type] = [Yogi.self]
