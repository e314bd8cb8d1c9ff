/// The mean of the middle half of all scores (S18).
///
/// Of n scores, ⌊n/4⌋ are left out at each end. It is as robust as a median against runs that fail and
/// uses more of the scores (Agarwal et al. 2021).
package struct InterquartileMean: Equatable {
  package let value: Double
  /// The percentile interval over resampled seeds; nil below ``minimumScores``.
  package let interval: Interval?

  package static let minimumScores = 20

  /// Summarises scores `[setting][seed]`, which are complete; nil without scores.
  package init?(_ scores: [[Double]], confidence: Double) {
    let sorted = scores.flatMap { $0.enumerated().map { (seed: $0.offset, score: $0.element) } }
      .sorted { $0.score < $1.score }
    guard let seeds = scores.first?.count, !sorted.isEmpty else { return nil }
    precondition(scores.allSatisfy { $0.count == seeds }, "the settings differ in their seeds")
    let cut = Double(sorted.count / 4)
    let end = Double(sorted.count) - cut
    // In a resample a score counts as often as its seed was drawn; their order stays.
    func mean(_ weights: [Double]) -> Double {
      var sum = 0.0
      var place = 0.0
      for (seed, score) in sorted {
        let next = place + weights[seed] * Double(seeds)
        let inside = min(next, end) - max(place, cut)
        if inside > 0 { sum += inside * score }
        place = next
      }
      return sum / (end - cut)
    }
    value = mean(SeedBootstrap.evenWeights(seeds: seeds))
    interval =
      sorted.count < Self.minimumScores
      ? nil : SeedBootstrap(seeds: seeds).interval(confidence: confidence, of: mean)
  }
}
