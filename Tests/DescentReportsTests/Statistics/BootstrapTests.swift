import Testing

import DescentReports

extension Golden {
  struct Improvement: Decodable {
    var a: [[Double]]
    var b: [[Double]]
    var value: Double
    var interval: [Double]?
  }
  struct Interquartile: Decodable {
    var scores: [[Double]]
    var value: Double
    var interval: [Double]?
  }
  struct Best: Decodable {
    var scores: [Double]
    var budgets: [Int]
    var values: [Double]
  }
}

@Suite("Resampled seeds and aggregates (S10, S18, S25)") struct BootstrapTests {
  let golden: Golden

  init() throws { golden = try Golden.load() }

  @Test("the probability of improvement and its interval") func improvement() {
    for item in golden.improvement {
      let found = PairedDifference(item.a, item.b, confidence: 0.95).improvement
      #expect(agree(found.value, item.value))
      #expect(resemble(found.interval(confidence: 0.95), item.interval))
    }
  }

  @Test("the interquartile mean and its interval") func interquartileMean() throws {
    for item in golden.interquartile {
      let found = try #require(InterquartileMean(item.scores, confidence: 0.95))
      #expect(agree(found.value, item.value))
      #expect(resemble(found.interval, item.interval))
    }
  }

  @Test("interquartile means of the specification") func interquartileVector() throws {
    let a = try #require(InterquartileMean(GoldenVectorTests.crossedA, confidence: 0.95))
    let b = try #require(InterquartileMean(GoldenVectorTests.crossedB, confidence: 0.95))
    #expect(agree(a.value, 0.9155556, 1e-7))
    #expect(agree(b.value, 0.9011111, 1e-7))
    #expect(a.interval == nil)
    #expect(InterquartileMean([], confidence: 0.95) == nil)
  }

  @Test("the best of more draws is expected to be better") func expectedBest() {
    for item in golden.expected_best {
      let best = ExpectedBest(item.scores)
      #expect(best.isOffered == (item.scores.count >= 5))
      for (budget, value) in zip(item.budgets, item.values) {
        #expect(agree(best.value(budget: budget), value))
      }
    }
  }

  @Test("of .5 .6 .7 .8 .9 the best of 1, 2, 3 is .70, .78, .82") func expectedBestVector() {
    let best = ExpectedBest([0.7, 0.5, 0.9, 0.6, 0.8])
    let values = [1, 2, 3].map { best.value(budget: $0) }
    #expect(zip(values, [0.70, 0.78, 0.82]).allSatisfy { agree($0, $1, 1e-12) })
    #expect(best.value(budget: 0) == nil)
    #expect(ExpectedBest([]).value(budget: 1) == nil)
    #expect(ExpectedBest([0.1, 0.1, 0.1]).value(budget: 2) == 0.1)
  }

  @Test("resamples draw as many seeds as there are, each equally often") func resamples() throws {
    var sums = [0.0, 0, 0, 0, 0]
    var count = 0
    let interval = SeedBootstrap(seeds: 5).interval(confidence: 0.95) { weights in
      sums = zip(sums, weights).map(+)
      count += 1
      return weights.reduce(0, +)
    }
    #expect(count == SeedBootstrap.draws)
    #expect(agree(interval?.lower, 1, 1e-12) && agree(interval?.upper, 1, 1e-12))
    // A seed's mean weight has a standard error of √(0.16 / 5 / 10,000) = 0.0018.
    #expect(sums.allSatisfy { abs($0 / Double(count) - 0.2) < 0.006 })
  }

  @Test("what no resample defines has no interval") func undefined() {
    #expect(SeedBootstrap(seeds: 3).interval(confidence: 0.95) { _ in nil } == nil)
    #expect(SeedBootstrap(seeds: 0).interval(confidence: 0.95) { _ in 1 } == nil)
  }

  @Test("the same seeds give the same interval each time") func repeatable() {
    let ends = (0..<2).map { _ in
      SeedBootstrap(seeds: 8).interval(confidence: 0.9) { weights in
        weights.enumerated().reduce(0) { $0 + $1.element * noise($1.offset) }
      }
    }
    #expect(ends[0] == ends[1])
  }
}
