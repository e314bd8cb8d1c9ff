import DescentStore

import DescentReports

/// A CSV file as a reader sees it, parsed by RFC 4180.
struct CSVFile {
  var columns: [String]
  var rows: [[String]]

  init(_ text: String) throws {
    var table: [[String]] = [[]]
    var field = ""
    var isQuoted = false
    var characters = Array(text.unicodeScalars)[...]
    while let next = characters.popFirst() {
      if isQuoted {
        if next != "\"" {
          field.unicodeScalars.append(next)
        } else if characters.first == "\"" {
          field.unicodeScalars.append(next)
          characters.removeFirst()
        } else {
          isQuoted = false
        }
      } else if next == "\"" && field.isEmpty {
        isQuoted = true
      } else if next == "," || next == "\n" {
        table[table.count - 1].append(field)
        field = ""
        if next == "\n" { table.append([]) }
      } else {
        field.unicodeScalars.append(next)
      }
    }
    struct Unfinished: Error {}
    guard !isQuoted, field.isEmpty, table.removeLast().isEmpty, !table.isEmpty else {
      throw Unfinished()
    }
    columns = table.removeFirst()
    rows = table
  }

  func column(_ name: String) -> [String] {
    guard let index = columns.firstIndex(of: name) else { return [] }
    return rows.map { $0[index] }
  }

  subscript(_ name: String, _ row: Int) -> String? {
    let values = column(name)
    return values.indices.contains(row) ? values[row] : nil
  }
}

/// The text of one of the report's tables.
func table(_ name: String, of sweep: SmallSweep) -> String? {
  Report(sweep).csvFiles().first { $0.name == name }?.text
}
