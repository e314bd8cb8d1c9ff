/// The variance of runs, between the configurations and within them, as a function of the weights of
/// the seeds.
struct RunVariance {
  let configurations: Int
  let seeds: Int
  /// The scores less their mean, `[configuration][seed]`.
  let centred: [[Double]]
  /// The variance of the means of the configurations.
  let between: QuadraticForm
  /// By seed, the mean of the centred scores and of their squares.
  private let means: [Double]
  private let squares: [Double]
  /// What is rounding and no variance.
  private let floor: Double

  /// Nil where all configurations have the same mean.
  init?(_ scores: [[Double]]) {
    guard let seeds = scores.first?.count, seeds > 0 else { return nil }
    let configurations = Double(scores.count)
    let grand = scores.joined().reduce(0, +) / (configurations * Double(seeds))
    let centred = scores.map { row in row.map { $0 - grand } }
    means = (0..<seeds).map { seed in centred.reduce(0) { $0 + $1[seed] } / configurations }
    squares = (0..<seeds).map { seed in
      centred.reduce(0) { $0 + $1[seed] * $1[seed] } / configurations
    }
    var between = QuadraticForm(seeds: seeds)
    for row in centred { between.addSquare(of: row, times: 1 / configurations) }
    between.addSquare(of: means, times: -1)
    let unit = 1e-12 * scores.joined().reduce(0) { max($0, abs($1)) }
    floor = unit * unit
    guard between(SeedBootstrap.evenWeights(seeds: seeds)) > floor else { return nil }
    self.configurations = scores.count
    self.seeds = seeds
    self.centred = centred
    self.between = between
  }

  /// The variance of all runs.
  func total(_ weights: [Double]) -> Double {
    let mean = zip(weights, means).reduce(0) { $0 + $1.0 * $1.1 }
    return zip(weights, squares).reduce(0) { $0 + $1.0 * $1.1 } - mean * mean
  }

  /// The share of the variance between configurations; nil where there is none.
  func share(of part: QuadraticForm, _ weights: [Double]) -> Double? {
    let whole = between(weights)
    return whole > floor ? max(0, part(weights) / whole) : nil
  }

  /// The share of the variance of the runs that lies within configurations; nil where there is one
  /// seed, or no variance.
  func noiseShare(_ weights: [Double]) -> Double? {
    let whole = total(weights)
    return seeds > 1 && whole > floor ? max(0, 1 - between(weights) / whole) : nil
  }

  /// The mean square within configurations; nil where there is one seed, or no noise.
  var meanSquareWithin: Double? {
    let even = SeedBootstrap.evenWeights(seeds: seeds)
    let within = total(even) - between(even)
    guard seeds > 1, within > floor else { return nil }
    return within * Double(configurations * seeds) / degreesWithin
  }

  var degreesWithin: Double { Double(configurations * (seeds - 1)) }
}
