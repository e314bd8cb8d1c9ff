import Descent
import DescentExperiments
import DescentPlugins
import DescentStore
import Foundation
import Testing

@Suite struct RunExecutorTests {
  private func outcome(_ text: String) throws -> StoredOutcome {
    let plan = try Experiment(text).plan()
    let executor = RunExecutor(registry: BuiltIns.registry, folder: ".", build: "test")
    let run = try #require(plan.runs.first)
    return try executor.execute(plan.request(run, concurrency: 2, weightsFolder: nil))
  }

  static let small = """
    base:
      data: {name: moons, samples: 60}
      model: {hidden: [4], activation: tanh}
      regularizer: l2
      training: {epochs: 5, batch_size: 16}
    seeds: 1
    """

  @Test("an outcome has a row for the run, for each epoch from 0, and for each measured layer")
  func rows() throws {
    let plan = try Experiment(Self.small).plan()
    let outcome = try outcome(Self.small)
    #expect(outcome.run.runID == plan.runs[0].id)
    #expect(outcome.run.configID == plan.configurations[0].id)
    #expect(outcome.run.configuration == plan.configurations[0].configuration.canonicalJSON)
    #expect(outcome.run.status == .ok)
    #expect(outcome.run.statusReason == "-")
    #expect(outcome.run.seed == 1)
    #expect(outcome.run.epochsRun == 5)
    #expect(outcome.run.concurrency == 2)
    #expect(outcome.run.build == "test")
    #expect(outcome.run.parameterCount == 17)  // 2 × 4 + 4, 4 × 1 + 1

    #expect(outcome.history.map(\.epoch) == [0, 1, 2, 3, 4, 5])
    // 36 training rows in batches of 16, 16 and 4.
    #expect(outcome.history.map(\.step) == [0, 3, 6, 9, 12, 15])
    for row in outcome.history {
      #expect(row.train.keys.sorted() == ["accuracy", "loss"])
      #expect(row.validation.keys.sorted() == ["accuracy", "loss"])
      #expect(row.learningRate == 0.1)
      #expect((row.penalty ?? 0) > 0)
      #expect((row.gradNorm != nil) == (row.epoch > 0))
    }
    #expect(outcome.history.last?.test.keys.sorted() == ["accuracy", "loss"])

    let measured = outcome.layers.map {
      "\($0.epoch) \($0.layer) \($0.kind) \($0.fanIn) \($0.fanOut)"
    }
    #expect(
      measured
        == [0, 1, 2, 4, 5].flatMap { ["\($0) 1 hidden 2 4", "\($0) 2 output 4 1"] })
  }

  @Test(
    "an outcome has the graph of a small network, and the surface of two inputs with its points")
  func recordings() throws {
    let outcome = try outcome(Self.small)
    let graph = try #require(outcome.graph)
    #expect(graph.epochs.map(\.epoch) == [1, 5])
    let product = try #require(graph.nodes.first { $0.operation == "matrix product" })
    #expect(product.name == "layers.0.product" && product.shape == "batch × 4")
    #expect(product.inputs.map { graph.nodes[$0].name } == ["input", "layers.0.weight"])
    for epoch in graph.epochs {
      let layers = outcome.layers.filter { $0.epoch == epoch.epoch }
      let weights = zip(graph.nodes, epoch.norms).filter { $0.0.name.hasSuffix(".weight") }
      #expect(weights.map(\.1.gradient) == layers.map(\.gradNorm))
      #expect(weights.map(\.1.value) == layers.map(\.weightNorm))
    }

    let surface = try #require(outcome.surface)
    #expect(surface.predictions.count == surface.side * surface.side)
    #expect(surface.plane.x.name == "x" && surface.plane.y.name == "y")
    #expect(surface.plane.classes == ["0", "1"])
    #expect(surface.plane.points.count == 36)
    for point in surface.plane.points {
      #expect(surface.plane.x.range.contains(Double(point.x)))
      #expect(surface.plane.y.range.contains(Double(point.y)))
    }
    #expect(Set(surface.plane.points.map(\.target)) == [0, 1])
  }

  @Test("of many training rows a surface has the first 200, of three classes their places")
  func points() throws {
    let outcome = try outcome(
      """
      base:
        data: {name: spirals, samples: 600, classes: 3}
        training: {epochs: 1}
      seeds: 1
      """)
    let plane = try #require(outcome.surface?.plane)
    #expect(plane.points.count == 200)
    #expect(plane.classes.count == 3 && Set(plane.points.map(\.target)) == [0, 1, 2])
  }

  @Test("other than two inputs have no surface, and a large network has no graph")
  func noRecordings() throws {
    let outcome = try outcome(
      """
      base:
        data: {name: ill_conditioned, samples: 50, features: 3}
        model: {hidden: [2, 2, 2, 2, 2, 2, 2]}
        training: {epochs: 1}
      seeds: 1
      """)
    #expect(outcome.run.status == .ok)
    #expect(outcome.surface == nil && outcome.graph == nil)
  }

  @Test("a run's outcome does not depend on the runs before it, from whose network it may start")
  func memory() throws {
    let plan = try Experiment(
      """
      base:
        data: {name: moons, samples: 60}
        model: {hidden: [4]}
        training: {epochs: 2}
      grid:
        model.activation: [tanh, relu]
        regularizer: [none, l2]
        optimizer.learning_rate: [0.1, 0.2]
        training.batch_size: [8, 16]
      seeds: {count: 2, vary: [initialization, shuffle]}
      """
    ).plan()
    #expect(plan.runs.count == 32)
    func curves(_ executor: RunExecutor, _ run: Plan.PlannedRun) throws -> (
      [HistoryRow], [LayerRow]
    ) {
      let outcome = try executor.execute(plan.request(run, concurrency: 1, weightsFolder: nil))
      let history = outcome.history.map { row in
        var row = row
        row.seconds = 0
        return row
      }
      return (history, outcome.layers)
    }
    let executor = RunExecutor(registry: BuiltIns.registry, folder: ".", build: "test")
    for run in plan.runs {
      let alone = RunExecutor(registry: BuiltIns.registry, folder: ".", build: "test")
      #expect(try curves(executor, run) == curves(alone, run))
    }
  }

  @Test("a data file that changed since the plan is refused, not trained under the old id")
  func changedFile() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("descent-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("points.csv")
    let rows = (0..<30).map { "\($0),\($0 % 2 == 0 ? "even" : "odd")\n" }.joined()
    try Data(("x,y\n" + rows).utf8).write(to: file)
    let plan = try Experiment(
      "base: {data: {name: csv, path: points.csv}, training: {epochs: 1}}", folder: folder.path
    ).plan()
    let request = plan.request(
      try #require(plan.runs.first), concurrency: 1, weightsFolder: nil)
    try Data(("x,y\n" + rows.replacing("3,", with: "4,")).utf8).write(to: file)
    let executor = RunExecutor(
      registry: BuiltIns.registry, folder: folder.path, build: "test")
    let error = #expect(throws: ComponentError.self) { try executor.execute(request) }
    #expect(error?.message == "a file that it reads has changed since the run was planned")
  }

  @Test("diagnostics.every says which epochs are measured")
  func every() throws {
    let outcome = try outcome(Self.small + "\ndiagnostics: {every: 2}\n")
    #expect(Set(outcome.layers.map(\.epoch)).sorted() == [0, 2, 4, 5])
  }

  @Test("a run whose loss overflows has diverged, with step, reason and the last finite loss")
  func diverged() throws {
    let outcome = try outcome(
      """
      base:
        data: {name: ill_conditioned, samples: 50}
        model: {hidden: []}
        optimizer: {learning_rate: 1.0e+6}
        training: {epochs: 20, batch_size: 1}
      seeds: 1
      """)
    #expect(outcome.run.status == .diverged)
    #expect(outcome.run.statusReason == "nonfinite")
    // Each step multiplies the loss by about 10¹², and numbers end at 10³⁸: a few of 30 steps suffice.
    #expect(outcome.run.statusEpoch == 1)
    #expect((2...10).contains(outcome.run.statusStep ?? 0))
    #expect(outcome.run.lastFiniteLoss?.isFinite == true)
    #expect(outcome.history.map(\.epoch) == [0])
    #expect(!outcome.run.noProgress)
    #expect(outcome.surface == nil && outcome.graph == nil)
    // Nothing of training was measured, so nothing was found to be well.
    #expect(outcome.run.gradVerdict == "-" && outcome.run.unitVerdict == "-")
  }

  @Test("stop.at_target ends a run at its target, which is then part of its id") func target()
    throws
  {
    let text = Self.small + "\ntarget: {train_loss: 0.6}\nstop: {at_target: true}\n"
    let outcome = try outcome(text.replacing("epochs: 5", with: "epochs: 500"))
    #expect(outcome.run.status == .ok && outcome.run.statusReason == "target")
    #expect((outcome.history.last?.train["loss"] ?? 1) <= 0.6)
    #expect(outcome.history.dropLast().allSatisfy { ($0.train["loss"] ?? 0) > 0.6 })
    func id(_ text: String) throws -> String? { try Experiment(text).plan().runs.first?.id }
    let other = text.replacing("0.6", with: "0.5")
    #expect(try id(text) != id(other))
    #expect(
      try id(text.replacing("\nstop: {at_target: true}", with: ""))
        == id(other.replacing("\nstop: {at_target: true}", with: "")))
  }

  @Test("a loss far above that of the untrained network for so many epochs has exploded")
  func exploded() throws {
    func text(_ patience: Int) -> String {
      """
      base:
        data: {name: ill_conditioned, samples: 50}
        model: {hidden: []}
        optimizer: {learning_rate: 10}
        training: {epochs: 20}
      diverge: {loss_above: 2, patience: \(patience)}
      seeds: 1
      """
    }
    let (one, three) = (try outcome(text(1)), try outcome(text(3)))
    #expect(one.run.statusReason == "exploded")
    #expect(three.run.statusReason == "exploded")
    #expect(three.run.statusEpoch == one.run.statusEpoch.map { $0 + 2 })
  }

  @Test("a network that hardly moves makes no progress")
  func noProgress() throws {
    let outcome = try outcome(
      Self.small.replacing("l2", with: "none\n  optimizer: {learning_rate: 1.0e-9}"))
    #expect(outcome.run.status == .ok)
    #expect(outcome.run.noProgress)
    #expect(try !self.outcome(Self.small).run.noProgress)
  }

  @Test("the same request gives the same bits, whatever ran before it")
  func sameBits() throws {
    let plan = try Experiment(
      Self.small.replacing("seeds: 1", with: "grid: {optimizer: [sgd, momentum]}\nseeds: 2")
    ).plan()
    let requests = plan.runs.map { plan.request($0, concurrency: 1, weightsFolder: nil) }
    func outcomes(_ requests: [RunRequest]) throws -> [StoredOutcome] {
      let executor = RunExecutor(registry: BuiltIns.registry, folder: ".", build: "test")
      return try requests.map { try executor.execute($0).withoutTimes }
    }
    let forward = try outcomes(requests)
    #expect(try outcomes(requests.reversed()).reversed() == forward)
    #expect(Set(forward.map { $0.history.last?.train["loss"] }).count == 4)
  }

  @Test("a run that cannot be set up throws, and a crash keeps the run's ids")
  func crash() throws {
    let plan = try Experiment(Self.small).plan()
    var request = plan.request(plan.runs[0], concurrency: 1, weightsFolder: nil)
    request.configuration["optimizer.name"] = .text("no_such")
    let executor = RunExecutor(registry: BuiltIns.registry, folder: ".", build: "test")
    #expect { try executor.execute(request) } throws: { error in
      "\(error)" == "there is no optimizer 'no_such'"
    }
    let row = RunExecutor.untrained(
      request, status: .crashed, reason: "signal 11", lastWords: "trap", wallSeconds: 2,
      build: "test")
    #expect(row.run.status == .crashed)
    #expect(row.run.runID == plan.runs[0].id)
    #expect(row.run.lastWords == "trap")
    #expect(row.history.isEmpty && row.layers.isEmpty)
  }
}

extension StoredOutcome {
  /// The outcome without what depends on the clock.
  fileprivate var withoutTimes: StoredOutcome {
    var copy = self
    copy.run.wallSeconds = 0
    copy.run.trainSeconds = 0
    copy.run.evalSeconds = 0
    copy.run.diagSeconds = 0
    copy.run.samplesPerSecond = nil
    copy.run.startedAt = ""
    for index in copy.history.indices { copy.history[index].seconds = 0 }
    return copy
  }
}
