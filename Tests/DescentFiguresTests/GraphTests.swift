import DescentFigures
import Testing

@Suite("A computational graph") struct GraphTests {
  private func drawing(_ names: [String], _ edges: [(Int, Int)], width: Double) throws
    -> DrawnElement
  {
    let figure = ComputationalGraph(
      nodes: names.map { .init($0, detail: "", role: .operation, mark: Mark(key: $0, words: $0)) },
      edges: edges.map { .init(from: $0.0, to: $0.1, mark: Mark(key: "", words: "an edge")) })
    let caption = Caption(title: "", subtitle: "", source: "")
    return try #require(
      DrawnElement.root(of: figure.drawing(id: "g", caption: caption, width: width).text))
  }

  /// The outlines of the nodes, by name.
  private func boxes(in root: DrawnElement) -> [String: Box] {
    var boxes: [String: Box] = [:]
    for node in root.all {
      guard let key = node.attributes["data-key"], !key.isEmpty,
        let outline = node.children.first(where: { $0.name == "rect" })?.points
      else { continue }
      boxes[key] = Box(
        left: outline[0].x, top: outline[0].y, right: outline[1].x, bottom: outline[1].y)
    }
    return boxes
  }

  @Test("runs from left to right where it fits, and else from top to bottom") func direction()
    throws
  {
    let names = ["x", "matmul", "add", "loss"]
    let chain = [(0, 1), (1, 2), (2, 3)]
    let wide = boxes(in: try drawing(names, chain, width: 720))
    let narrow = boxes(in: try drawing(names, chain, width: 340))
    for (source, target) in chain {
      let (a, b) = (names[source], names[target])
      #expect(try #require(wide[a]).right < #require(wide[b]).left)
      #expect(try #require(narrow[a]).bottom < #require(narrow[b]).top)
    }
  }

  @Test("puts every node behind all that it needs, and a parameter right before its use")
  func layers() throws {
    let names = ["x", "a", "b", "late", "end"]
    let root = try drawing(names, [(0, 1), (1, 2), (0, 2), (2, 4), (3, 4)], width: 340)
    let tops = boxes(in: root).mapValues(\.top)
    #expect(try #require(tops["a"]) < #require(tops["b"]))
    #expect(tops["late"] == tops["b"])
  }

  @Test("draws each node once, also in a cycle, and none over another", arguments: [340.0, 720])
  func cycle(width: Double) throws {
    let names = (0..<12).map { "n\($0)" }
    let edges = (0..<12).flatMap { [($0, ($0 + 1) % 12), ($0, ($0 * 5 + 2) % 12)] }
    let boxes = boxes(in: try drawing(names, edges, width: width))
    #expect(Set(boxes.keys) == Set(names))
    for (name, box) in boxes {
      #expect(!boxes.contains { $0.key != name && $0.value.overlaps(box, by: 0.5) }, "\(name)")
    }
  }

  @Test("runs straight through a chain, whatever feeds into it") func chain() throws {
    let names = ["x", "a", "b", "c", "d", "w1", "w2", "w3"]
    let edges = [(0, 1), (1, 2), (2, 3), (3, 4), (5, 2), (6, 3), (7, 3)]
    let narrow = boxes(in: try drawing(names, edges, width: 340))
    let lefts = try ["a", "b", "c", "d"].map { try #require(narrow[$0]).left }
    #expect((lefts.max() ?? 0) - (lefts.min() ?? 0) < 0.5)
    let wide = boxes(in: try drawing(names, edges, width: 720))
    let tops = try ["a", "b", "c", "d"].map { try #require(wide[$0]).top }
    #expect((tops.max() ?? 0) - (tops.min() ?? 0) < 0.5)
  }

  @Test("has numbers at their own edges, clear of all others", arguments: [340.0, 720])
  func labels(width: Double) throws {
    let edges = (0..<9).flatMap { [($0, $0 + 1), ($0, $0 + 2), ($0 + 11, $0 + 1)] }
    let figure = ComputationalGraph(
      nodes: (0..<20).map {
        .init("n\($0)", detail: "", role: .operation, mark: Mark(key: "n", words: "a node"))
      },
      edges: edges.enumerated().map { index, edge in
        .init(
          from: edge.0, to: edge.1, gradient: 1 + Double(index), label: "\(index).25",
          mark: Mark(key: "\(index).25", words: "an edge"))
      })
    let caption = Caption(title: "", subtitle: "", source: "")
    let root = try #require(
      DrawnElement.root(of: figure.drawing(id: "g", caption: caption, width: width).text))
    let ways = root.all.filter { $0.attributes["data-key"]?.hasSuffix(".25") == true }
      .map { (key: $0.attributes["data-key"] ?? "", points: samples(of: $0)) }
    #expect(ways.count == edges.count && ways.allSatisfy { $0.points.count > 10 })
    let labels = root.all.filter { $0.text.hasSuffix(".25") }
    #expect(labels.count > 10)
    for label in labels {
      let box = try #require(label.textBox)
      for way in ways {
        let reach = way.key == label.text ? 6.0 : 0
        let isNear = way.points.contains { point in
          box.left - reach < point.x && point.x < box.right + reach
            && box.top - reach < point.y && point.y < box.bottom + reach
        }
        #expect(isNear == (way.key == label.text), "\(label.text) and the edge \(way.key)")
      }
    }
  }

  /// Points of the cubics of an edge's path.
  private func samples(of edge: DrawnElement) -> [Point] {
    let points = edge.children.first { $0.attributes["class"] == "edge" }?.points ?? []
    return stride(from: 0, to: points.count - 3, by: 3).flatMap { start in
      stride(from: 0.0, through: 1, by: 0.05).map { share in
        let rest = 1 - share
        let weights = [
          rest * rest * rest, 3 * rest * rest * share, 3 * rest * share * share,
          share * share * share,
        ]
        return zip(weights, points[start...]).reduce(Point(0, 0)) { sum, term in
          Point(sum.x + term.0 * term.1.x, sum.y + term.0 * term.1.y)
        }
      }
    }
  }
}
