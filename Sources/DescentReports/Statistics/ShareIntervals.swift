import Synchronization

/// The percentile intervals of shares of variance, over resampled seeds.
///
/// They are worked out when the first one is asked for: an answer alone needs none of them, and they take
/// longer than all the rest of it.
final class ShareIntervals: Sendable {
  private let runs: RunVariance
  private let parts: [QuadraticForm]
  private let confidence: Double
  private let found = Mutex<[Interval?]?>(nil)

  init(of parts: [QuadraticForm], in runs: RunVariance, confidence: Double) {
    self.runs = runs
    self.parts = parts
    self.confidence = confidence
  }

  /// The interval of a part's share of the variance between configurations.
  func interval(ofPart index: Int) -> Interval? { all[index] }

  /// The interval of the share of the variance of the runs that is due to the seed.
  var intervalOfNoise: Interval? { all[parts.count] }

  private var all: [Interval?] {
    found.withLock { found in
      if let found { return found }
      let bootstrap = SeedBootstrap(seeds: runs.seeds >= Importance.minimumSeeds ? runs.seeds : 0)
      var intervals = parts.map { part in
        bootstrap.interval(confidence: confidence) { runs.share(of: part, $0) }
      }
      intervals.append(bootstrap.interval(confidence: confidence, of: runs.noiseShare))
      found = intervals
      return intervals
    }
  }
}
