import Testing

import DescentReports

@Suite("Edges of the statistics") struct EdgeCaseTests {
  @Test("one seed gives a difference and nothing that needs noise") func oneSeed() {
    let difference = PairedDifference([[0.9]], [[0.8]], confidence: 0.95)
    #expect(agree(difference.delta, 0.1, 1e-12))
    #expect(difference.p == nil && difference.interval == nil && difference.exactP == nil)
    #expect(difference.standardDeviation == nil && difference.standardized == nil)
    #expect(difference.detectable(confidence: 0.95) == nil)
  }

  @Test("a difference that is the same in every seed has no p value, never p = 0") func constant() {
    // 0.3 − 0.2 and 0.2 − 0.1 differ in binary.
    let difference = PairedDifference([[0.3, 0.2, 0.9]], [[0.2, 0.1, 0.8]], confidence: 0.95)
    #expect(difference.p == nil && difference.interval == nil)
    #expect(difference.standardDeviation == 0)
    #expect(!difference.isIdentical && difference.wins == 3)
  }

  @Test("equal scores tie in every cell") func identical() {
    let scores = [[0.1 + 0.2, 0.7], [0.4, 0.6]]
    let difference = PairedDifference(scores, [[0.3, 0.7], [0.4, 0.6]], confidence: 0.95)
    #expect(difference.isIdentical && difference.ties == 4 && difference.p == nil)
    #expect(difference.probabilityOfImprovement == 0.5)
  }

  @Test("differences tie by twelve digits of the largest score")
  func ties() {
    let rule = TieRule([1234.5])
    #expect(rule.difference(1e-9, 0) == 0)
    #expect(rule.difference(1e-7, 0) != 0)
    #expect(TieRule([0, 0]).difference(0, 0) == 0)
  }

  @Test("more than fourteen seeds are sampled, the same each time") func sampledSignFlip() {
    let shifted = (1...40).map { 0.5 + noise($0) }
    #expect(SignFlip.p(shifted) == SignFlip.p(shifted))
    #expect(SignFlip.p(shifted) < 0.01)
    let centred = (1...40).map { Double($0 % 2 == 0 ? $0 : -$0) }
    #expect(SignFlip.p(centred) > 0.5)
    #expect(SignFlip.p(shifted) >= 1 / Double(SignFlip.draws + 1))
  }

  @Test("sampled and exact sign-flip p values agree") func signFlipConsistency() {
    let numbers = (1...14).map { 0.2 + noise($0) }
    let exact = SignFlip.p(numbers)
    let sampled = SignFlip.p(numbers + [0])  // a zero changes nothing but the number of signs
    #expect(abs(exact - sampled) < 4 * (exact * (1 - exact) / 10_000).squareRoot() + 1e-3)
  }

  @Test(
    "the largest complete block wins, then more seeds, then smaller ones",
    arguments: [
      (["111", "111"], [0, 1], [0, 1, 2]),
      (["110", "111", "110"], [0, 1, 2], [0, 1]),
      (["111", "000"], [0], [0, 1, 2]),
      (["10", "01"], [0], [0]),
      (["1110", "1111", "0111"], [0, 1], [0, 1, 2]),
      (["1100", "0011"], [0], [0, 1]),
      (["1", "1", "0"], [0, 1], [0]),
    ])
  func blocks(rows: [String], settings: [Int], seeds: [Int]) throws {
    let block = try #require(CompleteBlock(rows.map { $0.map { $0 == "1" } }))
    #expect(block.settings == settings)
    #expect(block.seeds == seeds)
  }

  @Test("a block of nothing is none") func noBlock() {
    #expect(CompleteBlock([[false, false]]) == nil)
    #expect(CompleteBlock([]) == nil)
    #expect(CompleteBlock([[], []]) == nil)
  }

  @Test("above twelve seeds the one with most gaps is dropped") func greedyBlock() throws {
    var rows = (0..<6).map { _ in Array(repeating: true, count: 15) }
    for row in 0..<5 { rows[row][7] = false }
    rows[0][3] = false
    let block = try #require(CompleteBlock(rows))
    // Without seed 7: 5 rows × 14 seeds = 70 cells; without 3 as well: 6 × 13 = 78.
    #expect(block.settings.count == 6)
    #expect(block.seeds == [0, 1, 2, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14])
  }

  @Test("an empty and a single sample have no spread") func smallSamples() {
    #expect(Sample([]).mean == nil && Sample([]).median == nil)
    #expect(Sample([3]).standardDeviation == nil && Sample([3]).interval(confidence: 0.95) == nil)
    #expect(Sample([0.1, 0.1, 0.1]).standardDeviation == 0)
    #expect(Sample([0.1, 0.1]).interval(confidence: 0.95) == Interval(lower: 0.1, upper: 0.1))
  }
}
