/// The variance of runs, between the configurations and within them, as a function of the weights of
/// the seeds.
///
/// Both are sums of squares of differences, so that scores that are equal have no variance at all, not
/// even one of rounding:
///
///     within(w) = mean over c of  ½ Σ over k, l of  w(k) w(l) (y(c,k) − y(c,l))²
struct RunVariance {
  let configurations: Int
  let seeds: Int
  /// The scores less their mean, `[configuration][seed]`.
  let centred: [[Double]]
  /// The variance of the means of the configurations.
  let between: QuadraticForm
  /// The mean of the variances of the configurations.
  private let within: QuadraticForm
  /// What is rounding and no variance: of differences of scores, and of the means of resamples.
  private let floor: Double
  private let resampleFloor: Double

  /// Nil where all configurations have the same mean.
  init?(_ scores: [[Double]]) {
    guard let seeds = scores.first?.count, seeds > 0 else { return nil }
    let share = 1 / Double(scores.count)
    let grand = scores.joined().reduce(0, +) * share / Double(seeds)
    let centred = scores.map { row in row.map { $0 - grand } }
    let means = (0..<seeds).map { seed in centred.reduce(0) { $0 + $1[seed] } * share }
    var between = QuadraticForm(seeds: seeds)
    var within = QuadraticForm(seeds: seeds)
    for row in centred {
      between.addSquare(of: zip(row, means).map { $0 - $1 }, times: share)
      for (k, first) in row.enumerated() {
        for (l, second) in row.enumerated() {
          within.add((first - second) * (first - second) * share / 2, k, l)
        }
      }
    }
    let unit = 1e-12 * scores.joined().reduce(0) { max($0, abs($1)) }
    floor = unit * unit
    resampleFloor = max(floor, 1e-12 * between.largestCoefficient)
    guard between(SeedBootstrap.evenWeights(seeds: seeds)) > resampleFloor else { return nil }
    configurations = scores.count
    self.seeds = seeds
    self.centred = centred
    self.between = between
    self.within = within
  }

  /// The variance of all runs.
  func total(_ weights: [Double]) -> Double { between(weights) + within(weights) }

  /// The share of the variance between configurations; nil where there is none.
  func share(of part: QuadraticForm, _ weights: [Double]) -> Double? {
    let whole = between(weights)
    return whole > resampleFloor ? max(0, part(weights) / whole) : nil
  }

  /// The share of the variance of the runs that lies within configurations; nil where there is one
  /// seed, or no variance.
  func noiseShare(_ weights: [Double]) -> Double? {
    let noise = within(weights)
    let whole = max(0, between(weights)) + noise
    return seeds > 1 && whole > resampleFloor ? noise / whole : nil
  }

  /// The mean square within configurations; nil where there is one seed, or no noise.
  var meanSquareWithin: Double? {
    let noise = within(SeedBootstrap.evenWeights(seeds: seeds))
    guard seeds > 1, noise > floor else { return nil }
    return noise * Double(configurations * seeds) / degreesWithin
  }

  var degreesWithin: Double { Double(configurations * (seeds - 1)) }
}
