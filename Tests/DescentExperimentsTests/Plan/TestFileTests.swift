import Descent
import DescentExperiments
import DescentPlugins
import Testing

/// A test part of its own: `data: {test: more.csv}`.
@Suite("A file of test rows") struct TestFileTests {
  /// Eight rows of two classes, and what a test file holds.
  private static func folder(test: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(
      "a,color,y\n1,red,u\n2,blue,v\n3,red,u\n4,blue,v\n5,red,u\n6,blue,v\n7,red,u\n8,blue,v\n",
      to: "d.csv")
    try folder.write(test, to: "more.csv")
    return folder
  }

  private static func experiment(_ settings: String = "", in folder: TemporaryFolder) -> Experiment
  {
    Experiment(
      "base: {data: {name: csv, path: d.csv, test: more.csv\(settings)}}", folder: folder.path)
  }

  private static func datasets(_ experiment: Experiment) throws -> [Dataset] {
    let plan = try experiment.plan()
    let catalog = DataCatalog(folder: experiment.folder, registry: BuiltIns.registry)
    let planned = plan.configurations[0]
    return try plan.runs.filter { $0.seed == 1 }.map { run in
      try catalog.dataset(
        planned.configuration, task: planned.task, streams: run.streams, fold: run.fold)
    }
  }

  @Test("its rows are the test part, and the other shares keep their ratio") func part() throws {
    let folder = try Self.folder(test: "color,a,y\nblue,10,u\nred,12,v\nblue,14,u\n")
    let data = try #require(try Self.datasets(Self.experiment(in: folder)).first)
    #expect(data.inputNames == ["a", "color=blue", "color=red"])
    #expect(data.train.count == 6 && data.validation.count == 2 && data.test.count == 3)
    #expect(Set(data.train.rows + data.validation.rows) == Set(0..<8))
    #expect(data.test.rows == [0, 1, 2])
    // Scaled by the training part alone, and told apart by the same classes.
    let scaling = data.inputScaling[0]
    let values = stride(from: 0, to: 9, by: 3).map { scaling.undone(data.test.inputs[$0]) }
    #expect(zip(values, [10, 12, 14]).allSatisfy { abs($0 - $1) < 1e-5 })
    #expect(data.test.targets == [0, 1, 0])
  }

  @Test("beside folds it is the test part of each of them") func folds() throws {
    let folder = try Self.folder(test: "a,color,y\n9,red,u\n")
    let all = try Self.datasets(Self.experiment(", split: {folds: 4}", in: folder))
    #expect(all.map(\.validation.count) == [2, 2, 2, 2])
    #expect(all.map(\.test.count) == [1, 1, 1, 1])
  }

  @Test("what it holds is part of a run's id, and stands among the files of a plan") func identity()
    throws
  {
    let folder = try Self.folder(test: "a,color,y\n9,red,u\n")
    let experiment = Self.experiment(in: folder)
    let plan = try experiment.plan()
    #expect(plan.dataFiles.map(\.path) == ["d.csv", "more.csv"])
    #expect(plan.dataFiles.map(\.rows) == [8, 1])
    try folder.write("a,color,y\n9,red,v\n", to: "more.csv")
    #expect(Set(try experiment.plan().runs.map(\.id)).isDisjoint(with: plan.runs.map(\.id)))
  }

  @Test(
    "a file that is not like that of the data is a mistake in the file",
    arguments: [
      ("a,y\n1,u\n", "more.csv:1:1: error: column 'color' of 'd.csv' is missing"),
      ("a,color,y,z\n1,red,u,2\n", "more.csv:1:11: error: column 'z' is none of those of 'd.csv'"),
      (
        "a,color,y\nx,red,u\n",
        "more.csv:1:1: error: column 'a' holds texts, and numbers in 'd.csv'"
      ),
      ("a,color,y\n1,red,w\n", "'w' of the target 'y' is in no row that is trained on"),
      ("a,color,y\n1,,u\n", "more.csv:2:3: error: the cell of column 'color' is empty"),
    ])
  func mistake(test: String, message: String) throws {
    let folder = try Self.folder(test: test)
    let report = Self.experiment(in: folder).mistakes?.description ?? "no mistake"
    #expect(report.contains(message), "\(report)")
  }

  @Test("a source that reads no file takes none") func generated() {
    let text = "base: {data: {name: moons, test: more.csv}}"
    #expect(
      Experiment(text).mistakes?.description == """
        x.yaml:1:34: error: more.csv: data source 'moons' reads no file, so that 'data.test' cannot be one like it
        \(text)
                                         ^
        """)
  }
}
