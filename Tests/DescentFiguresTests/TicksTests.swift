import DescentFigures
import Testing

@Suite("Ticks") struct TicksTests {
  @Test(
    "of a linear axis step by 1, 2 or 5 times a power of ten",
    arguments: [
      (0.0...1.0, 6, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
      (0...1, 5, ["0.0", "0.5", "1.0"]),
      (91.3...95.8, 5, ["92", "93", "94", "95"]),
      (-0.031...0.052, 5, ["−0.02", "0.00", "0.02", "0.04"]),
      (0...25_000, 6, ["0", "5000", "10,000", "15,000", "20,000", "25,000"]),
      (0...3e6, 4, ["0", "10^6", "2×10^6", "3×10^6"]),
    ])
  func linear(domain: ClosedRange<Double>, limit: Int, labels: [String]) {
    #expect(Ticks(in: domain, atMost: limit).labels.map(\.written) == labels)
  }

  @Test(
    "of a logarithmic axis are 1, 2, 5, or powers of ten, or every so many",
    arguments: [
      (0.001...1.0, 4, ["0.001", "0.01", "0.1", "1"]),
      (0.001...0.1, 7, ["0.001", "0.002", "0.005", "0.01", "0.02", "0.05", "0.1"]),
      (1e-7...0.1, 4, ["10^−6", "10^−4", "10^−2"]),
      (1...1e6, 7, ["10^0", "10^1", "10^2", "10^3", "10^4", "10^5", "10^6"]),
    ])
  func logarithmic(domain: ClosedRange<Double>, limit: Int, labels: [String]) {
    let ticks = Ticks(in: domain, kind: .logarithmic, atMost: limit)
    #expect(ticks.labels.map(\.written) == labels)
  }

  @Test("of a logarithmic axis shorter than a step of 1, 2, 5 are linear") func shortLogarithmic() {
    let ticks = Ticks(in: 3.1...4.4, kind: .logarithmic, atMost: 4)
    #expect(ticks.labels.map(\.written) == ["3.5", "4.0"])
  }

  @Test("of whole numbers are whole") func whole() {
    #expect(Ticks(in: 0...2, atMost: 9, isWhole: true).values == [0, 1, 2])
  }

  @Test("are where they are labelled, to the last digit") func exactPowers() {
    #expect(
      Ticks(in: 1e-3...1, kind: .logarithmic, atMost: 4).values == [0.001, 0.01, 0.1, 1])
  }

  @Test(
    "are at most as many as asked for",
    arguments: [1e-9...2e-9, -1e9...1e12, 0.999...1.001, 1e100...3e120], 2...9)
  func limit(domain: ClosedRange<Double>, limit: Int) {
    #expect(Ticks(in: domain, atMost: limit).values.count <= limit)
    if domain.lowerBound > 0 {
      #expect(Ticks(in: domain, kind: .logarithmic, atMost: limit).values.count <= limit)
    }
  }
}

@Suite("Tick labels") struct TickLabelTests {
  @Test(
    "group thousands, sign with a minus, and turn to powers of ten where they are long",
    arguments: [
      (0.0, 0, "0"), (-0.0, 1, "0.0"), (-2.5, 1, "−2.5"), (9999, 0, "9999"), (12_345, 0, "12,345"),
      (1_500_000, 0, "1.5×10^6"), (0.000_002, 6, "2×10^−6"), (-1e-7, 7, "−10^−7"),
      (-0.04, 1, "0.0"),
    ])
  func text(value: Double, decimals: Int, text: String) {
    #expect(TickLabel(value, decimals: decimals).written == text)
  }
}

extension TickLabel {
  /// The label as one text, with `^` before the exponent.
  fileprivate var written: String { text + (exponent.map { "^" + $0 } ?? "") }
}
