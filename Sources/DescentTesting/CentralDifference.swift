/// A derivative estimated from values of a function in `Double`, and how far to trust it.
///
/// Where a formula takes another branch between the points there is a kink: the slopes on both sides
/// differ, and the estimate says nothing about the derivative.
struct CentralDifference {
  /// The largest error relative to the derivative that still counts as agreement.
  static let tolerance = 1e-6

  /// What became of a comparison with a derivative.
  enum Outcome {
    /// The difference relative to the larger of the two, or 0 where both are rounding errors.
    case agrees(error: Double)
    case kink
    case disagrees(estimate: Double)
  }

  private let function: (Double) -> Double

  /// - Parameter function: The value at a distance from the point of interest.
  init(_ function: @escaping (Double) -> Double) { self.function = function }

  /// Compares a derivative with differences over ever shorter distances.
  ///
  /// Long distances keep rounding errors small, short ones keep out of the way of kinks. Where none
  /// agrees and the slopes on the two sides explain the error, a kink lies on the point.
  func compare(_ derivative: Double) -> Outcome {
    let centre = function(0)
    // What rounding leaves of a difference over 10⁻³; it grows as the distance shrinks.
    let floor = 3e-12 * max(1, abs(centre))
    var estimate = Double.nan
    for h in [1e-3, 1e-4, 1e-5, 1e-6] {
      estimate = fourthOrder(h)
      let error = abs(estimate - derivative)
      if error <= Self.tolerance * max(abs(estimate), abs(derivative)) + floor * 1e-3 / h {
        let size = max(abs(estimate), abs(derivative))
        return .agrees(error: size * Self.tolerance > floor ? error / size : 0)
      }
    }
    let h = 1e-6
    let right = (function(h) - centre) / h
    let left = (centre - function(-h)) / h
    let error = abs((right + left) / 2 - derivative)
    if error <= 0.6 * abs(right - left) { return .kink }
    return .disagrees(estimate: estimate)
  }

  private func fourthOrder(_ h: Double) -> Double {
    (8 * (function(h) - function(-h)) - (function(2 * h) - function(-2 * h))) / (12 * h)
  }
}
