import Foundation
import GRDB
import Testing

/// A results file as somebody with the `sqlite3` command sees it.
struct SQLiteFile {
  private let database: DatabaseQueue

  init(path: String, create: Bool = false) throws {
    if !create { try #require(FileManager.default.fileExists(atPath: path)) }
    database = try DatabaseQueue(path: path)
  }

  func execute(_ sql: String) throws { try database.write { try $0.execute(sql: sql) } }

  /// The first column of each row.
  func strings(_ sql: String) throws -> [String] {
    try database.read { database in
      try Row.fetchAll(database, sql: sql).map { row in
        row.databaseValues.first?.storage.value.map { "\($0)" } ?? "NULL"
      }
    }
  }
}
