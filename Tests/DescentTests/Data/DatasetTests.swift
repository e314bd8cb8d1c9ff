import Descent
import DescentPlugins
import Testing

@Suite struct DatasetTests {
  private func dataset(
    _ table: Table, _ preparation: DataPreparation = DataPreparation(), replicate: Int = 1
  ) throws -> Dataset {
    var random = RandomStream(.split, replicate: replicate)
    return try Dataset(
      table, task: try preparation.task(of: table, loss: nil), preparation: preparation,
      split: &random)
  }

  /// Rows of two numbers and a category, with a class of text.
  private func flowers(rows: Int = 60) -> Table {
    Table(
      columns: [
        Table.Column("length", .numbers((0..<rows).map { Double($0 * $0 % 17) })),
        Table.Column("constant", .numbers((0..<rows).map { _ in 5 })),
        Table.Column(
          "island", .texts((0..<rows).map { ["Dream", "Biscoe", "Torgersen"][$0 % 3] })),
        Table.Column("species", .texts((0..<rows).map { $0 % 2 == 0 ? "a" : "b" })),
      ], targets: ["species"])
  }

  private func column(_ part: Dataset.Part, _ index: Int, of data: Dataset) -> [Double] {
    (0..<part.count).map { Double(part.inputs[$0 * data.inputCount + index]) }
  }

  private func moments(_ values: [Double]) -> (mean: Double, sd: Double) {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    return (mean, (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot())
  }

  @Test("standardisation is fitted on the training part alone")
  func standardization() throws {
    let data = try dataset(flowers())
    let training = moments(column(data.train, 0, of: data))
    #expect(abs(training.mean) < 1e-6 && abs(training.sd - 1) < 1e-6)
    // The other parts are scaled by the same numbers, so raw values can be had back.
    let raw = (0..<60).map { Double($0 * $0 % 17) }
    let fitted = moments(data.train.rows.map { raw[$0] })
    for part in [data.validation, data.test] {
      for (row, value) in zip(part.rows, column(part, 0, of: data)) {
        #expect(abs(value * fitted.sd + fitted.mean - raw[row]) < 1e-5)
      }
      #expect(abs(moments(column(part, 0, of: data)).mean) > 1e-3)
    }
  }

  @Test("a constant column is centred and not divided by zero")
  func constant() throws {
    let data = try dataset(flowers())
    for part in [data.train, data.validation, data.test] {
      #expect(column(part, 1, of: data).allSatisfy { $0 == 0 })
    }
  }

  @Test("categories become one column a level, in alphabetical order")
  func categories() throws {
    let data = try dataset(flowers(), DataPreparation(standardize: false))
    #expect(
      data.inputNames
        == ["length", "constant", "island=Biscoe", "island=Dream", "island=Torgersen"])
    for (place, row) in data.train.rows.enumerated() {
      let shown = (2...4).map { data.train.inputs[place * 5 + $0] }
      #expect(shown == [row % 3 == 1 ? 1 : 0, row % 3 == 0 ? 1 : 0, row % 3 == 2 ? 1 : 0])
    }
  }

  @Test("a category that only validation rows have still has its column, whatever the split")
  func rareCategory() throws {
    let rows = 40
    let table = Table(
      columns: [
        Table.Column("colour", .texts((0..<rows).map { $0 == 0 ? "rare" : "common" })),
        Table.Column("y", .texts((0..<rows).map { $0 % 2 == 0 ? "a" : "b" })),
      ], targets: ["y"])
    for replicate in 1...6 {
      var split = RandomStream(.split, replicate: replicate)
      let data = try Dataset(
        table, task: .classification(classes: ["a", "b"]), preparation: DataPreparation(),
        split: &split)
      #expect(data.inputNames == ["colour=common", "colour=rare"])
    }
  }

  @Test("two classes are one column of 0 and 1, more are one-hot")
  func targets() throws {
    let two = try dataset(flowers())
    #expect(two.outputCount == 1)
    for (row, target) in zip(two.train.rows, two.train.targets) {
      #expect(target == Float(row % 2))
    }
    var table = flowers()
    table.targets = ["island"]
    let three = try dataset(table)
    #expect(three.task == .classification(classes: ["Biscoe", "Dream", "Torgersen"]))
    for (place, row) in three.train.rows.enumerated() {
      let shown = Array(three.train.targets[place * 3..<place * 3 + 3])
      #expect(shown == [row % 3 == 1 ? 1 : 0, row % 3 == 0 ? 1 : 0, row % 3 == 2 ? 1 : 0])
    }
  }

  @Test("a numeric target is standardised, and its scaling is kept")
  func regression() throws {
    var table = flowers()
    table.targets = ["length"]
    let data = try dataset(table, DataPreparation(task: .regression))
    let scaling = data.targetScaling[0]
    for (row, target) in zip(data.test.rows, data.test.targets) {
      #expect(
        abs(Double(target) * scaling.scale + scaling.offset - Double(row * row % 17)) < 1e-5)
    }
    #expect(abs(moments(data.train.targets.map { Double($0) }).sd - 1) < 1e-6)
    let plain = try dataset(table, DataPreparation(task: .regression, standardize: false))
    #expect(plain.targetScaling == [.identity])
  }

  // MARK: - Missing cells

  private func gaps() -> Table {
    var table = flowers()
    let numbers = (0..<60).map { row -> Double? in row % 10 == 3 ? nil : Double(row) }
    let texts = (0..<60).map { row -> String? in
      if row % 20 == 7 { return nil }
      return row % 3 == 0 ? "x" : "y"
    }
    table.columns[0].cells = .numbers(numbers)
    table.columns[2].cells = .texts(texts)
    table.columns[0].position = 1
    table.lines = (0..<60).map { $0 + 2 }
    table.path = "birds.csv"
    return table
  }

  @Test("an empty cell is an error with its place")
  func missingError() throws {
    let error = try #require(throws: ComponentError.self) { try dataset(gaps()) }
    #expect(
      error.description
        == "birds.csv:5:1: the cell of column 'length' is empty; "
        + "say data.missing: drop, or mean for inputs")
  }

  @Test("rows with empty cells can be left out")
  func missingDrop() throws {
    let data = try dataset(gaps(), DataPreparation(missing: .drop))
    #expect(data.train.count + data.validation.count + data.test.count == 60 - 6 - 3)
    #expect(data.train.inputs.allSatisfy { $0.isFinite })
  }

  @Test("an empty cell can take the training part's mean, or its most frequent text")
  func missingMean() throws {
    let data = try dataset(gaps(), DataPreparation(standardize: false, missing: .mean))
    let rows = data.train.rows.filter { $0 % 10 != 3 }
    let mean = Double(rows.reduce(0, +)) / Double(rows.count)
    for part in [data.train, data.validation, data.test] {
      for (place, row) in part.rows.enumerated() {
        let start = place * data.inputCount
        let expected = row % 10 == 3 ? mean : Double(row)
        #expect(abs(Double(part.inputs[start]) - expected) < 1e-5)
        guard row % 20 == 7 else { continue }
        // 'y' is the more frequent one.
        let shown = Array(part.inputs[(start + 2)..<(start + 4)])
        #expect(shown == [0, 1])
      }
    }
    #expect(data.inputNames == ["length", "constant", "island=x", "island=y"])
  }

  @Test("a row without a target is left out, not filled in")
  func missingTarget() throws {
    var table = flowers()
    let classes = (0..<60).map { row -> String? in row == 5 ? nil : ["a", "b"][row % 2] }
    table.columns[3].cells = .texts(classes)
    let data = try dataset(table, DataPreparation(missing: .mean))
    #expect(data.train.count + data.validation.count + data.test.count == 59)
  }

  // MARK: - Mistakes

  @Test("one class only is an error")
  func oneClass() throws {
    var table = flowers()
    table.columns[3].cells = .texts(Array(repeating: "a", count: 60))
    let error = try #require(throws: ComponentError.self) { try dataset(table) }
    #expect(error.message == "the target 'species' has one class only, 'a'")
  }

  @Test("too few rows for a part are an error")
  func tooFewRows() throws {
    let error = try #require(throws: ComponentError.self) { try dataset(flowers(rows: 2)) }
    #expect(
      error.message
        == "2 rows leave the validation part empty; give it a larger share in data.split or more rows"
        || error.message
          == "2 rows leave the test part empty; give it a larger share in data.split or more rows"
    )
  }

  @Test("a class that training would not see is an error")
  func rareClass() throws {
    var table = flowers()
    let classes = (0..<60).map { row -> String? in row == 7 ? "rare" : ["a", "b"][row % 2] }
    table.columns[3].cells = .texts(classes)
    let outcomes = try (1...20).map { replicate -> String in
      do {
        _ = try dataset(table, replicate: replicate)
        return "seen"
      } catch let error as ComponentError {
        return error.message
      }
    }
    #expect(
      Set(outcomes).isSubset(of: [
        "seen", "class 'rare' has too few rows to be in the training part",
      ]))
  }

  @Test("a table of targets alone is an error")
  func noInputs() throws {
    var table = flowers()
    table.columns = [table.columns[3]]
    let error = try #require(throws: ComponentError.self) { try dataset(table) }
    #expect(error.message == "the table has no input column besides the target")
  }

  @Test("a task is taken from the targets, the loss or the setting, and never guessed")
  func task() throws {
    let table = flowers()
    var numbers = table
    numbers.targets = ["length"]
    let open = DataPreparation()
    #expect(try open.task(of: table, loss: nil) == .classification(classes: ["a", "b"]))
    #expect(try open.task(of: numbers, loss: LogLoss.self).kind == .classification)
    #expect(throws: ComponentError.self) {
      try open.task(of: numbers, loss: MeanSquaredError.self)
    }
    #expect(
      try DataPreparation(task: .regression).task(of: numbers, loss: nil)
        == .regression(targets: ["length"]))
    #expect(throws: ComponentError.self) {
      try DataPreparation(task: .regression).task(of: table, loss: nil)
    }
  }

  @Test("classes that are numbers are in numeric order")
  func numericClasses() throws {
    var table = flowers()
    table.columns[0].cells = .numbers((0..<60).map { [10, 9, 100][$0 % 3] })
    table.targets = ["length"]
    #expect(
      try DataPreparation(task: .classification).task(of: table, loss: nil)
        == .classification(classes: ["9", "10", "100"]))
  }
}
