import Descent
import DescentExperiments
import DescentStore
import Testing

@Suite struct RunIdentityTests {
  static let experiment = """
    name: x
    base:
      data: {name: moons, samples: 60}
      training: {epochs: 2, batch_size: 16}
    grid:
      optimizer: [sgd, momentum]
      optimizer.learning_rate: [0.1, 1]
    seeds: 2
    """

  static let paths = ["optimizer.name", "optimizer.learning_rate"]

  @Test("an id is a letter and 12 hex digits")
  func form() throws {
    let plan = try Experiment(Self.experiment).plan()
    #expect(plan.runs.count == 8)
    for run in plan.runs { #expect(run.id.wholeMatch(of: /r[0-9a-f]{12}/) != nil) }
    for planned in plan.configurations {
      #expect(planned.id.wholeMatch(of: /c[0-9a-f]{12}/) != nil)
    }
    #expect(Set(plan.runs.map(\.id)).count == 8)
  }

  /// A text of the experiment in place of which another one stands.
  typealias Change = (old: String, new: String)

  @Test(
    "finished runs stay finished when the file grows or is written in another way",
    arguments: [
      ("[0.1, 1]", "[1, 0.1]"), ("[0.1, 1]", "[0.01, 0.1, 1]"), ("[0.1, 1]", "[1e-1, 1.0]"),
      ("[sgd, momentum]", "[nesterov, momentum, sgd]"),
      ("[sgd, momentum]", "[{name: sgd, label: plain}, momentum]"),
      ("[sgd, momentum]", "[sgd, {name: momentum, momentum: 0.9}]"),
      ("seeds: 2", "seeds: 3"), ("seeds: 2", "seeds: [2, 1]"), ("seeds: 2", "seeds: {count: 2}"),
      ("name: x", "name: y"), ("name: x", "question: Why?"),
      ("name: x", "select: {metric: val_loss, at: best}"), ("name: x", "compare: [optimizer]"),
      ("name: x", "tune: [optimizer]"), ("name: x", "run: {jobs: 1, timeout: 5m, max_runs: 100}"),
      ("name: x", "report: {confidence: 0.9, baseline: {optimizer: sgd}, scope: general}"),
      ("name: x", "target: {val_accuracy: 0.9}"),
      ("name: x", "diagnostics: {thresholds: {dead_rows: 1e-2}}"),
      ("name: x", "metrics: [accuracy]"),
      ("epochs: 2, batch_size: 16", "batch_size: 16, epochs: 2"),
      ("data: {name: moons, samples: 60}", "data: {samples: 60, noise: 0.2, name: moons}"),
      ("training:", "loss: log_loss\n  schedule: constant\n  training:"),
    ] as [Change])
  func unchanged(change: Change) throws {
    #expect(Self.experiment.contains(change.old))
    let before = try Experiment(Self.experiment).plan().ids(by: Self.paths)
    let text = Self.experiment.replacing(change.old, with: change.new)
    let after = try Experiment(text).plan().ids(by: Self.paths)
    for (run, id) in before { #expect(after[run] == id, "\(run)") }
  }

  @Test(
    "a run with another setting is another run",
    arguments: [
      ("samples: 60", "samples: 61"), ("moons", "circles"),
      ("samples: 60", "samples: 60, noise: 0.1"),
      ("samples: 60", "samples: 60, split: [0.5, 0.5]"),
      ("samples: 60", "samples: 60, standardize: false"), ("epochs: 2", "epochs: 3"),
      ("batch_size: 16", "batch_size: 17"), ("batch_size: 16", "train_metrics: full"),
      ("training:", "loss: mse\n  training:"), ("training:", "model: {hidden: [8]}\n  training:"),
      ("training:", "model.activation: tanh\n  training:"),
      ("training:", "model.initializer: {name: he, distribution: uniform}\n  training:"),
      ("training:", "schedule: cosine\n  training:"), ("training:", "regularizer: l2\n  training:"),
      ("name: x", "metrics: [{name: top_k, k: 1}]"),
      ("name: x", "diagnostics.thresholds.dead_rows: 0.02"),
      ("name: x", "diverge: {patience: 3}"), ("name: x", "diagnostics: {every: 1}"),
      ("[0.1, 1]", "[0.2, 2]"), ("seeds: 2", "seeds: {count: 2, start: 3}"),
      ("seeds: 2", "seeds: {count: 2, vary: [initialization]}"),
      ("seeds: 2", "seeds: {count: 2, vary: [data, split, shuffle, noise]}"),
    ] as [Change])
  func changed(change: Change) throws {
    #expect(Self.experiment.contains(change.old))
    let before = try Experiment(Self.experiment).plan()
    let text = Self.experiment.replacing(change.old, with: change.new)
    let after = try Experiment(text).plan()
    #expect(Set(before.runs.map(\.id)).isDisjoint(with: after.runs.map(\.id)))
  }

  @Test("a run on other data is another run, though the file has the same name")
  func dataFile() throws {
    let folder = try TemporaryFolder()
    let rows = (1...20).map { "\($0),\($0 % 2 == 0 ? "u" : "v")\n" }.joined()
    let experiment = Experiment("base: {data: {name: csv, path: d.csv}}", folder: folder.path)
    try folder.write("a,y\n" + rows, to: "d.csv")
    let (before, again) = (try experiment.plan(), try experiment.plan())
    try folder.write("a,y\n" + rows + "21,u\n", to: "d.csv")
    let after = try experiment.plan()
    #expect(before.runs.map(\.id) == again.runs.map(\.id))
    #expect(Set(before.runs.map(\.id)).isDisjoint(with: after.runs.map(\.id)))
    #expect(Set(before.configurations.map(\.id)).isDisjoint(with: after.configurations.map(\.id)))
  }

  @Test("canonical JSON has sorted paths and shortest numbers")
  func canonicalJSON() {
    let configuration = Configuration([
      "b.z": .number(0.1), "b.a": .list([.integer(16), .integer(8)]),
      "a": .text("say \"é\"\n\u{1}\\"),
      "c": .boolean(true), "d": .number(1), "e": .number(1e-7), "f": .integer(-3),
      "g": .number(1e300), "h": .list([]),
    ])
    #expect(
      configuration.canonicalJSON
        == #"{"a":"say \"é\"\n\u0001\\","b.a":[16,8],"b.z":0.1,"c":true,"d":1,"e":1e-07,"f":-3,"#
        + #""g":1e+300,"h":[]}"#)
  }

  @Test("a configuration that went to a worker is still the same")
  func roundTrip() throws {
    let plan = try Experiment(
      "base: {data: moons, training: {batch_size: full}}\n"
        + "grid: {optimizer.learning_rate: [0.1, 1, 1e16, 1e300, 1e-300]}"
    ).plan()
    for run in plan.runs {
      let request = plan.request(run, concurrency: 2, weightsFolder: nil)
      var writer = ByteWriter()
      request.write(to: &writer)
      var reader = ByteReader(writer.bytes)
      let received = try RunRequest(from: &reader)
      #expect(received.configuration == plan.configurations[run.configuration].configuration)
      #expect(
        received.configuration.canonicalJSON
          == plan.configurations[run.configuration].configuration.canonicalJSON)
      #expect(received.streams == run.streams)
      #expect(received.task == plan.configurations[run.configuration].task)
    }
  }
}
