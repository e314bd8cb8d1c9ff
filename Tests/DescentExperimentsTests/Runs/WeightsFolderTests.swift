import Descent
import DescentExperiments
import DescentPlugins
import DescentStore
import Foundation
import Testing

@Suite struct WeightsFolderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Trains the first run of an experiment and keeps its weights in a folder within this test's.
  private func train(_ text: String, keeping name: String) throws -> StoredOutcome {
    let registry = Registry(BuiltIns.all + [PReLU.self])
    let plan = try Experiment(text, folder: folder.path, registry: registry).plan()
    let executor = RunExecutor(registry: registry, folder: folder.path, build: "test")
    return try executor.execute(
      plan.request(plan.runs[0], concurrency: 1, weightsFolder: folder.path + "/" + name))
  }

  private func tensors(_ path: String) throws -> [SafetensorsFile.Tensor] {
    let data = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + path))
    return try SafetensorsFile([UInt8](data)).tensors
  }

  private func lines(_ path: String) throws -> [Substring] {
    try String(contentsOfFile: folder.path + "/" + path, encoding: .utf8).split(separator: "\n")
  }

  static let moons = """
    base:
      data: {name: moons, samples: 60}
      model: {hidden: [5, 3]}
      training: {epochs: 4, batch_size: 8}
    """

  @Test("first and last weights are tensors in PyTorch's names and shapes")
  func shapes() throws {
    let outcome = try train(Self.moons, keeping: "w")
    let (first, last) = (try tensors("w/initial.safetensors"), try tensors("w/final.safetensors"))
    for tensors in [first, last] {
      #expect(
        tensors.map { "\($0.name) \($0.shape)" }.sorted() == [
          "layers.0.bias [5]", "layers.0.weight [5, 2]", "layers.1.bias [3]",
          "layers.1.weight [3, 5]", "layers.2.bias [1]", "layers.2.weight [1, 3]",
        ])
      #expect(tensors.reduce(0) { $0 + $1.values.count } == outcome.run.parameterCount)
    }
    #expect(first != last)
    let biases = first.filter { $0.name.hasSuffix("bias") }
    #expect(biases.allSatisfy { $0.values.allSatisfy { $0 == 0 } })
  }

  @Test("the split holds every row once, and generated rows are kept")
  func split() throws {
    _ = try train(Self.moons, keeping: "w")
    let split = try lines("w/split.csv")
    #expect(split.first == "row,part")
    let cells = split.dropFirst().map { $0.split(separator: ",") }
    #expect(cells.map { $0[0] } == (0..<60).map { "\($0)" })
    let sizes = Dictionary(grouping: cells) { $0[1] }.mapValues(\.count)
    #expect(sizes == ["train": 36, "validation": 12, "test": 12])
    let data = try lines("w/data.csv")
    #expect(data.first == "x,y,class")
    #expect(data.count == 61)
  }

  @Test("rows of a split are counted in the data file, also where incomplete ones are dropped")
  func droppedRows() throws {
    let rows = (0..<20).map { $0 == 3 ? ",u" : "\($0),\($0 % 2 == 0 ? "u" : "v")" }
    try folder.write("a,y\n" + rows.joined(separator: "\n") + "\n", to: "d.csv")
    _ = try train(
      "base: {data: {name: csv, path: d.csv, missing: drop}, training: {epochs: 1}}", keeping: "w")
    let split = try lines("w/split.csv").dropFirst().compactMap { $0.split(separator: ",").first }
    #expect(split == (0..<20).filter { $0 != 3 }.map { "\($0)" })
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/w/data.csv"))
  }

  @Test("a run that starts from another's last weights repeats that network")
  func start() throws {
    let first = try train(Self.moons, keeping: "w")
    let second = try train(
      Self.moons + "\n  model.initializer: {name: safetensors, path: w/final.safetensors}\n",
      keeping: "again")
    #expect(second.history.first?.validation == first.history.last?.validation)
    #expect(try tensors("again/initial.safetensors") == tensors("w/final.safetensors"))
    #expect(second.run.configID != first.run.configID)
  }

  @Test("what an activation learns is kept, and a run can start from it", arguments: [true, false])
  func coefficients(shared: Bool) throws {
    let text = Self.moons + "\n  model.activation: {name: test_prelu, shared: \(shared)}\n"
    let first = try train(text, keeping: "w")
    let slopes = try tensors("w/final.safetensors").filter { $0.name.contains("activation") }
    #expect(
      slopes.map { "\($0.name) \($0.shape)" } == [
        "layers.0.activation.slope [\(shared ? 1 : 5)]",
        "layers.1.activation.slope [\(shared ? 1 : 3)]",
      ])
    #expect(slopes.allSatisfy { $0.values.contains { $0 != 0.25 } })
    #expect(first.run.parameterCount == 2 * 5 + 5 + 5 * 3 + 3 + 3 + 1 + (shared ? 2 : 8))
    let second = try train(
      text + "  model.initializer: {name: safetensors, path: w/final.safetensors}\n",
      keeping: "again")
    #expect(second.history.first?.validation == first.history.last?.validation)
    #expect(try tensors("again/initial.safetensors") == tensors("w/final.safetensors"))
  }

  @Test("a network that learns more than a file holds starts with its own coefficients")
  func additionalCoefficients() throws {
    _ = try train(Self.moons, keeping: "w")
    _ = try train(
      Self.moons + """

          model.activation: {name: test_prelu}
          model.initializer: {name: safetensors, path: w/final.safetensors}

        """, keeping: "again")
    let (before, after) = (
      try tensors("w/final.safetensors"), try tensors("again/initial.safetensors")
    )
    #expect(after.filter { !$0.name.contains("activation") } == before)
    #expect(after.filter { $0.name.contains("activation") }.map(\.values) == [[0.25], [0.25]])
  }

  @Test("weights that do not fit the network are a mistake of the file")
  func wrongShape() throws {
    _ = try train(Self.moons, keeping: "w")
    let mistakes = Experiment(
      """
      base:
        data: moons
        model:
          hidden: [5, 4]
          initializer: {name: safetensors, path: w/final.safetensors}
      """, folder: folder.path
    ).mistakes
    #expect(
      mistakes?.description == """
        x.yaml:5:25: error: w/final.safetensors: tensor 'layers.1.weight' has shape [3, 5], the \
        network needs [4, 5]
            initializer: {name: safetensors, path: w/final.safetensors}
                                ^
        """)
  }
}

/// A rectifier with a learned slope a below 0: max(x, 0) + a min(x, 0).
private struct PReLU: LearnedActivation {
  static let name = "test_prelu"
  static let hyperparameters = [Hyperparameter("shared", \Self.sharesCoefficients)]
  enum Coefficient: Int, CaseIterable { case slope }
  var sharesCoefficients = true
  func initialValue(of coefficient: Coefficient) -> Double { 0.25 }
  func callAsFunction<T: Scalar>(_ x: T, _ coefficients: Coefficients<T, Coefficient>) -> T {
    x > 0 ? x : coefficients[.slope] * x
  }
}
