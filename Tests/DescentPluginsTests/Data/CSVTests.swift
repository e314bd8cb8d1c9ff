import Descent
import DescentPlugins
import Testing

@Suite struct CSVTests {
  private func table(_ text: String, _ settings: [String: Value] = [:]) throws -> Table {
    try table(Array(text.utf8), settings)
  }

  private func table(_ bytes: [UInt8], _ settings: [String: Value] = [:]) throws -> Table {
    var random = RandomStream(.data, replicate: 1)
    let source = CSV(settings: settings.merging(["path": .text("a.csv")]) { $1 })
    return try source.table(from: [LoadedFile(path: "a.csv", bytes: bytes)], random: &random)
  }

  private func message(_ text: String, _ settings: [String: Value] = [:]) throws -> String {
    try #require(throws: ComponentError.self) { try table(text, settings) }.description
  }

  private func texts(_ table: Table, _ column: Int) -> [String?] {
    if case .texts(let values) = table.columns[column].cells { values } else { [] }
  }

  private func numbers(_ table: Table, _ column: Int) -> [Double?] {
    if case .numbers(let values) = table.columns[column].cells { values } else { [] }
  }

  // MARK: - What is read

  @Test("columns, types, the target and the lines are read")
  func plain() throws {
    let read = try table("x,name,y\n1,a,2.5\n-3e2,b,.5\n")
    #expect(read.columns.map(\.name) == ["x", "name", "y"])
    #expect(numbers(read, 0) == [1, -300] && texts(read, 1) == ["a", "b"])
    #expect(numbers(read, 2) == [2.5, 0.5])
    #expect(read.targets == ["y"] && read.lines == [2, 3] && read.path == "a.csv")
    #expect(read.columns.map(\.position) == [1, 2, 3])
  }

  @Test("an ignored column is not there, whatever is in it, and is not the last one")
  func ignored() throws {
    let settings: [String: Value] = ["ignore": .list(["id", "note"])]
    let read = try table("id,x,y,note\n1,2,3,a\nb,4,5,6\nc,6,7,8\n", settings)
    #expect(read.columns.map(\.name) == ["x", "y"] && read.targets == ["y"])
    #expect(read.columns.map(\.position) == [2, 3])
  }

  @Test(
    "line ends, a byte order mark and a missing last line end change nothing",
    arguments: [
      "x,y\n1,2\n3,4\n", "x,y\r\n1,2\r\n3,4\r\n", "x,y\n1,2\n3,4", "x,y\r1,2\r3,4\r",
      "\u{FEFF}x,y\n1,2\n3,4\n",
    ])
  func lineEnds(_ text: String) throws {
    let read = try table(text)
    #expect(read.columns.map(\.name) == ["x", "y"] && read.lines == [2, 3])
    #expect(numbers(read, 0) == [1, 3] && numbers(read, 1) == [2, 4])
  }

  @Test("quotes hold commas, quotes and line ends, and lines are still counted rightly")
  func quotes() throws {
    let read = try table("\"a,b\",y\n\"one, \"\"two\"\"\nthree\",1\r\nfour,2\n")
    #expect(read.columns.map(\.name) == ["a,b", "y"])
    #expect(texts(read, 0) == ["one, \"two\"\nthree", "four"])
    #expect(read.lines == [2, 4])
  }

  @Test("blank lines are skipped, and lines are still counted rightly")
  func blankLines() throws {
    let read = try table("x,y\n\n1,2\n\n\n3,4\n\n")
    #expect(numbers(read, 0) == [1, 3])
    #expect(read.lines == [3, 6])
    #expect(try message("x,y\n1,2\n\n\n3\n") == "a.csv:5: the row has 1 cells, the header has 2")
  }

  @Test("empty cells and NA are missing, in columns of both types")
  func missing() throws {
    let read = try table("x,c,y\n,a,1\nNA,,2\n5,NA,3\n6,b,4\n")
    #expect(numbers(read, 0) == [nil, nil, 5, 6])
    #expect(texts(read, 1) == ["a", nil, nil, "b"])
    #expect(read.columns[0].missing == [0, 1])
  }

  @Test("a column of numbers can be declared categorical, and any column the target")
  func settings() throws {
    let read = try table(
      "x,y\n1,2\n3,4\n", ["target": .list([.text("x")]), "categorical": .list([.text("x")])])
    #expect(texts(read, 0) == ["1", "3"] && read.targets == ["x"])
  }

  @Test(
    "a number is what Double reads, bit for bit",
    arguments: [
      "0", "-0", "-0.0", "+7", "007", "16", "-3", "5.", ".5", "-.5", "+.5", "0.1", "0.3", "2.675",
      "1e5", "-3E-2", "1.5e+3", "4.9e-324", "1e-400", "1.7976931348623157e308",
      "999999999999999", "99999999.9999999", "0.00000000000001", ".123456789012345",
      "1234567890123456", "9007199254740993", "-9007199254740993.0", "00000000000000000000012",
      "0.1000000000000000055511151231257827", "123456789012345678901234567890",
    ])
  func exactNumbers(_ text: String) throws {
    let expected = try #require(Double(text))
    let read = try table("x,y\n\(text),  \(text) \n\"\(text)\",\" \(text)\"\n")
    for column in 0...1 {
      #expect(
        numbers(read, column).map { $0?.bitPattern }
          == Array(repeating: expected.bitPattern, count: 2))
    }
  }

  @Test("decimals of all lengths are what Double reads, bit for bit")
  func randomNumbers() throws {
    var random = RandomStream(.data, replicate: 1)
    let texts = (0..<20_000).map { _ in
      let digits = (0..<Int(1 + 20 * random.uniform())).map { _ in
        String(Int(10 * random.uniform()))
      }
      let point = Int(Double(digits.count + 1) * random.uniform())
      return digits[..<point].joined() + "." + digits[point...].joined()
    }
    let read = try table("x\n" + texts.joined(separator: "\n"))
    #expect(numbers(read, 0).map { $0?.bitPattern } == texts.map { Double($0)?.bitPattern })
  }

  @Test(
    "a text that only resembles a number is none",
    arguments: [
      ".", "+", "-", "+-1", "1.2.3", "1-", "1 2", "1,5", "1_000", "--1", "1e", "1e999", "\t1",
      "1\n", "0x1p3", "٣", "1\u{301}", "NaN", "-inf",
    ])
  func noNumbers(_ text: String) throws {
    let read = try table("x,y\n\"\(text)\",1\n")
    #expect(texts(read, 0) == [text])
  }

  @Test("quoted cells are missing, numbers and texts as others are")
  func quotedCells() throws {
    let read = try table("x,c\r\n\"\",\"NA\"\r\n\"1\",\"\"\"\"\r\n2,é\r\n")
    #expect(numbers(read, 0) == [nil, 1, 2])
    #expect(texts(read, 1) == [nil, "\"", "é"])
  }

  @Test("words that other readers take for numbers are texts", arguments: ["inf", "nan", "0x10"])
  func words(_ word: String) throws {
    #expect(texts(try table("x,y\n\(word),1\n\(word),2\n"), 0) == [word, word])
  }

  // MARK: - Mistakes

  @Test(
    "a mistake is named with its place",
    arguments: [
      ("", "a.csv: the file is empty"),
      (
        "x;y\n1;2\n",
        "a.csv:1: the header is one column with ';' in it; cells must be separated by commas"
      ),
      ("\n\n", "a.csv: the file is empty"),
      ("x,y\n", "a.csv:1: the file has a header but no rows"),
      ("x,y\n1,2\n3\n", "a.csv:3: the row has 1 cells, the header has 2"),
      ("x,y\n1,2,3\n", "a.csv:2: the row has 3 cells, the header has 2"),
      ("x,,y\n1,2,3\n", "a.csv:1:2: column 2 has no name"),
      ("x,y,x\n1,2,3\n", "a.csv:1:3: columns 1 and 3 are both named 'x'"),
      ("x,y\n\"1,2\n3,4\n", "a.csv:2: a quote is opened but never closed"),
      ("x,y\n\"1\"2,3\n", "a.csv:2: text follows a closing quote"),
      (
        "x,y\n1,2\nmany,3\n4,5\n",
        "a.csv:3:1: 'many' is no number, as the other cells of column 'x' are; "
          + "for a column of categories say data.categorical: [x]"
      ),
    ])
  func mistakes(_ text: String, _ expected: String) throws {
    #expect(try message(text) == expected)
  }

  @Test("several columns can be the targets")
  func severalTargets() throws {
    let read = try table("x,y,z\n1,2,3\n4,5,6\n", ["target": .list([.text("z"), .text("x")])])
    #expect(read.targets == ["z", "x"] && read.inputs.map(\.name) == ["y"])
  }

  @Test("a target that does not exist is named beside the columns that do")
  func unknownTarget() throws {
    #expect(
      try message("x,y\n1,2\n", ["target": .list([.text("z")])])
        == "a.csv:1: there is no column 'z'; the header has 'x', 'y'")
    #expect(
      try message("x,y\n1,2\n", ["ignore": .list(["z"])])
        == "a.csv:1: there is no column 'z'; the header has 'x', 'y'")
    #expect(
      try message("x,y\n1,2\n", ["target": .list(["y"]), "ignore": .list(["y"])])
        == "a.csv:1: the target 'y' is ignored")
    #expect(
      try message("x,y\n1,2\n", ["ignore": .list(["y", "x"])])
        == "a.csv:1: all columns are ignored")
    let header = (1...14).map { "c\($0)" }.joined(separator: ",")
    #expect(
      try message(header + "\n", ["categorical": .list([.text("q")])])
        == "a.csv:1: the file has a header but no rows")
    let row = (1...14).map { "\($0)" }.joined(separator: ",")
    #expect(
      try message(header + "\n" + row, ["categorical": .list([.text("q")])])
        .hasSuffix("'c12' and 2 more"))
  }

  @Test(
    "a text that is not UTF-8 is named with its line",
    arguments: [
      ("x,y\n1,2\n", [0xe9], ",3\n", 3), ("", [0xff], ",y\n1,2\n", 1),
      ("x,y\r\né,2\r\n1,", [0xe2, 0x82], "\r\n", 3), ("x,y\n\"a\n", [0xe9], "\nb\",1\n", 4),
    ] as [(String, [UInt8], String, Int)])
  func encoding(before: String, bytes: [UInt8], after: String, line: Int) throws {
    let error = try #require(throws: ComponentError.self) {
      try table(Array(before.utf8) + bytes + Array(after.utf8))
    }
    #expect(error.description == "a.csv:\(line): the text is not UTF-8")
  }

  @Test("a mistake before the text that is not UTF-8 is named first")
  func mistakeBeforeEncoding() throws {
    let error = try #require(throws: ComponentError.self) {
      try table(Array("x,y\n1\n".utf8) + [0xe9])
    }
    #expect(error.description == "a.csv:2: the row has 1 cells, the header has 2")
  }

  @Test(
    "the data sets of the repository have the shapes that their page says",
    arguments: [
      ("digits", 1797, 64), ("iris", 150, 4), ("wine", 178, 13), ("breast_cancer", 569, 30),
      ("diabetes", 442, 10), ("penguins", 344, 7),
    ])
  func dataSets(name: String, rows: Int, inputs: Int) throws {
    let read = try table(try Repository.bytes("experiments/data/\(name).csv"))
    #expect(read.rowCount == rows && read.inputs.count == inputs && read.targets.count == 1)
  }
}
