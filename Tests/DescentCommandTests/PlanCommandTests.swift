import Foundation
import Testing

extension CommandLineTests {
  @Suite struct PlanCommandTests {
    let workspace: Workspace

    init() throws {
      workspace = try Workspace()
      try workspace.addData("iris.csv")
      try workspace.write(Experiment.iris, to: "x.yaml")
    }

    @Test("a plan counts, and trains and writes nothing")
    func counts() async throws {
      let ending = try await workspace.run("plan", "x.yaml")
      #expect(ending.status == 0)
      let lines = ending.output.split(separator: "\n").map(String.init)
      #expect(lines.first == "Which rate?")
      #expect(lines.contains("optimizer.learning_rate 2 = 2 combinations"))
      #expect(
        lines.contains {
          $0.hasPrefix("2 configurations x 2 seeds = 4 runs: 0 reused, 4 new; about ")
        })
      #expect(try workspace.files() == ["iris.csv", "x.yaml"])
    }

    @Test("--list names every configuration with the id that its results have")
    func list() async throws {
      let plan = try await workspace.run("plan", "x.yaml", "--list")
      #expect(plan.status == 0)
      let listed = plan.output.split(separator: "\n").filter { $0.hasPrefix("  c") }
        .map { $0.split(separator: " ").map(String.init) }
      #expect(
        listed.map { Array($0.dropFirst()) } == [
          ["learning_rate", "0.01"], ["learning_rate", "0.1"],
        ])
      _ = try await workspace.run("run", "x.yaml")
      let ids = try workspace.table("results/flowers/data/configs.csv").column("config_id")
      #expect(Set(listed.compactMap(\.first)) == Set(ids))
    }

    @Test("what is there already is reused, what no plan wants is counted")
    func reused() async throws {
      _ = try await workspace.run("run", "x.yaml")
      let same = try await workspace.run("plan", "x.yaml")
      #expect(same.output.contains("= 4 runs: 4 reused, 0 new\n"))
      try workspace.write(
        Experiment.iris.replacing("[0.01, 0.1]", with: "[0.1, 0.2]"), to: "x.yaml")
      let other = try await workspace.run("plan", "x.yaml")
      #expect(other.output.contains("= 4 runs: 2 reused, 2 new, 2 no longer wanted; about "))
    }

    @Test("the table of runs has the columns of runs.csv, and says what is there already")
    func table() async throws {
      _ = try await workspace.run("run", "x.yaml")
      try workspace.write(
        Experiment.iris.replacing("[0.01, 0.1]", with: "[0.1, 0.2]"), to: "x.yaml")
      let ending = try await workspace.run("plan", "x.yaml", "--format", "csv", "--save", "p.csv")
      #expect(ending.status == 0)
      let table = try workspace.table("p.csv")
      #expect(ending.output == (try workspace.text("p.csv")))
      let rates = table.column("f_optimizer_learning_rate")
      #expect(rates == ["0.1", "0.1", "0.2", "0.2"])
      #expect(table.column("state") == ["reused", "reused", "new", "new"])
      #expect(table.column("seed") == ["1", "2", "1", "2"])
      _ = try await workspace.run("run", "x.yaml")
      let runs = try workspace.table("results/flowers/data/runs.csv")
      #expect(Set(table.column("run_id")) == Set(runs.column("run_id")))
      #expect(Set(table.column("config_id")) == Set(runs.column("config_id")))
    }

    @Test("as JSON it is a list of objects with typed values") func json() async throws {
      let ending = try await workspace.run("plan", "x.yaml", "--save", "p.json")
      #expect(ending.output.contains(" = 4 runs: "))
      let data = try workspace.bytes("p.json")
      let runs = try #require(JSONSerialization.jsonObject(with: data) as? [[String: Any]])
      #expect(runs.count == 4)
      #expect(runs.map { $0["f_optimizer_learning_rate"] as? Double } == [0.01, 0.01, 0.1, 0.1])
      #expect(runs.map { $0["seed"] as? Int } == [1, 2, 1, 2])
      #expect(runs.allSatisfy { $0["fold"] is NSNull && $0["state"] as? String == "new" })
    }

    @Test(
      "options that do not go together are refused",
      arguments: [["--save", "p.txt"], ["--list", "--format=csv"]])
    func refused(options: [String]) async throws {
      let ending = try await workspace.run("plan", options[0], options[1], "x.yaml")
      #expect(ending.status == 2 && ending.errors.hasPrefix("Error: --"))
      #expect(try workspace.files() == ["iris.csv", "x.yaml"])
    }

    @Test("a schedule that changes the learning rate is drawn") func schedules() async throws {
      try workspace.write(
        """
        base:
          data: {name: csv, path: iris.csv, target: species}
          training: {epochs: 8}
        grid: {schedule: [constant, {name: step, every: [2, 4]}, reduce_on_plateau]}
        seeds: 1
        """, to: "s.yaml")
      let lines = try await workspace.run("plan", "s.yaml").output.split(separator: "\n")
        .filter { $0.hasPrefix("schedule ") && $0.hasSuffix(" epochs") }
      #expect(lines.count == 4)
      #expect(lines[0].hasPrefix("schedule constant ") && lines[0].hasSuffix("x 1 to 1, 8 epochs"))
      #expect(lines[1].hasPrefix("schedule step(every=2) "))
      #expect(lines[2].hasPrefix("schedule step(every=4) "))
      #expect(lines[3].hasSuffix("as the losses say, 8 epochs"))
      let same = try await workspace.run("plan", "x.yaml").output
      #expect(!same.contains("schedule "))
    }
  }
}
