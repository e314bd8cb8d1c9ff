import Descent
import DescentExperiments
import DescentPlugins
import Testing

@Suite("What a table lets one guess") struct StarterTests {
  typealias Column = TableDescription.Column

  private static func numbers(
    _ name: String, _ range: ClosedRange<Double> = 0...1, whole: Bool = false, levels: Int = 100,
    missing: Int = 0
  ) -> Column {
    Column(name, .numbers(range, areWhole: whole), levels: levels, missing: missing)
  }

  private static func texts(_ name: String, levels: Int, missing: Int = 0) -> Column {
    Column(name, .texts(["a", "b"]), levels: levels, missing: missing)
  }

  private func starter(_ columns: Column..., rows: Int = 100) -> Starter {
    Starter(path: "x.csv", TableDescription(rowCount: rows, columns: columns))
  }

  @Test(
    "the target is the column that is called so, or the last one",
    arguments: [
      (["a", "b", "c"], "c"), (["Target", "b", "c"], "Target"), (["a", "y", "c"], "y"),
      (["y", "label", "c"], "label"), (["class", "target", "c"], "target"),
    ])
  func target(_ names: [String], expected: String) {
    let columns = names.map { Self.numbers($0) }
    let starter = Starter(path: "x.csv", TableDescription(rowCount: 100, columns: columns))
    #expect(starter.target == expected)
  }

  @Test(
    "texts, two values and few whole numbers are classes; other numbers are quantities",
    arguments: [
      (texts("t", levels: 3), true), (texts("t", levels: 2), true),
      (numbers("t", levels: 2), true), (numbers("t", whole: true, levels: 10), true),
      (numbers("t", whole: true, levels: 20), true),
      (numbers("t", whole: true, levels: 21), false),
      (numbers("t", levels: 10), false), (numbers("t", levels: 100), false),
      // Twenty of hundred rows are left.
      (numbers("t", whole: true, levels: 5, missing: 80), false),
      (numbers("t", whole: true, levels: 4, missing: 80), true),
    ])
  func task(of target: Column, isClass: Bool) {
    let starter = starter(Self.numbers("x"), target)
    #expect(starter.task == (isClass ? .classification : .regression))
  }

  @Test("what tells the rows apart, or is the same in all of them, is left out")
  func ignored() {
    let starter = starter(
      Self.numbers("PassengerId", whole: true), Self.numbers("row id", whole: true),
      Self.numbers("valid", whole: true), Self.numbers("id", whole: true, levels: 99),
      Self.numbers("width"), Self.texts("name", levels: 51), Self.texts("town", levels: 50),
      Self.numbers("one", levels: 1), Self.texts("none", levels: 0, missing: 100),
      Self.texts("kind", levels: 3), Self.numbers("constant", levels: 1))
    #expect(
      starter.ignored.map(\.name) == ["PassengerId", "row id", "name", "one", "none", "constant"])
    let reasons = starter.ignored.map(\.reason)
    #expect(reasons.prefix(3).allSatisfy { $0 == .isIdentifier })
    #expect(reasons.suffix(3).allSatisfy { $0 == .isConstant })
    #expect(starter.target == "kind")
  }

  @Test("a few texts that differ are not taken for names")
  func fewTexts() {
    #expect(starter(Self.texts("x", levels: 10), Self.numbers("y"), rows: 12).ignored.isEmpty)
  }

  @Test("empty cells count where the column stays, and whole numbers may be categories")
  func cells() {
    let starter = starter(
      Self.numbers("x", missing: 3), Self.numbers("one", levels: 1, missing: 50),
      Self.numbers("year", whole: true, levels: 3), Self.numbers("flag", whole: true, levels: 2),
      Self.texts("y", levels: 2, missing: 4))
    #expect(starter.missingCount == 7)
    #expect(starter.fewLeveled == ["year"])
  }

  @Test(
    "few rows make a small network, many a larger one in fewer epochs",
    arguments: [
      (10, [16], nil, 50), (150, [16], 16, 50), (1797, [32], 32, 50), (20_000, [64, 64], 128, 20),
      (100_000, [64, 64], 128, 3), (1_000_000, [64, 64], 512, 3),
    ] as [(Int, [Int], Int?, Int)])
  func sizes(rows: Int, hidden: [Int], batchSize: Int?, epochs: Int) {
    let starter = starter(Self.numbers("x"), Self.numbers("y"), rows: rows)
    #expect(starter.hidden == hidden)
    #expect(starter.batchSize == batchSize)
    #expect(starter.epochs == epochs)
  }

  @Test(
    "a header of numbers like those below them is a row of cells; one that counts is none",
    arguments: [
      (["a", "0.5"], "0.5"), (["0.5", "0.25", "b"], "0.5"), (["7", "0.25"], "0.25"),
      (["2019", "0.5", "9", "8"], nil), (["x", "2019"], nil), (["0", "1"], nil),
      (["0.5", "x"], nil),
    ])
  func header(_ names: [String], cell: String?) {
    // a and b hold texts, the others numbers from 0 to 1.
    let columns = names.map { name in
      name == "a" || name == "b" ? Self.texts(name, levels: 2) : Self.numbers(name)
    }
    let table = TableDescription(rowCount: 9, columns: columns)
    #expect(table.cellInHeader == cell)
  }

  // MARK: - The file

  private func file(_ starter: Starter) throws -> Document {
    try Document.read(
      SourceFile(name: "x.yaml", text: starter.text(name: "x", command: "descent init")),
      registry: BuiltIns.registry)
  }

  @Test("the file says what was seen and what was decided")
  func text() throws {
    let starter = starter(
      Self.numbers("id", 1...100, whole: true),
      Self.numbers("body mass", 2700...6300.5, missing: 2),
      Self.texts("kind", levels: 3))
    let text = starter.text(name: "x", command: "descent init x.csv")
    #expect(
      text.contains(
        """
        # 100 rows, 3 columns:
        #   id           whole numbers from 1 to 100; left out, it tells the rows apart
        #   "body mass"  numbers from 2700 to 6300.5; 2 cells are empty
        #   kind         the target; 3 texts: a, b, ..

        name: x

        base:
          data:                                 # what is learnt from
            name: csv
            path: x.csv                         # relative to this file
            target: kind                        # the column to predict
            task: classification                # or regression
            ignore: [id]                        # columns that are left out
            missing: mean                       # for 2 empty cells; or drop, their rows
            split: [0.6, 0.2, 0.2]              # training, validation, test; or {folds: 5}
          model:
            hidden: [16]                        # units of each layer

        """))
    #expect(
      text.hasPrefix(
        "question: Which optimizer predicts kind best?\n# Written by 'descent init x.csv'."))
    let document = try file(starter)
    #expect(document.seeds.count == 6 && document.axes.count == 2)
  }

  @Test(
    "names that YAML would misread are quoted",
    arguments: ["a: b", "x # y", "no", "a\nb", "'", "-"])
  func names(_ name: String) throws {
    let document = try file(
      starter(
        Self.numbers(name), Self.numbers("id", whole: true), Self.texts(name + "2", levels: 2)))
    #expect(document.question == "Which optimizer predicts \(name)2 best?")
    #expect(document.base.components[.data]?.settings["target"] == .list([.text(name + "2")]))
  }

  @Test("without a file the experiment is about the moons, and plans")
  func moons() throws {
    let plan = try Plan(try file(.moons), registry: BuiltIns.registry, folder: ".")
    #expect(plan.configurations.count == 12 && plan.runs.count == 72)
  }
}
