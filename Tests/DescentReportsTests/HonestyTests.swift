import Testing

import DescentReports

/// How often the answer is wrong, by simulation, with fixed seeds.
@Suite("Honesty of the answer") struct HonestyTests {
  /// How often the answers of simulated sweeps say something, as shares of the sweeps.
  private struct Rates {
    /// A level beats the next one.
    var winner = 0.0
    /// Any level is better than any other: also one that is clearly behind a leader without a lead.
    var claim = 0.0
    /// The first level, which has the lead, wins.
    var found = 0.0

    init(
      levels: Int, seeds: Int, lead: Double = 0, failureRate: Double = 0, sweeps: Int
    ) {
      var sweep = SimulatedSweep(levels: levels, seeds: seeds)
      var random = SplitMix64(state: UInt64(100 * levels + seeds))
      let share = 1 / Double(sweeps)
      for _ in 0..<sweeps {
        sweep.draw(lead: lead, failureRate: failureRate, &random)
        let answer = Answer(analysis: Analysis(sweep, confidence: 0.95)).sentence.plainText
        let hasWinner = answer.contains(" beats ")
        if hasWinner { winner += share }
        if hasWinner || answer.contains("Clearly behind ") { claim += share }
        if answer.hasPrefix("level1 beats ") { found += share }
      }
    }
  }

  // 20,000 sweeps know a rate of 5 % to 0.3 points at two standard errors. With more than two levels the
  // leader is told from the next one, which lies closest, and wins by chance much less often.
  @Test(
    "without a true difference a winner is declared in 5 % of the sweeps at most",
    arguments: [2, 3, 4], [5, 10])
  func falseWinners(levels: Int, seeds: Int) {
    let rates = Rates(levels: levels, seeds: seeds, failureRate: 0.1, sweeps: 20_000)
    #expect(rates.winner <= 0.056, "\(rates)")
    #expect(rates.claim <= 0.056, "\(rates)")
  }

  @Test(
    "of two levels that differ by luck alone, one wins in 5 % of the sweeps", arguments: [5, 10])
  func falseWinnersOfTwo(seeds: Int) {
    let rates = Rates(levels: 2, seeds: seeds, sweeps: 20_000)
    #expect(abs(rates.winner - 0.05) < 0.006, "\(rates)")
  }

  @Test(
    "the smallest detectable difference is found 4 times in 5, and a larger one more often",
    arguments: [5, 10])
  func power(seeds: Int) throws {
    let smallest = try #require(DetectableEffect.standardized(seeds: seeds, confidence: 0.95))
    let lead = smallest * SimulatedSweep.deviationOfDifference
    let rates = Rates(levels: 2, seeds: seeds, lead: lead, sweeps: 5000)
    #expect(abs(rates.found - 0.8) < 0.02, "\(rates)")
    let more = Rates(levels: 2, seeds: seeds, lead: 1.5 * lead, sweeps: 2000)
    #expect(more.found > 0.95, "\(more)")
  }
}
