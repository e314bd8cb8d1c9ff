/// Percentile intervals by resampling the seeds.
///
/// The seed is the unit of replication, so a resample draws K of the K seeds with replacement, and
/// takes all runs of a seed along. It is described by the weight of each seed: how often it was drawn,
/// divided by K. The draws come from a fixed ``seed``, and all statistics use the same ones.
///
/// The interval runs between two quantiles of the statistic over the resamples (Efron 1979). With few
/// seeds it is too narrow: for the mean of normal numbers nominal 95 % covers 75 % at 3 seeds, 84 %
/// at 5 and 88 % at 10.
package struct SeedBootstrap {
  package static let seed: UInt64 = 0x5EED
  package static let draws = 10_000

  private let resamples: [[Double]]

  package init(seeds: Int) {
    var generator = SplitMix64(state: Self.seed)
    resamples = (0..<(seeds > 0 ? Self.draws : 0)).map { _ in
      var weights = Array(repeating: 0.0, count: seeds)
      for _ in 0..<seeds {
        let drawn = generator.next().multipliedFullWidth(by: UInt64(seeds)).high
        weights[Int(drawn)] += 1
      }
      return weights.map { $0 / Double(seeds) }
    }
  }

  /// The weights of the seeds as they were run: 1/K each.
  package static func evenWeights(seeds: Int) -> [Double] {
    Array(repeating: 1 / Double(seeds), count: seeds)
  }

  /// The interval of a statistic that is a function of the weights of the seeds.
  ///
  /// Resamples in which the statistic is not defined are left out; nil where it never is.
  package func interval(
    confidence: Double, of statistic: (_ weights: [Double]) -> Double?
  ) -> Interval? {
    let sample = Sample(resamples.compactMap(statistic))
    guard let lower = sample.quantile((1 - confidence) / 2),
      let upper = sample.quantile((1 + confidence) / 2)
    else { return nil }
    return Interval(lower: lower, upper: upper)
  }
}
