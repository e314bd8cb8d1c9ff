import GRDB
import GRDBSQLite

/// Reads the fields of the row that a statement is at, from the first on.
struct FieldReader: ColumnReader {
  let statement: SQLiteStatement
  private var field: CInt = 0

  init(statement: SQLiteStatement) { self.statement = statement }

  mutating func integer() throws -> Int? {
    defer { field += 1 }
    return try isPresent(SQLITE_INTEGER) ? Int(sqlite3_column_int64(statement, field)) : nil
  }

  mutating func number() throws -> Double? {
    defer { field += 1 }
    return try isPresent(SQLITE_FLOAT) ? sqlite3_column_double(statement, field) : nil
  }

  mutating func text() throws -> String? {
    defer { field += 1 }
    guard try isPresent(SQLITE_TEXT) else { return nil }
    let bytes = UnsafeBufferPointer(
      start: sqlite3_column_text(statement, field),
      count: Int(sqlite3_column_bytes(statement, field)))
    return String(decoding: bytes, as: UTF8.self)
  }

  mutating func bytes() throws -> [UInt8]? {
    defer { field += 1 }
    guard try isPresent(SQLITE_BLOB) else { return nil }
    let bytes = UnsafeRawBufferPointer(
      start: sqlite3_column_blob(statement, field),
      count: Int(sqlite3_column_bytes(statement, field)))
    return Array(bytes)
  }

  private func isPresent(_ type: CInt) throws -> Bool {
    let found = sqlite3_column_type(statement, field)
    guard found == type || found == SQLITE_NULL else {
      throw ColumnError("a value has another type than its column")
    }
    return found != SQLITE_NULL
  }
}
