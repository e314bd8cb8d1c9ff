import CDistributions

/// The smallest effect that a paired t test with K seeds would find (S15).
package enum DetectableEffect {
  package static let power = 0.8

  /// The standardised effect |Δ|/sd(D) that is found with a probability of 0.8; nil below two seeds.
  ///
  /// Solves power(d) = 0.8 by bisection, with T′ the noncentral t at K − 1 degrees of freedom:
  ///
  ///     power(d) = P(T′ > t) + P(T′ < −t),   noncentrality d √K,   t the (1 + confidence)/2 quantile
  ///
  /// 1.68 for 5 seeds, 1.00 for 10, 0.66 for 20.
  package static func standardized(seeds: Int, confidence: Double) -> Double? {
    guard seeds > 1 else { return nil }
    func found(_ effect: Double) -> Double {
      power(effect, seeds: seeds, confidence: confidence)
    }
    var low = 0.0
    var high = 1.0
    while found(high) < power {
      high *= 2
      guard high < 1e4 else { return nil }
    }
    while high - low > 1e-12 * high {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { break }
      if found(middle) < power { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The fewest seeds with which a standardised effect is found with a probability of 0.8; nil where more than
  /// `limit` are too few.
  package static func seeds(finding effect: Double, confidence: Double, limit: Int) -> Int? {
    func isEnough(_ seeds: Int) -> Bool {
      power(abs(effect), seeds: seeds, confidence: confidence) >= power
    }
    guard limit > 1, isEnough(limit) else { return nil }
    var few = 1
    var enough = limit
    while enough - few > 1 {
      let middle = (few + enough) / 2
      if isEnough(middle) { enough = middle } else { few = middle }
    }
    return enough
  }

  private static func power(_ effect: Double, seeds: Int, confidence: Double) -> Double {
    let degrees = Double(seeds - 1)
    let critical = StudentT(degrees: degrees).quantile((1 + confidence) / 2)
    let shift = effect * Double(seeds).squareRoot()
    return descent_noncentral_t_upper(critical, degrees, shift)
      + descent_noncentral_t_cdf(-critical, degrees, shift)
  }
}
