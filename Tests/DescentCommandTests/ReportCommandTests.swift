import Foundation
import Testing

extension CommandLineTests {
  @Suite struct ReportCommandTests {
    let workspace: Workspace

    init() async throws {
      workspace = try Workspace()
      try workspace.addData("iris.csv")
      try workspace.write(Experiment.iris, to: "x.yaml")
    }

    private static let written =
      ["report.md", "manifest.json", "data/datapackage.json"]
      + Experiment.tables.map { "data/" + $0 }

    private func contents() throws -> [String: Data] {
      try Dictionary(
        uniqueKeysWithValues: Self.written.map {
          ($0, try workspace.bytes("results/flowers/" + $0))
        })
    }

    @Test("the store alone gives the same files, byte for byte")
    func rebuilds() async throws {
      let run = try await workspace.run("run", "x.yaml")
      let before = try contents()
      for name in ["report.md", "manifest.json", "data"] {
        try workspace.remove("results/flowers/" + name)
      }
      try workspace.remove("x.yaml")
      try workspace.remove("iris.csv")
      let report = try await workspace.run("report", "results/flowers")
      #expect(report.status == 0)
      #expect(report.output == run.output)
      #expect(report.errors.isEmpty)
      #expect(try contents() == before)
    }

    @Test("another level of confidence widens the intervals")
    func confidence() async throws {
      _ = try await workspace.run("run", "x.yaml")
      let usual = try widths()
      #expect(
        try await workspace.run("report", "results/flowers", "--confidence", "0.99").status == 0)
      let wide = try widths()
      #expect(usual.count == 2)
      #expect(zip(usual, wide).allSatisfy { $0 < $1 })
    }

    private func widths() throws -> [Double] {
      try workspace.table("results/flowers/data/configs.csv").records.compactMap { row in
        guard let low = Double(row["ci_lo"] ?? ""), let high = Double(row["ci_hi"] ?? "") else {
          return nil
        }
        return high - low
      }
    }

    // MARK: - One run

    @Test("a run is shown by the first letters of its id")
    func show() async throws {
      _ = try await workspace.run("run", "x.yaml")
      let run = try #require(try workspace.table("results/flowers/data/runs.csv").records.first)
      let id = try #require(run["run_id"])
      let shown = try await workspace.run("show", "results/flowers", String(id.prefix(8)))
      #expect(shown.status == 0)
      #expect(shown.errors.isEmpty)
      let lines = shown.output.split(separator: "\n").map(String.init)
      #expect(
        lines.first
          == "run \(id), configuration \(run["config_id"] ?? ""), seed \(run["seed"] ?? "")")
      for line in [
        "  data.standardize: true", "  training.epochs: 5", "  model.hidden: [8]",
        "layers at epoch 0:", "layers at epoch 5:",
      ] {
        #expect(lines.contains(line))
      }
      let epochs = lines.drop { $0 != "curve:" }.dropFirst(2).prefix(6)
        .map { $0.split(separator: " ").first }
      #expect(epochs == ["0", "1", "2", "3", "4", "5"])
    }

    @Test("an id that is not there, or not enough of it, is a mistake")
    func unclearRun() async throws {
      _ = try await workspace.run("run", "x.yaml")
      let all = try await workspace.run("show", "results/flowers", "r")
      #expect(all.status == 2)
      #expect(all.errors == "error: 'r' begins 4 ids; give more of its letters\n")
      let none = try await workspace.run("show", "results/flowers", "x1")
      #expect(none.status == 2)
      #expect(none.errors == "error: there is no run 'x1' in 'results/flowers'\n")
    }
  }
}
