import Foundation
import Testing

extension CommandLineTests {
  @Suite struct InitCommandTests {
    let workspace: Workspace

    init() throws { workspace = try Workspace() }

    static let dataSets: [String] = {
      let folder = Program.package.appendingPathComponent("experiments/data")
      let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
      return (files ?? []).filter { $0.hasSuffix(".csv") }.sorted()
    }()

    @Test("every shipped data set makes an experiment that plans", arguments: dataSets)
    func plans(_ file: String) async throws {
      try workspace.addData(file)
      let ending = try await workspace.run("init", file)
      let name = String(file.dropLast(4))
      #expect(ending.status == 0 && ending.errors.isEmpty, "\(ending.errors)")
      #expect(ending.output.hasPrefix("wrote \(name).yaml: "))
      #expect(try workspace.files() == [file, name + ".yaml"].sorted())
      let task = file == "diabetes.csv" ? "regression" : "classification"
      #expect(try workspace.text(name + ".yaml").contains("    task: \(task) "))
      let plan = try await workspace.run("plan", name + ".yaml")
      #expect(plan.status == 0, "\(plan.errors)")
      #expect(plan.output.contains("12 configurations x 6 seeds = 72 runs"))
    }

    @Test("the experiment runs as it is")
    func runs() async throws {
      try workspace.addData("penguins.csv")
      #expect(try await workspace.run("init", "penguins.csv").status == 0)
      let ending = try await workspace.run("run", "penguins.yaml", "--quiet")
      #expect(ending.status == 0, "\(ending.errors)")
      let runs = try workspace.table("results/penguins/data/runs.csv").records
      #expect(runs.count == 72)
    }

    @Test("without a file the experiment is about generated data")
    func moons() async throws {
      #expect(try await workspace.run("init").status == 0)
      #expect(try await workspace.run("plan", "moons.yaml").status == 0)
    }

    @Test("the data are named as the experiment file sees them, from wherever it lies")
    func otherFolder() async throws {
      try workspace.makeFolder("a")
      try workspace.makeFolder("b")
      try workspace.addData("iris.csv")
      #expect(
        try await workspace.run("init", "iris.csv", "--output", "a/my flowers.yaml").status == 0)
      let text = try workspace.text("a/my flowers.yaml")
      #expect(text.contains("    path: \"../iris.csv\" "))
      #expect(text.contains("\nname: my_flowers\n"))
      #expect(try await workspace.run("plan", "a/my flowers.yaml").status == 0)
      #expect(
        try await workspace.run("init", "shipped:iris.csv", "--output", "b/x.yaml").status == 0)
      #expect(try await workspace.run("plan", "b/x.yaml").status == 0)
    }

    @Test("a file that is there is left alone")
    func exists() async throws {
      try workspace.addData("iris.csv")
      try workspace.write("mine", to: "iris.yaml")
      let ending = try await workspace.run("init", "iris.csv")
      #expect(ending.status == 2 && ending.output.isEmpty)
      #expect(ending.errors == "error: 'iris.yaml' is there already\n")
      #expect(try workspace.text("iris.yaml") == "mine")
    }

    static let wrong = [
      ("a,b\n1,2\n3\n", "x.csv:3:1: error: the row has 1 cells, the header has 2\n3\n^\n"),
      (
        "a;b\n1;2\n",
        "x.csv:1:1: error: the header is one column with ';' in it; cells must be separated by commas\n"
          + "a;b\n^\n"
      ),
      (
        "a,b\n1,2\n2,3\n3,x\n",
        """
        x.csv:4:3: error: 'x' is no number, as the other cells of column 'b' are; \
        for a column of categories say data.categorical: [b]
        3,x
          ^

        """
      ),
      (
        "red,0.5\nblue,0.4\nred,0.7\n",
        """
        x.csv:1:5: error: column '0.5' is named like one of its cells; expected a header row with names
        red,0.5
            ^

        """
      ),
      (
        "a\n1\n2\n3\n4\n5\n",
        """
        error: no experiment can be made of 'x.csv':
          x.csv: the table has no input column besides the target

        """
      ),
      ("", "error: x.csv: the file is empty\n"),
    ]

    @Test(
      "a file that is no table is named with the place, and nothing is written", arguments: wrong)
    func mistakes(_ text: String, message: String) async throws {
      try workspace.write(text, to: "x.csv")
      let ending = try await workspace.run("init", "x.csv")
      #expect(ending.status == 2 && ending.output.isEmpty)
      #expect(ending.errors == message)
      #expect(try workspace.files() == ["x.csv"])
    }

    @Test("a file that is not there is named")
    func missing() async throws {
      let ending = try await workspace.run("init", "y.csv")
      #expect(ending.status == 2)
      #expect(ending.errors == "error: y.csv: there is no such file\n")
    }
  }
}
