import CDistributions

/// Student's t distribution.
struct StudentT {
  var degrees: Double

  /// P(|T| ≥ |t|), exact far in the tails.
  func twoSided(_ t: Double) -> Double { min(1, 2 * descent_t_upper(abs(t), degrees)) }

  /// The t with P(T ≤ t) = `p`.
  func quantile(_ p: Double) -> Double { descent_t_quantile(p, degrees) }
}

/// The standard normal distribution.
enum StandardNormal {
  static func cumulative(_ z: Double) -> Double { descent_normal_cdf(z) }

  /// The z with P(Z ≤ z) = `p`.
  static func quantile(_ p: Double) -> Double { descent_normal_quantile(p) }

  /// How far the best of `count` draws is expected to lie above their mean, in standard deviations.
  ///
  ///     E[max] = ∫ z · n φ(z) Φ(z)ⁿ⁻¹ dz
  ///
  /// This is what the best of `count` identical configurations gains by luck (the winner's curse).
  /// Simpson's rule on −9…9, good to 1e-9 for counts to a million; 0 for fewer than two draws.
  static func expectedMaximum(of count: Int) -> Double {
    guard count > 1 else { return 0 }
    let n = Double(count)
    let steps = 3600
    let width = 18.0 / Double(steps)
    var sum = 0.0
    for step in 1..<steps {
      let z = -9 + Double(step) * width
      let below = cumulative(z)
      let upTo = cumulative(z + width / 2)
      let under = cumulative(z - width / 2)
      guard below > 0, under > 0 else { continue }
      // φ(z) dz is taken as the mass of the step, so that no density is needed.
      sum += z * n * power(below, count - 1) * (upTo - under)
    }
    return sum
  }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    var result = 1.0
    var factor = base
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result *= factor }
      factor *= factor
      rest >>= 1
    }
    return result
  }
}
