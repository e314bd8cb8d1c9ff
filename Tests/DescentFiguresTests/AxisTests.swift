import DescentFigures
import Testing

@Suite("The extent of an axis") struct AxisTests {
  @Test("covers the values with a margin of 5 % on both sides") func margin() {
    let extent = Axis("").extent(of: [0, 10])
    #expect(extent == -0.5...10.5)
  }

  @Test("has its margin in decades where it is logarithmic") func logarithmic() throws {
    let extent = Axis("", kind: .logarithmic).extent(of: [0.001, 1000])
    // 6 decades, of which 5 % are 0.3: 10^−3.3 and 10^3.3.
    #expect(abs(extent.lowerBound - 0.000_501_187_233_627_272) < 1e-15)
    #expect(abs(extent.upperBound - 1995.262_314_968_88) < 1e-9)
  }

  @Test("is not set by one outlier") func outlier() {
    let values = [94, 95, 94.5, 95.5, 93.5, 5000]
    #expect(Axis("").extent(of: values) == 93.4...95.6)
    #expect(Axis("").extent(of: values.map { -$0 }) == -95.6...(-93.4))
  }

  @Test("is set by a group of values, however far from the others") func group() {
    let values = [10, 10.5, 11, 94, 95, 94.5, 95.5, 93.5]
    #expect(Axis("").extent(of: values).contains(10))
  }

  @Test("holds what must be seen, and no more than the limits") func limits() {
    let axis = Axis("", limits: 0...100)
    #expect(axis.extent(of: [98, 100]).upperBound == 100)
    #expect(axis.extent(of: [98, 100], including: [0]).lowerBound == 0)
    #expect(axis.extent(of: [98, 104]).upperBound > 104)
  }

  @Test("is a stretch around equal values, and some stretch without any") func degenerate() {
    let equal = Axis("").extent(of: [4, 4])
    #expect(abs(equal.lowerBound - 3.78) < 1e-9 && abs(equal.upperBound - 4.22) < 1e-9)
    #expect(Axis("").extent(of: [0]).contains(0))
    #expect(Axis("").extent(of: []) == 0...1)
    #expect(Axis("", kind: .logarithmic).extent(of: [0, -1, .nan]) == 1...10)
  }
}

@Suite("A scale") struct ScaleTests {
  @Test("places values by their distance, or by their ratio") func position() {
    let linear = Scale(.linear, 0...10, from: 100, to: 300)
    #expect(linear(2.5) == 150)
    let logarithmic = Scale(.logarithmic, 0.01...100, from: 200, to: 0)
    #expect(logarithmic(1) == 100)
    #expect(logarithmic(10) == 50)
  }

  @Test("holds what lies beyond it at its ends") func beyond() {
    let scale = Scale(.logarithmic, 1...10, from: 0, to: 90)
    #expect(scale(-5) == 0)
    #expect(scale(.infinity) == 90)
    #expect(scale.end(beyond: 0.5) == .lower)
    #expect(scale.end(beyond: 11) == .upper)
    #expect(scale.end(beyond: 10) == nil)
  }
}
