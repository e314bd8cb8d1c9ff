import DescentFigures
import Testing

@Suite("A crowded figure") struct CrowdedFigureTests {
  private func drawing(of figure: any Figure) throws -> DrawnElement {
    let caption = Caption(title: "", subtitle: "", source: "")
    return try #require(
      DrawnElement.root(of: figure.drawing(id: "f", caption: caption, width: 340).text))
  }

  private func mark(_ index: Int) -> Mark { Mark(key: "r\(index)", words: "run \(index)") }

  @Test("says how many rows it leaves out") func rows() throws {
    let rows = (0..<400).map { index in
      LeaderboardStrip.Row(
        ConfigurationName([.init("depth", "\(index)")]),
        scores: [1, 2, 3].map { $0 + Double(index) }, failed: 2,
        mean: Estimate(2 + Double(index)), isTied: false, mark: mark(index))
    }
    let root = try drawing(of: LeaderboardStrip(rows: rows, axis: Axis("score")))
    #expect(root.all.count <= 5000)
    #expect(root.all.contains { $0.name == "text" && $0.text == "and 250 more" })
  }

  @Test("draws all of its runs, though it marks none") func runs() throws {
    let runs = (0..<3000).map { index in
      AxisPlot.Run(level: Double(index % 4), score: Double(index), mark: mark(index))
    }
    for levels in [
      AxisPlot.Levels.numeric(Axis("depth")), .categorical(title: "name", ["a", "b", "c", "d"]),
    ] {
      let root = try drawing(of: AxisPlot(levels: levels, runs: runs, score: Axis("score")))
      #expect(!root.all.contains { $0.attributes["data-key"] != nil })
      let cloud = try #require(
        root.all.first { $0.name == "path" && $0.attributes["class"] == "cloud" })
      #expect(cloud.attributes["d"]?.count { $0 == "Z" } == 3000)
    }
  }

  @Test("draws every curve, in one path a group") func curves() throws {
    let runs = (0..<700).map { index in
      LearningCurves.Run([Point(0, 1), Point(1, Double(index))], mark: mark(index))
    }
    let group = LearningCurves.Group(
      "adam", series: Series(0), runs: runs, median: [], mark: Mark(key: "g", words: "adam"))
    let figure = LearningCurves(
      panels: [.init(groups: [group])], x: Axis("epoch"), y: Axis("loss"), bandName: "")
    let thin = try drawing(of: figure).all.filter { $0.name == "path" }
      .filter { $0.attributes["class"] == "line thin" }
    #expect(thin.count == 1)
    #expect(thin.first?.attributes["d"]?.count { $0 == "M" } == 700)
  }

  @Test("of a heatmap or a graph says what it leaves out") func mapAndGraph() throws {
    let names = (0..<60).map { "level \($0)" }
    let map = Heatmap(
      title: "score", rowTitle: "a", columnTitle: "b", rows: names, columns: names,
      cells: names.map { _ in names.map { _ in .init(1, text: "1", mark: mark(0)) } },
      colors: .diverging)
    let texts = try drawing(of: HeatmapFigure(maps: [map])).all.filter { $0.name == "text" }
    #expect(texts.contains { $0.text == "score (first 16 of 60 rows)" })

    let nodes = (0..<301).map { index in
      ComputationalGraph.Node("n", detail: "", role: .operation, mark: mark(index))
    }
    let graph = try drawing(of: ComputationalGraph(nodes: nodes, edges: []))
    #expect(graph.all.contains { $0.text == "301 operations: too many to draw" })
  }
}
