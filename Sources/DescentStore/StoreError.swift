import GRDB

/// Why a results file could not be opened, read or written.
public enum StoreError: Error, Sendable, Equatable, CustomStringConvertible {
  /// There is no file at the path, or the system refuses to open it.
  case cannotOpen(path: String, reason: String)
  /// The file is not a SQLite database, or one that another program made.
  case notAStore(path: String)
  /// A later version of the program wrote the file.
  case newerVersion(path: String)
  /// An earlier version wrote the file, and it was opened for reading only.
  case olderVersion(path: String)
  /// The file is damaged: SQLite, or a row, does not hold what was written.
  case damaged(path: String, reason: String)
  /// Another program holds the file.
  case busy(path: String)
  /// The disk is full, or cannot be written.
  case cannotWrite(path: String, reason: String)
  /// A metric's name cannot name a column, or differs from another one only in its case.
  case metricName(String)

  public var description: String {
    switch self {
    case .cannotOpen(let path, let reason): "cannot open the results in '\(path)': \(reason)"
    case .notAStore(let path): "'\(path)' is not a file of results that Descent wrote"
    case .newerVersion(let path):
      "'\(path)' was written by a newer version of Descent; read it with that version"
    case .olderVersion(let path):
      "'\(path)' was written by an older version of Descent; run its experiment once to update it"
    case .damaged(let path, let reason): "the results in '\(path)' are damaged: \(reason)"
    case .busy(let path): "another program is writing the results in '\(path)'"
    case .cannotWrite(let path, let reason): "cannot write the results in '\(path)': \(reason)"
    case .metricName(let name):
      "metric '\(name)' cannot name a column of the results: "
        + "use letters, digits and '_', and no name that another metric has in another case"
    }
  }
}

extension StoreError {
  /// Says in the words of this type what SQLite reported.
  init(_ error: DatabaseError, path: String) {
    let reason = error.message ?? "SQLite error \(error.resultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_NOTADB: self = .notAStore(path: path)
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
      self = .cannotOpen(path: path, reason: reason)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
    case .SQLITE_FULL, .SQLITE_READONLY, .SQLITE_IOERR, .SQLITE_CONSTRAINT:
      self = .cannotWrite(path: path, reason: reason)
    default: self = .damaged(path: path, reason: reason)
    }
  }
}
