import DescentFigures
import Testing

@Suite("Parallel coordinates") struct ParallelCoordinatesTests {
  /// The points of the lines, in the order of drawing; one list for each piece of a line.
  private func lines(_ lines: [([Double?], score: Double, isBest: Bool)]) throws
    -> [(key: String, pieces: [[Point]])]
  {
    let figure = ParallelCoordinates(
      factors: [
        .categorical(title: "activation", ["relu", "tanh"]), .numeric(Axis("depth")),
        .numeric(Axis("rate", kind: .logarithmic)),
      ], score: Axis("score"),
      lines: lines.enumerated().map { index, line in
        .init(
          levels: line.0, score: line.score, isBest: line.isBest,
          mark: Mark(key: "c\(index)", words: "a configuration"))
      })
    let caption = Caption(title: "", subtitle: "", source: "")
    let text = figure.drawing(id: "f", caption: caption, width: 720).text
    let root = try #require(DrawnElement.root(of: text))
    return root.all.compactMap { element in
      guard let key = element.attributes["data-key"],
        let path = element.children.first(where: { $0.name == "path" })
      else { return nil }
      let pieces = (path.attributes["d"] ?? "").split(separator: "M").map { piece in
        piece.split(separator: "L").map { pair in
          let numbers = pair.split(separator: " ").compactMap { Double($0) }
          return Point(numbers[0], numbers[1])
        }
      }
      return (key, pieces)
    }
  }

  @Test("draw the best over the others") func order() throws {
    let drawn = try lines([
      ([0, 1, 0.1], 9, true), ([1, 1, 0.1], 8, false), ([1, 2, 0.01], 7, false),
    ])
    #expect(drawn.last?.key == "c0")
  }

  @Test("run side by side where they share levels, ordered by their scores") func shared() throws {
    let drawn = try lines([
      ([0, 1, 0.1], 9, false), ([0, 1, 0.1], 5, false), ([1, 2, 0.01], 1, false),
    ])
    let points = Dictionary(uniqueKeysWithValues: drawn.map { ($0.key, $0.pieces.joined()) })
    let better = Array(try #require(points["c0"]))
    let worse = Array(try #require(points["c1"]))
    #expect(better.count == 4 && worse.count == 4)
    for (first, second) in zip(better, worse) {
      #expect(first.x > second.x && first.y == second.y)
    }
  }

  @Test("leave out a setting that a configuration does not have") func missing() throws {
    let drawn = try lines([([0, nil, 0.1], 9, false), ([1, 2, 0.01], 7, false)])
    let pieces = try #require(drawn.first { $0.key == "c0" }).pieces
    #expect(pieces.map(\.count) == [1, 2])
  }
}
