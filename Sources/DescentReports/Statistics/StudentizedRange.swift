import Foundation

/// The range of some independent standard normal numbers: the studentised range at infinite degrees
/// of freedom.
package struct StudentizedRange {
  private let count: Int

  package init(count: Int) { self.count = count }

  /// P(range ≤ q).
  ///
  ///     k ∫ φ(z) (Φ(z) − Φ(z − q))ᵏ⁻¹ dz
  ///
  /// with z the largest of the k numbers. By the trapezoidal rule over −9…9, which is good to 1e-12
  /// for an integrand that vanishes with all its derivatives at both ends.
  package func cumulative(_ q: Double) -> Double {
    guard q > 0 else { return 0 }
    let steps = 720
    let width = 18 / Double(steps)
    var sum = 0.0
    for step in 1..<steps {
      let z = Double(step) * width - 9
      let below = StandardNormal.cumulative(z) - StandardNormal.cumulative(z - q)
      sum += exp(-z * z / 2) * pow(below, Double(count - 1))
    }
    return min(1, Double(count) * sum * width / (2 * Double.pi).squareRoot())
  }

  /// The q with P(range ≤ q) = `p`, by bisection.
  package func quantile(_ p: Double) -> Double {
    var low = 0.0
    var high = 20.0
    while high - low > 1e-13 * high {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { break }
      if cumulative(middle) < p { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
