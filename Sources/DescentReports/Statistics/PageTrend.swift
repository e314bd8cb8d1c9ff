/// Whether levels stand in a given order: Page's test of a trend (1963), the companion of S30.
///
/// Within each seed the levels are ranked, from 1 for the smallest score:
///
///     L = Σ over levels j of  j · (sum of the ranks of level j over the seeds)
///
/// Under the null hypothesis every order of a seed's ranks is equally likely. p is exact, with ties,
/// up to 8 levels and 20 seeds, and normal beyond.
package struct PageTrend: Equatable {
  package let statistic: Double
  /// P(L ≥ the one seen): small where scores rise along the levels.
  package let increasingP: Double
  /// P(L ≤ the one seen): small where scores fall.
  package let decreasingP: Double

  package static let exactLevels = 8
  package static let exactSeeds = 20

  /// Two-sided: twice the smaller tail, at most 1.
  package var p: Double { min(1, 2 * min(increasingP, decreasingP)) }

  /// Ranks scores `[level][seed]`, in the order of the levels.
  ///
  /// Nil below three levels or two seeds, or where all levels tie in all seeds.
  package init?(_ scores: [[Double]]) {
    guard let seeds = scores.first?.count, scores.count > 2, seeds > 1 else { return nil }
    let rule = TieRule(scores.joined())
    let ranks = (0..<seeds).map { seed in midRanks(scores.map { $0[seed] }, ties: rule) }
    let middle = Double(scores.count + 1) / 2
    guard ranks.joined().contains(where: { $0 != middle }) else { return nil }
    statistic = ranks.reduce(0) { sum, row in
      sum + row.enumerated().reduce(0) { $0 + Double($1.offset + 1) * $1.element }
    }
    if scores.count <= Self.exactLevels && seeds <= Self.exactSeeds {
      (increasingP, decreasingP) = Self.exactTails(ranks, statistic)
    } else {
      (increasingP, decreasingP) = Self.normalTails(ranks, statistic)
    }
  }

  private static func exactTails(_ ranks: [[Double]], _ statistic: Double) -> (Double, Double) {
    // Twice a rank is a whole number. Seeds with the same ties have the same distribution.
    var known: [[Int]: [Double]] = [:]
    var sums = [1.0]
    for row in ranks {
      let doubled = row.map { Int(2 * $0) }.sorted()
      let distribution = known[doubled] ?? Self.distribution(of: doubled)
      known[doubled] = distribution
      var next = Array(repeating: 0.0, count: sums.count + distribution.count - 1)
      for (sum, share) in sums.enumerated() where share > 0 {
        for (more, other) in distribution.enumerated() { next[sum + more] += share * other }
      }
      sums = next
    }
    let seen = Int(2 * statistic)
    return (min(1, sums[seen...].reduce(0, +)), min(1, sums[...seen].reduce(0, +)))
  }

  /// The probability of each value of Σ j r(j) over all orders of the ranks r.
  ///
  /// For each set of ranks, in order of size: the levels up to its size have taken them, the last one
  /// each of them with equal probability.
  private static func distribution(of ranks: [Int]) -> [Double] {
    let largest = ranks.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element }
    let none = Array(repeating: 0.0, count: largest + 1)
    var taken = Array(repeating: none, count: 1 << ranks.count)
    taken[0][0] = 1
    for set in 1..<taken.count {
      let level = set.nonzeroBitCount
      for (index, rank) in ranks.enumerated() where set >> index & 1 == 1 {
        let before = set ^ 1 << index
        for sum in (level * rank)...largest {
          taken[set][sum] += taken[before][sum - level * rank] / Double(level)
        }
      }
    }
    return taken[taken.count - 1]
  }

  private static func normalTails(_ ranks: [[Double]], _ statistic: Double) -> (Double, Double) {
    let levels = Double(ranks[0].count)
    let middle = (levels + 1) / 2
    let places = levels * (levels * levels - 1) / 12  // Σ (j − middle)²
    let mean = Double(ranks.count) * levels * middle * middle
    let variance = ranks.reduce(0) { sum, row in
      sum + row.reduce(0) { $0 + ($1 - middle) * ($1 - middle) } * places / (levels - 1)
    }
    let z = (statistic - mean) / variance.squareRoot()
    return (StandardNormal.cumulative(-z), StandardNormal.cumulative(z))
  }
}
