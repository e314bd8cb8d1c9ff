public import Descent

/// A comma-separated file with a header row (RFC 4180).
///
/// A column is numeric where more than half of its cells are numbers; then any other text in it is a
/// mistake. Other columns hold categories. A cell is missing where it is empty or `NA`.
public struct CSV: DataSource {
  public static let name = "csv"
  public static let summary = "A CSV file with a header row; any columns can be the targets"
  public static let reference = "RFC 4180"
  public static let hyperparameters = [
    Hyperparameter("path", \Self.path, "the file, relative to the experiment file"),
    Hyperparameter("target", \Self.target, "the columns to predict; none: the last one"),
    Hyperparameter("categorical", \Self.categorical, "columns of numbers that are categories"),
    Hyperparameter("ignore", \Self.ignore, "columns that are left out, such as a row's number"),
  ]

  public var path = ""
  public var target: [String] = []
  public var categorical: [String] = []
  public var ignore: [String] = []

  public init() {}

  public var files: [String] { [path] }

  public func table(from files: [LoadedFile], random: inout RandomStream) throws -> Table {
    let records = try CSVRecords(files.first?.bytes ?? [], path: path)
    let header = records.header
    let kept = header.indices.filter { !ignore.contains(header[$0]) }
    let targets = target.isEmpty ? kept.suffix(1).map { header[$0] } : target
    for name in targets + categorical + ignore where !header.contains(name) {
      let list = header.map { "'\($0)'" }.prefix(12).joined(separator: ", ")
      throw ComponentError(
        "there is no column '\(name)'; the header has \(list)"
          + (header.count > 12 ? " and \(header.count - 12) more" : ""),
        file: path, line: 1)
    }
    if let name = targets.first(where: { name in targets.count { $0 == name } > 1 }) {
      throw ComponentError("the target '\(name)' is named twice", file: path, line: 1)
    }
    if let name = targets.first(where: ignore.contains) {
      throw ComponentError("the target '\(name)' is ignored", file: path, line: 1)
    }
    if kept.isEmpty { throw ComponentError("all columns are ignored", file: path, line: 1) }
    let columns = try kept.map { index in
      Table.Column(header[index], try cells(records, index), position: index + 1)
    }
    return Table(columns: columns, targets: targets, lines: records.lines, path: path)
  }

  private func cells(_ records: CSVRecords, _ column: Int) throws -> Table.Cells {
    let rows = records.rows
    func texts() -> Table.Cells { .texts(rows.map { records.text($0, column) }) }
    if categorical.contains(records.header[column]) { return texts() }
    let numbers = rows.map { records.number($0, column) }
    let words = rows.filter { numbers[$0] == nil && !records.isMissing($0, column) }
    guard numbers.count(where: { $0 != nil }) > words.count else { return texts() }
    if let row = words.first {
      throw ComponentError(
        "'\(records.text(row, column) ?? "")' is no number, as the other cells of column "
          + "'\(records.header[column])' are; "
          + "for a column of categories say data.categorical: [\(records.header[column])]",
        file: path, line: records.lines[row], column: column + 1)
    }
    return .numbers(numbers)
  }
}
