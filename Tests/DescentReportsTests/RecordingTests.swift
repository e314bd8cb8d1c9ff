import DescentFigures
import DescentReports
import DescentStore
import Testing

/// Which recordings a report shows, and as what.
@Suite struct RecordingTests {
  private static func surface(_ classes: [String] = ["left", "right"]) -> SurfaceRow? {
    let plane = SurfaceRow.Plane(
      x: SurfaceRow.Axis(name: "a", range: 0...1), y: SurfaceRow.Axis(name: "b", range: -2...2),
      classes: classes,
      points: [SurfaceRow.Point(x: 0.5, y: -1, target: classes.isEmpty ? 0.25 : 1)])
    return classes.isEmpty
      ? SurfaceRow(plane, classes: [], values: [0, 10, 20, 255])
      : SurfaceRow(plane, classes: [0, 1, 0, 0], values: [1, 0.5, 1, 1])
  }

  private static let graph = GraphRow(
    nodes: [
      GraphRow.Node(name: "x", operation: "input", shape: "batch × 2", inputs: []),
      GraphRow.Node(name: "w", operation: "parameter", shape: "2 × 1", inputs: []),
      GraphRow.Node(name: "y", operation: "matrix product", shape: "batch × 1", inputs: [0, 1]),
    ],
    epochs: [
      GraphRow.Epoch(
        epoch: 4,
        norms: [
          GraphRow.Norms(value: 3, gradient: nil), GraphRow.Norms(value: 1, gradient: 0.25),
          GraphRow.Norms(value: nil, gradient: 1),
        ])
    ])

  /// The sweep with a recording for every outcome that has a score.
  private func recorded(
    _ sweep: SmallSweep, _ record: (inout StoredOutcome) -> Void
  ) -> SmallSweep {
    var sweep = sweep
    for (id, outcome) in sweep.outcomes where outcome.run.status == .ok {
      var outcome = outcome
      record(&outcome)
      sweep.outcomes[id] = outcome
    }
    return sweep
  }

  // MARK: - Boundaries

  @Test("a level is shown by its best configuration's first run that did not fail")
  func boundaries() throws {
    let sweep = SweepBuilder(
      axes: [
        .init("optimizer", ["sgd", "adam"]), .init("optimizer.learning_rate", ["0.1", "1"]),
      ],
      tune: ["optimizer.learning_rate"]
    ).sweep { levels, seed in
      switch (levels["optimizer"], levels["optimizer.learning_rate"]) {
      case ("sgd", "0.1"): .ok(0.1, 0.9)
      case ("adam", "1"): seed == 1 ? .failed(from: 0.1) : .ok(0.1, 0.95)
      default: .ok(0.1, 0.2)
      }
    }
    let analysis = Analysis(recorded(sweep) { $0.surface = Self.surface() }, confidence: 0.95)
    let panels = analysis.boundaries.panels
    #expect(panels.map(\.title) == ["sgd", "adam"])
    #expect(panels.map(\.runID) == ["r0000s1", "r0003s2"])
    let figure = try #require(analysis.boundaries.figure)
    #expect(figure.classNames == ["left", "right"])
    #expect(figure.x.title == "a" && figure.y.title == "b")
    let panel = try #require(figure.panels.first)
    #expect(panel.title == "sgd" && figure.xRange == 0...1 && figure.yRange == -2...2)
    #expect(panel.points.map(\.label) == [1])
    guard case .classes(let rows) = panel.field else {
      Issue.record("the field holds no classes")
      return
    }
    #expect(rows.map { $0.map(\.label) } == [[0, 1], [0, 0]])
    #expect(rows.map { $0.map(\.probability) } == [[1, 0.5], [1, 1]])
  }

  @Test("of a predicted number the surface is shown")
  func numbers() throws {
    let sweep = SweepBuilder(axes: []).sweep { _, _ in .ok(0.1, 0.9) }
    let analysis = Analysis(recorded(sweep) { $0.surface = Self.surface([]) }, confidence: 0.95)
    let panel = try #require(analysis.boundaries.figure?.panels.first)
    #expect(panel.title == "the one configuration")
    guard case .surface(let rows) = panel.field else {
      Issue.record("the field holds no numbers")
      return
    }
    #expect(rows == [[0, 10], [20, 255]])
  }

  @Test("a panel on other ranges than the first is left out of the figure, whose axes all share")
  func otherRanges() throws {
    var sweep = recorded(
      SweepBuilder(axes: [.init("optimizer", ["sgd", "adam"])], seeds: [1])
        .sweep { _, _ in .ok(0.1, 0.9) }
    ) { $0.surface = Self.surface() }
    sweep.outcomes["r0001s1"]?.surface?.plane.x.range = 0...2
    let boundaries = Analysis(sweep, confidence: 0.95).boundaries
    #expect(boundaries.panels.map(\.title) == ["sgd", "adam"])
    #expect(try #require(boundaries.figure).panels.map(\.title) == ["sgd"])
  }

  @Test("at most six levels are shown, of the first data set with two inputs")
  func limits() {
    let sweep = SweepBuilder(
      axes: [
        .init("optimizer", (1...8).map { "o\($0)" }), .init("data", ["digits", "moons"]),
      ], seeds: [1], compare: ["optimizer"], dataset: { $0["data"] ?? "" }
    ).sweep { levels, _ in .ok(0.1, levels["data"] == "digits" ? 0.9 : 0.5) }
    var withSurfaces = sweep
    for (index, run) in sweep.plan.runs.enumerated() where index % 2 == 1 {
      withSurfaces.outcomes[run.runID]?.surface = Self.surface()
    }
    let panels = Analysis(withSurfaces, confidence: 0.95).boundaries.panels
    #expect(panels.map(\.title) == (1...6).map { "o\($0)" })
    #expect(panels.map(\.runID) == [1, 3, 5, 7, 9].map { "r000\($0)s1" } + ["r0011s1"])
    #expect(Analysis(sweep, confidence: 0.95).boundaries.figure == nil)
  }

  // MARK: - Graphs

  @Test("the graphs of the leader and of the worst verdict are shown")
  func graphs() throws {
    let sweep = recorded(Sweeps.vanishing) { $0.graph = Self.graph }
    let graphs = Analysis(sweep, confidence: 0.95).graphs.graphs
    // The leader is relu at depth 2 or 8; deep sigmoid networks are the fourth configuration.
    #expect(graphs.map(\.gradVerdict) == ["ok", "vanishing"])
    #expect(graphs.last?.runID == "r0003s1")
    #expect(graphs.last?.title == "activation sigmoid, depth 8")

    var dead = sweep
    dead.outcomes["r0001s3"]?.run.unitVerdict = "dead"
    #expect(Analysis(dead, confidence: 0.95).graphs.graphs.last?.runID == "r0001s3")
  }

  @Test("a leader with the worst verdict is shown once, and a run without a graph not at all")
  func fewGraphs() {
    let one = SweepBuilder(axes: [], seeds: [1]).sweep { _, _ in
      var result = SweepBuilder.Result.ok(0.1, 0.9)
      result.gradVerdict = "vanishing"
      return result
    }
    #expect(Analysis(one, confidence: 0.95).graphs.graphs.isEmpty)
    let graphs = Analysis(recorded(one) { $0.graph = Self.graph }, confidence: 0.95).graphs
    #expect(graphs.graphs.map(\.runID) == ["r0000s1"])
  }

  @Test("an edge carries the gradient at the node it comes from")
  func edges() throws {
    let sweep = recorded(SweepBuilder(axes: [], seeds: [1]).sweep { _, _ in .ok(0.1, 0.9) }) {
      $0.graph = Self.graph
    }
    let figure = try #require(Analysis(sweep, confidence: 0.95).graphs.graphs.first?.figure)
    #expect(figure.nodes.map(\.name) == ["input", "parameter", "matrix product"])
    #expect(figure.nodes.map(\.detail) == ["batch × 2", "2 × 1", "batch × 1"])
    #expect(figure.edges.map(\.from) == [0, 1] && figure.edges.map(\.to) == [2, 2])
    #expect(figure.edges.map(\.gradient) == [nil, 0.25])
    #expect(figure.edges.map(\.label) == [nil, "0.25"])
  }

  @Test("graph.csv holds the nodes of the graphs that are shown")
  func table() throws {
    let sweep = recorded(SweepBuilder(axes: [], seeds: [1, 2]).sweep { _, _ in .ok(0.1, 0.9) }) {
      $0.graph = Self.graph
    }
    let file = try #require(Report(sweep).csvFiles().first { $0.name == "graph.csv" })
    #expect(
      file.text == """
        run_id,epoch,node,operation,shape,inputs,value_norm,grad_norm
        r0000s1,4,x,input,batch × 2,-,3.0,
        r0000s1,4,w,parameter,2 × 1,-,1.0,0.25
        r0000s1,4,y,matrix product,batch × 1,x;w,,1.0

        """)
  }
}
