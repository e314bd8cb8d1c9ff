import Descent
import DescentExperiments
import DescentPlugins
import Foundation
import Testing

@Suite struct DataMistakesTests {
  @Test("a mistake in a data file is reported before anything trains", arguments: mistakes)
  func mistake(_ mistake: DataMistake) throws {
    let folder = try TemporaryFolder()
    if let data = mistake.data { try folder.write(data, to: "d.csv") }
    #expect(Experiment(mistake.text, folder: folder.path).mistakes?.description == mistake.report)
  }

  @Test(
    "a mistake elsewhere in the file hides none that its data or its expansion show",
    arguments: [
      (
        "base: {data: {name: csv, path: nope.csv}}\nseeds: {cuont: 2}",
        [(1, 21, "there is no such file"), (2, 9, "unknown key 'cuont'")]
      ),
      (
        """
        base: {data: moons, training: {batch_size: 9000}}
        grid: {optimizer: [sgd, adam]}
        exclude: [{optimizer: momentum}]
        seeds: {cuont: 3}
        """,
        [(1, 44, "9000"), (3, 23, "'momentum'"), (4, 9, "unknown key 'cuont'")]
      ),
      (
        "base: {data: moons}\nselect: {metric: val_acuracy, at: last}",
        [(2, 18, "'val_acuracy'"), (2, 35, "'last'")]
      ),
      (
        """
        base: {data: moons}
        grid: {optimizer: [sgd, adam]}
        exclude: [{optimzer: adam}]
        adjust: [{when: {optimzer: sgd}, set: {optimzer.learning_rate: 0.1}}]
        """,
        [(3, 12, "'optimzer'"), (4, 18, "'optimzer'"), (4, 40, "'optimzer.learning_rate'")]
      ),
      (
        """
        base: {data: moons}
        grid: {optimizer: [sgd, adam]}
        hypotheses:
          - {id: a b, claim: c, expect: a > b, metric: val_acuracy, compare: {factor: optimizer, a: sgd, b: adamm}}
        """,
        [(4, 10, "'a b'"), (4, 48, "'val_acuracy'"), (4, 101, "'adamm'")]
      ),
    ])
  func together(text: String, expected: [(line: Int, column: Int, words: String)]) throws {
    let found = try #require(Experiment(text).mistakes).diagnostics
    #expect(found.map { $0.position?.line } == expected.map(\.line))
    #expect(found.map { $0.position?.column } == expected.map(\.column))
    for (mistake, expected) in zip(found, expected) {
      #expect(mistake.message.contains(expected.words))
    }
  }

  @Test("a mistake in a data file is shown below the experiment file's folder")
  func path() throws {
    let folder = try TemporaryFolder()
    try folder.write("a,y\n1,u\n,v\n", to: "d.csv")
    let text = "base: {data: {name: csv, path: d.csv}}\n"
    let file = SourceFile(name: "experiments/x.yaml", text: text)
    let document = try Document.read(file, registry: BuiltIns.registry)
    let mistakes = #expect(throws: DiagnosticList.self) {
      _ = try Plan(document, registry: BuiltIns.registry, folder: folder.path)
    }
    #expect(mistakes?.diagnostics.first?.position?.description == "experiments/d.csv:3:1")
  }

  @Test("a file in gzip's format stands for what it was packed from, also in the id of a run")
  func packed() throws {
    let folder = try TemporaryFolder()
    let text = "x,y\n1,u\n2,v\n3,u\n4,v\n5,u\n6,v\n7,u\n8,v\n9,u\n10,v\n"
    // Python's gzip.compress(text, mtime=0).
    let packed = try #require(Data(base64Encoded: Self.packed))
    try folder.write(text, to: "d.csv")
    try packed.write(to: URL(filePath: folder.path + "/d.csv.gz"))
    try packed.dropLast(3).write(to: URL(filePath: folder.path + "/short.csv.gz"))
    let catalog = DataCatalog(folder: folder.path, registry: BuiltIns.registry)
    #expect(try catalog.load("d.csv.gz").bytes == Array(text.utf8))
    #expect(try catalog.sha256("d.csv.gz") == catalog.sha256("d.csv"))
    let short = "base: {data: {name: csv, path: short.csv.gz}}"
    #expect(
      Experiment(short, folder: folder.path).mistakes?.description == """
        x.yaml:1:21: error: short.csv.gz: the packed data end too early
        \(short)
                            ^
        """)
  }

  private static let packed =
    "H4sIAAAAAAACA6vQqeQy1CnlMtIp4zIG0iZA2hRImwFpcyBtAaQtgbShAZABAHF5ro4tAAAA"

  /// A data file, an experiment that reads it, and what the user reads.
  struct DataMistake: Sendable, CustomTestStringConvertible {
    var name: String
    /// The data file's text; nil where there is none.
    var data: String?
    var text: String
    var report: String

    init(_ name: String, _ data: String?, _ text: String, _ report: String) {
      self.name = name
      self.data = data
      self.text = text
      self.report = report
    }

    var testDescription: String { name }
  }

  static let mistakes = [
    DataMistake(
      "no such file",
      nil,
      """
      base: {data: {name: csv, path: d.csv}}
      """,
      """
      x.yaml:1:21: error: d.csv: there is no such file
      base: {data: {name: csv, path: d.csv}}
                          ^
      """),
    DataMistake(
      "an empty file",
      "",
      """
      base: {data: {name: csv, path: d.csv}}
      """,
      """
      x.yaml:1:21: error: d.csv: the file is empty
      base: {data: {name: csv, path: d.csv}}
                          ^
      """),
    DataMistake(
      "a header only",
      "a,y\n",
      """
      base: {data: {name: csv, path: d.csv}}
      """,
      """
      d.csv:1:1: error: the file has a header but no rows
      a,y
      ^
      """),
    DataMistake(
      "a ragged row",
      "a,b,y\n1,2,u\n1,v\n",
      """
      base: {data: {name: csv, path: d.csv}}
      """,
      """
      d.csv:3:1: error: the row has 2 cells, the header has 3
      1,v
      ^
      """),
    DataMistake(
      "a text in a numeric column",
      "a,b,y\n1,2,u\n1,x,v\n1,3,v\n",
      """
      base: {data: {name: csv, path: d.csv}}
      """,
      """
      d.csv:3:3: error: 'x' is no number, as the other cells of column 'b' are; for a column of \
      categories say data.categorical: [b]
      1,x,v
        ^
      """),
    DataMistake(
      "a text in a numeric column behind a quoted comma",
      "a,b,y\n\"p, q\",2,u\n\"p, q\",x,v\nr,3,v\n",
      """
      base: {data: {name: csv, path: d.csv}}
      """,
      """
      d.csv:3:8: error: 'x' is no number, as the other cells of column 'b' are; for a column of \
      categories say data.categorical: [b]
      "p, q",x,v
             ^
      """),
    DataMistake(
      "an empty cell",
      "a,y\n1,u\n,v\n2,u\n",
      """
      base: {data: {name: csv, path: d.csv}}
      """,
      """
      d.csv:3:1: error: the cell of column 'a' is empty; say data.missing: drop, or mean for inputs
      ,v
      ^
      """),
    DataMistake(
      "an empty cell of the last column",
      "aé,b,y\n1,3,u\n2,,v\n",
      """
      base: {data: {name: csv, path: d.csv}}
      """,
      """
      d.csv:3:3: error: the cell of column 'b' is empty; say data.missing: drop, or mean for inputs
      2,,v
        ^
      """),
    DataMistake(
      "a missing target column",
      "a,b\n1,2\n",
      """
      base:
        data: {name: csv, path: d.csv, target: y, task: regression}
      """,
      """
      d.csv:1:1: error: there is no column 'y'; the header has 'a', 'b'
      a,b
      ^
      """),
    DataMistake(
      "one class only",
      "a,y\n1,u\n2,u\n",
      """
      base:
        data: {name: csv, path: d.csv, target: y, task: classification}
      """,
      """
      d.csv:1:3: error: the target 'y' has one class only, 'u'
      a,y
        ^
      """),
    DataMistake(
      "texts as the target of a regression",
      "a,y\n1,u\n2,v\n",
      """
      base:
        data: {name: csv, path: d.csv, target: y, task: regression}
      """,
      """
      d.csv:1:1: error: the target 'y' holds texts; regression needs numbers
      a,y
      ^
      """),
    DataMistake(
      "numbers that may be classes or quantities",
      "a,y\n1,0\n2,1\n",
      """
      base: {data: {name: csv, path: d.csv}}
      """,
      """
      x.yaml:1:21: error: the target 'y' holds numbers, which may be classes or quantities; say \
      data.task: classification or regression
      base: {data: {name: csv, path: d.csv}}
                          ^
      """),
    DataMistake(
      "no column but the target",
      "y\nu\nv\nu\nv\nu\nv\nu\nv\nu\nv\nu\nv\nu\nv\nu\nv\nu\nv\nu\nv\nu\nv\n",
      """
      base: {data: {name: csv, path: d.csv}}
      """,
      """
      x.yaml:1:21: error: d.csv: the table has no input column besides the target
      base: {data: {name: csv, path: d.csv}}
                          ^
      """),
    DataMistake(
      "too few rows for three parts",
      "a,y\n1,u\n2,v\n",
      """
      base: {data: {name: csv, path: d.csv}}
      """,
      """
      x.yaml:1:21: error: d.csv: 2 rows leave the test part empty; give it a larger share in \
      data.split or more rows
      base: {data: {name: csv, path: d.csv}}
                          ^
      """),
    DataMistake(
      "a quote that is never closed",
      "a,y\n1,\"u\n2,v\n",
      """
      base: {data: {name: csv, path: d.csv}}
      """,
      """
      d.csv:2:1: error: a quote is opened but never closed
      1,"u
      ^
      """),
    DataMistake(
      "an unnamed column",
      "a,,y\n1,2,u\n",
      """
      base: {data: {name: csv, path: d.csv}}
      """,
      """
      d.csv:1:3: error: column 2 has no name
      a,,y
        ^
      """),
    DataMistake(
      "a column name twice",
      "a,a,y\n1,2,u\n",
      """
      base: {data: {name: csv, path: d.csv}}
      """,
      """
      d.csv:1:3: error: columns 1 and 2 are both named 'a'
      a,a,y
        ^
      """),
    DataMistake(
      "a file of weights that does not exist",
      "a,y\n1,u\n2,v\n1,u\n2,v\n1,u\n2,v\n1,u\n2,v\n1,u\n2,v\n1,u\n2,v\n",
      """
      base:
        data: {name: csv, path: d.csv}
        model: {initializer: {name: safetensors, path: w.safetensors}}
      """,
      """
      x.yaml:3:31: error: w.safetensors: there is no such file
        model: {initializer: {name: safetensors, path: w.safetensors}}
                                    ^
      """),
    DataMistake(
      "a file of weights that is none",
      "no weights\n",
      """
      base:
        data: moons
        model: {initializer: {name: safetensors, path: d.csv}}
      """,
      """
      x.yaml:3:31: error: d.csv: this is no safetensors file: its header would be longer than it
        model: {initializer: {name: safetensors, path: d.csv}}
                                    ^
      """),
  ]
}
