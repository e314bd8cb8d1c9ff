/// A derivative estimated from values of a function in `Double`, and how far to trust it.
///
/// Where a formula takes another branch between the points there is a kink: the slopes on both sides
/// differ, and the estimate says nothing about the derivative.
struct CentralDifference {
  /// The largest error relative to the derivative that still counts as agreement.
  static let tolerance = 1e-6

  /// What became of a comparison with a derivative.
  enum Outcome {
    /// What of the difference is no rounding, relative to the larger of the two.
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
    func outcome(_ estimate: Double, over h: Double) -> Outcome {
      let size = max(abs(estimate), abs(derivative))
      let error = abs(estimate - derivative)
      // What rounding leaves of a difference grows as the distance shrinks.
      let floor = 3e-15 / h * max(1, abs(centre))
      guard error <= Self.tolerance * size + floor else { return .disagrees(estimate: estimate) }
      return .agrees(error: error > floor ? (error - floor) / size : 0)
    }
    for h in [1e-3, 1e-4, 1e-5] {
      if case .agrees(let error) = outcome(fourthOrder(h), over: h) { return .agrees(error: error) }
    }
    let h = 1e-6
    let right = (function(h) - centre) / h
    let left = (centre - function(-h)) / h
    let result = outcome((right + left) / 2, over: h)
    if case .disagrees(let estimate) = result,
      abs(estimate - derivative) <= 0.6 * abs(right - left)
    {
      return .kink
    }
    return result
  }

  private func fourthOrder(_ h: Double) -> Double {
    (8 * (function(h) - function(-h)) - (function(2 * h) - function(-2 * h))) / (12 * h)
  }
}
