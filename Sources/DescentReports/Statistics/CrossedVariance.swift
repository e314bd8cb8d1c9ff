/// How differences vary over settings and over seeds, which are crossed: each setting has each seed.
///
/// The mean squares of the two-way table d(s,k), of S settings and K seeds, without replication:
///
///     MS_S = K Σ (d(s,·) − d(·,·))² / (S − 1)       MS_K = S Σ (d(·,k) − d(·,·))² / (K − 1)
///     MS_E = Σ (d(s,k) − d(s,·) − d(·,k) + d(·,·))² / ((S − 1)(K − 1))
package struct CrossedVariance: Equatable {
  package let settings: Int
  package let seeds: Int
  package let mean: Double
  package let settingsMeanSquare: Double
  package let seedsMeanSquare: Double
  package let errorMeanSquare: Double

  /// Reads differences `[setting][seed]`, which are complete; nil below two settings or two seeds.
  package init?(_ differences: [[Double]]) {
    guard let seeds = differences.first?.count, seeds > 1, differences.count > 1 else { return nil }
    precondition(
      differences.allSatisfy { $0.count == seeds }, "the settings differ in their seeds")
    self.seeds = seeds
    settings = differences.count
    let s = Double(settings)
    let k = Double(seeds)
    let bySetting = differences.map { $0.reduce(0, +) / k }
    let bySeed = (0..<seeds).map { seed in differences.reduce(0) { $0 + $1[seed] } / s }
    let mean = bySetting.reduce(0, +) / s
    var error = 0.0
    for (row, settingMean) in zip(differences, bySetting) {
      for (value, seedMean) in zip(row, bySeed) {
        let rest = value - settingMean - seedMean + mean
        error += rest * rest
      }
    }
    self.mean = mean
    settingsMeanSquare = k * bySetting.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (s - 1)
    seedsMeanSquare = s * bySeed.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (k - 1)
    errorMeanSquare = error / ((s - 1) * (k - 1))
  }

  /// The intraclass correlation of cells that share a seed (S31); nil where nothing varies.
  ///
  ///     (MS_K − MS_E) / (MS_K + (S − 1) MS_E), at least 0
  ///
  /// Above ``dependence`` the cells are not independent, and only the seeds count as replications.
  package var seedCorrelation: Double? {
    let whole = seedsMeanSquare + Double(settings - 1) * errorMeanSquare
    guard whole > 0 else { return nil }
    return max(0, (seedsMeanSquare - errorMeanSquare) / whole)
  }

  package static let dependence = 0.1
}
