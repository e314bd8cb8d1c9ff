import Descent

/// The records of a comma-separated text, all of the same length, with the lines they start on.
struct CSVRecords {
  var header: [String] = []
  var rows: [[String]] = []
  /// The line of each row, from 1.
  var lines: [Int] = []

  private let bytes: [UInt8]
  private let path: String
  private var position = 0
  private var line = 1

  /// - Throws: A ``ComponentError`` for an empty file, a ragged row, an open quote, a repeated or
  ///   empty column name, or a text that is not UTF-8.
  init(_ bytes: [UInt8], path: String) throws {
    self.bytes = bytes
    self.path = path
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
    skipBlankLines()
    header = try nextRecord() ?? []
    if header.isEmpty { throw ComponentError("the file is empty", file: path) }
    for (index, name) in header.enumerated() {
      if name.isEmpty {
        throw ComponentError(
          "column \(index + 1) has no name", file: path, line: 1, column: index + 1)
      }
      if let first = header.firstIndex(of: name), first < index {
        throw ComponentError(
          "columns \(first + 1) and \(index + 1) are both named '\(name)'", file: path, line: 1,
          column: index + 1)
      }
    }
    if header.count == 1,
      let separator = ([";", "\t"] as [Character]).first(where: { header[0].contains($0) })
    {
      throw ComponentError(
        "the header is one column with '\(separator == "\t" ? "tab" : String(separator))' in it; "
          + "cells must be separated by commas", file: path, line: 1)
    }
    while true {
      skipBlankLines()
      let start = line
      guard let record = try nextRecord() else { break }
      guard record.count == header.count else {
        throw ComponentError(
          "the row has \(record.count) cells, the header has \(header.count)", file: path,
          line: start)
      }
      rows.append(record)
      lines.append(start)
    }
    if rows.isEmpty {
      throw ComponentError("the file has a header but no rows", file: path, line: 1)
    }
  }

  private mutating func skipBlankLines() {
    while position < bytes.count, bytes[position] == 0x0a || bytes[position] == 0x0d {
      if bytes[position] == 0x0a { line += 1 }
      position += 1
    }
  }

  /// The cells of the next record; nil at the end.
  private mutating func nextRecord() throws -> [String]? {
    guard position < bytes.count else { return nil }
    var cells: [String] = []
    while true {
      cells.append(try nextCell())
      guard position < bytes.count else { return cells }
      let separator = bytes[position]
      position += 1
      if separator == 0x0d, position < bytes.count, bytes[position] == 0x0a { position += 1 }
      if separator != 0x2c {
        line += 1
        return cells
      }
    }
  }

  /// One cell, up to but without its separator.
  private mutating func nextCell() throws -> String {
    guard position < bytes.count, bytes[position] == 0x22 else {
      let start = position
      while position < bytes.count, !Self.isSeparator(bytes[position]) { position += 1 }
      return try text(Array(bytes[start..<position]))
    }
    let opening = line
    position += 1
    var content: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == 0x22 {
        guard position < bytes.count, bytes[position] == 0x22 else {
          guard position == bytes.count || Self.isSeparator(bytes[position]) else {
            throw ComponentError("text follows a closing quote", file: path, line: line)
          }
          return try text(content)
        }
        position += 1
      }
      if byte == 0x0a { line += 1 }
      content.append(byte)
    }
    throw ComponentError("a quote is opened but never closed", file: path, line: opening)
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == 0x2c || byte == 0x0a || byte == 0x0d
  }

  private func text(_ content: [UInt8]) throws -> String {
    guard let text = String(validating: content, as: UTF8.self) else {
      throw ComponentError("the text is not UTF-8", file: path, line: line)
    }
    return text
  }
}
