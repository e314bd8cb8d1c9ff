import DescentReports
import DescentStore
import Testing

/// Verdicts on made-up scores.
@Suite struct HypothesisTests {
  private let better = [[0.92, 0.91, 0.93, 0.90, 0.94, 0.92]]
  private let worse = [[0.81, 0.80, 0.84, 0.78, 0.82, 0.83]]

  // MARK: - Verdicts

  @Test("a claim is supported, its contrary is not, and a margin between the bounds leaves it open")
  func verdicts() throws {
    var claim = Claim()
    let supported = try #require(claim.result([better, worse]))
    #expect(supported.verdict == .supported && supported.reason == nil && supported.flags.isEmpty)
    let opposite = try #require(claim.result([worse, better]))
    #expect(opposite.verdict == .notSupported && opposite.flags == [.opposite])
    claim.expectation = .difference(isGreater: true, margin: .absolute(0.1))
    let open = try #require(claim.result([better, worse]))
    #expect(open.verdict == .inconclusive && open.reason == .straddlesMargin)
    #expect(try #require(open.extraSeeds) > 0 && open.detectable != nil)
    claim.expectation = .difference(isGreater: true, margin: .absolute(0.5))
    let tooMuch = try #require(claim.result([better, worse]))
    #expect(tooMuch.verdict == .notSupported && tooMuch.flags.isEmpty)
  }

  @Test("scores within the margin are equal, scores outside of it are not")
  func equivalence() throws {
    let alike = [better[0].map { $0 + 0.001 }.reversed() as [Double]]
    let claim = Claim(expectation: .equivalence(within: 0.05))
    #expect(claim.result([better, alike])?.verdict == .supported)
    #expect(claim.result([better, worse])?.verdict == .notSupported)
    let narrow = Claim(expectation: .equivalence(within: 0.001))
    #expect(narrow.result([better, alike])?.verdict == .inconclusive)
  }

  @Test(
    "a claim below a threshold has its bound above, and the contrary is refuted by the same bound")
  func threshold() throws {
    let claim = Claim(expectation: .threshold(0.95, isGreater: false, margin: .none))
    let result = try #require(claim.result([better]))
    #expect(result.verdict == .supported && Claim.words(result).observed.contains("(≤ "))
    #expect(try #require(result.upper) < 0.95 && Claim.words(result).needed == "< 95 %")
    let reverse = Claim(expectation: .threshold(0.95, isGreater: true, margin: .none))
    #expect(reverse.result([better])?.verdict == .notSupported)
    #expect(reverse.result([better])?.flags == [])
    let refuted = try #require(reverse.result([better]))
    #expect(Claim.words(refuted).observed.contains("(≤ "))
  }

  // MARK: - What cannot be tested

  @Test("one seed, no variation, nothing measured and too few settings are inconclusive")
  func obstacles() throws {
    let claim = Claim()
    let single = try #require(claim.result([[[0.9]], [[0.8]]]))
    #expect(single.verdict == .inconclusive && single.reason == .singleSeed && single.p == nil)
    #expect(agree(single.estimate, 0.1))
    let constant = try #require(claim.result([[[0.9, 0.8]], [[0.8, 0.7]]]))
    #expect(constant.reason == .noVariation && agree(constant.estimate, 0.1))
    let nothing = try #require(claim.result([better, worse]) { _ in nil })
    #expect(nothing.reason == .missingCells && nothing.estimate == nil)
    let unknown = Claim(metric: .init(name: "val_top_k", maximize: true))
    #expect(unknown.result([better, worse])?.reason == .notMeasured)
    let general = Claim(scope: .general)
    #expect(general.result([better, worse])?.reason == .tooFew)
    let missing = try #require(claim.result([better, worse]) { $0 > 0.91 ? .ok(0, $0) : nil })
    #expect(missing.reason == .missingCells)
  }

  @Test("a claim beyond the settings is tested over settings and seeds")
  func general() throws {
    let shifts = [0.0, 0.01, -0.02, 0.03, 0.02, -0.01]
    let sides = [better, worse].enumerated().map { side, scores in
      shifts.map { shift in scores[0].map { $0 + (side == 0 ? shift : 0) } }
    }
    let result = try #require(Claim(scope: .general).result(sides))
    let grid = try #require(Claim().result(sides))
    #expect(result.verdict == .supported && result.settings == 6 && result.exactP == nil)
    #expect(try #require(result.lower) < (try #require(grid.lower)))
  }

  // MARK: - Failures

  @Test("a failed run counts like an untrained network; many are flagged, and may decide nothing")
  func failures() throws {
    // The failed runs of a are its only bad ones.
    let sides = [[[0.92, 0.91, 0.0, 0.0, 0.94, 0.0]], worse]
    let claim = Claim(expectation: .difference(isGreater: false, margin: .none))
    func run(_ score: Double) -> Claim.Result {
      score == 0 ? .failed(from: 0.1) : .ok(0.1, score)
    }
    let result = try #require(claim.result(sides, run: run))
    #expect(result.replaced == 3 && result.flags.contains(.failures))
    // By the untrained 0.1: (0.92 + 0.91 + 0.94 + 3 · 0.1) / 6.
    #expect(agree(result.estimate, 4.88 / 6 - 3.07 / 6))
    #expect(agree(result.okOnly, 2.43 / 3 - 2.77 / 3))
    #expect(result.verdict == .inconclusive)
  }

  @Test("a missed target takes one epoch more than the budget")
  func misses() throws {
    let metric = Claim.Hypothesis.Metric(
      name: "epochs_to", of: "val_accuracy", target: 0.85, maximize: true)
    let claim = Claim(expectation: .difference(isGreater: false, margin: .none), metric: metric)
    let result = try #require(claim.result([better, worse]) { .ok(0.1, 0.2, $0) })
    // All of a reach it in epoch 2, none of b in 20 epochs.
    #expect(result.estimate == 19 && result.reason == .noVariation)
  }

  // MARK: - Tuning

  @Test("a tuned side is at the setting that the other seeds choose")
  func tuned() throws {
    // In setting 0 seed 1 is lucky; setting 1 is better elsewhere.
    let a = [[0.99, 0.5, 0.5], [0.7, 0.8, 0.9]]
    let b = [[0.4, 0.4, 0.4], [0.5, 0.6, 0.4]]
    var claim = Claim()
    claim.tune = ["setting"]
    let result = try #require(claim.result([a, b]))
    // Of a: 0.7 (0.85 over 0.5), then 0.5 by 0.745 against 0.8: 0.8, then 0.9; of b 0.5, 0.6 and 0.4.
    #expect(result.settings == 1)
    #expect(agree(result.estimate, 0.3))
  }

  @Test("at its best a side needs the fewest epochs, whatever the direction of the target's metric")
  func tunedTimes() throws {
    let metric = Claim.Hypothesis.Metric(
      name: "epochs_to", of: "val_accuracy", target: 0.85, maximize: true)
    var claim = Claim(expectation: .difference(isGreater: false, margin: .none), metric: metric)
    claim.tune = ["setting"]
    // One setting of a is there in epoch 1, one of b in epoch 2 or 3, the other ones never.
    let result = try #require(
      claim.result([[[1, 1, 1], [0, 0, 0]], [[0, 0, 0], [2, 3, 2]]]) { epoch in
        .ok(0.1, epoch == 1 ? 0.9 : 0.2, epoch == 2 ? 0.9 : 0.2, epoch == 3 ? 0.9 : 0.2)
      })
    #expect(agree(result.estimate, 4 / 3.0) && result.missed == 0)
  }

  // MARK: - Families

  @Test("Holm's correction is over all that was declared, and the first p above its level ends it")
  func holm() throws {
    let family = Claim().results([better, worse], count: 4)
    #expect(family.map(\.alpha) == [0.0125, 0.05 / 3, 0.025, 0.05])
    #expect(family.allSatisfy { $0.isConfirmatory && $0.verdict == .supported })
    let hopeless = Claim().results([worse, better], count: 4)
    #expect(hopeless.map(\.alpha) == [0.0125, 0.0125, 0.0125, 0.0125])
  }

  @Test("what nobody registered is exploratory")
  func exploratory() throws {
    let result = try #require(Claim().result([better, worse], registered: false))
    #expect(!result.isConfirmatory && result.verdict == .supported)
  }
}
