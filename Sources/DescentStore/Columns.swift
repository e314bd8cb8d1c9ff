/// Takes the values of a row's columns, one after the other.
package protocol ColumnWriter {
  mutating func write(_ value: Int?)
  mutating func write(_ value: Double?)
  mutating func write(_ value: String?)
  mutating func write(_ value: [UInt8]?)
}

extension ColumnWriter {
  package mutating func write(_ value: Bool) { write(value ? 1 : 0) }
}

/// Gives the values of a row's columns, one after the other; nil for a value that is absent.
package protocol ColumnReader {
  mutating func integer() throws -> Int?
  mutating func number() throws -> Double?
  mutating func text() throws -> String?
  mutating func bytes() throws -> [UInt8]?
}

extension ColumnReader {
  /// A value that is always there.
  package mutating func value<Value: ColumnValue>() throws -> Value {
    guard let value: Value = try optional() else {
      throw ColumnError("a value is missing that is always there")
    }
    return value
  }

  /// A value that can be absent.
  package mutating func optional<Value: ColumnValue>() throws -> Value? {
    try Value.read(from: &self)
  }
}

/// What a column can hold.
package protocol ColumnValue {
  static func read(from reader: inout some ColumnReader) throws -> Self?
}

extension Int: ColumnValue {
  package static func read(from reader: inout some ColumnReader) throws -> Int? {
    try reader.integer()
  }
}

extension Double: ColumnValue {
  package static func read(from reader: inout some ColumnReader) throws -> Double? {
    try reader.number()
  }
}

extension String: ColumnValue {
  package static func read(from reader: inout some ColumnReader) throws -> String? {
    try reader.text()
  }
}

extension [UInt8]: ColumnValue {
  package static func read(from reader: inout some ColumnReader) throws -> [UInt8]? {
    try reader.bytes()
  }
}

extension Bool: ColumnValue {
  package static func read(from reader: inout some ColumnReader) throws -> Bool? {
    try reader.integer().map { $0 != 0 }
  }
}

/// A row that does not hold what was written.
package struct ColumnError: Error, CustomStringConvertible {
  package var description: String

  package init(_ description: String) { self.description = description }
}
