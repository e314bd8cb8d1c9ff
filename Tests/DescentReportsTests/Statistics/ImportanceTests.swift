import Testing

import DescentReports

extension Golden {
  struct Importance: Decodable {
    struct Term: Decodable {
      var factors: [Int]
      var degrees: Int
      var share: Double
      var eta: Double?
      var omega: Double?
      var p: Double?
    }
    var levels: [[Int]]
    var scores: [[Double]]
    var method: String
    var terms: [Term]
    var noise: Double?
    var per_seed: [[Double]]?
    var intervals: [[Double]]?
    var noise_interval: [Double]?
  }
  struct Interaction: Decodable {
    var means: [[Double]]
    var residuals: [[Double]]
  }
}

@Suite("Importance of factors (S19, S20)") struct ImportanceTests {
  let golden: Golden

  init() throws { golden = try Golden.load() }

  @Test("shares are those of statsmodels' sums of squares") func shares() throws {
    for item in golden.importance {
      let importance = try #require(
        Importance(levels: item.levels, scores: item.scores, confidence: 0.95))
      #expect(importance.method.rawValue == item.method)
      #expect(importance.terms.map(\.factors) == item.terms.map(\.factors))
      #expect(importance.terms.map(\.degrees) == item.terms.map(\.degrees))
      for (term, expected) in zip(importance.terms, item.terms) {
        #expect(agree(term.share, expected.share), "\(term)")
      }
    }
  }

  @Test("what rounding leaves of the variance of equal scores is no noise, and gives no p of 0")
  func noNoise() throws {
    let scores = [0.31, 0.7, 0.42, 0.93].map { Array(repeating: $0, count: 7) }
    let importance = try #require(
      Importance(levels: [[0, 0], [0, 1], [1, 0], [1, 1]], scores: scores, confidence: 0.95))
    #expect(importance.terms.allSatisfy { $0.p == nil && $0.omegaSquared == nil })
    #expect(importance.seedNoise?.share == 0)
  }

  @Test("no share of a resample is more than all")
  func ends() throws {
    let importance = try #require(
      Importance(
        levels: [[0], [1], [2]],
        scores: [
          [0.3, 0.3, 0.05, 0.05, 0.3], [0.1, 0.3, 0.3, 0.3, 0.3], [0.3, 0.3, 0.3, 0.3, 0.3],
        ],
        confidence: 0.99))
    for interval in importance.terms.map(\.interval) + [importance.seedNoise?.interval] {
      let interval = try #require(interval)
      #expect(interval.lower >= 0 && interval.upper <= 1 + 1e-12)
    }
  }

  @Test("effect sizes and tests of full grids") func effectSizes() throws {
    for item in golden.importance where item.method == "exact" {
      let importance = try #require(
        Importance(levels: item.levels, scores: item.scores, confidence: 0.95))
      #expect(agree(importance.seedNoise?.share, item.noise))
      for (term, expected) in zip(importance.terms, item.terms) {
        #expect(agree(term.etaSquared, expected.eta))
        #expect(agree(term.omegaSquared, expected.omega))
        #expect(agree(term.p, expected.p))
      }
    }
  }

  @Test("shares in the scores of each seed") func perSeed() throws {
    for item in golden.importance {
      guard let expected = item.per_seed else { continue }
      let importance = try #require(
        Importance(levels: item.levels, scores: item.scores, confidence: 0.95))
      for (term, shares) in zip(importance.terms, expected) {
        #expect(term.perSeed.count == shares.count)
        #expect(zip(term.perSeed, shares).allSatisfy { agree($0, $1) })
      }
    }
  }

  @Test("intervals of the shares are those of NumPy's resampled seeds") func intervals() throws {
    let cases = golden.importance.filter { $0.intervals != nil }
    try #require(!cases.isEmpty)
    for item in cases {
      let importance = try #require(
        Importance(levels: item.levels, scores: item.scores, confidence: 0.95))
      for (term, ends) in zip(importance.terms, item.intervals ?? []) {
        #expect(resemble(term.interval, ends), "\(term.factors)")
      }
      #expect(resemble(importance.seedNoise?.interval, item.noise_interval))
    }
  }

  /// Two factors of two levels; the first makes a difference of 2, the second of 1.
  static let levels = [[0, 0], [0, 1], [1, 0], [1, 1]]
  static let scores = [[0.0, 0], [1, 1], [2, 2], [3, 3]]

  @Test("without noise the shares are the squares of the effects, and there is no test")
  func noiseless() throws {
    let importance = try #require(
      Importance(levels: Self.levels, scores: Self.scores, confidence: 0.95))
    #expect(importance.terms.map(\.factors) == [[0], [1], [0, 1]])
    let shares = importance.terms.map(\.share)
    #expect(zip(shares, [0.8, 0.2, 0]).allSatisfy { agree($0, $1, 1e-14) })
    #expect(importance.seedNoise?.share == 0)
    #expect(importance.terms.allSatisfy { $0.p == nil && $0.omegaSquared == nil })
    #expect(importance.terms.allSatisfy { $0.interval == nil })
  }

  @Test("with one seed noise cannot be told from effects") func oneSeed() throws {
    let importance = try #require(
      Importance(levels: Self.levels, scores: Self.scores.map { [$0[0]] }, confidence: 0.95))
    #expect(importance.seedNoise == nil)
    #expect(importance.terms.allSatisfy { $0.p == nil && $0.interval == nil })
    #expect(agree(importance.terms[0].share, 0.8, 1e-14))
  }

  @Test("where nothing varies there is no importance") func undefined() {
    let equal = [[0.1 + 0.2, 0.5], [0.3, 0.5], [0.5, 0.3], [0.3, 0.5]]
    #expect(Importance(levels: Self.levels, scores: equal, confidence: 0.95) == nil)
    let oneLevel = [[4, 1], [4, 1]]
    #expect(Importance(levels: oneLevel, scores: [[1], [2]], confidence: 0.95) == nil)
    #expect(Importance(levels: [], scores: [], confidence: 0.95) == nil)
  }

  @Test("a factor of one level is left out") func oneLevel() throws {
    let levels = Self.levels.map { [$0[0], 7, $0[1]] }
    let importance = try #require(
      Importance(levels: levels, scores: Self.scores, confidence: 0.95))
    #expect(importance.terms.map(\.factors) == [[0], [2], [0, 2]])
  }

  @Test("a factor that another one determines has no term") func aliased() throws {
    let levels = [[0, 5], [1, 6], [2, 7]]
    let importance = try #require(
      Importance(levels: levels, scores: [[1, 2], [2, 2], [4, 5]], confidence: 0.95))
    #expect(importance.method == .approximate)
    #expect(importance.terms.isEmpty)
  }

  @Test("a grid in which each configuration stands twice has the same shares, exactly")
  func balanced() throws {
    let full = try #require(golden.importance.first { $0.levels[0].count == 3 })
    let once = try #require(
      Importance(levels: full.levels, scores: full.scores, confidence: 0.95))
    let twice = try #require(
      Importance(
        levels: full.levels + full.levels, scores: full.scores + full.scores, confidence: 0.95))
    #expect(twice.method == .exact)
    #expect(twice.terms.map(\.factors) == once.terms.map(\.factors))
    for (one, two) in zip(once.terms, twice.terms) { #expect(agree(one.share, two.share)) }
  }

  @Test("values without levels have no importance") func continuous() {
    let levels = (0..<700).map { [$0, 700 - $0] }
    let scores = (0..<700).map { [noise($0)] }
    #expect(Importance(levels: levels, scores: scores, confidence: 0.95) == nil)
  }

  @Test("residuals of interactions") func interactions() {
    for item in golden.interactions {
      let residuals = InteractionResiduals(item.means).residuals
      for (row, expected) in zip(residuals, item.residuals) {
        #expect(zip(row, expected).allSatisfy { agree($0, $1) })
      }
    }
  }

  @Test("residuals of the largest block without a gap") func gaps() {
    let found = InteractionResiduals([[1, 2, nil], [3, 8, 0]])
    #expect(found.residuals == [[1, -1, nil], [-1, 1, nil]])
    #expect(found.largest == 1)
    #expect(InteractionResiduals([[nil]]).largest == nil)
  }
}
