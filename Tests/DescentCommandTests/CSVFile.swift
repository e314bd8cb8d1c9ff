/// A CSV file as the tests read it: every cell is text.
struct CSVFile: Equatable {
  var header: [String]
  var rows: [[String]]

  init(_ text: String) {
    var records = Self.records(text)
    header = records.isEmpty ? [] : records.removeFirst()
    rows = records
  }

  /// The cells of a column; none where there is no such column.
  func column(_ name: String) -> [String] {
    guard let index = header.firstIndex(of: name) else { return [] }
    return rows.map { $0[index] }
  }

  /// The rows as dictionaries by column.
  var records: [[String: String]] {
    rows.map { Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first }) }
  }

  func without(_ columns: Set<String>) -> CSVFile {
    let kept = header.indices.filter { !columns.contains(header[$0]) }
    var copy = self
    copy.header = kept.map { header[$0] }
    copy.rows = rows.map { row in kept.map { row[$0] } }
    return copy
  }

  /// What two executions of one plan may differ in.
  static let timeColumns: Set<String> = [
    "wall_s", "train_s", "eval_s", "diag_s", "seconds", "samples_per_s", "seconds_to_target",
    "started_at", "host", "concurrency", "median_wall_s",
  ]

  var withoutTimes: CSVFile { without(Self.timeColumns) }

  private static func records(_ text: String) -> [[String]] {
    var (records, cells, cell): ([[String]], [String], [UInt8]) = ([], [], [])
    var isQuoted = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted, UInt8(ascii: "\n") where !isQuoted:
        cells.append(String(decoding: cell, as: UTF8.self))
        cell.removeAll(keepingCapacity: true)
        if byte == UInt8(ascii: "\n") {
          records.append(cells)
          cells.removeAll(keepingCapacity: true)
        }
      default: cell.append(byte)
      }
    }
    return records
  }
}
