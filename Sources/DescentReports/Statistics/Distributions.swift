import CDistributions

/// Student's t distribution.
package struct StudentT {
  package var degrees: Double

  /// P(|T| ≥ |t|), exact far in the tails.
  package func twoSided(_ t: Double) -> Double { min(1, 2 * descent_t_upper(abs(t), degrees)) }

  /// P(T ≥ t), exact far in the tail.
  package func upper(_ t: Double) -> Double { descent_t_upper(t, degrees) }

  /// The t with P(T ≤ t) = `p`.
  package func quantile(_ p: Double) -> Double { descent_t_quantile(p, degrees) }
}

/// Fisher's F distribution.
package struct FisherF {
  package var numerator: Double
  package var denominator: Double

  /// P(F ≥ f).
  package func upper(_ f: Double) -> Double { descent_f_upper(f, numerator, denominator) }
}

/// The χ² distribution.
package struct ChiSquared {
  package var degrees: Double

  /// P(X ≥ x).
  package func upper(_ x: Double) -> Double { descent_chi_squared_upper(x, degrees) }
}

/// The number of successes in some independent trials.
package struct Binomial {
  package var trials: Int
  package var probability: Double

  /// P(X ≤ successes).
  package func cumulative(_ successes: Int) -> Double {
    descent_binomial_cdf(Double(successes), Double(trials), probability)
  }
}

/// The standard normal distribution.
package enum StandardNormal {
  package static func cumulative(_ z: Double) -> Double { descent_normal_cdf(z) }

  /// P(|Z| ≥ |z|), exact far in the tails.
  package static func twoSided(_ z: Double) -> Double { 2 * descent_normal_cdf(-abs(z)) }

  /// The z with P(Z ≤ z) = `p`.
  package static func quantile(_ p: Double) -> Double { descent_normal_quantile(p) }

  /// How far the best of `count` draws is expected to lie above their mean, in standard deviations.
  ///
  ///     E[max] = ∫ z dΦ(z)ⁿ = 9 − ∫ Φ(z)ⁿ dz    over −9…9, by parts
  ///
  /// This is what the best of `count` identical configurations gains by luck (the winner's curse).
  /// By Simpson's rule, good to 1e-9 for counts up to a million; 0 for fewer than two draws.
  package static func expectedMaximum(of count: Int) -> Double {
    guard count > 1 else { return 0 }
    let steps = 1800
    let width = 18 / Double(steps)
    var sum = 0.0
    for step in 0...steps {
      let weight = step == 0 || step == steps ? 1.0 : step % 2 == 1 ? 4 : 2
      sum += weight * power(cumulative(Double(step) * width - 9), count)
    }
    return 9 - sum * width / 3
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
