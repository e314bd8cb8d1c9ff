import DescentStore
import Testing

import DescentReports

@Suite("Comparisons") struct ComparisonTests {
  func comparison(_ sweep: SmallSweep, _ index: Int = 0) -> FactorComparison {
    Analysis(sweep, confidence: 0.95).comparisons[index]
  }

  @Test("levels without a common setting are compared at their best alone") func ownGrids() throws {
    let comparison = comparison(Sweeps.ownLearningRates)
    let marginal = try #require(comparison.marginal.pairs.first)
    #expect(marginal.difference == nil && marginal.flags == [.noSharedSetting])
    #expect(marginal.decision(confidence: 0.95) == .untestable)
    let tuned = try #require(comparison.tuned?.pairs.first)
    #expect(tuned.decision(confidence: 0.95) == .bBetter)
    #expect(
      comparison.tuned?.levels.map(\.bestTuning) == ["learning_rate 0.1", "learning_rate 0.01"])
    #expect(comparison.primary.kind == .tuned)
  }

  @Test("the mean over the grid and the best tuning may name different leaders")
  func misleadingMean() throws {
    let comparison = comparison(Sweeps.misleadingMean)
    #expect(comparison.marginal.pairs[0].decision(confidence: 0.95) == .aBetter)
    #expect(comparison.tuned?.pairs[0].decision(confidence: 0.95) == .bBetter)
    #expect(
      comparison.tuned?.levels.map { $0.edges.mapValues(\.settings) }
        == [["optimizer.learning_rate": 1], [:]])
    let answer = Report(Sweeps.misleadingMean).answer
    #expect(answer.hasPrefix("adam beats sgd"))
    #expect(answer.contains("Averaged over every learning_rate instead, sgd leads adam"))
  }

  @Test("a tie of tuned values goes to the smallest, by number and not by text") func tunedTie() {
    let sweep = SweepBuilder(
      axes: [
        .init("optimizer", ["a", "b"]), .init("optimizer.learning_rate", ["10", "9", "0.5"]),
      ],
      tune: ["optimizer.learning_rate"]
    ).sweep { levels, seed in .ok(0.1, levels["optimizer.learning_rate"] == "0.5" ? 0.4 : 0.8) }
    let levels = comparison(sweep).tuned?.levels ?? []
    #expect(levels.map(\.bestTuning) == ["learning_rate 9", "learning_rate 9"])
    #expect(levels.map(\.edges) == [[:], [:]])
  }

  @Test(
    "up to six levels all pairs are compared, from seven on each with the first",
    arguments: [(1, 0), (2, 1), (6, 15), (7, 6), (10, 9)])
  func families(levels: Int, pairs: Int) {
    let names = (0..<levels).map { "level\($0)" }
    let sweep = SweepBuilder(axes: [.init("loss", names)]).sweep { levels, seed in
      .ok(0.1, 0.5 + 0.1 * noise(seed, levels["loss"] ?? ""))
    }
    let view = comparison(sweep).marginal
    #expect(view.pairs.count == pairs && view.familySize == pairs)
    #expect(levels < 7 || view.pairs.allSatisfy { $0.b == 0 })
  }

  @Test("with many levels the answer says that each is compared with the baseline alone")
  func baseline() {
    let depths = (1...7).map { "\($0)" }
    let sweep = SweepBuilder(axes: [.init("model.depth", depths)]).sweep { levels, seed in
      let depth = Double(levels["model.depth"] ?? "") ?? 0
      return .ok(0.1, 0.5 + 0.05 * depth + 0.001 * noise(seed, "\(depth)"))
    }
    let report = Report(sweep)
    #expect(report.answer.hasPrefix("depth 7 beats the baseline depth 1: "))
    #expect(report.markdown().hasPrefix("# sweep: depth 7 beats the baseline depth 1, "))
    #expect(
      report.answer.contains(
        "With 7 levels each is compared with the baseline alone: nothing here tests whether depth "
          + "7 (85.1 %) is better than depth 6 (79.9 %)."))
    var named = sweep
    named.plan.report.baseline = ["model.depth": "7"]
    #expect(Report(named).answer.hasPrefix("baseline depth 7 beats depth 6: "))
    #expect(!Report(named).answer.contains("alone"))
  }

  @Test("levels that share no setting are told what would let them be compared")
  func apart() {
    var builder = SweepBuilder(
      axes: [
        .init("optimizer", ["sgd", "momentum"]), .init("optimizer.momentum", ["0", "0.5", "0.9"]),
      ], compare: ["optimizer"])
    builder.holds = { ($0["optimizer"] == "sgd") == ($0["optimizer.momentum"] == "0") }
    let sweep = builder.sweep { _, seed in .ok(0.1, 0.5 + 0.1 * noise(seed)) }
    #expect(
      Report(sweep).answer
        == "The levels of optimizer cannot be compared: they share no setting, as each has "
        + "its own values of momentum; tune: [optimizer.momentum] would compare each at its best.")
  }

  @Test("settings that only move together are one factor") func together() {
    var builder = SweepBuilder(
      axes: [
        .init("optimizer", ["a", "b"]), .init("size", ["small", "large"]),
        .init("training.epochs", ["10", "40"]),
      ], compare: ["optimizer"])
    builder.holds = { ($0["size"] == "small") == ($0["training.epochs"] == "40") }
    let sweep = builder.sweep { levels, seed in
      .ok(
        0.1,
        (levels["optimizer"] == "a" ? 0.8 : 0.7) + 0.01 * noise(seed, levels["optimizer"] ?? ""))
    }
    #expect(SweepFactor.all(of: sweep.plan).map(\.path) == ["optimizer", "size"])
    #expect(Report(sweep).answer.contains(", averaged over size"))
    #expect(!Report(sweep).answer.contains("epochs"))
  }

  @Test("an incomplete grid uses its largest complete block and says so") func incomplete() throws {
    let sweep = SweepBuilder(
      axes: [.init("optimizer", ["a", "b"]), .init("batch", ["8", "16", "32"])],
      compare: ["optimizer"]
    ).sweep { levels, seed in
      if levels["batch"] == "32" && seed > 1 { return nil }
      return .ok(
        0.1, (levels["optimizer"] == "a" ? 0.8 : 0.7) + 0.01 * noise(seed, levels["batch"] ?? ""))
    }
    let pair = try #require(comparison(sweep).marginal.pairs.first)
    #expect(pair.difference?.settings == 2 && pair.difference?.seeds == 5)
    #expect(pair.plannedCells == 15 && pair.flags.contains(.incomplete))
    #expect(pair.settings == ["batch 8", "batch 16"])
  }

  @Test(
    "interrupted, skipped and missing runs are no scores",
    arguments: [
      RunStatus.interrupted, .skipped,
    ])
  func missingCells(status: RunStatus) throws {
    let sweep = SweepBuilder(axes: [.init("optimizer", ["a", "b"])]).sweep { levels, seed in
      seed == 2
        ? SweepBuilder.Result(status: status, curve: [0.1, 0.99])
        : .ok(0.1, 0.8 + 0.01 * noise(seed, levels["optimizer"] ?? ""))
    }
    #expect(comparison(sweep).marginal.pairs[0].difference?.seeds == 4)
    let file = try CSVFile(#require(table("runs.csv", of: sweep)))
    let row = try #require(file.column("status").firstIndex(of: status.rawValue))
    #expect(file["score", row] == "" && file["score_capped", row] == "")
  }

  @Test("an arm that is better only when it survives does not win") func survivorship() {
    let sweep = SweepBuilder(
      axes: [.init("optimizer", ["risky", "safe"])], seeds: Array(1...10)
    ).sweep { levels, seed in
      let risky = levels["optimizer"] == "risky"
      if risky && seed % 5 < 2 { return .failed(from: 0.1) }
      return .ok(0.1, (risky ? 0.92 : 0.90) + 0.005 * noise(seed, "\(risky)"))
    }
    let report = Report(sweep)
    #expect(!report.answer.contains("risky beats"))
    #expect(report.answer.contains("0/10 vs 4/10 runs failed"))
    #expect(comparison(sweep).marginal.pairs[0].flags.contains(.failures))
  }

  @Test("folds are averaged within a configuration and seed") func folds() {
    var sweep = SweepBuilder(axes: [.init("optimizer", ["a"])], seeds: [1, 2]).sweep { _, seed in
      .ok(0.1, 0.5 + 0.1 * Double(seed))
    }
    for index in 0..<2 {
      var run = sweep.plan.runs[index]
      sweep.plan.runs[index].fold = 1
      var outcome = sweep.outcomes[run.runID]
      run.runID += "f2"
      run.fold = 2
      outcome?.run.runID = run.runID
      outcome?.history[1].validation["accuracy"] = 0.9
      sweep.plan.runs.append(run)
      sweep.outcomes[run.runID] = outcome
    }
    let cells = Analysis(sweep, confidence: 0.95).scores.cells[0].map { $0?.capped ?? .nan }
    #expect(agree(cells[0], 0.75, 1e-12) && agree(cells[1], 0.8, 1e-12))
    sweep.outcomes[sweep.plan.runs[3].runID] = nil
    #expect(Analysis(sweep, confidence: 0.95).scores.cells[0].map { $0 == nil } == [false, true])
  }

  @Test("the same scores in other folds are the same score, to the last bit") func foldOrder() {
    let orders = [[0.1, 0.7, 0.9], [0.9, 0.7, 0.1]]
    #expect(orders[0].reduce(0, +) != orders[1].reduce(0, +), "the sums do differ")
    var sweep = SweepBuilder(axes: [.init("optimizer", ["a"])], seeds: [1, 2]).sweep { _, _ in
      .ok(0.05, 0.5)
    }
    for index in 0..<2 {
      let (run, outcome) = (sweep.plan.runs[index], sweep.outcomes[sweep.plan.runs[index].runID])
      for fold in 1...3 {
        var (run, outcome) = (run, outcome)
        if fold > 1 { run.runID += "f\(fold)" }
        run.fold = fold
        outcome?.run.runID = run.runID
        outcome?.history[1].validation["accuracy"] = orders[index][fold - 1]
        if fold == 1 { sweep.plan.runs[index] = run } else { sweep.plan.runs.append(run) }
        sweep.outcomes[run.runID] = outcome
      }
    }
    let cells = Analysis(sweep, confidence: 0.95).scores.cells[0].map { $0?.capped ?? .nan }
    #expect(cells[0] == cells[1] && agree(cells[0], 1.7 / 3, 1e-12))
  }

  @Test("a test metric takes its failure score from the validation data") func testMetric() {
    let sweep = SweepBuilder(axes: [.init("optimizer", ["a"])], metric: "test_accuracy")
      .sweep { _, seed in seed == 1 ? .failed(from: 0.25) : .ok(0.25, 0.9) }
    let scores = Analysis(sweep, confidence: 0.95).scores
    #expect(scores.failureScores.values.first == 0.25)
    #expect(scores.cells[0][0] == Scores.Cell(capped: 0.25, own: nil, failed: true))
  }

  @Test("scores on two data sets are ranked apart") func datasets() throws {
    let sweep = SweepBuilder(
      axes: [.init("data", ["easy", "hard"]), .init("optimizer", ["a", "b"])],
      dataset: { $0["data"] ?? "" }
    ).sweep { levels, seed in
      .ok(
        0.1,
        (levels["data"] == "easy" ? 0.99 : 0.6) + 0.005 * noise(seed, levels["optimizer"] ?? ""))
    }
    let analysis = Analysis(sweep, confidence: 0.95)
    #expect(analysis.leaderboards.map(\.dataset) == ["easy", "hard"])
    #expect(analysis.leaderboards.allSatisfy { $0.entries[0].rank == 1 })
    #expect(
      Report(sweep).markdown().contains(
        "How the best configuration of each optimizer learned on hard"))
  }

  @Test("levels that scored the same are all named, and so are those not told from them")
  func severalEqual() {
    let sweep = SweepBuilder(axes: [.init("optimizer", ["a", "b", "c", "d"])])
      .sweep { levels, seed in
        levels["optimizer"] == "d" ? .ok(0.1, 0.8 + 0.1 * noise(seed)) : .ok(0.1, 0.9)
      }
    #expect(
      Report(sweep).answer.contains(
        "No difference for optimizer: a, b and c scored the same in all 5 pairs of runs"))
    #expect(Report(sweep).answer.contains("; not told from them: d."))
  }

  @Test("configurations with missing seeds stay unranked below the complete ones") func ranks() {
    let sweep = SweepBuilder(axes: [.init("optimizer", ["a", "b", "c"])]).sweep { levels, seed in
      if levels["optimizer"] == "a" { return seed == 1 ? .ok(0.1, 0.99) : nil }
      return .ok(0.1, 0.8)
    }
    let entries = Analysis(sweep, confidence: 0.95).leaderboards[0].entries
    #expect(entries.map(\.configuration) == [1, 2, 0])
    #expect(entries.map(\.rank) == [1, 1, nil])
    #expect(entries.map(\.tiedWithLeader) == [true, true, true])
  }
}
