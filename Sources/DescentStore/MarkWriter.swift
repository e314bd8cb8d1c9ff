import GRDB
import GRDBSQLite

/// Gives values to the marks of a statement: its `?`.
struct MarkWriter: ColumnWriter {
  let statement: SQLiteStatement
  private var mark: CInt = 0

  init(statement: SQLiteStatement) { self.statement = statement }

  mutating func write(_ value: Int?) {
    mark += 1
    if let value {
      sqlite3_bind_int64(statement, mark, Int64(value))
    } else {
      sqlite3_bind_null(statement, mark)
    }
  }

  mutating func write(_ value: Double?) {
    mark += 1
    if let value {
      sqlite3_bind_double(statement, mark, value)
    } else {
      sqlite3_bind_null(statement, mark)
    }
  }

  mutating func write(_ value: String?) {
    mark += 1
    guard var value else {
      sqlite3_bind_null(statement, mark)
      return
    }
    value.withUTF8 { utf8 in
      utf8.withMemoryRebound(to: CChar.self) { text in
        _ = sqlite3_bind_text(statement, mark, text.baseAddress, CInt(text.count), Self.copied)
      }
    }
  }

  mutating func write(_ value: [UInt8]?) {
    mark += 1
    guard let value else {
      sqlite3_bind_null(statement, mark)
      return
    }
    value.withUnsafeBytes { bytes in
      _ = sqlite3_bind_blob(statement, mark, bytes.baseAddress, CInt(bytes.count), Self.copied)
    }
  }

  /// Tells SQLite that the value goes away: `SQLITE_TRANSIENT`.
  private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
