/// How much of the differences between configurations each factor, and each pair, accounts for.
///
/// Statistic S19, an analysis of variance of the means of the configurations over the seeds:
///
///     share(U) = V(U) / V      seed noise = SS(within configurations) / SS(total)
///     η² = SS(U) / SS(total)   ω² = (SS(U) − df(U) MS(within)) / (SS(total) + MS(within))
///     F = MS(U) / MS(within)
///
/// with V the variance of the means and V(U) the part of it that belongs to term U. Where every
/// combination of levels ran equally often the shares are exact and add up to 1; else they are type II
/// sums of squares, which need not. ω² falls below 0 for a term that explains less than noise would.
///
/// Noise adds to every share, and resampled seeds add it once more: the interval of a small share lies
/// high, and may miss it. F takes the runs of a seed for independent, so its p value describes and
/// does not decide.
package struct Importance {
  package let method: Method
  /// Main effects, then interactions of two factors, then what is of higher order together, with what
  /// is due to settings that are no factors.
  package let terms: [Term]
  package let seedNoise: SeedNoise?

  package enum Method: String { case exact, approximate }

  /// The variance that some factors account for together and not alone.
  package struct Term {
    /// Positions of one or two factors; none for all that is of higher order.
    package let factors: [Int]
    package let degrees: Int
    package let share: Double
    /// The share in the scores of each seed alone; nil where all configurations scored the same.
    package let perSeed: [Double?]
    package let etaSquared: Double
    /// ω² and the test need noise: nil with one seed, or where it makes no difference.
    package let omegaSquared: Double?
    package let p: Double?
    fileprivate let intervals: ShareIntervals
    fileprivate let index: Int

    /// The percentile interval of the share; nil below ``Importance/minimumSeeds``.
    package var interval: Interval? { intervals.interval(ofPart: index) }
  }

  /// How much of the differences between runs is due to the seed.
  package struct SeedNoise {
    package let share: Double
    fileprivate let intervals: ShareIntervals

    package var interval: Interval? { intervals.intervalOfNoise }
  }

  package static let minimumSeeds = 3

  /// Splits the variance of `scores` `[configuration][seed]`, which are complete over the seeds, by
  /// `levels` `[configuration][factor]`.
  ///
  /// Factors with one level are left out. Nil where no factor varies or all means are equal.
  package init?(levels: [[Int]], scores: [[Double]], confidence: Double) {
    precondition(
      levels.count == scores.count && scores.allSatisfy { $0.count == scores[0].count },
      "levels and scores differ in shape")
    let design = FactorialDesign(levels)
    guard !design.factors.isEmpty, let runs = RunVariance(scores) else { return nil }
    method = design.isBalanced ? .exact : .approximate
    guard
      let (parts, model) = design.isBalanced
        ? design.factorialTerms(of: runs.centred) : design.leastSquaresTerms(of: runs.centred)
    else { return nil }
    let rest = VarianceTerm(
      factors: [], degrees: runs.configurations - 1 - model.degrees,
      variance: runs.between - model.variance)
    let all = parts + (rest.degrees > 0 ? [rest] : [])
    let intervals = ShareIntervals(of: all.map(\.variance), in: runs, confidence: confidence)
    terms = all.enumerated().map { Term($1, at: $0, in: runs, intervals) }
    seedNoise = runs.noiseShare(SeedBootstrap.evenWeights(seeds: runs.seeds)).map {
      SeedNoise(share: $0, intervals: intervals)
    }
  }
}

extension Importance.Term {
  fileprivate init(
    _ part: VarianceTerm, at index: Int, in runs: RunVariance, _ intervals: ShareIntervals
  ) {
    factors = part.factors
    degrees = part.degrees
    self.intervals = intervals
    self.index = index
    let even = SeedBootstrap.evenWeights(seeds: runs.seeds)
    share = runs.share(of: part.variance, even) ?? 0
    perSeed = (0..<runs.seeds).map { seed in
      runs.share(of: part.variance, (0..<runs.seeds).map { $0 == seed ? 1 : 0 })
    }
    let count = Double(runs.configurations * runs.seeds)
    let square = count * max(0, part.variance(even))
    let total = count * runs.total(even)
    etaSquared = square / total
    guard let within = runs.meanSquareWithin else {
      omegaSquared = nil
      p = nil
      return
    }
    omegaSquared = (square - Double(degrees) * within) / (total + within)
    p = FisherF(numerator: Double(degrees), denominator: runs.degreesWithin)
      .upper(square / Double(degrees) / within)
  }
}
