/// How likely a run of A is better than a run of B (S10).
///
/// In each setting all pairs of runs are compared, ties counting half (Mann and Whitney); the
/// probability is the mean over the settings. 0.5 says that neither is better.
package struct ProbabilityOfImprovement: Equatable {
  package let value: Double
  private let byPair: QuadraticForm

  /// Seeds below which there is no interval.
  package static let minimumSeeds = 10

  /// Compares `a` with `b`, both `[setting][seed]` and complete, larger is better.
  package init(_ a: [[Double]], _ b: [[Double]], ties rule: TieRule) {
    let seeds = a.first?.count ?? 0
    var byPair = QuadraticForm(seeds: seeds)
    var total = 0.0
    for (first, second) in zip(a, b) {
      for (row, x) in first.enumerated() {
        for (column, y) in second.enumerated() {
          let difference = rule.difference(x, y)
          let points = difference > 0 ? 1 : difference == 0 ? 0.5 : 0
          byPair.add(points / Double(a.count), row, column)
          total += points
        }
      }
    }
    self.byPair = byPair
    value = total / Double(a.count * seeds * seeds)
  }

  /// The percentile interval over resampled seeds, which A and B share; nil below ``minimumSeeds``.
  package func interval(confidence: Double) -> Interval? {
    guard byPair.seeds >= Self.minimumSeeds else { return nil }
    return SeedBootstrap(seeds: byPair.seeds).interval(confidence: confidence) { byPair($0) }
  }
}
