/// Wilcoxon's signed-rank test of paired differences (S8).
///
/// Differences of 0 are dropped, and the sizes of the others ranked, ties sharing their mean rank:
///
///     W = min(W⁺, W⁻),   the sums of the ranks of the positive and of the negative differences
///
/// p is exact, with ties: the share of all sign patterns with a W⁺ as extreme, two-sided.
package struct SignedRank: Equatable {
  package let statistic: Double
  package let p: Double
  /// (W⁺ − W⁻) / (W⁺ + W⁻), the matched-pairs rank-biserial correlation.
  package let rankBiserial: Double
  /// The median of the means of all pairs of differences, each with itself too (Hodges and Lehmann
  /// 1963).
  package let pseudomedian: Double

  /// Ranks some differences of scores to which a tie rule belongs; nil where all are 0.
  package init?(_ differences: [Double], ties rule: TieRule) {
    let all = differences.map { rule.difference($0, 0) }
    let kept = all.filter { $0 != 0 }
    guard !kept.isEmpty else { return nil }
    let ranks = midRanks(kept.map(abs), ties: rule)
    let positive = zip(kept, ranks).reduce(0) { $0 + ($1.0 > 0 ? $1.1 : 0) }
    let total = Double(kept.count * (kept.count + 1)) / 2
    statistic = min(positive, total - positive)
    rankBiserial = (2 * positive - total) / total
    let means = all.indices.flatMap { i in all[...i].map { ($0 + all[i]) / 2 } }
    pseudomedian = Sample(means).median ?? 0

    // The distribution of 2 W⁺, rank by rank: each is in it or not.
    var shares = [1.0]
    for rank in ranks {
      let step = Int(2 * rank)
      var next = shares + Array(repeating: 0, count: step)
      for sum in next.indices {
        let without = sum < shares.count ? shares[sum] : 0
        let with = sum >= step ? shares[sum - step] : 0
        next[sum] = (without + with) / 2
      }
      shares = next
    }
    p = min(1, 2 * shares[...Int(2 * statistic)].reduce(0, +))
  }
}
