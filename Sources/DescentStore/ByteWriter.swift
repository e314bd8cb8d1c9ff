/// Bytes that values are appended to, for another process of this program to read.
///
///     var bytes = ByteWriter()
///     outcome.write(to: &bytes)
///     try StoredOutcome(from: &ByteReader(bytes.bytes))
package struct ByteWriter: ColumnWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func write(_ value: Int?) { write(value.map { UInt64(bitPattern: Int64($0)) }) }

  package mutating func write(_ value: Double?) { write(value?.bitPattern) }

  package mutating func write(_ value: String?) {
    write(value?.utf8.count)
    if let value { bytes.append(contentsOf: value.utf8) }
  }

  package mutating func write(_ value: [UInt8]?) {
    write(value?.count)
    if let value { bytes.append(contentsOf: value) }
  }

  /// Writes a number that is always there, in four bytes.
  mutating func write(float value: Float) {
    withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Writes how many there are, then each.
  package mutating func write<Element>(
    _ elements: some Collection<Element>, _ write: (Element, inout ByteWriter) -> Void
  ) {
    self.write(elements.count)
    for element in elements { write(element, &self) }
  }

  /// A byte tells whether the value is there.
  private mutating func write(_ word: UInt64?) {
    guard let word else { return bytes.append(0) }
    bytes.append(1)
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }
}
