package import Descent

/// The replicate of each random stream.
package struct StreamReplicates: Hashable, Sendable {
  package let seed: Int
  /// The streams that follow the seed; the others stay at replicate 0.
  package let vary: [RandomStream.Purpose]

  package init(seed: Int, vary: [RandomStream.Purpose]) {
    self.seed = seed
    self.vary = vary
  }

  package subscript(purpose: RandomStream.Purpose) -> Int { vary.contains(purpose) ? seed : 0 }

  package func stream(_ purpose: RandomStream.Purpose) -> RandomStream {
    RandomStream(purpose, replicate: self[purpose])
  }
}
