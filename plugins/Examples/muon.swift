import Descent

/// Momentum whose step has singular values near 1: no direction is left out, none runs ahead.
///
///     m ← μ m + g          θ ← θ − η √max(1, fan-out / fan-in) · O(g + μ m)
///
/// with μ = ``momentum``. O(x) takes x to about the nearest orthogonal matrix by five Newton–Schulz steps,
///
///     x ← x / ‖x‖          x ← (3.4445 + (2.0315 x xᵀ − 4.7750) x xᵀ) x
///
/// which bring its singular values between 0.68 and 1.21 where they are above about 10⁻³ of the norm.
/// The author leaves biases to another optimizer. Here what has one row or one column goes by plain
/// momentum, at the same rate. It allocates in every step.
///
/// Jordan, Jin, Boza, You, Cesista, Newhouse and Bernstein 2024, *Muon: An Optimizer for Hidden Layers in
/// Neural Networks*.
struct Muon: MatrixOptimizer {
  static let name = "muon"
  static let summary = "Momentum whose step has singular values near 1"
  static let formula = "w <- w - learning_rate * O(g + momentum m)"
  static let reference = "Jordan et al. 2024, Muon: An Optimizer for Hidden Layers"
  static let hyperparameters = [
    Hyperparameter("learning_rate", \Self.learningRate, in: .above(0), "the size of a step"),
    Hyperparameter("momentum", \Self.momentum, in: 0..<1, "how much of the mean is kept"),
  ]

  enum Slot: Int, CaseIterable { case mean }

  var learningRate = 0.02
  var momentum = 0.95

  func update<T: RealScalar>(
    _ weights: inout Matrix<T>, gradient: Matrix<T>, state: inout MatrixState<T, Slot>, step: Step
  ) {
    let mean = T(momentum) * state[.mean] + gradient
    state[.mean] = mean
    guard weights.rows > 1 && weights.columns > 1 else {
      weights -= T(step.learningRate) * mean
      return
    }
    let stretch = max(1, Double(weights.columns) / Double(weights.rows)).squareRoot()
    weights -= T(step.learningRate * stretch) * orthogonal(gradient + T(momentum) * mean)
  }

  /// Works along the shorter side; 0 stays 0.
  private func orthogonal<T: RealScalar>(_ matrix: Matrix<T>) -> Matrix<T> {
    let isTall = matrix.rows > matrix.columns
    var x = isTall ? matrix.transposed : matrix
    x = x / (x.norm + 1e-7)
    for _ in 1...5 {
      let gram = x * x.transposed
      x = 3.4445 * x + (2.0315 * (gram * gram) - 4.7750 * gram) * x
    }
    return isTall ? x.transposed : x
  }
}

let components: [any Component.Type] = [Muon.self]
