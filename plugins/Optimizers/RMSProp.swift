public import Descent

/// RMSProp: steps divided by the root of a running mean of the squared gradient.
///
///     v ← ρ v + (1 − ρ) g²          m ← ρ m + (1 − ρ) g
///     θ ← θ − η g / (√v + ε)        or, centred, θ ← θ − η g / (√(v − m²) + ε)
///
/// with ρ = ``rho`` (PyTorch's `alpha`), ε = ``epsilon`` and η the scheduled learning rate.
/// ``centered`` divides by the spread of the gradient in place of its size. As in PyTorch ε stands
/// outside the root, and v, which starts at 0, is not corrected: the first step moves each weight by
/// η/√(1 − ρ). Where rounding makes v − m² negative it counts as 0, which PyTorch leaves as NaN.
///
/// Tieleman and Hinton 2012, *Neural Networks for Machine Learning*, [lecture
/// 6.5](https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf); centred: [Graves
/// 2013](https://arxiv.org/abs/1308.0850). Golden:
/// `Tests/DescentPluginsTests/Golden/optimizers.json`.
public struct RMSProp: Optimizer {
  public static let name = "rmsprop"
  public static let summary = "Steps divided by the root of a running mean of the squared gradient"
  public static let formula =
    "v <- rho * v + (1 - rho) * g^2;  w <- w - learning_rate * g / (sqrt(v) + epsilon);  "
    + "centered: v - m^2 in place of v, m <- rho * m + (1 - rho) * g"
  public static let reference =
    "Tieleman, Hinton 2012, lecture 6.5; centered: Graves 2013 (arXiv:1308.0850)"
  public static let hyperparameters = [
    Hyperparameter("learning_rate", \Self.learningRate, in: .above(0), "the size of a step"),
    Hyperparameter("rho", \Self.rho, in: 0..<1, "how much of the means is kept"),
    Hyperparameter("epsilon", \Self.epsilon, in: .above(0), "keeps the divisor above 0"),
    Hyperparameter("centered", \Self.centered, "divide by the spread, not by the size"),
  ]

  public enum Slot: Int, CaseIterable { case meanSquare, mean }

  public var learningRate = 0.01
  public var rho = 0.99
  public var epsilon = 1e-8
  public var centered = false

  public init() {}

  @inlinable @inline(__always)
  public func update<T: RealScalar>(
    _ weight: inout T, gradient: T, state: OptimizerState<T, Slot>, step: Step
  ) {
    let square = T(rho) * state[.meanSquare] + T(1 - rho) * gradient * gradient
    let mean = T(rho) * state[.mean] + T(1 - rho) * gradient
    (state[.meanSquare], state[.mean]) = (square, mean)
    let spread = square - (centered ? mean * mean : 0)
    weight -= T(step.learningRate) * gradient / (T.sqrt(spread > 0 ? spread : 0) + T(epsilon))
  }
}
