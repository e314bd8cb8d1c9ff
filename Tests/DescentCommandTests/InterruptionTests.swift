import Foundation
import Testing

extension CommandLineTests {
  /// What is stored survives the end of the command, however it comes.
  @Suite(.enabled(if: Workspace.canListProcesses, "workers are found in /proc"))
  struct InterruptionTests {
    let workspace: Workspace

    init() throws {
      workspace = try Workspace()
      try workspace.addData("digits.csv")
    }

    /// Runs of about a second each, so that one is always under way.
    private func writeLongRuns() throws {
      try workspace.write(
        """
        name: long
        base:
          data: {name: csv, path: digits.csv, target: digit, task: classification}
          model: {hidden: [64, 64]}
          training: {epochs: 250, batch_size: 16}
        grid:
          optimizer.learning_rate: [0.01, 0.03]
        seeds: 2
        """, to: "long.yaml")
    }

    private func leavesNoWorkers() async throws -> Bool {
      try await eventually { try workspace.workers().isEmpty }
    }

    // MARK: - The whole command

    @Test("killed ten times at random moments, it ends with the tables of one go")
    func killedTenTimes() async throws {
      try workspace.write(
        Experiment.digits.replacing("seeds: 3", with: "seeds: 30"), to: "digits.yaml")
      let start = ContinuousClock.now
      let whole = try await workspace.run("run", "digits.yaml", "--results", "whole")
      #expect(whole.status == 0)
      let longest = (ContinuousClock.now - start) / 3

      var random = SplitMix(state: 20_261_123)
      var kills = 0
      var stored = 0
      for _ in 0..<10 {
        let program = try workspace.start("run", "digits.yaml", "--results", "killed")
        try await Task.sleep(for: longest * Double.random(in: 0..<1, using: &random))
        program.send(SIGKILL)
        let ending = try await program.ending()
        if ending.isKilled { kills += 1 }
        // What had finished is there, and whole.
        let report = try await workspace.run("report", "killed")
        if report.status == 0 {
          let count = try workspace.table("killed/data/runs.csv").rows.count
          #expect(count >= stored, "results were lost")
          stored = count
        } else {
          #expect(stored == 0, "the results cannot be read any more: \(report.errors)")
        }
      }
      #expect(kills >= 5, "only \(kills) kills came before the end; the sweep is too short")
      #expect(stored > 0, "no kill came after a run had finished; the sweep is too slow")
      #expect(try await leavesNoWorkers())

      let last = try await workspace.run("run", "digits.yaml", "--results", "killed")
      #expect(last.status == 0)
      #expect(
        try workspace.timelessTables("killed") == workspace.timelessTables("whole"))
    }

    @Test("no worker outlives a killed command")
    func noOrphans() async throws {
      try writeLongRuns()
      let program = try workspace.start("run", "long.yaml", "--jobs", "2")
      #expect(try await eventually { try workspace.workers().count == 2 })
      program.send(SIGKILL)
      #expect(try await program.ending().status == -SIGKILL)
      #expect(try await leavesNoWorkers())
    }

    @Test("Control-C has status 130 and keeps what had finished", arguments: [SIGINT, SIGTERM])
    func interrupted(by signal: Int32) async throws {
      try workspace.write(
        Experiment.digits.replacing("seeds: 3", with: "seeds: 20"), to: "digits.yaml")
      let program = try workspace.start("run", "digits.yaml", "--jobs", "1", "--results", "stopped")
      #expect(try await eventually { try storedRuns("stopped") >= 3 })
      program.send(signal)
      let ending = try await program.ending()
      #expect(ending.status == 130)
      #expect(
        ending.errors.contains(
          "interrupted; what had finished is saved, the same command goes on from there\n"))
      #expect(ending.output.contains("report: stopped/report.html\n"))
      #expect(try await leavesNoWorkers())
      let kept = try workspace.table("stopped/data/runs.csv")
      #expect((3..<240).contains(kept.rows.count))
      #expect(Set(kept.column("status")).isSubset(of: ["ok", "diverged"]))

      let next = try await workspace.run("run", "digits.yaml", "--results", "stopped")
      #expect(next.status == 0)
      let (done, missing) = (kept.rows.count, 240 - kept.rows.count)
      #expect(next.errors.contains("digits: \(missing) run"))
      #expect(next.errors.contains(" to train, \(done) done before\n"))
      #expect(try workspace.table("stopped/data/runs.csv").rows.count == 240)
    }

    /// Runs that the store of a command under way holds.
    private func storedRuns(_ results: String) throws -> Int {
      guard workspace.exists(results + "/results.sqlite") else { return 0 }
      let program = try workspace.start("plan", "digits.yaml", "--results", results)
      while program.isRunning { usleep(1000) }
      let line = program.output.split(separator: "\n").first { $0.contains(" reused, ") }
      return line?.split(separator: ": ").last?.split(separator: " ").first.flatMap { Int($0) } ?? 0
    }

    // MARK: - One worker

    @Test("a killed worker costs the run that it was at, which the next command repairs")
    func killedWorker() async throws {
      try writeLongRuns()
      let program = try workspace.start("run", "long.yaml", "--jobs", "2")
      #expect(try await eventually { try workspace.workers().count == 2 })
      try await Task.sleep(for: .milliseconds(100))
      let victim = try #require(try workspace.workers().first)
      kill(victim, SIGKILL)
      let ending = try await program.ending()
      #expect(ending.status == 1)
      let runs = try workspace.table("results/long/data/runs.csv").records
      #expect(runs.count == 4)
      let crashed = runs.filter { $0["status"] == "crashed" }
      #expect(crashed.count == 1)
      #expect(crashed.first?["status_reason"] == "signal 9 (killed)")
      #expect(crashed.first?["failed"] == "true")
      #expect(runs.filter { $0["status"] == "ok" }.count == 3)
      #expect(try workspace.text("results/long/report.md").contains("crashed"))

      let next = try await workspace.run("run", "long.yaml")
      #expect(next.status == 0)
      #expect(next.errors.contains("long: 1 run to train, 3 done before\n"))
      let repaired = try workspace.table("results/long/data/runs.csv")
      #expect(repaired.column("status") == ["ok", "ok", "ok", "ok"])
    }

    // MARK: - Two commands

    @Test("a second command on the same folder is refused")
    func twoCommands() async throws {
      try writeLongRuns()
      let first = try workspace.start("run", "long.yaml")
      #expect(try await eventually { try !workspace.workers().isEmpty })
      let second = try await workspace.run("run", "long.yaml")
      #expect(second.status == 2)
      #expect(second.errors == "error: another command is writing to 'results/long'\n")
      #expect(second.output.isEmpty)
      #expect(first.isRunning)
      first.send(SIGKILL)
      _ = try await first.ending()
      #expect(try await leavesNoWorkers())
    }
  }
}

/// Random moments that are the same every time (Steele, Lea and Flood 2014).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
