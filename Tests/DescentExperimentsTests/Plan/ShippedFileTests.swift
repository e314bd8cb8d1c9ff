import Descent
import DescentExperiments
import DescentPlugins
import Foundation
import Testing

@Suite struct ShippedFileTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../experiments/data").standardized

  static let names = ["breast_cancer", "diabetes", "digits", "iris", "penguins", "wine"]

  @Test("the program carries every table of the repository, byte for byte")
  func bytes() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
      .filter { $0.hasSuffix(".csv") }.sorted()
    #expect(ShippedFile.paths == files.map { "shipped:" + $0 })
    for file in files {
      let bytes = [UInt8](try Data(contentsOf: Self.folder.appending(path: file)))
      #expect(ShippedFile.bytes("shipped:" + file) == bytes)
    }
  }

  @Test("a shipped set and the file that it comes from count alike in the id", arguments: names)
  func hashes(_ name: String) throws {
    let catalog = DataCatalog(folder: Self.folder.path, registry: BuiltIns.registry)
    #expect(try catalog.sha256("shipped:\(name).csv") == catalog.sha256("\(name).csv"))
  }

  @Test("a shipped set knows its task", arguments: names)
  func task(_ name: String) throws {
    let missing = name == "penguins" ? "{name: penguins, missing: drop}" : name
    let plan = try Experiment("base: {data: \(missing)}\n").plan()
    #expect(
      plan.configurations.first?.task.kind == (name == "diabetes" ? .regression : .classification))
  }

  @Test("a shipped set with missing cells asks what becomes of them")
  func missingCells() {
    #expect(
      Experiment("base: {data: penguins}\n", folder: "experiments").mistakes?.description == """
        shipped:penguins.csv:5:11: error: the cell of column 'bill_length_mm' is empty; say \
        data.missing: drop, or mean for inputs
        Torgersen,,,,,,2007,Adelie
                  ^
        """)
  }

  @Test("any component can name a shipped file")
  func anyComponent() throws {
    let source = "{name: csv, path: 'shipped:iris.csv', target: petal_width_cm, task: regression}"
    let text = "base: {data: \(source)}\n"
    #expect(try Experiment(text).plan().configurations.first?.task.outputs == 1)
  }

  @Test("a shipped file that is not there is named beside those that are")
  func unknown() {
    let text = "base: {data: {name: csv, path: 'shipped:digit.csv'}}"
    #expect(
      Experiment(text).mistakes?.description == """
        x.yaml:1:21: error: shipped:digit.csv: no such file is shipped; expected one of these 6; \
        did you mean 'shipped:digits.csv'?
        base: {data: {name: csv, path: 'shipped:digit.csv'}}
                            ^
            shipped:breast_cancer.csv
            shipped:diabetes.csv
            shipped:digits.csv
            shipped:iris.csv
            shipped:penguins.csv
            shipped:wine.csv
        """)
  }
}
