import Descent

/// A penalty that draws small weights to 0 and lets large ones go: L1 that stops.
///
///     R(w) = λ |w|                                       where |w| ≤ λ
///            (2 a λ |w| − w² − λ²) / (2 (a − 1))         up to a λ
///            λ² (a + 1) / 2                              beyond
///
/// with λ = ``strength`` and a = ``reach``: the smoothly clipped absolute deviation. R′ falls from λ to 0
/// between λ and a λ and has no jump but at 0, where it is taken as 0: a weight of 0 keeps still.
///
/// Fan and Li 2001, *Variable Selection via Nonconcave Penalized Likelihood and Its Oracle Properties*,
/// who find a = 3.7.
struct SCAD: Regularizer {
  static let name = "scad"
  static let summary = "A penalty that draws small weights to 0 and lets large ones go"
  static let formula = "R'(w) = sign(w) min(strength, max(0, reach strength - |w|) / (reach - 1))"
  static let reference = "Fan, Li 2001, Variable Selection via Nonconcave Penalized Likelihood"
  static let hyperparameters = [
    Hyperparameter("strength", \Self.strength, in: .atLeast(0), "the slope near 0, and its end"),
    Hyperparameter("reach", \Self.reach, in: .above(2), "where it lets go, in strengths"),
  ]

  var strength = 0.01
  var reach = 3.7

  func callAsFunction<T: Scalar>(_ weight: T) -> T {
    let (strength, reach) = (T(strength), T(reach))
    let size: T = weight == 0 ? 0 : .abs(weight)
    let near = strength * size
    let between =
      (2 * reach * near - size * size - strength * strength) / (2 * (reach - 1))
    let far = strength * strength * (reach + 1) / 2
    return size <= strength ? near : (size <= reach * strength ? between : far)
  }
}

let components: [any Component.Type] = [SCAD.self]
