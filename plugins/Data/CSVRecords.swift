import Descent

/// The records of a comma-separated text, all of the same length, with the lines they start on.
///
/// The cells lie end to end in one buffer, without their quotes and separators.
struct CSVRecords {
  private(set) var header: [String] = []
  /// The line of each row, from 1.
  private(set) var lines: [Int] = []

  /// The text of every cell, row after row, the header's first.
  private var content: [UInt8] = []
  /// Where each cell ends in ``content``, after the start of the first.
  private var ends = [0]

  private let bytes: [UInt8]
  private let isUTF8: Bool
  private let path: String
  private var position = 0
  private var line = 1

  /// - Throws: A ``ComponentError`` for an empty file, a ragged row, an open quote, a repeated or
  ///   empty column name, or a text that is not UTF-8.
  init(_ bytes: [UInt8], path: String) throws {
    self.bytes = bytes
    self.path = path
    isUTF8 = Self.isUTF8(bytes[...])
    content.reserveCapacity(bytes.count)
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
    skipBlankLines()
    header = try (0..<readRecord()).map { text(place($0)) }
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
      guard position < bytes.count else { break }
      let count = try readRecord()
      guard count == header.count else {
        throw ComponentError(
          "the row has \(count) cells, the header has \(header.count)", file: path,
          line: start)
      }
      lines.append(start)
    }
    if lines.isEmpty {
      throw ComponentError("the file has a header but no rows", file: path, line: 1)
    }
  }

  // MARK: - Cells

  var rows: Range<Int> { lines.indices }

  /// Whether a cell is empty or `NA`.
  func isMissing(_ row: Int, _ column: Int) -> Bool {
    let cell = place(row, column)
    return cell.isEmpty || content[cell].elementsEqual("NA".utf8)
  }

  /// A cell's number; nil where it is missing or holds another text.
  func number(_ row: Int, _ column: Int) -> Double? {
    Double(csv: content.span.extracting(place(row, column)))
  }

  /// A cell's text; nil where it is missing.
  func text(_ row: Int, _ column: Int) -> String? {
    isMissing(row, column) ? nil : text(place(row, column))
  }

  private func place(_ row: Int, _ column: Int) -> Range<Int> {
    place((row + 1) * header.count + column)
  }

  private func place(_ cell: Int) -> Range<Int> { ends[cell]..<ends[cell + 1] }

  private func text(_ place: Range<Int>) -> String {
    String(decoding: content[place], as: UTF8.self)
  }

  // MARK: - Reading

  private mutating func skipBlankLines() {
    while position < bytes.count, bytes[position] == 0x0a || bytes[position] == 0x0d {
      if bytes[position] == 0x0a { line += 1 }
      position += 1
    }
  }

  /// Reads the next record and counts its cells; none at the end.
  private mutating func readRecord() throws -> Int {
    guard position < bytes.count else { return 0 }
    var count = 0
    while true {
      try readCell()
      count += 1
      guard position < bytes.count else { return count }
      let separator = bytes[position]
      position += 1
      if separator == 0x0d, position < bytes.count, bytes[position] == 0x0a { position += 1 }
      if separator != 0x2c {
        line += 1
        return count
      }
    }
  }

  /// Reads one cell, up to but without its separator.
  private mutating func readCell() throws {
    guard position < bytes.count, bytes[position] == 0x22 else {
      while position < bytes.count, !Self.isSeparator(bytes[position]) {
        content.append(bytes[position])
        position += 1
      }
      return try endCell()
    }
    let opening = line
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == 0x22 {
        guard position < bytes.count, bytes[position] == 0x22 else {
          guard position == bytes.count || Self.isSeparator(bytes[position]) else {
            throw ComponentError("text follows a closing quote", file: path, line: line)
          }
          return try endCell()
        }
        position += 1
      }
      if byte == 0x0a { line += 1 }
      content.append(byte)
    }
    throw ComponentError("a quote is opened but never closed", file: path, line: opening)
  }

  /// Ends a cell where ``content`` does; looks at its encoding only where the file's has a mistake.
  private mutating func endCell() throws {
    ends.append(content.count)
    guard isUTF8 || Self.isUTF8(content[place(ends.count - 2)]) else {
      throw ComponentError("the text is not UTF-8", file: path, line: line)
    }
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == 0x2c || byte == 0x0a || byte == 0x0d
  }

  private static func isUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
    String(validating: bytes, as: UTF8.self) != nil
  }
}
