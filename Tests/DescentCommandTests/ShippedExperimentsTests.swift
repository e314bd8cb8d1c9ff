import Foundation
import Testing

extension CommandLineTests {
  /// The experiments that are shipped: each opens with its question and shows what it says.
  @Suite struct ShippedExperimentsTests {
    let workspace: Workspace

    init() throws { workspace = try Workspace() }

    static let folder = Program.package.appendingPathComponent("experiments")

    static let names: [String] = {
      let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
      return (files ?? []).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    }()

    private func path(_ name: String) -> String {
      Self.folder.appendingPathComponent(name + ".yaml").path
    }

    @Test("every experiment has a statement that a test checks")
    func hasStatement() {
      #expect(Self.names == Statement.all.map(\.name).sorted())
    }

    @Test("an experiment opens with its question, its size and its time", arguments: names)
    func opening(of name: String) async throws {
      let text = try String(contentsOfFile: path(name), encoding: .utf8)
      let lines = text.split(separator: "\n")
      try #require(lines.count > 2)
      let question = try #require(lines[0].firstMatch(of: #/^question: (.*\?)$/#))
      let size = try #require(lines[1].firstMatch(of: #/^# Trains (\d+) /#))
      let time = #/: (a few|about a|about \d+) seconds? on two cores\.$/#
      #expect(lines[1].firstMatch(of: time) != nil)
      #expect(text.contains("\nname: \(name)\n"))

      let plan = try await workspace.run("plan", path(name))
      #expect(plan.status == 0, "\(plan.errors)")
      #expect(plan.output.hasPrefix(question.1 + "\n"))
      #expect(plan.output.contains(" = \(size.1) runs: "))
      #expect(try workspace.files().isEmpty)
    }

    @Test("an experiment shows what it says, within a minute", arguments: Statement.all)
    func statement(_ statement: Statement) async throws {
      let start = ContinuousClock.now
      let ending = try await workspace.run(
        "run", path(statement.name), "--results", "r", "--quiet")
      let took = ContinuousClock.now - start
      #expect(ending.status == 0, "\(ending.errors)")
      #expect(took < .seconds(60))
      let results = Results(
        runs: try workspace.table("r/data/runs.csv").records,
        layers: try workspace.table("r/data/layers.csv").records)
      try statement.check(results)
      let plan = try await workspace.run("plan", path(statement.name))
      let size = try #require(plan.output.firstMatch(of: #/ jobs? and ([\d.]+) (kB|MB)\n/#))
      let planned = (Double(size.1) ?? 0) * (size.2 == "kB" ? 1e3 : 1e6)
      let bytes = try workspace.files().filter { $0.hasPrefix("r/") }.reduce(0) { sum, name in
        let file = workspace.url.appending(path: name)
        return sum + (try file.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0)
      }
      #expect((0.6...1.6).contains(planned / Double(bytes)), "\(planned) for \(bytes)")
      guard try workspace.files().contains("r/data/hypotheses.csv") else { return }
      for claim in try workspace.table("r/data/hypotheses.csv").records {
        #expect(claim["verdict"] == "supported" && claim["confirmatory"] == "true", "\(claim)")
      }
    }
  }
}
