import Descent

/// A file of sparse rows, as SVMlight and LIBSVM read them.
///
///     +1 3:0.5 7:-2e-1     # a label, then index:value pairs; what is not there is 0
///
/// Indices start at 1 and rise within a line. Columns are called `x1`, `x2`, …, the target `label`; it holds
/// numbers, which `data.task: classification` takes as classes. All zeros are stored, so this is for up to
/// some thousand columns.
///
/// Joachims 1999, *Making Large-Scale SVM Learning Practical*; Chang and Lin 2011, *LIBSVM*.
struct SVMLight: DataSource {
  static let name = "svmlight"
  static let summary = "A file of sparse rows, as SVMlight and LIBSVM read them"
  static let reference = "Joachims 1999, Making Large-Scale SVM Learning Practical"
  static let hyperparameters = [
    Hyperparameter("path", \Self.path, "the file, relative to the experiment file"),
    Hyperparameter(
      "columns", \Self.columns, in: 0...limit, "how many there are; 0: the largest index"),
  ]
  private static let limit = 100_000

  var path = ""
  var columns = 0

  var files: [String] { [path] }

  func table(from files: [LoadedFile], random: inout RandomStream) throws -> Table {
    var (rows, lines): ([Row], [Int]) = ([], [])
    let texts = (files.first?.bytes ?? []).split(separator: 0x0a, omittingEmptySubsequences: false)
    for (index, text) in texts.enumerated() {
      guard let row = try row(text.prefix { $0 != UInt8(ascii: "#") }, line: index + 1) else {
        continue
      }
      rows.append(row)
      lines.append(index + 1)
    }
    if rows.isEmpty { throw ComponentError("the file holds no rows", file: path) }
    let width = columns > 0 ? columns : rows.map(\.width).max() ?? 0
    if width == 0 { throw ComponentError("no row holds an index:value pair", file: path) }
    var inputs = Array(repeating: Array<Double?>(repeating: 0, count: rows.count), count: width)
    for (place, row) in rows.enumerated() {
      for cell in row.cells { inputs[cell.index - 1][place] = cell.value }
    }
    return Table(
      columns: inputs.enumerated().map { Table.Column("x\($0 + 1)", .numbers($1)) }
        + [Table.Column("label", .numbers(rows.map(\.label)))],
      targets: ["label"], lines: lines, path: path)
  }

  private struct Row {
    var label: Double
    var cells: [(index: Int, value: Double)] = []

    var width: Int { cells.last?.index ?? 0 }
  }

  /// The row of a line without its comment; nil where it is blank.
  private func row(_ line: ArraySlice<UInt8>, line number: Int) throws -> Row? {
    let words = line.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }
      .map { String(decoding: $0, as: UTF8.self) }
    guard let first = words.first else { return nil }
    func mistake(_ message: String) -> ComponentError {
      ComponentError(message, file: path, line: number)
    }
    guard let label = Double(first), label.isFinite else {
      throw mistake("the label '\(first)' is no number")
    }
    var row = Row(label: label)
    for word in words.dropFirst() {
      let parts = word.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, let index = Int(parts[0]), let value = Double(parts[1]),
        value.isFinite
      else { throw mistake("'\(word)' is no index:value pair, such as 3:0.5") }
      guard index >= 1 else { throw mistake("indices start at 1, unlike that of '\(word)'") }
      guard index > row.width else {
        throw mistake("'\(word)' follows index \(row.width); indices must rise")
      }
      let largest = columns > 0 ? columns : Self.limit
      guard index <= largest else {
        throw mistake("the index of '\(word)' is above \(largest)")
      }
      row.cells.append((index, value))
    }
    return row
  }
}

let components: [any Component.Type] = [SVMLight.self]
