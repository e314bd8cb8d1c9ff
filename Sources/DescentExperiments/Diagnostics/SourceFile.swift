/// The text of an input file, by lines, under the name that the user gave it.
///
/// Any bytes make a source file: text that is not UTF-8 is shown with replacement characters, so that
/// a diagnostic can quote the line. A byte order mark at the start is no part of the text. Lines end
/// with LF, CR LF or CR.
public final class SourceFile: Sendable {
  public let name: String
  package let bytes: [UInt8]

  /// Where each line starts, in bytes and in Unicode scalars.
  private let lineStarts: [(byte: Int, scalar: Int)]

  public init(name: String, bytes: some Sequence<UInt8>) {
    var bytes = Array(bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    self.name = name
    self.bytes = bytes
    self.lineStarts = Self.lineStarts(of: bytes)
  }

  public convenience init(name: String, text: String) {
    self.init(name: name, bytes: text.utf8)
  }

  public var lineCount: Int { lineStarts.count }

  /// The text of a line, counted from 1, without its end; empty for a line that does not exist.
  public func line(_ number: Int) -> String {
    guard lineStarts.indices.contains(number - 1) else { return "" }
    let start = lineStarts[number - 1].byte
    var end = number < lineStarts.count ? lineStarts[number].byte : bytes.count
    while end > start, bytes[end - 1] == Self.lineFeed || bytes[end - 1] == Self.carriageReturn {
      end -= 1
    }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The position of a byte, counted from 0.
  package func position(ofByte offset: Int) -> SourcePosition {
    let line = lastIndex { $0.byte <= offset }
    let before = bytes[lineStarts[line].byte..<min(max(offset, 0), bytes.count)]
    let column = String(decoding: before, as: UTF8.self).unicodeScalars.count + 1
    return SourcePosition(file: self, line: line + 1, column: column)
  }

  /// The position of a Unicode scalar, counted from 0, in a file that is UTF-8.
  package func position(ofScalar offset: Int) -> SourcePosition {
    let line = lastIndex { $0.scalar <= offset }
    let column = max(offset - lineStarts[line].scalar, 0) + 1
    return SourcePosition(file: self, line: line + 1, column: column)
  }

  /// The position of a cell, counted from 1, of the comma-separated record that starts in a line.
  package func position(ofCell cell: Int, inLine line: Int) -> SourcePosition {
    guard lineStarts.indices.contains(line - 1) else {
      return SourcePosition(file: self, line: line, column: 1)
    }
    var offset = lineStarts[line - 1].byte
    var (commas, isQuoted) = (0, false)
    while commas < cell - 1, offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted: commas += 1
      case Self.lineFeed where !isQuoted: return SourcePosition(file: self, line: line, column: 1)
      default: break
      }
      offset += 1
    }
    return position(ofByte: offset)
  }

  // MARK: - Lines

  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  private static func lineStarts(of bytes: [UInt8]) -> [(byte: Int, scalar: Int)] {
    var starts = [(byte: 0, scalar: 0)]
    var scalars = 0
    for (offset, byte) in bytes.enumerated() {
      if byte & 0b1100_0000 != 0b1000_0000 { scalars += 1 }  // Not a continuation byte.
      let next = offset + 1 < bytes.count ? bytes[offset + 1] : nil
      if byte == lineFeed || (byte == carriageReturn && next != lineFeed) {
        starts.append((offset + 1, scalars))
      }
    }
    return starts
  }

  /// The last line whose start satisfies a condition that holds for the first lines; at least 0.
  private func lastIndex(where isAtOrBefore: ((byte: Int, scalar: Int)) -> Bool) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if isAtOrBefore(lineStarts[middle]) { low = middle } else { high = middle }
    }
    return low
  }
}
