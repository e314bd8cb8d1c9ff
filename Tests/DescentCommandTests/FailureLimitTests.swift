import Foundation
import Testing

extension CommandLineTests {
  @Suite struct FailureLimitTests {
    /// No run of it ends within its timeout.
    private static func text(_ limit: String) -> String {
      """
      base: {data: digits, model: {hidden: [1024, 1024]}, training: {epochs: 1000}}
      grid: {optimizer.learning_rate: [0.001, 0.01, 0.1]}
      seeds: 2
      run: {jobs: 1, timeout: 0.2s, \(limit)}
      """
    }

    @Test(
      "after too many runs that crashed or timed out no more are begun, and those count as not reached",
      arguments: zip(["fail_fast: true", "max_failures: 2"], [1, 2]))
    func limit(limit: String, count: Int) async throws {
      let workspace = try Workspace()
      try workspace.write(Self.text(limit), to: "x.yaml")
      let run = try await workspace.run("run", "x.yaml", "--quiet")
      #expect(run.status == 1)
      #expect(
        run.errors.contains(
          "warning: \(count) run\(count == 1 ? "" : "s") crashed or timed out, so that no more were begun"
        ),
        "\(run.errors)")
      let runs = try workspace.table("results/x/data/runs.csv").records
      #expect(runs.map { $0["status"] } == Array(repeating: "timeout", count: count))
    }
  }
}
