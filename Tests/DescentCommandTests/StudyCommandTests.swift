import Testing

extension CommandLineTests {
  /// Several studies from the plan to the tables.
  @Suite struct StudyCommandTests {
    let workspace: Workspace

    init() throws {
      workspace = try Workspace()
      try workspace.write(
        """
        base: {data: {name: moons, samples: 60}, training: {epochs: 2}}
        studies:
          sizes:
            grid: {optimizer: [sgd, momentum]}
            zip:
              size: {model.hidden: [[4], [8, 8]], training.epochs: [3, 2], labels: [small, large]}
          parts:
            ablate: {optimizer: [sgd, momentum], model.activation: [tanh]}
          drawn:
            random: {samples: 2, space: {optimizer.learning_rate: {min: 0.1, max: 1}}}
            include: [{model.activation: tanh}]
        seeds: 2
        """, to: "x.yaml")
    }

    @Test("a plan counts study by study, and what they share once")
    func plan() async throws {
      let ending = try await workspace.run("plan", "x.yaml")
      #expect(ending.status == 0)
      #expect(
        ending.output.hasPrefix(
          """
          sizes  4 combinations
          parts  1 + 1 + 1 = 3
          drawn  2 draws, 1 included = 3
          1 of them in more than one study, trained once

          """))
      #expect(
        ending.output.contains("\n9 configurations x 2 seeds = 18 runs: 0 reused, 18 new; about "))
    }

    @Test("options narrow a file, and the report names them in the command that repeats it")
    func options() async throws {
      let options = [
        "--study", "sizes", "--set", "training.epochs=1", "--only", "optimizer=sgd", "--seeds", "1",
        "--force", "model.dropout=0.1",
      ]
      let plan = try await RunningProgram(["plan", "x.yaml"] + options, in: workspace.url).ending()
      #expect(plan.status == 0, "\(plan.errors)")
      #expect(plan.output.contains("\n2 configurations x 1 seed = 2 runs: 0 reused, 2 new; about "))
      let ending = try await RunningProgram(["run", "x.yaml"] + options, in: workspace.url).ending()
      #expect(ending.status == 0, "\(ending.errors)")
      let runs = try workspace.table("results/x/data/runs.csv")
      #expect(runs.column("f_size").sorted() == ["large", "small"])
      #expect(runs.column("epochs_run") == ["1", "1"])
      let report = try workspace.text("results/x/report.md")
      #expect(
        report.contains(
          "run x.yaml --study sizes --set training.epochs=1 --only optimizer=sgd --seeds 1 "
            + "--force model.dropout=0.1"))
    }

    @Test("a mistake in an option touches nothing") func mistake() async throws {
      let ending = try await workspace.run("run", "x.yaml", "--set", "training.epochs=none")
      #expect(ending.status == 2)
      #expect(ending.errors.contains("--set:1:17: error: 'training.epochs' must be a whole number"))
      #expect(!workspace.exists("results"))
    }

    @Test("tables tell the studies of each run, and the row of each zip")
    func tables() async throws {
      let ending = try await workspace.run("run", "x.yaml")
      #expect(ending.status == 0, "\(ending.errors)")
      let runs = try workspace.table("results/x/data/runs.csv")
      let pairs = zip(runs.column("studies"), runs.column("f_size")).map { "\($0):\($1)" }
      #expect(
        Dictionary(grouping: pairs) { $0 }.mapValues(\.count) == [
          "sizes:small": 4, "sizes:large": 4, "parts:-": 4, "parts;drawn:-": 2,
          "drawn:-": 4,
        ])
    }
  }
}
