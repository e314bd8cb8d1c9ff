import DescentReports
import DescentStore
import Foundation
import Testing

/// Claims against what SciPy says of the same numbers: `Tests/Reference/report_hypotheses.py`.
@Suite("Claims against SciPy") struct HypothesisGoldenTests {
  struct Golden: Decodable {
    struct Difference: Decodable {
      var kind: String
      var margin: Double
      var alpha: Double
      var a: [[Double]]
      var b: [[Double]]
      var mean: Double
      var lower: Double
      var upper: Double
      var p: Double
      var exact_p: Double?
    }
    struct Trend: Decodable {
      var levels: [Double]
      var alpha: Double
      var table: [[Double]]
      var mean: Double
      var lower: Double
      var upper: Double
      var p: Double
      var exact_p: Double
    }
    struct Rate: Decodable {
      var a: [Double]
      var b: [Double]
      var p: Double
      var threshold: Double
      var threshold_p: Double
      var lower: Double
      var upper: Double
    }

    var differences: [Difference]
    var trends: [Trend]
    var rates: [Rate]

    static func load() throws -> Golden {
      let url = try #require(
        Bundle.module.url(forResource: "hypotheses", withExtension: "json", subdirectory: "Golden"))
      return try JSONDecoder().decode(Golden.self, from: Data(contentsOf: url))
    }
  }

  @Test("differences, ratios, thresholds and equivalence") func differences() throws {
    for item in try Golden.load().differences {
      var claim = Claim(alpha: item.alpha)
      var shown = { (value: Double) in value }
      switch item.kind {
      case "absolute":
        claim.expectation = .difference(isGreater: true, margin: .absolute(item.margin))
      case "percent":
        claim.expectation = .difference(isGreater: true, margin: .percent(item.margin))
      case "ratio":
        claim.expectation = .difference(isGreater: true, margin: .ratio(item.margin))
        shown = { pow(10, $0) }
      case "threshold":
        claim.expectation = .threshold(item.margin, isGreater: true, margin: .none)
        shown = { $0 + item.margin }
      default: claim.expectation = .equivalence(within: item.margin)
      }
      let sides = item.kind == "threshold" ? [item.a] : [item.a, item.b]
      let result = try #require(claim.result(sides))
      #expect(agree(result.estimate, shown(item.mean)), "\(item.kind)")
      #expect(agree(result.lower, shown(item.lower)), "\(item.kind)")
      #expect(agree(result.upper, shown(item.upper)), "\(item.kind)")
      #expect(agree(result.p, item.p) && result.alpha == item.alpha, "\(item.kind)")
      #expect(agree(result.exactP, item.exact_p), "\(item.kind)")
      if item.kind != "equivalence" {
        #expect((result.verdict == .supported) == (item.p < item.alpha), "\(item.kind)")
      }
    }
  }

  @Test("the contrary of a claim has the contrary p value") func contraries() throws {
    for item in try Golden.load().differences where item.kind == "absolute" {
      var claim = Claim()
      let greater = try #require(claim.result([item.a, item.b]))
      claim.expectation = .difference(isGreater: false, margin: .none)
      let less = try #require(claim.result([item.a, item.b]))
      let (first, second) = (try #require(greater.p), try #require(less.p))
      #expect(agree(first + second, 1))
      #expect(agree(greater.estimate.map(-), less.estimate))
    }
  }

  @Test("slopes over levels") func trends() throws {
    for item in try Golden.load().trends {
      let claim = Claim(
        expectation: .trend(isIncreasing: true, factor: "side"), alpha: item.alpha)
      let result = try #require(
        claim.result(item.table.map { [$0] }, levels: item.levels.map { log10($0) }))
      #expect(agree(result.estimate, item.mean) && agree(result.p, item.p))
      #expect(agree(result.lower, item.lower) && agree(result.upper, item.upper))
      #expect(agree(result.exactP, item.exact_p) && result.unit == .slope)
    }
  }

  @Test("failure rates by McNemar's test, and against a number") func rates() throws {
    for item in try Golden.load().rates {
      var claim = Claim(metric: .init(name: "failure_rate", maximize: false))
      func run(_ failed: Double) -> Claim.Result {
        failed == 1 ? .failed(from: 0.1) : .ok(0.1, 0.9)
      }
      let paired = try #require(claim.result([[item.a], [item.b]], run: run))
      #expect(agree(paired.p, item.p) && paired.lower == nil)
      claim.expectation = .threshold(item.threshold, isGreater: true, margin: .none)
      let single = try #require(claim.result([[item.a]], run: run))
      #expect(agree(single.p, item.threshold_p))
      #expect(agree(single.lower, item.lower) && agree(single.upper, item.upper))
      #expect(single.estimate == item.a.reduce(0, +) / Double(item.a.count))
      #expect(single.margin == item.threshold)
    }
  }

  @Test("five first-layer norms of relu are 353 times those of sigmoid, at least 291 times")
  func norms() throws {
    let relu = [1.2e-2, 1.5e-2, 9e-3, 1.1e-2, 1.3e-2]
    let sigmoid = [3e-5, 5e-5, 2e-5, 4e-5, 3.5e-5]
    let claim = Claim(
      expectation: .difference(isGreater: true, margin: .ratio(10)),
      metric: .init(name: "grad_norm", layer: .first, epochs: .epoch(1)))
    let result = try #require(
      claim.result([[relu], [sigmoid]]) { norm in
        Claim.Result(
          curve: [0.1, 0.9],
          layers: [
            LayerRow(epoch: 1, layer: 1, kind: "hidden", fanIn: 2, fanOut: 8, gradNorm: norm),
            LayerRow(epoch: 1, layer: 2, kind: "output", fanIn: 8, fanOut: 1, gradNorm: 1),
          ])
      })
    #expect(agree(result.estimate.map { log10($0) }, 2.548, 2e-4))
    #expect(agree(result.lower.map { log10($0) }, 2.464, 2e-4))
    #expect(result.verdict == .supported && result.margin == 10 && result.unit == .ratio)
    let words = Claim.words(result)
    #expect(words.observed == "353× (≥ 291×)" && words.needed == "> 10×")
    var plain = claim
    plain.expectation = .difference(isGreater: true, margin: .none)
    let against = try #require(
      plain.result([[relu], [sigmoid]]) { norm in
        Claim.Result(
          curve: [0.1, 0.9],
          layers: [
            LayerRow(epoch: 1, layer: 1, kind: "hidden", fanIn: 2, fanOut: 8, gradNorm: norm)
          ])
      })
    #expect(agree(against.p, 1.7e-7, 0.05))
  }
}
