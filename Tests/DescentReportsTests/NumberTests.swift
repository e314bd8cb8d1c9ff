import Testing

import DescentReports

@Suite("Numbers in prose") struct NumberTests {
  @Test(
    "decimals are fixed and the minus is a real one",
    arguments: [
      (0.125, 2, "0.13"), (-0.125, 1, "−0.1"), (-0.001, 2, "0.00"), (12, 0, "12"),
      (0.999, 2, "1.00"), (1e300, 2, "1e+300"), (123_456.789, 1, "123456.8"),
    ])
  func decimals(value: Double, places: Int, text: String) {
    #expect(decimal(value, places) == text)
  }

  @Test(
    "a half-width has two significant digits",
    arguments: [
      (0.9, 2), (0.09, 3), (1.0, 1), (9.4, 1), (9.96, 0), (0.0996, 2), (12, 0), (12_000, 0),
      (0.00123, 4),
    ])
  func places(halfWidth: Double, places: Int) {
    #expect(DescentReports.decimals(for: halfWidth) == places)
  }

  @Test(
    "significant digits",
    arguments: [
      (0.0123, "0.012"), (9.99, "10"), (99.9, "100"), (0.00996, "0.010"), (1234, "1234"),
      (2.6e-6, "2.6e-6"), (9.96e-7, "1.0e-6"), (3.2e9, "3.2e9"), (-0.5, "−0.50"), (0, "0"),
    ])
  func significantDigits(value: Double, text: String) { #expect(significant(value) == text) }

  @Test(
    "p values",
    arguments: [
      (0.0411562, "0.041"), (0.009, "0.0090"), (0.00099, "<0.001"), (0.999, "1.0"), (0.5, "0.50"),
    ])
  func probabilities(p: Double, text: String) { #expect(probability(p) == text) }

  @Test("what is missing is a dash") func missing() {
    #expect(decimal(nil, 2) == "—" && significant(.nan) == "—" && probability(nil) == "—")
    #expect(DescentReports.decimals(for: 0) == nil && DescentReports.decimals(for: nil) == nil)
  }

  @Test(
    "durations",
    arguments: [(0.25, "0.25 s"), (59, "59 s"), (200, "3 min 20 s"), (18_720, "5 h 12 min")])
  func durations(seconds: Double, text: String) { #expect(duration(seconds) == text) }
}
