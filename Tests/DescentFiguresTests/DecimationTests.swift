import DescentFigures
import Testing

@Suite("Decimation") struct DecimationTests {
  @Test("leaves a line alone that has few points") func short() {
    let points = (0..<300).map { Point(Double($0), Double($0 % 7)) }
    #expect(decimated(points) == points)
  }

  @Test("keeps the ends, and the lowest and the highest of every bucket in their order")
  func extremes() {
    let points = [5, 1, 9, 4, 8, 2, 3, 7, 6, 0].enumerated().map { Point(Double($0), $1) }
    // Two buckets between the ends: 1 9 4 8 and 2 3 7 6.
    #expect(
      decimated(points, to: 6)
        == [Point(0, 5), Point(1, 1), Point(2, 9), Point(5, 2), Point(7, 7), Point(9, 0)])
  }

  @Test("never loses a spike, and stays in the limit", arguments: [1, 4321, 9998]) func spike(
    at index: Int
  ) {
    var points = (0..<10_000).map { Point(Double($0), 0) }
    points[index].y = 1
    let kept = decimated(points)
    #expect(kept.count <= 300)
    #expect(kept.contains(Point(Double(index), 1)))
    #expect(zip(kept, kept.dropFirst()).allSatisfy { $0.x < $1.x })
  }
}
