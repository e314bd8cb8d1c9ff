import Foundation

/// Whether the score rises or falls along an ordered factor (S30).
///
/// Each seed has the slope of a least-squares line of its scores over the positions of the levels; a
/// t test asks whether the slopes differ from 0.
package struct Trend: Equatable {
  /// By seed, in units of the score for each unit of position.
  package let slopes: [Double]
  package let slope: Double
  package let interval: Interval?
  /// Two-sided; nil with one seed, or where all slopes are equal.
  package let p: Double?
  package let page: PageTrend?

  package static let minimumLevels = 3

  /// Fits `scores` `[level][seed]`, which are complete, over the positions of the levels.
  ///
  /// Nil below three levels, or where two levels have one position.
  package init?(positions: [Double], scores: [[Double]], confidence: Double) {
    precondition(positions.count == scores.count, "positions and scores differ in their levels")
    guard let seeds = scores.first?.count, seeds > 0, scores.count >= Self.minimumLevels,
      Set(positions).count == positions.count
    else { return nil }
    precondition(scores.allSatisfy { $0.count == seeds }, "the levels differ in their seeds")
    let order = positions.indices.sorted { positions[$0] < positions[$1] }
    let middle = positions.reduce(0, +) / Double(positions.count)
    let shifts = positions.map { $0 - middle }
    let spread = shifts.reduce(0) { $0 + $1 * $1 }
    let slopes = (0..<seeds).map { seed in
      zip(shifts, scores).reduce(0) { $0 + $1.0 * $1.1[seed] } / spread
    }
    self.slopes = slopes
    let sample = Sample(slopes)
    slope = sample.mean ?? 0
    page = PageTrend(order.map { scores[$0] })

    let range = positions[order[order.count - 1]] - positions[order[0]]
    let rule = TieRule(scores.joined())
    let varies = Set(slopes.map { rule.difference($0 * range, 0) }).count > 1
    guard let deviation = sample.standardDeviation, varies else {
      interval = nil
      p = nil
      return
    }
    interval = sample.interval(confidence: confidence)
    p = StudentT(degrees: Double(seeds - 1))
      .twoSided(slope * Double(seeds).squareRoot() / deviation)
  }

  /// Where the levels of a numeric factor stand: at their logarithm to base 10 if all are above 0,
  /// else at their rank.
  package static func positions(of levels: [Double]) -> [Double] {
    levels.allSatisfy { $0 > 0 } ? levels.map(log10) : midRanks(levels, ties: TieRule(levels))
  }
}
