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
}
