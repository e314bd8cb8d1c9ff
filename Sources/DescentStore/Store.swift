#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif
import GRDB
import Synchronization

/// The results of an experiment: runs, their curves and layers, and the plans that asked for them.
///
/// One SQLite file with a write-ahead log. The outcome of a run is one transaction, so a process that
/// is killed leaves every recorded run whole and no run in part. One process writes at a time; others
/// may read meanwhile.
///
///     let store = try Store(path: "results/moons/results.sqlite")
///     try store.save(plan)
///     try store.record(outcome)
///     try store.sync()
public final class Store: Sendable {
  /// Where the file lies.
  public let path: String
  let database: DatabaseQueue
  /// Where parts that runs have in common stand in their table, as far as this process wrote runs with
  /// them: to look for their bytes there takes far longer.
  let shared = Mutex<[[UInt8]: Int]>([:])

  /// Opens the file for writing; makes it, and brings its tables up to date, where needed.
  ///
  /// The folder must exist.
  ///
  /// - Throws: `StoreError`
  public convenience init(path: String) throws {
    try self.init(path: path, isReadOnly: false)
  }

  /// Opens an existing file for reading, also while another process writes it.
  ///
  /// - Throws: `StoreError`
  public static func openReadOnly(path: String) throws -> Store {
    try Store(path: path, isReadOnly: true)
  }

  private init(path: String, isReadOnly: Bool) throws {
    self.path = path
    do {
      database = try Self.connect(path: path, isReadOnly: isReadOnly)
      if !isReadOnly { try Schema.migrator.migrate(database) }
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    }
  }

  // MARK: - API

  /// Makes what was recorded so far safe against a power cut.
  ///
  /// A transaction alone survives the end of the process, not that of the machine
  /// (`synchronous=NORMAL`). Called once a second, at most the last second is lost.
  ///
  /// - Throws: `StoreError`
  public func sync() throws {
    let isComplete = try access { store in
      try store.writeWithoutTransaction { database in
        let (frames, copied) = try database.checkpoint(.passive)
        return frames == copied
      }
    }
    // A reader can hold back a checkpoint; then the log itself has to reach the disk.
    guard !isComplete else { return }
    let descriptor = open(path + "-wal", O_RDONLY)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else {
      throw StoreError.cannotWrite(path: path, reason: "its log could not be synced")
    }
  }

  /// Leaves the results as one plain file, without its log, that anyone can read and copy.
  ///
  /// Opening the file for writing begins a log again. Where a reader is in the way the log stays, which
  /// does no harm.
  public func seal() {
    _ = try? database.writeWithoutTransaction { database in
      try String.fetchOne(database, sql: "PRAGMA journal_mode = DELETE")
    }
  }

  // MARK: - Access

  /// Runs `body`, and throws what SQLite reports as a `StoreError`.
  func access<Result>(_ body: (DatabaseQueue) throws -> Result) throws(StoreError) -> Result {
    do {
      return try body(database)
    } catch let error as StoreError {
      throw error
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    } catch {
      throw .damaged(path: path, reason: "\(error)")
    }
  }

  private static func connect(path: String, isReadOnly: Bool) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = isReadOnly
    configuration.label = "Descent results"
    configuration.busyMode = .timeout(5)
    configuration.maximumReaderCount = 1
    if !isReadOnly { configuration.journalMode = .wal }
    // Before anything changes the file: GRDB calls this ahead of the switch to the log.
    configuration.prepareDatabase { database in
      try checkOrigin(of: database, path: path, isReadOnly: isReadOnly)
      // `sync()` copies the log into the file: every thousand pages as well would be often.
      try database.execute(sql: "PRAGMA wal_autocheckpoint = 8000")
    }
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  private static func checkOrigin(of database: Database, path: String, isReadOnly: Bool) throws {
    // A file whose first migration was cut off holds its ledger alone.
    let tables =
      try Int.fetchOne(
        database,
        sql: "SELECT count(*) FROM sqlite_master WHERE tbl_name != 'grdb_migrations'") ?? 0
    if tables == 0 && !isReadOnly { return }
    let origin = try Int.fetchOne(database, sql: "PRAGMA application_id")
    guard origin == Schema.applicationID else { throw StoreError.notAStore(path: path) }
    guard try !Schema.migrator.hasBeenSuperseded(database) else {
      throw StoreError.newerVersion(path: path)
    }
    guard try !isReadOnly || Schema.migrator.hasCompletedMigrations(database) else {
      throw StoreError.olderVersion(path: path)
    }
  }
}
