import Testing

import DescentReports

extension Golden {
  struct Times: Decodable {
    var times: [[Double]]
    var reached: [[Bool]]
    var steps: [Double]
    var remaining: [Double]
    var means: [Double]
    var z: Double
    var p: Double

    var groups: [[TimeToTarget]] {
      zip(times, reached).map { times, reached in
        zip(times, reached).map { $1 ? .reached($0) : .missed($0) }
      }
    }
  }
  struct Speed: Decodable {
    var a: [[Double?]]
    var b: [[Double?]]
    var delta: Double
    var p: Double
    var interval: [Double]
    var ratio: Double
  }
  struct Profile: Decodable {
    var times: [[Double?]]
    var dropped: [Int]
    var scores: [Double]
    var within_two: [Double]
  }
}

@Suite("Time to a target (S26, S28, S29)") struct TimeToTargetTests {
  let golden: Golden

  init() throws { golden = try Golden.load() }

  /// The vector of the specification: five runs each, with a budget of 20.
  static let first: [TimeToTarget] = [
    .reached(5), .reached(7), .reached(8), .reached(12), .missed(20),
  ]
  static let second: [TimeToTarget] = [
    .reached(9), .reached(14), .reached(18), .missed(20), .missed(20),
  ]

  @Test("curves, restricted means and log-rank tests are those of SciPy") func survival() throws {
    for item in golden.times {
      let curve = KaplanMeier(item.groups[0])
      #expect(curve.steps.map(\.time) == item.steps)
      #expect(zip(curve.steps, item.remaining).allSatisfy { agree($0.remaining, $1) })
      for (group, mean) in zip(item.groups, item.means) {
        #expect(agree(KaplanMeier(group).restrictedMean(until: 20), mean))
      }
      let test = try #require(LogRank(item.groups[0], item.groups[1]))
      #expect(agree(test.z, item.z))
      #expect(agree(test.p, item.p))
    }
  }

  @Test("log-rank test of the specification") func logRank() throws {
    let test = try #require(LogRank(Self.first, Self.second))
    #expect(agree(test.z, 1.3135629, 1e-7))
    #expect(agree(test.chiSquared, 1.7254474, 1e-7))
    #expect(agree(test.p, 0.1889934, 1e-6))
    let back = try #require(LogRank(Self.second, Self.first))
    #expect(agree(back.z, -test.z, 1e-12))
  }

  @Test("restricted means of the specification") func restrictedMeans() {
    #expect(agree(KaplanMeier(Self.first).restrictedMean(until: 20), 10.4, 1e-12))
    #expect(agree(KaplanMeier(Self.second).restrictedMean(until: 20), 16.2, 1e-12))
  }

  @Test("a curve falls where runs arrive, and stays where they end without") func curve() {
    let curve = KaplanMeier([.reached(2), .missed(3), .reached(3), .reached(4)])
    #expect(curve.steps.map(\.running) == [4, 3, 1])
    #expect(curve.steps.map(\.reached) == [1, 1, 1])
    #expect([1.9, 2, 3.5, 9].map(curve.remaining) == [1, 0.75, 0.5, 0])
    #expect(curve.median == 3)
  }

  @Test("runs that never arrive have no median, and cannot be compared") func noArrivals() {
    let missed = [TimeToTarget.missed(20), .missed(20)]
    #expect(KaplanMeier(missed).median == nil)
    #expect(KaplanMeier(missed).restrictedMean(until: 20) == 20)
    #expect(LogRank(missed, missed) == nil)
    #expect(LogRank([], Self.first) == nil)
    #expect(KaplanMeier([]).steps.isEmpty)
  }

  @Test("paired speed is a t test on capped times") func speed() {
    for item in golden.speed {
      let found = SpeedComparison(item.a, item.b, budget: 20, confidence: 0.95)
      #expect(agree(found.difference?.delta, item.delta))
      #expect(agree(found.difference?.p, item.p))
      #expect(agree(found.difference?.interval, item.interval))
      #expect(agree(found.ratio, item.ratio))
    }
  }

  @Test("a miss is slower than any run in time; misses alone say nothing") func misses() {
    let found = SpeedComparison([[20, 20]], [[nil, 21]], budget: 20, confidence: 0.95)
    #expect(found.difference?.perSeed == [1, 1])
    #expect(found.ratio == 1)
    let none = SpeedComparison([[nil, 25]], [[nil, nil]], budget: 20, confidence: 0.95)
    #expect(none.difference == nil && none.ratio == nil)
    #expect(SpeedComparison([[0]], [[3]], budget: 20, confidence: 0.95).ratio == nil)
  }

  @Test("the closed form of a profile's score is its integral") func profiles() {
    for item in golden.profiles {
      let profile = PerformanceProfile(item.times)
      #expect(profile.dropped == item.dropped)
      for (level, score) in item.scores.enumerated() {
        #expect(agree(profile.score(of: level), score, 2e-6))
        #expect(agree(profile.share(of: level, within: 2), item.within_two[level]))
      }
    }
  }

  @Test("ratios 1, 1.5, 4.2, a miss and 2 score .5") func profileScore() {
    let profile = PerformanceProfile([[10, 10], [15, 10], [42, 10], [nil, 10], [20, 10]])
    #expect(agree(profile.score(of: 0), 0.5, 1e-12))
    #expect(profile.score(of: 1) == 1)
    #expect(profile.steps(of: 0).map(\.factor) == [1, 1.5, 2])
    #expect(profile.steps(of: 0).map(\.share) == [0.2, 0.4, 0.6])
  }

  @Test("settings that no level solves are dropped, and listed") func unsolved() {
    let profile = PerformanceProfile([[nil, nil], [0, 3], [0, 0]])
    #expect(profile.settings == [1, 2] && profile.dropped == [0])
    #expect(profile.ratios == [[1, .infinity], [1, 1]])
    let none = PerformanceProfile([[nil, nil]])
    #expect(none.score(of: 0) == nil && none.share(of: 1, within: 2) == nil)
  }
}
