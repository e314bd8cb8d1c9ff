/// Reads what a ``ByteWriter`` wrote, in the same order.
package struct ByteReader: ColumnReader {
  private let content: [UInt8]
  private var position = 0

  package init(_ bytes: [UInt8]) { content = bytes }

  package mutating func integer() throws -> Int? {
    try word().map { Int(truncatingIfNeeded: $0) }
  }

  package mutating func number() throws -> Double? { try word().map(Double.init(bitPattern:)) }

  package mutating func text() throws -> String? {
    try integer().map { String(decoding: content[try take($0)], as: UTF8.self) }
  }

  package mutating func bytes() throws -> [UInt8]? {
    try integer().map { Array(content[try take($0)]) }
  }

  mutating func float() throws -> Float {
    let start = try take(4).lowerBound
    return content.withUnsafeBytes {
      Float(
        bitPattern: UInt32(
          littleEndian: $0.loadUnaligned(fromByteOffset: start, as: UInt32.self)))
    }
  }

  /// Reads how many there are, then each.
  package mutating func list<Element>(
    _ read: (inout ByteReader) throws -> Element
  ) throws -> [Element] {
    let count: Int = try value()
    // An element takes a byte or more: a count that cannot be must not ask for memory.
    guard (0...content.count - position).contains(count) else { throw Self.cutOff }
    return try (0..<count).map { _ in try read(&self) }
  }

  private mutating func word() throws -> UInt64? {
    let isPresent = try take(1)
    guard content[isPresent.lowerBound] == 1 else { return nil }
    let start = try take(8).lowerBound
    return content.withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    }
  }

  /// Where the next so many bytes are.
  private mutating func take(_ count: Int) throws -> Range<Int> {
    guard (0...content.count - position).contains(count) else { throw Self.cutOff }
    defer { position += count }
    return position..<position + count
  }

  private static let cutOff = ColumnError("a message ends too early")
}
