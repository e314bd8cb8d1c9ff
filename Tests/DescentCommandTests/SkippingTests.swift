import Foundation
import Testing

extension CommandLineTests {
  @Suite("Skipping what does not go together") struct SkippingTests {
    let workspace: Workspace

    /// Of its four combinations log-loss behind a linear output is none.
    static let text = """
      base: {data: {name: moons, samples: 60}, model: {hidden: [4]}, training: {epochs: 1}}
      grid: {loss: [log_loss, mse], model.output: [sigmoid, identity]}
      select: val_accuracy
      seeds: 2
      """
    static let reason = "loss 'log_loss' works on logits, with 'sigmoid' as the output; it does "

    init() throws {
      workspace = try Workspace()
      try workspace.write(Self.text, to: "x.yaml")
    }

    private func statuses() throws -> [String: Int] {
      let runs = try workspace.table("results/x/data/runs.csv").records
      return Dictionary(grouping: runs) { $0["status"] ?? "" }.mapValues(\.count)
    }

    @Test("--skip-invalid records such runs with the reason, trains the others, and is done")
    func skipping() async throws {
      let refused = try await workspace.run("run", "x.yaml")
      #expect(refused.status == 2)
      #expect(refused.errors.contains(Self.reason))

      let run = try await workspace.run("run", "x.yaml", "--skip-invalid")
      #expect(run.status == 0)
      #expect(run.errors.contains("x: 6 runs to train, 2 skipped\n"))
      #expect(!run.output.contains("So far"))
      #expect(try statuses() == ["ok": 6, "skipped": 2])
      let skipped = try workspace.table("results/x/data/runs.csv").records
        .filter { $0["status"] == "skipped" }
      for row in skipped {
        #expect(row["status_reason"]?.hasPrefix(Self.reason) ?? false)
        #expect(row["score"]?.isEmpty ?? false)
        #expect(row["f_loss"] == "log_loss")
        #expect(row["f_model_output"] == "identity")
      }
      let report = try workspace.text("results/x/report.md")
      #expect(report.contains("Of 8 planned runs: 6 ok and 2 skipped"))
      #expect(report.contains("Skipped, since " + Self.reason))
    }

    @Test("skipped runs stay skipped in another run, and in one that trains everything again")
    func again() async throws {
      _ = try await workspace.run("run", "x.yaml", "--skip-invalid")
      let second = try await workspace.run("run", "x.yaml", "--skip-invalid")
      #expect(second.errors.contains("x: 0 runs to train, 6 done before, 2 skipped\n"))
      let third = try await workspace.run("run", "x.yaml", "--skip-invalid", "--rerun")
      #expect(third.errors.contains("x: 6 runs to train, 2 skipped\n"))
      #expect(try statuses() == ["ok": 6, "skipped": 2])
    }

    @Test("a plan says how many are skipped and why, in its text and in the table of runs")
    func plan() async throws {
      let text = try await workspace.run("plan", "x.yaml", "--skip-invalid")
      #expect(text.status == 0)
      #expect(text.output.contains("\n1 of them skipped: " + Self.reason))
      #expect(text.output.contains("= 8 runs: 0 reused, 6 new, 2 skipped; about "))
      let table = try await workspace.run("plan", "x.yaml", "--skip-invalid", "--format", "csv")
      let states = CSVFile(table.output).records.map { $0["state"] ?? "" }
      #expect(states.sorted() == Array(repeating: "new", count: 6) + ["skipped", "skipped"])
    }

    @Test("a search does not count skipped configurations among its competitors")
    func search() async throws {
      try workspace.write(
        Self.text.replacing("epochs: 1", with: "epochs: 3") + "\nsearch: successive_halving\n",
        to: "x.yaml")
      let run = try await workspace.run("run", "x.yaml", "--skip-invalid")
      #expect(run.status == 0)
      #expect(try statuses() == ["ok": 2, "pruned": 4, "skipped": 2])
    }

    @Test("where nothing is left to train, all that does not go together is a mistake")
    func nothingLeft() async throws {
      try workspace.write(Self.text.replacing(", mse]", with: "]"), to: "x.yaml")
      let run = try await workspace.run(
        "run", "x.yaml", "--skip-invalid", "--only", "model.output=identity")
      #expect(run.status == 2)
      #expect(run.errors.contains(Self.reason))
      #expect(!workspace.exists("results"))
    }

    @Test("any other mistake is one with --skip-invalid, too")
    func otherMistakes() async throws {
      try workspace.write(
        Self.text.replacing("epochs: 1", with: "epochs: 1, batch_size: 900"), to: "x.yaml")
      let run = try await workspace.run("run", "x.yaml", "--skip-invalid")
      #expect(run.status == 2)
      #expect(run.errors.contains("'training.batch_size' is 900"))
    }
  }
}
