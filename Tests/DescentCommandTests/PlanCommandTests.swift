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
  }
}
