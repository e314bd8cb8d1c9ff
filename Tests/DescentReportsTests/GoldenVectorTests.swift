import DescentStore
import Testing

import DescentReports

/// The vectors of the specification, worked out by simulation and by hand.
@Suite("Golden vectors") struct GoldenVectorTests {
  static let a = [[0.91, 0.93, 0.90, 0.95, 0.92, 0.94, 0.90, 0.96]]
  static let b = [[0.89, 0.93, 0.88, 0.94, 0.93, 0.90, 0.89, 0.91]]
  static let crossedA = [
    [0.91, 0.92, 0.90, 0.93, 0.91], [0.88, 0.90, 0.87, 0.89, 0.90], [0.95, 0.94, 0.96, 0.95, 0.93],
  ]
  static let crossedB = [
    [0.89, 0.91, 0.90, 0.90, 0.88], [0.88, 0.87, 0.86, 0.90, 0.88], [0.94, 0.94, 0.93, 0.95, 0.92],
  ]

  @Test("eight pairs in one setting") func eightPairs() throws {
    let difference = PairedDifference(Self.a, Self.b, confidence: 0.95)
    #expect(agree(difference.delta, 0.0175, 1e-12))
    #expect(agree(difference.standardDeviation, 0.0198206, 1e-5))
    #expect(agree(difference.p, 0.0411562, 1e-6))
    #expect(agree(difference.interval?.lower, 0.0009295, 1e-4))
    #expect(agree(difference.interval?.upper, 0.0340705, 2e-6))
    #expect(difference.exactP == 0.0625)
    #expect(agree(difference.standardized, 0.882919, 1e-6))
    #expect(agree(difference.unbiasedStandardized, 0.784817, 1e-6))
    #expect(agree(difference.probabilityOfImprovement, 0.71875, 1e-12))
    #expect([difference.wins, difference.ties, difference.losses] == [6, 1, 1])
  }

  @Test("three settings crossed with five seeds") func crossed() throws {
    let difference = PairedDifference(Self.crossedA, Self.crossedB, confidence: 0.95)
    let expected = [0.01, 0.0133333, 0.0133333, 0.0066667, 0.02]
    #expect(zip(difference.perSeed, expected).allSatisfy { agree($0, $1, 1e-4) })
    #expect(agree(difference.delta, 0.0126667, 1e-5))
    #expect(agree(difference.p, 0.0045970, 1e-5))
    #expect(agree(difference.interval?.lower, 0.0065277, 1e-5))
    #expect(agree(difference.interval?.upper, 0.0188056, 1e-5))
    #expect(difference.exactP == 0.0625)
    #expect(agree(difference.probabilityOfImprovement, 0.773333, 1e-6))
    #expect([difference.wins, difference.ties, difference.losses] == [10, 4, 1])
    #expect([difference.settings, difference.seeds, difference.cells] == [3, 5, 15])
  }

  @Test("swapping the levels turns every sign and no p value") func antisymmetry() {
    let there = PairedDifference(Self.crossedA, Self.crossedB, confidence: 0.95)
    let back = PairedDifference(Self.crossedB, Self.crossedA, confidence: 0.95)
    #expect(agree(there.delta, -back.delta, 1e-14))
    #expect(agree(there.p, back.p, 1e-12))
    #expect(there.exactP == back.exactP)
    #expect(there.wins == back.losses && there.losses == back.wins && there.ties == back.ties)
    #expect(agree(there.probabilityOfImprovement, 1 - back.probabilityOfImprovement, 1e-14))
  }

  @Test("Holm of .001 .012 .03 .04 .2 .9") func holm() {
    let adjusted = Holm.adjusted([0.2, 0.001, nil, 0.04, 0.03, 0.9, 0.012])
    let expected: [Double?] = [0.4, 0.006, nil, 0.12, 0.12, 0.9, 0.06]
    #expect(zip(adjusted, expected).allSatisfy { agree($0, $1, 1e-12) })
  }

  @Test("Wilson's interval of 4 of 5") func wilson() {
    let interval = Interval.wilson(4, of: 5, confidence: 0.95)
    #expect(agree(interval?.lower, 0.375535, 1e-5))
    #expect(agree(interval?.upper, 0.963776, 1e-6))
    #expect(agree(Interval.wilson(5, of: 5, confidence: 0.95)?.lower, 0.566, 1e-3))
    #expect(Interval.wilson(5, of: 5, confidence: 0.95)?.upper == 1)
    #expect(Interval.wilson(0, of: 0, confidence: 0.95) == nil)
  }

  @Test("smallest detectable effects of 5, 10 and 20 seeds") func detectable() {
    let effects = [5, 10, 20].map { seeds in
      decimal(DetectableEffect.standardized(seeds: seeds, confidence: 0.95), 2)
    }
    #expect(effects == ["1.68", "1.00", "0.66"])
    #expect(DetectableEffect.standardized(seeds: 1, confidence: 0.95) == nil)
  }

  @Test("a failed run among five counts as an untrained network") func failureRow() throws {
    let losses = [1: 0.40, 2: 0.42, 4: 0.41, 5: 0.39]
    let sweep = SweepBuilder(
      axes: [.init("optimizer", ["sgd"])], metric: "val_loss", maximize: false
    ).sweep { _, seed in losses[seed].map { .ok(2.30, $0) } ?? .failed(from: 2.30) }
    let entry = try #require(Analysis(sweep, confidence: 0.95).leaderboards[0].entries.first)
    #expect([entry.own.count, entry.capped.count, entry.planned] == [4, 5, 5])
    #expect(agree(entry.own.mean, 0.405, 1e-12))
    #expect(agree(entry.own.standardDeviation, 0.0129099, 1e-5))
    #expect(agree(entry.capped.mean, 0.784, 1e-12))
    #expect(agree(entry.capped.median, 0.41, 1e-12))
  }

  @Test("the expected running time of 5, 7, 8, 12 and a miss at 20 is 13") func expectedTime()
    throws
  {
    let reached = [1: 5, 2: 7, 3: 8, 4: 12]
    let sweep = SweepBuilder(
      axes: [.init("optimizer", ["sgd"])],
      target: .init(metric: "val_accuracy", value: 0.9, maximize: true)
    ).sweep { _, seed in
      SweepBuilder.Result(curve: (0...20).map { $0 >= reached[seed] ?? 99 ? 0.95 : 0.5 })
    }
    let configs = try CSVFile(#require(table("configs.csv", of: sweep)))
    #expect(configs["ert", 0] == "13.0")
    #expect(configs["median_epochs_to_target", 0] == "8.0")
    let runs = try CSVFile(#require(table("runs.csv", of: sweep)))
    #expect(runs.column("epochs_to_target") == ["5", "7", "8", "12", ""])
    #expect(runs.column("target_reached") == ["true", "true", "true", "true", "false"])
  }
}
