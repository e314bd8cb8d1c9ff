import Foundation
import Testing

extension CommandLineTests {
  /// What `--save-weights` keeps, and how a run starts from it.
  @Suite struct WeightsTests {
    let workspace: Workspace

    init() throws {
      workspace = try Workspace()
      try workspace.addData("iris.csv")
      try workspace.write(Self.experiment, to: "x.yaml")
    }

    /// One run; flowers have 4 numbers and 3 kinds.
    static let experiment = """
      name: one
      base:
        data: {name: csv, path: iris.csv}
        model: {hidden: [8]}
        training: {epochs: 5}
      seeds: 1
      """

    private func run(_ arguments: String...) async throws -> String {
      let ending = try await RunningProgram(["run"] + arguments, in: workspace.url).ending()
      #expect(ending.status == 0, "\(ending.errors)")
      return try #require(
        try workspace.table("results/one/data/runs.csv").column("run_id").first)
    }

    @Test("every run has its first and last weights and its split")
    func files() async throws {
      let id = try await run("x.yaml", "--save-weights")
      #expect(
        try workspace.files("results/one/weights") == [
          id, "\(id)/final.safetensors", "\(id)/initial.safetensors", "\(id)/split.csv",
        ])
      for name in ["initial", "final"] {
        let header = try header(of: "results/one/weights/\(id)/\(name).safetensors")
        let shapes = header.compactMapValues { ($0 as? [String: Any])?["shape"] as? [Int] }
        #expect(
          shapes == [
            "layers.0.weight": [8, 4], "layers.0.bias": [8], "layers.1.weight": [3, 8],
            "layers.1.bias": [3],
          ])
      }
      #expect(
        try workspace.bytes("results/one/weights/\(id)/initial.safetensors")
          != workspace.bytes("results/one/weights/\(id)/final.safetensors"))
      let split = try workspace.table("results/one/weights/\(id)/split.csv")
      #expect(split.header == ["row", "part"])
      #expect(split.column("row") == (0..<150).map { "\($0)" })
      let parts = Dictionary(grouping: split.column("part")) { $0 }.mapValues(\.count)
      #expect(parts == ["train": 90, "validation": 30, "test": 30])
    }

    /// Eight bytes of length, then JSON.
    private func header(of file: String) throws -> [String: Any] {
      let bytes = try workspace.bytes(file)
      let length = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
      let json = try JSONSerialization.jsonObject(with: bytes.dropFirst(8).prefix(length))
      return try #require(json as? [String: Any])
    }

    @Test("runs that are done are trained again where their weights are wanted and not there")
    func later() async throws {
      let id = try await run("x.yaml")
      #expect(!workspace.exists("results/one/weights"))
      let history = try workspace.table("results/one/data/history.csv").withoutTimes
      _ = try await run("x.yaml", "--save-weights")
      #expect(workspace.exists("results/one/weights/\(id)/final.safetensors"))
      #expect(try workspace.table("results/one/data/history.csv").withoutTimes == history)
      let third = try await workspace.run("run", "x.yaml", "--save-weights")
      #expect(third.errors.contains("one: 0 runs to train, 1 done before\n"))
    }

    @Test(
      "from its first weights a run repeats itself, from its last it goes on",
      arguments: [
        "hidden: [8]",
        "hidden: [8, 8], activation: prelu, normalization: batch, dropout: 0.3, residual: true",
        "hidden: [8], normalization: layer",
      ])
    func startsFrom(model: String) async throws {
      let experiment = Self.experiment.replacing("hidden: [8]", with: model)
      try workspace.write(experiment, to: "x.yaml")
      let id = try await run("x.yaml", "--save-weights")
      let ids: Set<String> = ["run_id", "config_id"]
      let first = try workspace.table("results/one/data/history.csv").withoutTimes.without(ids)
      for name in ["initial", "final"] {
        try FileManager.default.copyItem(
          at: workspace.url.appendingPathComponent("results/one/weights/\(id)/\(name).safetensors"),
          to: workspace.url.appendingPathComponent(name + ".safetensors"))
      }
      func history(from weights: String) async throws -> CSVFile {
        try workspace.write(
          experiment.replacing(
            "{\(model)}",
            with: "{\(model), initializer: {name: safetensors, path: \(weights)}}"),
          to: "y.yaml")
        #expect(try await run("y.yaml") != id)
        return try workspace.table("results/one/data/history.csv").withoutTimes.without(ids)
      }
      #expect(try await history(from: "initial.safetensors") == first)
      let further = try await history(from: "final.safetensors")
      for column in ["val_loss", "val_accuracy"] {
        #expect(further.column(column).first == first.column(column).last)
      }
      #expect(further != first)
    }

    @Test("weights of another network are refused, with what it does not have")
    func otherNetwork() async throws {
      let id = try await run("x.yaml", "--save-weights")
      try FileManager.default.copyItem(
        at: workspace.url.appendingPathComponent("results/one/weights/\(id)/final.safetensors"),
        to: workspace.url.appendingPathComponent("w.safetensors"))
      try workspace.write(
        Self.experiment.replacing(
          "{hidden: [8]}",
          with:
            "{hidden: [8], normalization: batch, initializer: {name: safetensors, path: w.safetensors}}"
        ),
        to: "y.yaml")
      let ending = try await workspace.run("run", "y.yaml", "--quiet")
      #expect(ending.status == 2)
      #expect(
        ending.errors.contains(
          "w.safetensors: the file holds 'layers.0.bias', which the network does not have"),
        "\(ending.errors)")
    }

    @Test("rows that were generated are kept beside the weights")
    func generated() async throws {
      try workspace.write(
        """
        name: one
        base:
          data: {name: moons, samples: 50}
          model: {hidden: [4]}
          training: {epochs: 1}
        seeds: 1
        """, to: "moons.yaml")
      let id = try await run("moons.yaml", "--save-weights")
      let data = try workspace.table("results/one/weights/\(id)/data.csv")
      #expect(data.rows.count == 50)
      #expect(try workspace.table("results/one/weights/\(id)/split.csv").rows.count == 50)
    }

    @Test("the split counts the rows of the data file, also those that were dropped")
    func droppedRows() async throws {
      let rows = (0..<20).map { "\($0 % 4 == 1 ? "" : "\($0)"),\($0 % 3 == 0 ? "u" : "v")\n" }
      try workspace.write("a,y\n" + rows.joined(), to: "gaps.csv")
      try workspace.write(
        Self.experiment.replacing("path: iris.csv", with: "path: gaps.csv, missing: drop"),
        to: "gaps.yaml")
      let id = try await run("gaps.yaml", "--save-weights")
      let split = try workspace.table("results/one/weights/\(id)/split.csv")
      #expect(split.column("row") == (0..<20).filter { $0 % 4 != 1 }.map { "\($0)" })
    }

    @Test("weights that do not fit are a mistake")
    func wrongShape() async throws {
      let id = try await run("x.yaml", "--save-weights")
      try workspace.write(
        Self.experiment.replacing(
          "{hidden: [8]}",
          with: "{hidden: [9], initializer: "
            + "{name: safetensors, path: results/one/weights/\(id)/final.safetensors}}"),
        to: "y.yaml")
      let ending = try await workspace.run("run", "y.yaml", "--results", "other")
      #expect(ending.status == 2)
      #expect(ending.errors.contains("layers.0.weight"))
      #expect(!workspace.exists("other"))
    }
  }
}
