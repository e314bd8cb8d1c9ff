import Descent

/// The identity with a wave on it, whose frequency is learned: for functions that repeat themselves.
///
///     f(x) = x + sin²(a x) / a          f′(x) = 1 + sin(2 a x) ≥ 0
///
/// with a = ``Coefficient/frequency``, which starts at ``frequency``. As a goes to 0 the wave vanishes:
/// there f is the identity, and a, whose derivative is taken as 0, stays where it is.
///
/// Ziyin, Hartwig and Ueda 2020, *Neural Networks Fail to Learn Periodic Functions and How to Fix It*
/// (arXiv:2006.08195).
struct Snake: LearnedActivation {
  static let name = "snake"
  static let summary = "The identity with a wave on it, whose frequency is learned"
  static let formula = "f(x) = x + sin(a x)^2 / a"
  static let reference =
    "Ziyin, Hartwig, Ueda 2020, Neural Networks Fail to Learn Periodic Functions"
  static let hyperparameters = [
    Hyperparameter("frequency", \Self.frequency, in: .above(0), "what a starts with"),
    Hyperparameter("shared", \Self.sharesCoefficients, "one a for a layer, not one for each unit"),
  ]

  var frequency = 1.0
  var sharesCoefficients = true

  enum Coefficient: Int, CaseIterable { case frequency }

  func initialValue(of coefficient: Coefficient) -> Double { frequency }

  func callAsFunction<T: Scalar>(_ x: T, _ coefficients: Coefficients<T, Coefficient>) -> T {
    let a = coefficients[.frequency]
    let sine: T = .sin(a * x)
    return a == 0 ? x : x + sine * sine / a
  }
}

let components: [any Component.Type] = [Snake.self]
