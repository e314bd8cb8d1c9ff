import Testing

import DescentReports

/// How often the answer is wrong, by simulation, with fixed seeds.
@Suite("Honesty of the answer") struct HonestyTests {
  /// The share of simulated sweeps whose answer says that a level beats another.
  private static func declared(
    levels: Int, seeds: Int, lead: Double = 0, failureRate: Double = 0, sweeps: Int
  ) -> (anyone: Double, theBest: Double) {
    var sweep = SimulatedSweep(levels: levels, seeds: seeds)
    var random = SplitMix64(state: UInt64(100 * levels + seeds))
    var anyone = 0
    var theBest = 0
    for _ in 0..<sweeps {
      sweep.draw(lead: lead, failureRate: failureRate, &random)
      let answer = Answer(analysis: Analysis(sweep, confidence: 0.95)).sentence.plainText
      if answer.contains(" beats ") { anyone += 1 }
      if answer.hasPrefix("level1 beats ") { theBest += 1 }
    }
    return (Double(anyone) / Double(sweeps), Double(theBest) / Double(sweeps))
  }

  // 20,000 sweeps know a rate of 5 % to 0.3 points at two standard errors.
  @Test(
    "without a true difference a winner is declared in 5 % of the sweeps at most",
    arguments: [2, 3, 4], [5, 10])
  func falseWinners(levels: Int, seeds: Int) {
    let rate = Self.declared(levels: levels, seeds: seeds, failureRate: 0.1, sweeps: 20_000).anyone
    #expect(rate < 0.056, "\(rate)")
    #expect(rate > 0.01, "\(rate)")
  }

  @Test(
    "the smallest detectable difference is found 4 times in 5, and a larger one more often",
    arguments: [5, 10])
  func power(seeds: Int) throws {
    let smallest = try #require(DetectableEffect.standardized(seeds: seeds, confidence: 0.95))
    let lead = smallest * SimulatedSweep.deviationOfDifference
    let rate = Self.declared(levels: 2, seeds: seeds, lead: lead, sweeps: 5000)
    #expect(abs(rate.theBest - 0.8) < 0.02, "\(rate)")
    let more = Self.declared(levels: 2, seeds: seeds, lead: 1.5 * lead, sweeps: 5000)
    #expect(more.theBest > 0.95, "\(more)")
  }
}
