import Testing

import DescentReports

extension Golden {
  struct TrendCase: Decodable {
    var levels: [Double]
    var scores: [[Double]]
    var slopes: [Double]
    var p: Double
    var interval: [Double]
    var statistic: Double
    var increasing: Double
    var decreasing: Double
  }
}

@Suite("Trends over an ordered factor (S30)") struct TrendTests {
  @Test("slopes, their t test and Page's test") func agreement() throws {
    for item in try Golden.load().trends {
      let trend = try #require(
        Trend(
          positions: Trend.positions(of: item.levels), scores: item.scores, confidence: 0.95))
      #expect(zip(trend.slopes, item.slopes).allSatisfy { agree($0, $1) })
      #expect(agree(trend.p, item.p))
      #expect(agree(trend.interval, item.interval))
      let page = try #require(trend.page)
      #expect(page.statistic == item.statistic)
      #expect(agree(page.increasingP, item.increasing))
      #expect(agree(page.decreasingP, item.decreasing))
      #expect(page.p == min(1, 2 * min(page.increasingP, page.decreasingP)))
    }
  }

  @Test("three levels in order in two seeds: one chance in 36") func exactPage() throws {
    let page = try #require(PageTrend([[1, 1], [2, 5], [3, 9]]))
    #expect(page.statistic == 28)
    #expect(agree(page.increasingP, 1.0 / 36, 1e-12))
    #expect(agree(page.decreasingP, 1, 1e-12))
  }

  @Test("the slope of each seed, whatever the order of the levels") func slopes() throws {
    let trend = try #require(
      Trend(positions: [2, 0, 1], scores: [[5, 7], [1, 1], [3, 4]], confidence: 0.95))
    #expect(trend.slopes == [2, 3] && trend.slope == 2.5)
    #expect(trend.page?.statistic == 28)
  }

  @Test("slopes that are equal in all seeds have no p value") func constant() throws {
    let scores = [[0.1, 0.2], [0.2, 0.3], [0.3, 0.4]]
    let trend = try #require(Trend(positions: [1, 2, 3], scores: scores, confidence: 0.95))
    #expect(trend.p == nil && trend.interval == nil)
    #expect(agree(trend.slope, 0.1, 1e-12))
    let single = try #require(
      Trend(positions: [1, 2, 3], scores: [[1], [2], [4]], confidence: 0.95))
    #expect(single.p == nil && single.page == nil)
  }

  @Test("two levels, or two at one position, are no trend") func undefined() {
    #expect(Trend(positions: [1, 2], scores: [[1, 2], [2, 3]], confidence: 0.95) == nil)
    #expect(Trend(positions: [1, 1, 2], scores: [[1], [2], [3]], confidence: 0.95) == nil)
    #expect(PageTrend([[1, 1], [1, 1], [1, 1]]) == nil)
  }

  @Test("levels above 0 stand at their logarithm, others at their rank") func positions() {
    #expect(Trend.positions(of: [100, 1, 10]) == [2, 0, 1])
    #expect(Trend.positions(of: [0.5, 0, 0.1]) == [3, 1, 2])
  }
}
