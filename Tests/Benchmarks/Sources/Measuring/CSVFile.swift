import Foundation

/// A table of the results; no cell of the benchmarks' experiments holds a comma.
struct CSVFile {
  let header: [String]
  let rows: [[String]]
  private let name: String

  init(_ file: URL) throws {
    name = file.lastPathComponent
    let records = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    guard let first = records.first else { throw MeasuringError("\(name) is empty") }
    header = first
    rows = Array(records.dropFirst())
  }

  func column(_ title: String) throws -> [String] {
    guard let index = header.firstIndex(of: title) else {
      throw MeasuringError("\(name) has no column '\(title)'")
    }
    return rows.map { $0[index] }
  }

  func numbers(_ title: String) throws -> [Double] {
    try column(title).map { cell in
      guard let number = Double(cell) else {
        throw MeasuringError("'\(cell)' in column '\(title)' of \(name) is no number")
      }
      return number
    }
  }
}
