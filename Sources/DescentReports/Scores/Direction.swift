/// Which way the primary metric is better.
package struct Direction: Sendable, Equatable {
  package var maximize: Bool

  /// The score, turned so that larger is better; turning it again restores it.
  package func oriented(_ score: Double) -> Double { maximize ? score : -score }

  package func isBetter(_ a: Double, than b: Double) -> Bool { maximize ? a > b : a < b }

  /// The score, or the failure score where that is better: no run counts for less than an untrained
  /// network.
  package func capped(_ score: Double, at failure: Double) -> Double {
    maximize ? max(score, failure) : min(score, failure)
  }
}
