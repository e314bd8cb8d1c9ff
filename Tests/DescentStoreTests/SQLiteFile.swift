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
    try database.read { try Row.fetchAll($0, sql: sql).map { "\($0[0] as any DatabaseValueConvertible)" } }
  }
}
