/// Whether the levels of a factor differ at all, by their ranks in each setting (S17).
///
/// With R(j) the sum of the ranks r(i,j) of level j over N settings, k levels, and r̄ = (k + 1)/2:
///
///     χ² = (k − 1) Σ (R(j) − N r̄)² / Σ (r(i,j) − r̄)²,   k − 1 degrees of freedom
///     F = (N − 1) χ² / (N (k − 1) − χ²),   k − 1 and (k − 1)(N − 1) degrees of freedom
///
/// χ² in this form is corrected for ties (Friedman 1937); F is less conservative (Iman and Davenport
/// 1980).
package struct Friedman: Equatable {
  /// The mean rank of each level; 1 is the best.
  package let meanRanks: [Double]
  package let settings: Int
  package let chiSquared: Double
  package let chiSquaredP: Double
  /// Nil where all settings rank the levels in the same way.
  package let f: Double?
  /// The p value of F; where all settings rank alike, that of just this: (1/k!)ᴺ⁻¹.
  package let p: Double

  /// Settings below which the report does not show it.
  package static let minimumSettings = 6

  /// Ranks scores `[setting][level]`, larger is better; nil below two settings or three levels, or
  /// where all levels tie in all settings.
  package init?(_ scores: [[Double]]) {
    guard let levels = scores.first?.count, levels > 2, scores.count > 1 else { return nil }
    precondition(scores.allSatisfy { $0.count == levels }, "the settings differ in their levels")
    let rule = TieRule(scores.joined())
    let ranks = scores.map { row in midRanks(row.map { -$0 }, ties: rule) }
    let n = Double(scores.count)
    let k = Double(levels)
    let middle = (k + 1) / 2
    let sums = (0..<levels).map { level in ranks.reduce(0) { $0 + $1[level] } }
    let between = sums.reduce(0) { $0 + ($1 - n * middle) * ($1 - n * middle) }
    let all = ranks.joined().reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
    guard all > 0 else { return nil }
    settings = scores.count
    meanRanks = sums.map { $0 / n }
    chiSquared = (k - 1) * between / all
    chiSquaredP = ChiSquared(degrees: k - 1).upper(chiSquared)
    let rest = n * (k - 1) - chiSquared
    guard rest > 1e-9 * n * k else {
      f = nil
      let orders = (1...levels).reduce(1) { $0 * Double($1) }
      p = (1..<scores.count).reduce(1) { product, _ in product / orders }
      return
    }
    let f = (n - 1) * chiSquared / rest
    self.f = f
    p = FisherF(numerator: k - 1, denominator: (k - 1) * (n - 1)).upper(f)
  }

  /// By how much mean ranks must differ for Nemenyi's test (1963), as in Demšar 2006.
  ///
  ///     q √(k (k + 1) / 6N),   q the quantile of the studentised range of k, divided by √2
  package func criticalDifference(confidence: Double) -> Double {
    let levels = meanRanks.count
    let q = StudentizedRange(count: levels).quantile(confidence) / 2.0.squareRoot()
    return q * (Double(levels * (levels + 1)) / Double(6 * settings)).squareRoot()
  }
}
