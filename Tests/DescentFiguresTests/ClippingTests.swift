import DescentFigures
import Testing

@Suite("What the axis leaves out") struct ClippingTests {
  private func texts(of figure: any Figure) throws -> [String] {
    let caption = Caption(title: "", subtitle: "", source: "")
    let text = figure.drawing(id: "f", caption: caption, width: 720).text
    let root = try #require(DrawnElement.root(of: text))
    return root.all.filter { $0.name == "text" }.map { element in
      element.text + element.children.filter { $0.name == "tspan" }.map { "^" + $0.text }.joined()
    }
  }

  private let mark = Mark(key: "k", words: "words")

  /// The numbers beside the axes of a sensitivity plot with a failures' score of 10.
  private func sensitivity(_ means: [Double]) throws -> [String] {
    let levels = means.enumerated().map { index, mean in
      SensitivityPlot.Level(Double(index + 1), mean: Estimate(mean), count: 5, mark: mark)
    }
    let curve = SensitivityPlot.Curve("adam", series: Series(0), levels: levels, mark: mark)
    return try texts(
      of: SensitivityPlot(
        panels: [.init(curves: [curve])], x: Axis("rate"), y: Axis("score"), failureScore: 10))
  }

  @Test("is no mean that is better than a failure, and every one that is far worse")
  func means() throws {
    #expect(try sensitivity([94, 95, 94, 93, 92, 12]).contains("20"))
    #expect(try !sensitivity([94, 95, 94, 93, 92, -900]).contains("0"))
  }

  @Test("is no gradient that vanishes") func vanishing() throws {
    let points = (1...12).map { Point(Double($0), $0 == 1 ? 1e-12 : 0.01) }
    let line = GradientFlow.Line("sigmoid", series: Series(0), late: points, mark: mark)
    let figure = GradientFlow(
      panels: [.init(lines: [line])], moments: ("", ""), vanishing: 1e-6)
    #expect(try texts(of: figure).contains("vanishing"))
  }

  @Test("is a failed run, which stands at the worse end", arguments: [Scale.End.lower, .upper])
  func failures(worse: Scale.End) throws {
    let runs = [1, 2, nil].map { AxisPlot.Run(level: 0, score: $0, mark: mark) }
    for levels in [AxisPlot.Levels.numeric(Axis("depth")), .categorical(title: "name", ["a"])] {
      let figure = AxisPlot(levels: levels, runs: runs, score: Axis("score"), worse: worse)
      let caption = Caption(title: "", subtitle: "", source: "")
      let drawing = figure.drawing(id: "f", caption: caption, width: 720).text
      let root = try #require(DrawnElement.root(of: drawing))
      let drawn = root.all.filter { $0.attributes["data-key"] != nil }.flatMap(\.children)
      let cross = try #require(drawn.first { $0.attributes["class"] == "cross" }).points[0]
      let circles = drawn.filter { $0.name == "circle" }.map { $0.points[0] }
      #expect(circles.count == 2)
      if case .numeric = levels {
        #expect(circles.allSatisfy { ($0.y < cross.y) == (worse == .lower) })
      } else {
        #expect(circles.allSatisfy { ($0.x > cross.x) == (worse == .lower) })
      }
    }
  }

  @Test("is drawn at its end") func outliers() throws {
    let runs = (0..<40).map { index -> AxisPlot.Run in
      let score = index.isMultiple(of: 12) ? 900 : 1 + Double(index) / 40
      return AxisPlot.Run(level: Double(index % 4), score: score, mark: mark)
    }
    let figure = AxisPlot(levels: .numeric(Axis("depth")), runs: runs, score: Axis("loss"))
    #expect(try !texts(of: figure).contains("500"))
    let caption = Caption(title: "", subtitle: "", source: "")
    let drawing = figure.drawing(id: "f", caption: caption, width: 720).text
    let root = try #require(DrawnElement.root(of: drawing))
    let drawn = root.all.filter { $0.attributes["data-key"] != nil }.flatMap(\.children)
    #expect(drawn.count { $0.name == "circle" } == 36)
    #expect(drawn.count { $0.name == "path" } == 4)
  }
}

@Suite("An axis of a setting") struct SettingAxisTests {
  private func numbers(_ levels: [Double], width: Double) throws -> [String] {
    let runs = levels.map { AxisPlot.Run(level: $0, score: 1, mark: Mark(key: "k", words: "w")) }
    let axis = Axis("rate", kind: .logarithmic, levels: levels)
    let figure = AxisPlot(levels: .numeric(axis), runs: runs, score: Axis("score"))
    let caption = Caption(title: "", subtitle: "", source: "")
    let text = figure.drawing(id: "f", caption: caption, width: width).text
    let root = try #require(DrawnElement.root(of: text))
    return root.all.filter { $0.name == "text" && $0.attributes["text-anchor"] == "middle" }
      .map(\.text).filter { $0 != "rate" }
  }

  @Test("is labelled with the levels, where all have room") func levels() throws {
    #expect(try numbers([0.003, 0.01, 0.15], width: 720) == ["0.003", "0.01", "0.15"])
  }

  @Test("is labelled with round values, where they have none") func round() throws {
    let levels = (10...40).map { Double($0) / 10 }
    #expect(try numbers(levels, width: 340) == ["1", "2"])
  }
}
