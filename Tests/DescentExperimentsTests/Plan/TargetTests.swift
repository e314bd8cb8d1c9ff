import Descent
import DescentExperiments
import DescentPlugins
import Testing

/// Several targets: numbers, or labels that a row has or has not.
@Suite struct TargetTests {
  let folder: TemporaryFolder

  /// Columns `a` to `d` of numbers, two labels of numbers, one of texts.
  init() throws {
    folder = try TemporaryFolder()
    let rows = (0..<40).map { row in
      "\(row),\(row % 7),\(row * row % 11),\(row % 5),\(row % 2),\(row % 3 == 0 ? 1 : 3),"
        + "\(row < 20 ? "no" : "yes")\n"
    }
    try folder.write("a,b,c,d,p,q,r\n" + rows.joined(), to: "d.csv")
  }

  private func experiment(_ data: String, _ rest: String = "") -> Experiment {
    Experiment("base: {data: {name: csv, path: d.csv, \(data)}}\n" + rest, folder: folder.path)
  }

  private func task(_ data: String, _ rest: String = "") throws -> LearningTask? {
    try experiment(data, rest).plan().configurations.first?.task
  }

  @Test("one target is written with or without brackets")
  func brackets() throws {
    let plain = try experiment("target: r").plan()
    #expect(plain.configurations.first?.task == .classification(classes: ["no", "yes"]))
    #expect(try experiment("target: [r]").plan().runs.map(\.id) == plain.runs.map(\.id))
    #expect(plain.values("data.target") == ["r"])
  }

  @Test("on an axis a list holds candidates, each a text or a list")
  func axis() throws {
    let plan = try experiment(
      "task: regression", "grid: {data.target: [d, [c, d], [a, b, c]]}\nselect: val_r2\n"
    ).plan()
    #expect(plan.values("data.target") == ["d", "cxd", "axbxc"])
    #expect(plan.configurations.map(\.task.outputs) == [1, 2, 3])
  }

  @Test("several targets are numbers or labels, as is said or as the texts and the loss imply")
  func tasks() throws {
    #expect(try task("target: [d, b], task: regression") == .regression(targets: ["b", "d"]))
    #expect(try task("target: [p, q], task: labels") == .labels(["p", "q"]))
    #expect(try task("target: [p, q, r]") == .labels(["p", "q", "r"]))
    #expect(try task("target: [p], task: labels") == .labels(["p"]))
    let text = "base: {data: {name: csv, path: d.csv, target: [p, q]}, loss: LOSS}\n"
    func taken(by loss: String) throws -> LearningTask? {
      try Experiment(text.replacing("LOSS", with: loss), folder: folder.path).plan()
        .configurations.first?.task
    }
    #expect(try taken(by: "hinge") == .labels(["p", "q"]))
    #expect(try taken(by: "quantile") == .regression(targets: ["p", "q"]))
  }

  @Test("labels are learnt by the loss, behind the output and with the metric of two classes")
  func defaults() throws {
    let plan = try experiment("target: [p, q, r]").plan()
    #expect(plan.values("loss.name") == ["log_loss"])
    #expect(plan.values("model.output.name") == ["sigmoid"])
    #expect(plan.values("metrics") == ["accuracy"])
  }

  @Test("the second of a label's values means that a row has it")
  func values() throws {
    let catalog = DataCatalog(folder: folder.path, registry: BuiltIns.registry)
    let planned = try #require(experiment("target: [p, q, r]").plan().configurations.first)
    let data = try catalog.dataset(
      planned.configuration, task: planned.task,
      streams: StreamReplicates(seed: 1, vary: RandomStream.Purpose.allCases))
    #expect(data.inputNames == ["a", "b", "c", "d"] && data.outputCount == 3)
    for part in [data.train, data.validation, data.test] {
      for (index, row) in part.rows.enumerated() {
        let expected = [row % 2 == 1, row % 3 != 0, row >= 20].map { $0 ? Float(1) : 0 }
        #expect(Array(part.targets[3 * index..<3 * index + 3]) == expected)
      }
    }
  }

  @Test("each part has its share of every combination of labels")
  func stratification() throws {
    let rows = (0..<200).map { row in "\(row),\(row % 2),\(row % 4 < 2 ? "u" : "v")\n" }
    try folder.write("a,p,q\n" + rows.joined(), to: "d.csv")
    let catalog = DataCatalog(folder: folder.path, registry: BuiltIns.registry)
    let planned = try #require(
      experiment("target: [p, q], split: [0.5, 0.3, 0.2]").plan().configurations.first)
    for seed in 1...3 {
      let data = try catalog.dataset(
        planned.configuration, task: planned.task,
        streams: StreamReplicates(seed: seed, vary: RandomStream.Purpose.allCases))
      for (part, count) in [(data.train, 25), (data.validation, 15), (data.test, 10)] {
        let combinations = Dictionary(grouping: part.rows) { $0 % 4 }
        #expect(combinations.count == 4 && combinations.allSatisfy { $0.value.count == count })
      }
    }
  }

  @Test("what does not go together is told", arguments: mistakes)
  func mistake(_ mistake: (data: String, rest: String, message: String)) {
    let report = experiment(mistake.data, mistake.rest).mistakes
    #expect(report?.diagnostics.first?.message == mistake.message)
  }

  static let mistakes = [
    (
      "target: [p, q]", "",
      "the targets 'p', 'q' hold numbers, which may be labels or quantities; "
        + "say data.task: labels or regression"
    ),
    (
      "target: [p, q], task: classification", "",
      "d.csv: classification takes one target column, not 2; for labels that a row has or has not, "
        + "say data.task: labels"
    ),
    (
      "target: [p, r], task: regression", "",
      "one of the targets 'p', 'r' holds texts; regression needs numbers"
    ),
    (
      "target: [p, d], task: labels", "",
      "the label 'd' has 5 values, '0', '1', '2', '3', '4'; a label has two"
    ),
    (
      "target: [p, b], task: labels", "",
      "the label 'b' has 7 values, '0', '1', '2', '3', '4', …; a label has two"
    ),
    ("target: [p, p], task: labels", "", "the target 'p' is named twice"),
    (
      "target: [p, z]", "",
      "there is no column 'z'; the header has 'a', 'b', 'c', 'd', 'p', 'q', 'r'"
    ),
    (
      "target: [p, q], task: labels", "metrics: [accuracy, balanced_accuracy]\n",
      "metric 'balanced_accuracy' is not made for labels"
    ),
    (
      "target: [p, q], task: labels", "grid: {loss: [quantile]}\n",
      "loss 'quantile' is not made for labels"
    ),
    (
      "target: [p, q], task: labels", "grid: {model.output: [softmax], loss: [mse]}\n",
      "model.output 'softmax' works on a whole row, but each label stands by itself; use 'sigmoid'"
    ),
    (
      "target: {a: b}", "",
      "'target' of data source 'csv' must be a text or a list of texts, not a map"
    ),
  ]
}
