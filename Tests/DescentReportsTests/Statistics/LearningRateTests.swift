import Testing

import DescentReports

extension Golden {
  struct LearningRates: Decodable {
    var rates: [Double]
    var scores: [[Double]]
    var failures: [Int]
    var tolerance: Double?
    var best: Double
    var sensitivity: Double?
    var window: [Double]
    var decades: Double
    var open: Bool
    var gap: Double
  }
}

@Suite("Sensitivity to the learning rate (S22, S23, S24)") struct LearningRateTests {
  @Test("sensitivity, window and gap are those of NumPy") func agreement() throws {
    for item in try Golden.load().learning_rates {
      // The order in which the rates are given does not matter.
      let found = try #require(
        LearningRateSensitivity(
          rates: item.rates.reversed(), scores: item.scores.reversed(),
          failures: item.failures.reversed(), smallestEffect: item.tolerance))
      #expect(found.bestRate == item.best)
      #expect(agree(found.sensitivity, item.sensitivity))
      #expect(found.window.map { [$0.lower, $0.upper] } == item.window)
      #expect(agree(found.window?.decades, item.decades))
      #expect(found.window?.isOpen == item.open)
      #expect(agree(found.tunabilityGap(default: item.rates[0]), item.gap))
    }
  }

  @Test("losses .5 .3 .4 and a failure at 2.3 have a sensitivity of .575") func specification()
    throws
  {
    let found = try #require(
      LearningRateSensitivity(
        rates: [0.001, 0.01, 0.1, 1], scores: [[-0.5], [-0.3], [-0.4], [-2.3]],
        failures: [0, 0, 0, 1], smallestEffect: 0.1))
    #expect(agree(found.sensitivity, 0.575, 1e-12))
    #expect(found.bestRate == 0.01 && !found.isAtEdge)
    #expect(found.window?.lower == 0.01 && found.window?.upper == 0.1)
    #expect(found.window?.isOpen == false)
    #expect(agree(found.tunabilityGap(default: 0.1), 0.1, 1e-12))
    #expect(found.tunabilityGap(default: 0.2) == nil)
  }

  @Test("of rates that tie the smallest is the best, which may be at the edge") func ties() throws {
    let found = try #require(
      LearningRateSensitivity(
        rates: [0.1, 0.01], scores: [[0.3], [0.1 + 0.2]], failures: [0, 0], smallestEffect: nil))
    #expect(found.bestRate == 0.01 && found.isAtEdge)
    #expect(found.window?.decades == 1 && found.window?.isOpen == true)
    #expect(found.sensitivity == nil)
  }

  @Test("where a run at the best rate failed no window is usable") func failedBest() throws {
    let found = try #require(
      LearningRateSensitivity(
        rates: [0.1, 1, 10], scores: [[0.1, 0.1], [0.9, 0.5], [0.2, 0.2]], failures: [0, 1, 0],
        smallestEffect: 1))
    #expect(found.bestRate == 1 && found.window == nil)
  }

  @Test("rates without a logarithm have no sensitivity", arguments: [[], [0, 1], [0.1, 0.1]])
  func undefined(rates: [Double]) {
    #expect(
      LearningRateSensitivity(
        rates: rates, scores: rates.map { [$0] }, failures: rates.map { _ in 0 },
        smallestEffect: nil) == nil)
  }
}
