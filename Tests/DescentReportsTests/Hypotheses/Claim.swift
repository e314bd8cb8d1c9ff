import DescentReports
import DescentStore

/// A claim about scores that a test makes up.
struct Claim {
  typealias Hypothesis = StoredPlan.Hypothesis

  var expectation = Hypothesis.Expectation.difference(isGreater: true, margin: .none)
  var metric = Hypothesis.Metric(name: "val_accuracy", maximize: true)
  var alpha = 0.05
  var scope = StoredPlan.ReportSettings.Scope.grid
  var tune: [String] = []

  /// What a score stands for in the curve of its run: the last epoch, behind one that scores 0.
  typealias Result = SweepBuilder.Result

  /// A hypothesis about the sides `[side][setting][seed]` of a sweep, and what the sweep says of it.
  func result(
    _ sides: [[[Double]]], levels: [Double] = [], registered: Bool = true,
    run: (Double) -> Result? = { .ok(0, $0) }
  ) -> HypothesisResult? {
    results(sides, levels: levels, registered: registered, run: run).first
  }

  func results(
    _ sides: [[[Double]]], levels: [Double] = [], registered: Bool = true, count: Int = 1,
    run: (Double) -> Result? = { .ok(0, $0) }
  ) -> [HypothesisResult] {
    let (settings, seeds) = (sides[0].count, sides[0][0].count)
    var builder = SweepBuilder(
      axes: [
        .init("side", sides.indices.map { "\($0)" }),
        .init("setting", (0..<settings).map { "\($0)" }),
      ], seeds: Array(1...seeds))
    builder.compare = ["side"]
    builder.hypotheses = (1...count).map { index in
      Hypothesis(
        id: "H\(index)", claim: "so it is", expect: "\(expectation)", expectation: expectation,
        metric: metric, factor: "side", levels: sides.indices.map { "\($0)" },
        groups: sides.indices.map { side in (0..<settings).map { side * settings + $0 } },
        axis: levels, ownPaths: ["side"], tune: tune, budget: 20, scope: scope, alpha: alpha)
    }
    if registered {
      builder.registrations = [
        .init(
          sha256: "ab", registeredAt: "2026-01-02T03:04:00Z", commit: "c", runsCompleted: 0,
          seeds: builder.seeds, runs: [],
          entries: Dictionary(
            uniqueKeysWithValues: (1...count).map { ("hypotheses.H\($0)", "{}") }))
      ]
    }
    let sweep = builder.sweep { levels, seed in
      let (side, setting) = (Int(levels["side"] ?? "") ?? 0, Int(levels["setting"] ?? "") ?? 0)
      return run(sides[side][setting][seed - 1])
    }
    return Hypotheses(Scores(sweep)).results
  }

  /// A result in the words of a report.
  static func words(_ result: HypothesisResult) -> HypothesisWords {
    HypothesisWords(result, SweepBuilder(axes: [], seeds: [1]).sweep { _, _ in nil }.plan)
  }
}
