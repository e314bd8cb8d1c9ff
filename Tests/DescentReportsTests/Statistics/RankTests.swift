import Testing

import DescentReports

extension Golden {
  struct Range: Decodable {
    var count: Int
    var p: Double
    var quantile: Double
  }
  struct FriedmanCase: Decodable {
    var scores: [[Double]]
    var ranks: [Double]
    var chi: Double
    var chi_p: Double
    var f: Double
    var p: Double
    var difference: Double
  }
  struct SignedRankCase: Decodable {
    var differences: [Double]
    var statistic: Double
    var p: Double
    var biserial: Double
    var pseudomedian: Double
  }
}

@Suite("Tests of ranks (S8, S17)") struct RankTests {
  let golden: Golden

  init() throws { golden = try Golden.load() }

  @Test("Wilcoxon's test is SciPy's exact one, with ties") func signedRank() throws {
    for item in golden.signed_rank {
      let test = try #require(SignedRank(item.differences, ties: TieRule([1])))
      #expect(test.statistic == item.statistic)
      #expect(agree(test.p, item.p))
      #expect(agree(test.rankBiserial, item.biserial))
      #expect(agree(test.pseudomedian, item.pseudomedian))
    }
  }

  @Test("Wilcoxon's test of the specification") func signedRankVector() throws {
    let a = GoldenVectorTests.a[0]
    let b = GoldenVectorTests.b[0]
    let test = try #require(SignedRank(zip(a, b).map(-), ties: TieRule(a + b)))
    #expect(test.statistic == 2)
    #expect(test.p == 0.0625)
    #expect(agree(test.rankBiserial, 0.857143, 1e-6))
    #expect(agree(test.pseudomedian, 0.015, 1e-12))
  }

  @Test("equal scores have no signed ranks, and one difference has no evidence") func few() throws {
    #expect(SignedRank([0, 1e-17], ties: TieRule([1])) == nil)
    #expect(SignedRank([], ties: TieRule([])) == nil)
    #expect(try #require(SignedRank([0.5], ties: TieRule([1]))).p == 1)
  }

  @Test("Friedman's test is SciPy's, with ties") func friedman() throws {
    for item in golden.friedman {
      let test = try #require(Friedman(item.scores))
      #expect(zip(test.meanRanks, item.ranks).allSatisfy { agree($0, $1) })
      #expect(agree(test.chiSquared, item.chi))
      #expect(agree(test.chiSquaredP, item.chi_p))
      #expect(agree(test.f, item.f))
      #expect(agree(test.p, item.p))
      #expect(agree(test.criticalDifference(confidence: 0.95), item.difference))
    }
  }

  @Test("Friedman's test of the specification") func friedmanVector() throws {
    let test = try #require(
      Friedman([
        [0.91, 0.89, 0.85], [0.93, 0.93, 0.80], [0.90, 0.88, 0.91], [0.95, 0.94, 0.90],
        [0.92, 0.93, 0.87], [0.94, 0.90, 0.90],
      ]))
    #expect(agree(test.chiSquared, 4.4545455, 1e-7))
    #expect(agree(test.chiSquaredP, 0.1078221, 1e-6))
    #expect(agree(test.f, 2.9518072, 1e-7))
    #expect(agree(test.p, 0.0982926, 1e-6))
    #expect(zip(test.meanRanks, [1.41667, 2, 2.58333]).allSatisfy { agree($0, $1, 1e-5) })
    #expect(agree(test.criticalDifference(confidence: 0.95), 1.3531362, 1e-7))
  }

  @Test("settings that all rank alike have the p value of just this") func perfectAgreement() throws
  {
    let test = try #require(Friedman([[3, 2, 1], [30, 20, 10], [9, 8, 7]]))
    #expect(test.f == nil)
    #expect(agree(test.p, 1.0 / 36, 1e-12))
    #expect(test.meanRanks == [1, 2, 3])
  }

  @Test(
    "without ranks there is no test",
    arguments: [[], [[1, 2, 3]], [[1, 2], [2, 1]], [[1, 1, 1], [2, 2, 2]]])
  func noFriedman(scores: [[Double]]) { #expect(Friedman(scores) == nil) }

  @Test("quantiles of the studentised range") func studentizedRange() {
    for item in golden.studentized_ranges {
      let range = StudentizedRange(count: item.count)
      #expect(agree(range.quantile(item.p), item.quantile))
      #expect(agree(range.cumulative(item.quantile), item.p))
    }
    #expect(StudentizedRange(count: 3).cumulative(0) == 0)
  }

  @Test("numbers that tie share the mean of their ranks") func ranks() {
    let ranks = midRanks([0.3, 0.1, 0.1 + 0.2, 0.7], ties: TieRule([0.7]))
    #expect(ranks == [2.5, 1, 2.5, 4])
    #expect(midRanks([], ties: TieRule([])) == [])
  }

  /// Levels 0, 1 and 2 are alike, and so are 2 and 3; 4 differs from all but 1.
  @Test("groups that no test tells apart") func groups() {
    let alike: Set<[Int]> = [[0, 1], [0, 2], [1, 2], [2, 3], [1, 4]]
    let p = (0..<5).map { i in
      (0..<5).map { j in alike.contains([min(i, j), max(i, j)]) ? 0.05 : i == j ? nil : 0.01 }
    }
    #expect(TieGroups(adjusted: p, alpha: 0.05).groups == [[0, 1, 2], [1, 4], [2, 3]])
    #expect(TieGroups(adjusted: p, alpha: 0.06).groups.isEmpty)
    #expect(TieGroups(adjusted: p, alpha: 0.01).groups == [[0, 1, 2, 3, 4]])
  }

  @Test("a pair without a test is in no group") func untested() {
    #expect(TieGroups(adjusted: [[nil, nil], [nil, nil]], alpha: 0.05).groups.isEmpty)
    #expect(TieGroups(adjusted: [], alpha: 0.05).groups.isEmpty)
  }
}
