import DescentStore
import Testing

import DescentReports

/// What `report` in an experiment file changes in the report.
@Suite("Settings of the report") struct ReportSettingsTests {
  /// Two optimizers, half a point apart, over some batch sizes.
  static func sweep(
    settings: Int = 1, seeds: Int = 8, _ change: (inout StoredPlan.ReportSettings) -> Void
  ) -> SmallSweep {
    var sweep = SweepBuilder(
      axes: [
        .init("optimizer", ["sgd", "adam"]),
        .init("training.batch_size", (0..<settings).map { "\(8 << $0)" }),
      ], seeds: Array(1...seeds), compare: ["optimizer"]
    ).sweep { levels, seed in
      let gain = levels["optimizer"] == "adam" ? 0.001 : 0
      let batch = levels["training.batch_size"] ?? ""
      return .ok(0.1, 0.8 + gain + 0.01 * noise(seed, (levels["optimizer"] ?? "") + batch))
    }
    change(&sweep.plan.report)
    return sweep
  }

  func pair(_ sweep: SmallSweep) throws -> LevelPair {
    try #require(Analysis(sweep, confidence: 0.95).comparisons[0].marginal.pairs.first)
  }

  @Test("levels closer than the smallest effect of interest are practically equal")
  func equivalence() throws {
    let sweep = Self.sweep { $0.sesoi = 0.05 }
    #expect(try pair(sweep).decision(confidence: 0.95) == .equivalent)
    let answer = Report(sweep).answer
    #expect(answer.contains("are practically equal: Δ "), "\(answer)")
    #expect(answer.contains("(90 % CI "))
    #expect(answer.contains("lies within the smallest effect of interest, 5.0 points."))
    #expect(try pair(Self.sweep { $0.sesoi = 0.001 }).decision(confidence: 0.95) == .unclear)
  }

  @Test("without a smallest effect of interest nothing is called equal") func noMargin() throws {
    #expect(try pair(Self.sweep { _ in }).decision(confidence: 0.95) == .unclear)
  }

  @Test("a claim beyond the grid takes six settings, and says so where there are fewer")
  func scope() throws {
    let large = try pair(Self.sweep(settings: 6) { $0.scope = .general })
    #expect(large.test?.kind == .crossedT && large.test?.scope == .general)
    #expect(!large.flags.contains(.gridOnly))
    let small = Self.sweep(settings: 5) { $0.scope = .general }
    #expect(try pair(small).test?.scope == .grid)
    #expect(try pair(small).flags.contains(.gridOnly))
    let caveats = Analysis(small, confidence: 0.95).caveats.map(\.plainText)
    #expect(caveats.contains { $0.contains("takes at least 6 settings and 3 seeds") })
  }

  @Test("Wilcoxon's test takes the place of t") func wilcoxon() throws {
    let pair = try pair(Self.sweep { $0.test = .wilcoxon })
    #expect(pair.test?.kind == .wilcoxon)
    #expect(pair.test?.p != pair.difference?.p && pair.adjustedP == pair.test?.p)
  }

  @Test(
    "pairs with the baseline come first and are told from it; with many levels they are all",
    arguments: [(3, 3), (7, 6)])
  func baseline(levels: Int, pairs: Int) {
    let names = (0..<levels).map { "level\($0)" }
    var sweep = SweepBuilder(axes: [.init("loss", names)]).sweep { levels, seed in
      .ok(0.1, 0.5 + 0.1 * noise(seed, levels["loss"] ?? ""))
    }
    sweep.plan.report.baseline = ["loss": "level2"]
    let view = Analysis(sweep, confidence: 0.95).comparisons[0].marginal
    #expect(view.pairs.count == pairs)
    #expect(view.pairs.prefix(levels - 1).allSatisfy { $0.b == 2 })
    #expect(view.pairs.dropFirst(levels - 1).allSatisfy { $0.a != 2 && $0.b != 2 })
  }

  @Test("failed runs score what the file says") func failureScore() {
    var sweep = Sweeps.failures
    sweep.plan.report.failureScore = 9
    let scores = Analysis(sweep, confidence: 0.95).scores
    #expect(scores.runs.filter(\.failed).allSatisfy { $0.cappedScore == 9 })
    #expect(scores.runs.filter { !$0.failed }.allSatisfy { $0.cappedScore == $0.score })
  }

  @Test("the middle half of the scores is shown where it is asked for") func aggregate() {
    #expect(!Report(Self.sweep { _ in }).markdown().contains("| middle half % |"))
    #expect(Report(Self.sweep { $0.aggregate = .iqm }).markdown().contains(" middle half % |"))
  }

  @Test("without a named comparison the answer is about what accounts for most")
  func leadingFactor() {
    var sweep = SweepBuilder(
      axes: [.init("model.activation", ["relu", "tanh"]), .init("optimizer", ["sgd", "adam"])]
    ).sweep { levels, seed in
      let gain =
        levels["optimizer"] == "adam" ? 0.2 : levels["model.activation"] == "relu" ? 0.01 : 0
      return .ok(0.1, 0.7 + gain + 0.001 * noise(seed, "\(gain)"))
    }
    #expect(Report(sweep).answer.hasPrefix("relu beats tanh"))
    sweep.plan.report.namesComparisons = false
    let report = Report(sweep)
    #expect(report.answer.hasPrefix("adam beats sgd"))
    #expect(
      report.markdown().contains(
        "accounts for the largest share of the differences: optimizer"))
  }

  @Test("several data sets have an answer each, and one over all") func datasets() {
    let sweep = SweepBuilder(
      axes: [.init("optimizer", ["sgd", "adam"]), .init("data", ["digits", "moons"])],
      compare: ["optimizer"], dataset: { $0["data"] ?? "" }
    ).sweep { levels, seed in
      let isBetter = (levels["optimizer"] == "adam") == (levels["data"] == "digits")
      return .ok(
        0.1, (isBetter ? 0.9 : 0.8) + 0.004 * noise(seed, "\(levels)".sorted().description))
    }
    let text = Report(sweep).markdown()
    #expect(text.contains("- On digits: adam beats sgd, validation accuracy higher by "))
    #expect(text.contains("- On moons: sgd beats adam, validation accuracy higher by "))
    let table = Report(sweep).csvFiles().first { $0.name == "comparisons.csv" }
    #expect(table?.text.split(separator: "\n").count == 4)
  }

  @Test("the gain over the declared learning rate is that over a rate that was tried")
  func tunability() throws {
    var sweep = Sweeps.misleadingMean
    func gaps() -> [Double?] {
      Analysis(sweep, confidence: 0.95).learningRates.map(\.tunabilityGap)
    }
    #expect(gaps() == [nil, nil])
    for index in sweep.plan.configurations.indices {
      let isSGD = sweep.plan.configurations[index].factorLevels["optimizer"] == "sgd"
      sweep.plan.configurations[index].defaultLearningRate = isSGD ? 0.01 : 0.5
    }
    // 0.1 is best for sgd, by three points; nobody tried adam's.
    let gap = try #require(gaps()[0])
    #expect(abs(gap - 0.03) < 0.005)
    #expect(gaps()[1] == nil)
    let table = try #require(Report(sweep).csvFiles().first { $0.name == "lr_summary.csv" })
    #expect(try CSVFile(table.text).column("tunability_gap").map(\.isEmpty) == [false, true])
    #expect(Report(sweep).markdown().contains("gain over the default points"))
  }
}
