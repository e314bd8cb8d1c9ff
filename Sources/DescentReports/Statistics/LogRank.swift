/// Whether two groups of runs reach a target equally fast: the log-rank test (S26).
///
/// At each time at which runs reach the target, those of the first group are compared with the share
/// that would fall to it by chance, hypergeometric with ties (Mantel 1966):
///
///     z = Σ (d₁ − d n₁/n) / √(Σ d (n − d) n₁ n₂ / (n² (n − 1)))
///
/// with n runs still on their way and d that arrive. z > 0 says that the first group is faster.
package struct LogRank: Equatable {
  package let z: Double
  /// Two-sided.
  package let p: Double

  package var chiSquared: Double { z * z }

  /// Nil where no time tells the groups apart: one is empty, or no run reached the target while both
  /// had runs left.
  package init?(_ first: [TimeToTarget], _ second: [TimeToTarget]) {
    var surplus = 0.0
    var variance = 0.0
    for step in KaplanMeier(first + second).steps {
      let n = Double(step.running)
      let d = Double(step.reached)
      let n1 = Double(first.count { $0.time >= step.time })
      let d1 = Double(first.count { $0.time == step.time && $0.isReached })
      surplus += d1 - d * n1 / n
      if n > 1 { variance += d * (n - d) * n1 * (n - n1) / (n * n * (n - 1)) }
    }
    guard variance > 0 else { return nil }
    z = surplus / variance.squareRoot()
    p = StandardNormal.twoSided(z)
  }
}
