import DescentStore
import Foundation
import Testing

import DescentReports

@Suite struct ReportTests {
  @Test("a hard sweep gets the answer it deserves", arguments: HardSweep.all)
  func answer(hard: HardSweep) { #expect(Report(hard.sweep).answer == hard.answer) }

  @Test("a hard sweep renders without a number that is none", arguments: HardSweep.all)
  func rendering(hard: HardSweep) throws {
    let report = Report(hard.sweep)
    let text = report.markdown()
    for token in ["nan", "inf ", "Optional", "NaN", "-inf", "e308", " of 0 runs"] {
      #expect(!text.contains(token), "'\(token)' in \(text)")
    }
    #expect(text.hasPrefix("# sweep: "))
    #expect(text.contains("## What this cannot tell you"))
    #expect(text.contains("descent run sweep.yaml"))
    for (name, text) in report.csvFiles() {
      let file = try CSVFile(text)
      #expect(file.rows.allSatisfy { !$0.contains("nan") && !$0.contains("inf") }, "\(name)")
    }
    #expect(throws: Never.self) {
      try JSONSerialization.jsonObject(with: Data(report.manifest().utf8))
    }
  }

  @Test(
    "tables of Markdown have as many fields in each row as in their head",
    arguments: HardSweep.all.map(\.sweep) + TableTests.sweeps)
  func tableShapes(sweep: SmallSweep) {
    var width: Int?
    for line in Report(sweep).markdown().split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        width = nil
        continue
      }
      let fields = line.replacing("\\|", with: "").count { $0 == "|" }
      #expect(width == nil || width == fields, "\(line)")
      width = fields
    }
  }

  @Test(
    "a loss reads as lower, a coefficient of determination as higher",
    arguments: [
      ("val_loss", false, "its validation loss is lower by 0.09977"),
      ("train_mae", false, "its training mean absolute error is lower by 0.09977"),
      ("test_r2", true, "its test R² is higher by 0.1"),
      ("val_accuracy", true, "its validation accuracy is higher by 10"),
    ])
  func direction(metric: String, maximize: Bool, words: String) {
    let sweep = SweepBuilder(
      axes: [.init("optimizer", ["sgd", "adam"])], metric: metric, maximize: maximize
    ).sweep { levels, seed in
      let better = levels["optimizer"] == "adam"
      let score = 0.5 + (better == maximize ? 0.1 : 0) + 0.001 * noise(seed, "\(better)")
      return .ok(maximize ? 0.1 : 2, score)
    }
    let answer = Report(sweep).answer
    #expect(answer.hasPrefix("adam beats sgd: \(words)"), "\(answer)")
  }

  @Test("a large noise is no winner, and the answer says what could have been found")
  func unclear() {
    let sweep = SweepBuilder(axes: [.init("optimizer", ["sgd", "adam"])]).sweep { levels, seed in
      .ok(0.1, 0.8 + 0.05 * noise(seed, levels["optimizer"] ?? ""))
    }
    let answer = Report(sweep).answer
    #expect(answer.hasPrefix("No clear winner for optimizer: "))
    #expect(answer.contains("4 times in 5 this sweep finds a difference of "))
  }

  @Test("numeric levels are named with their factor") func numericLevels() {
    let sweep = SweepBuilder(axes: [.init("training.batch_size", ["8", "64"])]).sweep {
      levels, seed in
      .ok(
        0.1,
        (levels["training.batch_size"] == "8" ? 0.9 : 0.8) + 0.001
          * noise(seed, levels["training.batch_size"] ?? ""))
    }
    #expect(Report(sweep).answer.hasPrefix("batch_size 8 beats batch_size 64: "))
  }

  @Test("the report says plainly that gradients vanish") func vanishing() {
    let text = Report(Sweeps.vanishing).markdown()
    #expect(
      text.contains("Vanishing gradients in 5 of 5 runs with activation sigmoid, depth 8: the "))
    #expect(text.contains("all 5 did not learn."))
    #expect(!text.contains("Vanishing gradients in 5 of 5 runs with activation relu"))
  }

  @Test("caveats name what is doubtful") func caveats() {
    let text = Report(Sweeps.misleadingMean).markdown()
    #expect(
      text.contains(
        "The best learning_rate lies on the edge of what was tried for optimizer sgd (learning_rate 0.1; try 1 too):"
      ))
    let few = SweepBuilder(axes: [.init("optimizer", ["a"])], seeds: [1, 2, 3]).sweep { _, seed in
      seed == 1 ? .failed(from: 0.1) : .ok(0.1, 1)
    }
    let caveats = Analysis(few, confidence: 0.95).caveats.map(\.plainText).joined(separator: "\n")
    #expect(caveats.contains("There are only 3 seeds"))
    #expect(caveats.contains("1 of 3 runs with optimizer a failed"))
    #expect(caveats.contains("Most runs are at the ceiling"))
  }

  @Test(
    "errors of data sets in different units are not averaged without a word", arguments: [2, 30])
  func unequalScales(ratio: Double) {
    var builder = SweepBuilder(
      axes: [.init("optimizer", ["a", "b"]), .init("data", ["house", "wine"])],
      metric: "val_mae", maximize: false)
    builder.dataset = { $0["data"] ?? "" }
    let sweep = builder.sweep { levels, seed in
      .ok(500, (levels["data"] == "house" ? ratio : 1) * (1 + 0.01 * noise(seed)))
    }
    let caveats = Analysis(sweep, confidence: 0.95).caveats.map(\.plainText)
    #expect(
      caveats.contains { $0.contains("on wine, ") && $0.contains("house above all") }
        == (ratio > 10))
  }

  @Test("a run that hovers at the untrained score did not learn, whatever its marks")
  func hovering() {
    let sweep = SweepBuilder(axes: [.init("model.activation", ["relu", "sigmoid"])])
      .sweep { levels, seed in
        let sigmoid = levels["model.activation"] == "sigmoid"
        var result = SweepBuilder.Result.ok(0.1, sigmoid ? 0.11 : 0.9 + 0.01 * noise(seed))
        result.gradVerdict = sigmoid ? "vanishing" : "ok"
        result.layers = [1, 2].map {
          LayerRow(epoch: 1, layer: $0, kind: "hidden", fanIn: 2, fanOut: 2, gradNorm: 0.1)
        }
        return result
      }
    let text = Report(sweep).markdown()
    #expect(text.contains("Vanishing gradients in 5 of 5 runs with activation sigmoid"))
    #expect(text.contains("all 5 did not learn.") && !text.contains("learned all the same"))
    #expect(text.contains("5 of them did not fail and yet did not learn."))
  }

  @Test("of what went wrong the answer names what kept most runs from learning") func gravest() {
    let sweep = SweepBuilder(axes: [.init("model.activation", ["relu", "sigmoid"])])
      .sweep { levels, seed in
        let dies = levels["model.activation"] == "relu"
        var result = SweepBuilder.Result.ok(0.1, dies && seed > 1 ? 0.1 : 0.9 + 0.01 * noise(seed))
        result.gradVerdict = !dies && seed == 1 ? "vanishing" : "ok"
        result.unitVerdict = dies && seed > 1 ? "dying" : "ok"
        result.layers = [1, 2].map {
          LayerRow(
            epoch: 1, layer: $0, kind: "hidden", fanIn: 2, fanOut: 2, gradNorm: 0.1,
            deadFrac: dies ? 0.75 : 0)
        }
        return result
      }
    let finding = Analysis(sweep, confidence: 0.95).gravestGradientFinding?.plainText
    #expect(finding?.hasPrefix("Dying units in 4 of 5 runs with activation relu") == true)
  }

  @Test("a run that overfits has learned, however bad its validation score") func overfitting() {
    var sweep = SweepBuilder(
      axes: [.init("regularizer", ["none", "l2"])], metric: "val_loss", maximize: false
    ).sweep { levels, seed in
      .ok(0.7, (levels["regularizer"] == "l2" ? 0.3 : 0.9) + 0.01 * noise(seed))
    }
    for id in sweep.outcomes.keys {
      sweep.outcomes[id]?.history[0].train["loss"] = 0.7
      sweep.outcomes[id]?.history[1].train["loss"] = 0.05
    }
    #expect(Analysis(sweep, confidence: 0.95).scores.stuckCount == 0)
    for id in sweep.outcomes.keys where id.hasPrefix("r0000") {
      sweep.outcomes[id]?.history[1].train["loss"] = 0.69
    }
    #expect(Analysis(sweep, confidence: 0.95).scores.stuckCount == 5)
  }

  @Test("a lead that one setting alone carries is called uneven") func uneven() {
    let sweep = SweepBuilder(
      axes: [.init("model.activation", ["relu", "sigmoid"]), .init("model.depth", ["1", "8"])],
      compare: ["model.activation"]
    ).sweep { levels, seed in
      let stuck = levels == ["model.activation": "sigmoid", "model.depth": "8"]
      return .ok(0.1, (stuck ? 0.1 : 0.9) + 0.004 * noise(seed, levels["model.activation"] ?? ""))
    }
    let answer = Report(sweep).answer
    #expect(answer.contains("The lead is uneven: from ") && answer.contains("(depth 1)"))
    #expect(answer.contains("to +80 points (depth 8)."))
  }

  @Test(
    "a leader that was still learning is a caveat; one that had settled is not",
    arguments: [(0.01, true), (0, false)])
  func unfinished(gain: Double, isCaveat: Bool) {
    let sweep = SweepBuilder(axes: [.init("optimizer", ["a"])]).sweep { _, seed in
      .init(curve: (0..<30).map { 0.1 + gain * Double($0) + 0.0001 * noise(seed * 100 + $0) })
    }
    let caveats = Analysis(sweep, confidence: 0.95).caveats.map(\.plainText).joined(separator: "\n")
    #expect(caveats.contains("was still getting better at its last epochs") == isCaveat)
  }

  @Test("with levels on a par, those clearly behind are named all the same") func behind() {
    let sweep = SweepBuilder(axes: [.init("optimizer", ["a", "b", "c"])]).sweep { levels, seed in
      .ok(
        0.1,
        (levels["optimizer"] == "c" ? 0.5 : 0.9) + 0.01 * noise(seed, levels["optimizer"] ?? ""))
    }
    let answer = Report(sweep).answer
    #expect(
      answer.hasPrefix("No clear winner for optimizer: ") && answer.contains("Clearly behind "))
    #expect(answer.hasSuffix(": c."))
  }

  @Test(
    "a user's names cannot break the page",
    arguments: [
      "a|b", "<script>", "*x*", "`x`", "[a](b)", "_x_", "a\nb",
    ])
  func escaping(name: String) {
    let sweep = SweepBuilder(axes: [.init("optimizer", [name, "adam"])]).sweep { levels, seed in
      .ok(
        0.1,
        (levels["optimizer"] == "adam" ? 0.9 : 0.8) + 0.01 * noise(seed, levels["optimizer"] ?? ""))
    }
    let text = Report(sweep).markdown()
    #expect(!text.contains(name) && text.contains(MarkdownFormat.escaped(name)))
    #expect(Report(sweep).answer.contains(name))
  }

  @Test("the files are written, and written again in place") func writing() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let report = Report(Sweeps.failures)
    for _ in 0..<2 { try report.write(to: folder) }
    let paths = try #require(FileManager.default.subpaths(atPath: folder.path)).sorted()
    let files = paths.filter { !$0.hasPrefix("figures/") }
    #expect(
      files == [
        "data", "data/comparisons.csv", "data/configs.csv", "data/datapackage.json",
        "data/failures.csv", "data/graph.csv",
        "data/history.csv", "data/importance.csv", "data/interactions.csv", "data/layers.csv",
        "data/lr_sensitivity.csv", "data/lr_summary.csv", "data/main_effects.csv",
        "data/runs.csv", "figures",
        "manifest.json", "report.html", "report.md",
      ])
    let text = try String(contentsOf: folder.appendingPathComponent("report.md"), encoding: .utf8)
    #expect(text == report.markdown())
    // Markdown shows each of the figures.
    let figures = Set(paths).subtracting(files)
    #expect(figures.count > 3)
    for figure in figures { #expect(text.contains("(\(figure))")) }
  }

  @Test("the manifest holds the experiment's text, the counts and the end") func manifest() throws {
    var sweep = Sweeps.failures
    for id in sweep.outcomes.keys { sweep.outcomes[id]?.run.wallSeconds = 62 }
    let data = Data(Report(sweep).manifest().utf8)
    let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["experiment_text"] as? String == "name: sweep\n")
    let runs = try #require(object["runs"] as? [String: Int])
    #expect(runs["planned"] == 10 && runs["ok"] == 9 && runs["diverged"] == 1)
    #expect(runs["not_reached"] == 0)
    #expect(object["ended_at"] as? String == "2026-01-02T03:05:07Z")
    let provenance = try #require(object["provenance"] as? [String: Any])
    #expect(provenance["matrix_kernel"] as? String == "portable")
  }

  @Test("a sweep of 2,000 runs is reported within seconds") func scale() throws {
    let levels = (1...20).map { "\($0)" }
    let sweep = SweepBuilder(
      axes: [
        .init("optimizer", ["a", "b", "c", "d"]), .init("model.depth", ["1", "2", "3", "4", "5"]),
        .init("optimizer.learning_rate", levels),
      ], tune: ["optimizer.learning_rate"]
    ).sweep { levels, seed in
      let rate = Double(levels["optimizer.learning_rate"] ?? "") ?? 0
      return .ok(0.1, 0.9 - 0.01 * abs(rate - 10) + 0.01 * noise(seed, "\(rate)"))
    }
    var size = 0
    let time = ContinuousClock().measure {
      let report = Report(sweep)
      size = report.markdown().utf8.count + report.csvFiles().reduce(0) { $0 + $1.text.utf8.count }
    }
    #expect(size > 100_000)
    #expect(time < .seconds(20), "\(time)")
  }
}
