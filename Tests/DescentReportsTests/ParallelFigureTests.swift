import DescentFigures
import DescentStore
import Testing

import DescentReports

/// The lines of all configurations over their settings.
@Suite("Parallel coordinates") struct ParallelFigureTests {
  private func sweep(depths: Int, activations: [String] = ["relu", "tanh"]) -> SmallSweep {
    SweepBuilder(
      axes: [
        .init("model.activation", activations), .init("optimizer.learning_rate", ["0.01", "0.1"]),
        .init("model.depth", (1...depths).map { "\($0)" }),
      ], seeds: [1, 2]
    ).sweep { levels, seed in
      let depth = Double(levels["model.depth"] ?? "") ?? 0
      return .ok(0.1, (levels["model.activation"] == "relu" ? 0.9 : 0.4) - 0.001 * depth)
    }
  }

  private func drawn(_ sweep: SmallSweep) -> FigureBlock? {
    Analysis(sweep, confidence: 0.95).report().figures.first { $0.id == "parallel-digits" }
  }

  @Test("say what the best tenth has in common, and draw it strong") func best() throws {
    let block = try #require(drawn(sweep(depths: 5)))
    #expect(
      block.caption.title
        == "The best 2 of 20 configurations all have activation relu and depth 1")
    let figure = try #require(block.figure as? ParallelCoordinates)
    #expect(figure.lines.map(\.isBest) == [true, true] + Array(repeating: false, count: 18))
    #expect(figure.lines.first?.levels == [0, 0.01, 1])
    #expect(figure.lines.first?.score == 89.9)
  }

  @Test("are of 200 configurations at most, from the best to the worst") func thinned() throws {
    let block = try #require(drawn(sweep(depths: 75)))
    #expect(
      block.caption.subtitle.contains(
        "200 of 300 configurations, evenly from the best to the worst"))
    let figure = try #require(block.figure as? ParallelCoordinates)
    #expect(figure.lines.count == 200)
    #expect(figure.lines.first?.score == 89.9)
    #expect(abs((figure.lines.last?.score ?? 0) - 32.5) < 1e-9)
    // Thirty of the three hundred are the best tenth, and two thirds are drawn.
    #expect(figure.lines.count(where: \.isBest) == 20)
  }

  @Test("need three settings that vary and eight configurations") func missing() {
    #expect(drawn(sweep(depths: 2)) != nil)
    #expect(drawn(sweep(depths: 1)) == nil)
    #expect(drawn(sweep(depths: 8, activations: ["relu"])) == nil)
  }

  @Test("open in the page, and are no part of Markdown") func formats() {
    let report = Report(sweep(depths: 5))
    #expect(
      report.html().contains(
        "<details><summary>Every configuration over its settings</summary><figure"))
    #expect(!report.markdown().contains("parallel"))
  }
}
