import Foundation

/// The best score to expect of a few configurations drawn at random from those that ran (S25).
///
/// With the N scores in ascending order, the best of b draws, with replacement, is expected to be
///
///     V(b) = Σ v(i) ((i/N)ᵇ − ((i − 1)/N)ᵇ)
///
/// Dodge et al. 2019. It tells how an arm profits from a larger budget of trials, within this grid.
package struct ExpectedBest: Equatable {
  private let sorted: [Double]

  /// Configurations below which an arm has no curve.
  package static let minimumConfigurations = 5

  /// Takes the scores of the configurations of an arm, larger is better.
  package init(_ scores: [Double]) {
    sorted = scores.sorted()
  }

  package var isOffered: Bool { sorted.count >= Self.minimumConfigurations }

  /// V(b); nil without scores or without a draw.
  package func value(budget: Int) -> Double? {
    guard budget > 0, let largest = sorted.last else { return nil }
    let n = Double(sorted.count)
    // The largest less what the draws fall short of it: exact where all scores are equal.
    return zip(sorted, sorted.dropFirst()).enumerated().reduce(largest) { value, step in
      value - (step.element.1 - step.element.0) * pow(Double(step.offset + 1) / n, Double(budget))
    }
  }
}
