import Foundation
import Testing

extension CommandLineTests {
  @Suite struct SearchRunTests {
    private static let text = """
      base: {data: moons, model: {hidden: [4]}, training: {epochs: 9}}
      grid:
        model.activation: [relu, tanh, sigmoid]
        optimizer.learning_rate: [0.001, 0.1, 1]
      seeds: 2
      """

    @Test("a search stops the poor runs, says so, and can be taken back without a changed bit")
    func search() async throws {
      let workspace = try Workspace()
      try workspace.write(Self.text + "\nsearch: successive_halving\n", to: "x.yaml")
      let plan = try await workspace.run("plan", "x.yaml")
      #expect(
        plan.output.contains(
          "successive_halving: configurations for epochs, 9 for 1, 3 for 3, 1 for 9"), "\(plan)")
      let run = try await workspace.run("run", "x.yaml", "--quiet")
      #expect(run.status == 0, "\(run.errors)")
      let searched = try workspace.table("results/x/data/runs.csv").records
      let epochs = searched.map { ($0["status"] ?? "") + " " + ($0["epochs_run"] ?? "") }.sorted()
      #expect(
        epochs == ["ok 9", "ok 9"] + Array(repeating: "pruned 1", count: 12)
          + Array(repeating: "pruned 3", count: 4))
      let report = try workspace.text("results/x/report.md")
      #expect(
        report.contains(
          "The search trained 8 of 9 configurations for a part of their epochs (6 for 1 epoch and 2 for 3 epochs)."
        ))
      let pairs = try workspace.table("results/x/data/comparisons.csv").records
      #expect(pairs.contains { $0["flags"]?.contains("unequal_budgets") ?? false })
      let ranks = try workspace.table("results/x/data/configs.csv").records.compactMap {
        $0["rank"]
      }
      #expect(ranks.filter { $0 != "" } == ["1"])

      // Everything is there: nothing is trained again.
      let again = try await workspace.run("run", "x.yaml")
      #expect(again.status == 0 && again.errors.contains("0 runs to train"), "\(again.errors)")
      // Without the search the stopped ones go on; what they had recorded comes out the same.
      try workspace.write(Self.text, to: "x.yaml")
      let before = try workspace.table("results/x/data/history.csv").records
      let whole = try await workspace.run("run", "x.yaml")
      #expect(whole.status == 0 && whole.errors.contains("16 runs to train, 2 done before"))
      let after = try workspace.table("results/x/data/history.csv").records
      #expect(after.count == 18 * 10)
      func key(_ row: [String: String]) -> String {
        ["run_id", "epoch", "step", "train_loss", "val_loss", "val_accuracy"]
          .map { row[$0] ?? "" }.joined(separator: " ")
      }
      #expect(Set(before.map(key)).isSubset(of: Set(after.map(key))))
    }
  }
}
