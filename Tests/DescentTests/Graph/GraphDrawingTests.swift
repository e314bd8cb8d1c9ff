import Descent
import DescentPlugins
import Testing

@Suite struct GraphDrawingTests {
  static let network = MultilayerPerceptron(
    MultilayerPerceptron.Architecture(
      inputs: 2, outputs: 3, hidden: [4], activation: ReLU(), outputActivation: Softmax(),
      loss: LogLoss(), regularizer: L2()))

  @Test("the text is a table of nodes with operations, inputs and shapes")
  func text() {
    #expect(
      GraphDrawing(Self.network.graph).text(.text) == """
        node              operation       from                                shape
        input             input                                               batch × 2
        layers.0.weight   parameter                                           2 × 4
        layers.0.bias     parameter                                           1 × 4
        layers.0.product  matrix product  input, layers.0.weight              batch × 4
        layers.0.sum      bias            layers.0.product, layers.0.bias     batch × 4
        layers.0.output   relu            layers.0.sum                        batch × 4
        layers.1.weight   parameter                                           4 × 3
        layers.1.bias     parameter                                           1 × 3
        layers.1.product  matrix product  layers.0.output, layers.1.weight    batch × 3
        layers.1.sum      bias            layers.1.product, layers.1.bias     batch × 3
        prediction        softmax         layers.1.sum                        batch × 3
        target            input                                               batch × 3
        losses            log_loss        layers.1.sum, target                batch × 1
        loss              mean            losses                              scalar
        layers.0.penalty  penalty l2      layers.0.weight                     scalar
        layers.1.penalty  penalty l2      layers.1.weight                     scalar
        penalty           sum             layers.0.penalty, layers.1.penalty  scalar
        objective         sum             loss, penalty                       scalar

        """)
  }

  @Test("Mermaid has a line for each node and each edge")
  func mermaid() {
    let lines = GraphDrawing(Self.network.graph).text(.mermaid).split(separator: "\n")
    #expect(lines.first == "flowchart LR")
    let node = #/  n\d+(\(\["[^"]+"\]\)|\[\("[^"]+"\)\]|\["[^"]+"\])/#
    let edge = #/  n\d+ --> n\d+/#
    let graph = Self.network.graph
    #expect(lines.dropFirst().count { $0.wholeMatch(of: node) != nil } == graph.nodes.count)
    #expect(
      lines.dropFirst().count { $0.wholeMatch(of: edge) != nil }
        == graph.nodes.reduce(0) { $0 + $1.inputs.count })
    #expect(lines.contains("  n3[\"layers.0.product<br/>matrix product<br/>batch × 4\"]"))
  }

  @Test("DOT has a statement for each node and each edge")
  func dot() {
    let lines = GraphDrawing(Self.network.graph).text(.dot).split(separator: "\n")
    #expect(lines.first == "digraph network {" && lines.last == "}")
    let graph = Self.network.graph
    #expect(lines.count { $0.contains("[label=") } == graph.nodes.count)
    #expect(lines.count { $0.contains(" -> ") } == graph.nodes.reduce(0) { $0 + $1.inputs.count })
    #expect(lines.contains("  n0 [label=\"input\\nbatch × 2\", shape=ellipse];"))
  }

  @Test("with a plan that has run, the norms of the batch are shown")
  func norms() {
    var graph = Graph()
    let x = graph.input("x", columns: 2)
    let t = graph.input("t", columns: 1)
    let w = graph.parameter("w", rows: 2, columns: 1)
    let y = graph.product(x, w, name: "y")
    let losses = graph.loss(MeanSquaredError(), predicted: y, expected: t, name: "losses")
    let root = graph.mean(losses, name: "loss")
    let parameters = ParameterValues<Float>(graph)
    parameters.snapshot = [3, 4]
    let plan = GradientPlan(
      graph, parameters: parameters, batch: 1, targets: [root], gradientOf: root)
    plan.tensor(x).value[0] = 1
    plan.forward()
    plan.backward()
    // y = 3, the loss 9, ∂y = 6 and ∂w = (6, 0).
    #expect(
      GraphDrawing(plan).text(.text) == """
        node    operation       from    shape      ‖value‖  ‖grad‖
        x       input                   batch × 2  1
        t       input                   batch × 1  0
        w       parameter               2 × 1      5        6
        y       matrix product  x, w    batch × 1  3        6
        losses  mse             y, t    batch × 1  9        1
        loss    mean            losses  scalar     9        1

        """)
    #expect(GraphDrawing(plan).text(.mermaid).contains("value 5<br/>gradient 6"))
  }
}
