import DescentFigures
import DescentStore
import Testing

import DescentReports

/// The bars that join levels which no test tells apart.
@Suite("Tie bars") struct TieFigureTests {
  /// Optimizers by their scores, with noise of so much of their own.
  private func figure(_ scores: KeyValuePairs<String, (Double, noise: Double)>, seeds: Int = 5)
    -> FigureBlock?
  {
    let sweep = SweepBuilder(
      axes: [.init("optimizer", scores.map(\.key))], seeds: Array(1...seeds)
    ).sweep { levels, seed in
      let name = levels["optimizer"] ?? ""
      let (score, own) = scores.first { $0.key == name }?.value ?? (0, 0)
      return .ok(0.1, score + own * noise(seed, name))
    }
    return Analysis(sweep, confidence: 0.95).report().figures.first { $0.id == "ties-optimizer" }
  }

  @Test("say which levels are not told apart") func titles() {
    let apart = figure(["a": (0.7, 0.01), "b": (0.9, 0.01), "c": (0.8, 0.01)])
    #expect(apart?.caption.title == "optimizer: all 3 levels are told apart")
    let together = figure(["a": (0.8, 0.01), "b": (0.8, 0.01), "c": (0.8, 0.01)])
    #expect(together?.caption.title == "optimizer: no two of the 3 levels are told apart")
    let pair = figure(["a": (0.9, 0), "b": (0.7, 0.01), "c": (0.9, 0.01)])
    #expect(pair?.caption.title == "optimizer: a and c are not told apart")
  }

  @Test("overlap and have gaps where ties are not transitive") func gaps() throws {
    let block = try #require(
      figure(["worst": (0.88, 0.002), "noisy": (0.88, 0.1), "best": (0.9, 0.002)]))
    #expect(
      block.caption.title
        == "optimizer: best and noisy are not told apart, nor are worst and noisy")
    let bars = try #require(block.figure as? TieBars)
    #expect(bars.rows.map(\.name) == ["best", "worst", "noisy"])
    #expect(bars.groups.map(\.members) == [[0, 2], [1, 2]])
  }

  @Test("join levels that score the same in every pair, where nothing is left to test")
  func identical() throws {
    let bars = try #require(
      figure(["a": (0.9, 0), "b": (0.7, 0.01), "c": (0.9, 0)])?.figure as? TieBars)
    #expect(bars.groups.map(\.members) == [[0, 1]])
  }

  @Test("need three levels, several seeds, and a test of every pair") func missing() {
    #expect(figure(["a": (0.9, 0.01), "b": (0.7, 0.01)]) == nil)
    #expect(figure(["a": (0.9, 0.01), "b": (0.7, 0.01), "c": (0.8, 0)], seeds: 1) == nil)
    #expect(
      figure([
        "a": (0.1, 0.01), "b": (0.2, 0.01), "c": (0.3, 0.01), "d": (0.4, 0.01), "e": (0.5, 0.01),
        "f": (0.6, 0.01), "g": (0.7, 0.01),
      ]) == nil)
  }
}
