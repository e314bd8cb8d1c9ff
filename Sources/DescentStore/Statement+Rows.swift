import GRDB
import GRDBSQLite

extension Statement {
  /// Runs the statement with the values that `write` gives to its marks, in their order.
  ///
  /// SQLite is called directly: a run has some hundred values.
  func execute(in database: Database, _ write: (inout MarkWriter) -> Void) throws {
    var marks = MarkWriter(statement: sqliteStatement)
    write(&marks)
    let code = sqlite3_step(sqliteStatement)
    sqlite3_reset(sqliteStatement)
    guard code == SQLITE_DONE else { throw DatabaseError.last(of: database, code) }
  }

  /// Reads the statement's rows, one after the other.
  func forEachRow(
    in database: Database, _ arguments: (inout MarkWriter) -> Void = { _ in },
    _ read: (inout FieldReader) throws -> Void
  ) throws {
    var marks = MarkWriter(statement: sqliteStatement)
    arguments(&marks)
    defer { sqlite3_reset(sqliteStatement) }
    while true {
      let code = sqlite3_step(sqliteStatement)
      guard code == SQLITE_ROW else {
        guard code == SQLITE_DONE else { throw DatabaseError.last(of: database, code) }
        return
      }
      var fields = FieldReader(statement: sqliteStatement)
      try read(&fields)
    }
  }
}

extension DatabaseError {
  fileprivate static func last(of database: Database, _ code: CInt) -> DatabaseError {
    DatabaseError(resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage)
  }
}
