import Testing

import DescentReports

extension Golden {
  struct Crossed: Decodable {
    var differences: [[Double]]
    var squares: [Double]
    var variance: Double
    var p: Double
    var interval: [Double]
    var correlation: Double
  }
  struct EquivalenceCase: Decodable {
    var a: [[Double]]
    var b: [[Double]]
    var margin: Double
    var confidence: Double
    var p: Double
    var interval: [Double]
  }
  struct McNemarCase: Decodable {
    var a: Int
    var b: Int
    var p: Double
    var fewer_a: Double
  }
}

@Suite("Claims beyond the paired test (S6, S14, S16, S31)") struct ClaimTests {
  let golden: Golden

  init() throws { golden = try Golden.load() }

  @Test("mean squares are those of statsmodels") func crossed() throws {
    for item in golden.crossed {
      let found = try #require(GeneralDifference(item.differences, confidence: 0.95))
      let crossed = found.crossed
      #expect(agree(crossed.settingsMeanSquare, item.squares[0]))
      #expect(agree(crossed.seedsMeanSquare, item.squares[1]))
      #expect(agree(crossed.errorMeanSquare, item.squares[2]))
      #expect(agree(crossed.seedCorrelation, item.correlation))
      #expect(agree(found.variance, item.variance))
      #expect(agree(found.p, item.p))
      #expect(agree(found.interval, item.interval))
    }
  }

  static let crossedDifferences = zip(GoldenVectorTests.crossedA, GoldenVectorTests.crossedB)
    .map { zip($0, $1).map(-) }

  @Test("three settings crossed with five seeds, beyond these settings") func crossedVector() throws
  {
    let found = try #require(GeneralDifference(Self.crossedDifferences, confidence: 0.95))
    #expect(agree(found.delta, 0.0126667, 1e-5))
    #expect(abs(found.variance - 7.1111e-6) < 1e-10)
    #expect(agree(found.p, 0.0415768, 1e-6))
    #expect(agree(found.delta / found.variance.squareRoot(), 4.75, 1e-9))
    #expect(!found.isOffered)
  }

  @Test("six settings and three seeds are enough for a general claim") func offered() throws {
    let table = (0..<6).map { setting in (0..<3).map { noise(setting * 3 + $0) } }
    #expect(try #require(GeneralDifference(table, confidence: 0.95)).isOffered)
    let few = Array(table.dropLast())
    #expect(try #require(GeneralDifference(few, confidence: 0.95)).isOffered == false)
  }

  @Test("one setting, one seed or a constant difference carries no general claim") func degenerate()
    throws
  {
    #expect(GeneralDifference([[1, 2, 3]], confidence: 0.95) == nil)
    #expect(GeneralDifference([[1], [2]], confidence: 0.95) == nil)
    let constant = [[0.3 - 0.2, 0.2 - 0.1], [0.2 - 0.1, 0.3 - 0.2]]
    let found = try #require(GeneralDifference(constant, confidence: 0.95))
    #expect(found.p == nil && found.interval == nil)
    #expect(try #require(CrossedVariance([[0, 0], [0, 0]])).seedCorrelation == nil)
  }

  @Test("cells that differ by their seed alone correlate perfectly") func correlation() throws {
    let crossed = try #require(CrossedVariance([[1, 2, 4], [1, 2, 4]]))
    #expect(crossed.seedCorrelation == 1)
    #expect(try #require(CrossedVariance([[1, 1], [2, 2]])).seedCorrelation == nil)
  }

  @Test("equivalence is statsmodels' pair of one-sided tests") func equivalence() throws {
    for item in golden.equivalence {
      let difference = PairedDifference(item.a, item.b, confidence: item.confidence)
      let found = try #require(
        Equivalence(difference, margin: item.margin, confidence: item.confidence))
      #expect(agree(found.p, item.p))
      #expect(agree(found.interval, item.interval))
      #expect(found.isEquivalent == (item.p < 1 - item.confidence))
    }
    let verdicts = Set(golden.equivalence.map { $0.p < 1 - $0.confidence })
    #expect(verdicts == [true, false])
  }

  @Test("three settings crossed with five seeds are equal to ±.03") func equivalenceVector() throws
  {
    let difference = PairedDifference(
      GoldenVectorTests.crossedA, GoldenVectorTests.crossedB, confidence: 0.95)
    let wide = try #require(Equivalence(difference, margin: 0.03, confidence: 0.95))
    #expect(abs(wide.p - 0.000715) < 5e-7)
    #expect(wide.isEquivalent && !wide.isDifferent)
    let narrow = try #require(Equivalence(difference, margin: 0.001, confidence: 0.95))
    #expect(narrow.isDifferent && !narrow.isEquivalent)
  }

  @Test("without noise or a margin nothing is equivalent") func noEquivalence() {
    let constant = PairedDifference([[1, 1]], [[1, 1]], confidence: 0.95)
    #expect(Equivalence(constant, margin: 1, confidence: 0.95) == nil)
    let difference = PairedDifference([[1, 2]], [[1, 1]], confidence: 0.95)
    #expect(Equivalence(difference, margin: 0, confidence: 0.95) == nil)
  }

  @Test("McNemar's exact test is that of statsmodels") func mcNemar() {
    for item in golden.mcnemar {
      let test = McNemar(onlyA: item.a, onlyB: item.b)
      #expect(agree(test.p, item.p))
      #expect(agree(test.pFewerA, item.fewer_a))
    }
  }

  @Test("cells in which both levels failed, or neither, do not count") func mcNemarCells() {
    let test = McNemar(
      [true, true, true, true, true, true, false], [false, false, false, false, false, true, false])
    #expect([test.onlyA, test.onlyB] == [5, 0])
    #expect(test.p == 0.0625)
    #expect(test.pFewerB == 0.03125 && test.pFewerA == 1)
    #expect(McNemar([true, false], [true, false]).p == 1)
  }
}
