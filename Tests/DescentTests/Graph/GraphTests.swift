import Descent
import DescentPlugins
import Testing

@Suite struct GraphTests {
  @Test("the ancestors of a node are all that it depends on, in order")
  func ancestors() {
    var graph = Graph()
    let x = graph.input("x", columns: 3)
    let w = graph.parameter("w", rows: 3, columns: 2)
    let unused = graph.parameter("unused", rows: 3, columns: 2)
    let y = graph.product(x, w, name: "y")
    _ = graph.product(x, unused, name: "z")
    let h = graph.activation(Tanh(), of: y, name: "h")
    #expect(graph.ancestors(of: [h]).map(\.name) == ["x", "w", "y", "h"])
    #expect(graph.ancestors(of: [w, x]).map(\.name) == ["x", "w"])
    #expect(graph.ancestors(of: []).isEmpty)
    #expect(graph.parameters.map(\.name) == ["w", "unused"])
  }

  @Test("shapes follow from the operations")
  func shapes() {
    let graph = GraphDrawingTests.network.graph
    let shapes = Dictionary(uniqueKeysWithValues: graph.nodes.map { ($0.name, $0.shape) })
    #expect(shapes["layers.0.product"] == .batch(4))
    #expect(shapes["layers.1.weight"] == .fixed(4, 3))
    #expect(shapes["losses"] == .batch(1) && shapes["objective"] == .scalar)
    #expect(shapes["layers.0.sum"]?.description == "batch × 4")
    #expect(shapes["layers.0.weight"]?.description == "2 × 4")
    #expect(shapes["loss"]?.description == "scalar")
  }

  @Test("a product of shapes that do not fit is a programmer's mistake")
  func mismatch() async {
    await #expect(processExitsWith: .failure) {
      var graph = Graph()
      let x = graph.input("x", columns: 3)
      let w = graph.parameter("w", rows: 2, columns: 2)
      _ = graph.product(x, w, name: "y")
    }
  }

  @Test("targets of a loss that could be trained are a programmer's mistake")
  func trainableTargets() async {
    await #expect(processExitsWith: .failure) {
      var graph = Graph()
      let x = graph.input("x", columns: 2)
      let w = graph.parameter("w", rows: 2, columns: 2)
      let y = graph.product(x, w, name: "y")
      _ = graph.loss(MeanSquaredError(), predicted: x, expected: y, name: "loss")
    }
  }
}
