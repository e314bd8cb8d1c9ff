import Testing

extension CommandLineTests {
  @Suite struct GraphCommandTests {
    let workspace: Workspace

    init() throws {
      workspace = try Workspace()
      try workspace.addData("iris.csv")
      try workspace.write(Experiment.iris, to: "x.yaml")
    }

    /// Flowers have 4 numbers and 3 kinds; the network has one hidden layer of 8.
    static let parts = [
      "layers.0.weight", "4 × 8", "layers.1.bias", "1 × 3", "relu", "softmax", "log_loss",
    ]

    @Test(
      "a graph is printed with its shapes",
      arguments: [
        ([], "node "), (["--format", "text"], "node "),
        (["--format", "mermaid"], "flowchart LR\n"), (["--format", "dot"], "digraph network {\n"),
      ])
    func notation(_ options: [String], beginning: String) async throws {
      let ending = try await RunningProgram(["graph", "x.yaml"] + options, in: workspace.url)
        .ending()
      #expect(ending.status == 0)
      #expect(ending.errors.isEmpty)
      #expect(ending.output.hasPrefix(beginning))
      for part in Self.parts { #expect(ending.output.contains(part)) }
      #expect(try workspace.files() == ["iris.csv", "x.yaml"])
    }

    @Test("--only picks the configuration; of several, the first is drawn, and named")
    func only() async throws {
      try workspace.write(
        """
        base: {data: moons}
        grid: {model.activation: [relu, tanh], optimizer: [sgd, adam]}
        """, to: "y.yaml")
      let several = try await workspace.run("graph", "y.yaml", "--only", "model.activation=tanh")
      #expect(several.status == 0)
      #expect(several.errors.hasPrefix("note: the first of 2 configurations: c"))
      #expect(several.output.contains("tanh"))
      #expect(!several.output.contains("relu"))
      let none = try await workspace.run("graph", "y.yaml", "--only", "model.activation=elu")
      #expect(none.status == 2)
      #expect(none.errors.contains("no configuration has 'model.activation' 'elu'"))
    }

    @Test("--norms adds the norms of values and gradients")
    func norms() async throws {
      let ending = try await workspace.run("graph", "x.yaml", "--norms")
      #expect(ending.status == 0)
      let lines = ending.output.split(separator: "\n").map { $0.split(separator: " ") }
      #expect(lines.first?.suffix(2) == ["‖value‖", "‖grad‖"])
      let weight = try #require(lines.first { $0.first == "layers.0.weight" })
      let norms = weight.suffix(2).compactMap { Double($0) }
      #expect(norms.count == 2)
      #expect(norms.allSatisfy { $0 > 0 })
      let loss = try #require(lines.first { $0.first == "loss" })
      #expect(loss.last == "1", "the gradient of the loss by itself")
    }
  }
}
