import DescentStore
import Testing

import DescentReports

@Suite("Searched sweeps") struct BudgetTests {
  /// Half of the configurations were stopped early, before they had learned.
  static let searched = SweepBuilder(
    axes: [
      .init("model.activation", ["relu", "tanh"]),
      .init("optimizer.learning_rate", ["0.01", "0.1", "1"]),
    ], tune: ["optimizer.learning_rate"]
  ).sweep { levels, seed in
    levels["optimizer.learning_rate"] == "0.1"
      ? .ok(0.1, 0.5, 0.9 + 0.01 * noise(seed, levels["model.activation"] ?? ""))
      : SweepBuilder.Result(status: .pruned, curve: [0.1, 0.101])
  }

  @Test(
    "every section of means says that a search made budgets unequal",
    arguments: ["effects", "learning-rate", "importance", "curves"])
  func sections(id: String) throws {
    let report = Analysis(Self.searched, confidence: 0.95).report()
    let section = try #require(report.sections.first { $0.id == id })
    #expect(
      section.blocks.contains {
        "\($0)".contains("the 4 of 6 configurations that the search trained for a part")
      })
  }

  @Test("a run that a search stopped is not said to have failed to learn") func learning() {
    let text = Report(Self.searched).markdown()
    #expect(text.contains("trained by the search for 1 epoch, had not learned yet 5"))
    #expect(!text.contains("did not learn 5") && !text.contains("yet did not learn."))
  }

  @Test("at its best tuning a level stands with what was trained to the end alone")
  func survivors() throws {
    // The stopped ones would win: a score of 1 after one epoch.
    let sweep = SweepBuilder(
      axes: [
        .init("model.activation", ["relu", "tanh"]),
        .init("optimizer.learning_rate", ["0.01", "0.1"]),
      ], tune: ["optimizer.learning_rate"]
    ).sweep { levels, seed in
      levels["optimizer.learning_rate"] == "0.1"
        ? .ok(
          0.1, 0.5,
          (levels["model.activation"] == "relu" ? 0.9 : 0.7)
            + 0.01 * noise(seed, levels["model.activation"] ?? ""))
        : SweepBuilder.Result(
          status: .pruned, curve: [0.1, levels["model.activation"] == "tanh" ? 1 : 0.2])
    }
    let analysis = Analysis(sweep, confidence: 0.95)
    let tuned = try #require(analysis.comparisons[0].tuned)
    #expect(tuned.levels.map(\.bestTuning) == ["learning_rate 0.1", "learning_rate 0.1"])
    #expect(tuned.pairs[0].decision(confidence: 0.95) == .aBetter)
    #expect(analysis.comparisons[0].marginal.pairs[0].decision(confidence: 0.95) == .untestable)
    #expect(Report(sweep).answer.hasPrefix("relu beats tanh"))
  }

  @Test("a hypothesis about runs that a search stopped is inconclusive") func hypothesis() throws {
    let claim = Claim()
    let result = try #require(
      claim.result([[[0.9, 0.8, 0.9]], [[0.1, 0.2, 0.1]]]) {
        $0 > 0.5 ? .ok(0, 0, $0) : SweepBuilder.Result(status: .pruned, curve: [0, $0])
      })
    #expect(result.verdict == .inconclusive && result.reason == .unequalBudgets)
    var early = claim
    early.metric.epochs = .epoch(1)
    let known = early.result([[[0.9, 0.8, 0.85]], [[0.1, 0.2, 0.1]]]) {
      $0 > 0.5 ? .ok(0, $0, 1) : SweepBuilder.Result(status: .pruned, curve: [0, $0])
    }
    #expect(known?.verdict == .supported)
  }

  @Test("times to a target, and ranks, are not told where a search stopped runs") func times() {
    var builder = SweepBuilder(axes: [.init("model.activation", ["relu", "tanh"])])
    builder.target = StoredPlan.Target(metric: "val_accuracy", value: 0.5, maximize: true)
    let sweep = builder.sweep { levels, seed in
      levels["model.activation"] == "relu"
        ? .ok(0.1, 0.5, 0.9) : SweepBuilder.Result(status: .pruned, curve: [0.1, 0.3])
    }
    let analysis = Analysis(sweep, confidence: 0.95)
    #expect(analysis.targetTimes.isEmpty)
    #expect(Report(sweep).markdown().contains("The search trained runs for too few epochs"))
  }

  @Test("levels that a search gave unequal budgets get no verdict") func title() {
    let sweep = SweepBuilder(axes: [.init("model.activation", ["relu", "tanh"])])
      .sweep { levels, seed in
        levels["model.activation"] == "relu"
          ? .ok(0.1, 0.5, 0.9 + 0.01 * noise(seed))
          : SweepBuilder.Result(status: .pruned, curve: [0.1, 0.3])
      }
    let report = Analysis(sweep, confidence: 0.95).report()
    #expect(report.title.plainText.contains("No verdict on activation: relu leads tanh, "))
    #expect(
      report.title.plainText.hasSuffix(
        ", but the search trained some of their configurations for fewer epochs than others."))
  }

  @Test("where every run failed there is no leader, and nothing is said of gradients in training")
  func failedThroughout() {
    let sweep = SweepBuilder(axes: [.init("model.activation", ["relu", "tanh"])]).sweep { _, _ in
      var result = SweepBuilder.Result.failed(from: 0.1)
      result.layers = (1...2).map {
        LayerRow(
          epoch: 0, layer: $0, kind: $0 == 2 ? "output" : "hidden", fanIn: 8, fanOut: 8,
          gradNorm: 0.1, gradRMS: 0.01)
      }
      return result
    }
    let text = Report(sweep).markdown()
    #expect(!text.contains("tied with leader") && !text.contains("to the leader"))
    #expect(!text.contains("None of 10") && !text.contains("The gradient reaches"))
    #expect(text.contains("No run got as far as its second measurement"))
  }

  @Test("where every gradient exploded, smaller learning rates are the first advice")
  func advice() {
    let sweep = SweepBuilder(
      axes: [.init("optimizer.learning_rate", ["10", "100"])], compare: []
    ).sweep { _, _ in .failed(from: 0.1) }
    #expect(
      Report(sweep).markdown().contains(
        "Mind: The gradient exploded in 10 of 10 failed runs: try learning rates such as 0.1 and 0.01."
      ))
  }
}
