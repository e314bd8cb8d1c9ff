import DescentStore
import Foundation
import Testing

@Suite("The file of a store") struct StoreFileTests {
  let folder = try? TemporaryFolder()

  func path(_ name: String = "results.sqlite") throws -> String { try #require(folder).path(name) }

  @Test("what was recorded is there when the file is opened again")
  func reopening() throws {
    do {
      let store = try Store(path: path())
      try store.record(.full())
      try store.sync()
    }
    #expect(try Store(path: path()).allOutcomes().count == 1)
    #expect(try Store.openReadOnly(path: path()).allOutcomes().count == 1)
  }

  @Test("a copy taken at any moment, as after a kill, holds whole runs only")
  func killSafety() throws {
    let store = try Store(path: path())
    for index in 0..<12 {
      try store.record(.full("r\(index)"))
      if index == 5 { try store.sync() }
      // The bytes on disk now are what a kill -9 would leave: no transaction is open, none closed.
      let copy = try self.path("copy-\(index).sqlite")
      for suffix in ["", "-wal"] {
        try FileManager.default.copyItem(atPath: path() + suffix, toPath: copy + suffix)
      }
      let outcomes = try Store(path: copy).allOutcomes()
      #expect(outcomes.count == index + 1)
      #expect(outcomes.allSatisfy { $0.value == .full($0.key) })
    }
  }

  @Test("a process that is killed while it records loses no recorded run and leaves none in part")
  func kill() async throws {
    let path = try path()
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let store = try Store(path: path)
      for index in 0... {
        try store.record(.full("r\(index)", epochs: 9, layers: 4))
        // Told by the file system, since nothing else of this process survives.
        try Data("\(index)".utf8).write(
          to: URL(fileURLWithPath: path + ".last"), options: .atomic)
        guard index == 20 else { continue }
        Thread.detachNewThread {
          usleep(20_000)
          Foundation.kill(getpid(), SIGKILL)
        }
      }
    }
    let last = try #require(Int(String(contentsOfFile: path + ".last", encoding: .utf8)))
    let outcomes = try Store(path: path).allOutcomes()
    #expect(last >= 20)
    #expect(outcomes.count == last + 1 || outcomes.count == last + 2)
    #expect(outcomes.allSatisfy { $0.value == .full($0.key, epochs: 9, layers: 4) })
    #expect(Set(outcomes.keys) == Set((0..<outcomes.count).map { "r\($0)" }))
  }

  @Test("a log that was cut off within a transaction loses that transaction alone")
  func tornLog() throws {
    let store = try Store(path: path())
    try store.record(.full("r1"))
    let whole = try Data(contentsOf: URL(fileURLWithPath: path() + "-wal")).count
    try store.record(.full("r2", epochs: 40, layers: 20))
    let log = try Data(contentsOf: URL(fileURLWithPath: path() + "-wal"))
    for length in [whole + 1, (whole + log.count) / 2, log.count - 1] {
      let copy = try self.path("torn-\(length).sqlite")
      try FileManager.default.copyItem(atPath: path(), toPath: copy)
      try log.prefix(length).write(to: URL(fileURLWithPath: copy + "-wal"))
      #expect(try Store(path: copy).allOutcomes() == ["r1": .full("r1")])
    }
  }

  @Test("sealed results are one file, which is opened for writing again like any other")
  func sealing() throws {
    let store = try Store(path: path())
    try store.record(.full("r1"))
    store.seal()
    let folder = URL(fileURLWithPath: try path()).deletingLastPathComponent()
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["results.sqlite"])
    #expect(try Store.openReadOnly(path: path()).allOutcomes().count == 1)
    try Store(path: path()).record(.full("r2"))
    #expect(try Store.openReadOnly(path: path()).allOutcomes().count == 2)
  }

  @Test("a file that was cut off before its tables were made is made anew")
  func interruptedCreation() throws {
    try SQLiteFile(path: path(), create: true).execute(
      "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
    let store = try Store(path: path())
    try store.record(.full())
    #expect(try store.allOutcomes().count == 1)
  }

  @Test("a file that is not SQLite is refused and left as it is")
  func notSQLite() throws {
    let bytes = Data("name: this is a YAML file, not a database\n".utf8)
    try bytes.write(to: URL(fileURLWithPath: path()))
    #expect(throws: StoreError.notAStore(path: try path())) { try Store(path: path()) }
    #expect(throws: StoreError.notAStore(path: try path())) { try Store.openReadOnly(path: path()) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path())) == bytes)
  }

  @Test("the database of another program is refused and left as it is")
  func foreignDatabase() throws {
    let file = try SQLiteFile(path: path(), create: true)
    try file.execute("CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('mine')")
    #expect(throws: StoreError.notAStore(path: try path())) { try Store(path: path()) }
    #expect(try file.strings("PRAGMA journal_mode") == ["delete"])
  }

  @Test("a file of a newer version is refused")
  func newerVersion() throws {
    do { _ = try Store(path: path()) }
    try SQLiteFile(path: path()).execute(
      "INSERT INTO grdb_migrations VALUES ('99 from the future')")
    #expect(throws: StoreError.newerVersion(path: try path())) { try Store(path: path()) }
    #expect(throws: StoreError.newerVersion(path: try path())) {
      try Store.openReadOnly(path: path())
    }
  }

  @Test("a plan of before the report had settings has its confidence and otherwise the defaults")
  func reportSettings() throws {
    do { try Store(path: path()).save(.full()) }
    try SQLiteFile(path: path()).execute(
      """
      ALTER TABLE plans ADD COLUMN confidence REAL NOT NULL DEFAULT 0.9;
      ALTER TABLE plans DROP COLUMN report;
      ALTER TABLE plans DROP COLUMN metric_kinds;
      ALTER TABLE plans DROP COLUMN hypotheses;
      ALTER TABLE plans DROP COLUMN registrations;
      ALTER TABLE runs DROP COLUMN prereg_hash;
      DELETE FROM grdb_migrations
        WHERE identifier IN ('3 settings of the report', '4 hypotheses');
      """)
    var plan = StoredPlan.full()
    plan.report = StoredPlan.ReportSettings(confidence: 0.9)
    plan.metricKinds = [:]
    plan.hypotheses = []
    plan.registrations = []
    #expect(try Store(path: path()).lastPlan() == plan)
  }

  @Test("a file of an older version is not changed by a reader")
  func olderVersion() throws {
    do { _ = try Store(path: path()) }
    try SQLiteFile(path: path()).execute("DELETE FROM grdb_migrations")
    #expect(throws: StoreError.olderVersion(path: try path())) {
      try Store.openReadOnly(path: path())
    }
  }

  @Test("a file that is not there, or lies in no folder, is an error")
  func missing() throws {
    #expect(throws: StoreError.self) { try Store.openReadOnly(path: path()) }
    #expect(throws: StoreError.self) { try Store(path: path("no/such/folder.sqlite")) }
  }

  @Test("a damaged file is an error, not a trap", arguments: [512, 4096, 8192, 20_000, 60_000])
  func damage(offset: Int) throws {
    do {
      let store = try Store(path: path())
      try store.save(.full())
      for index in 0..<30 { try store.record(.full("r\(index)")) }
    }
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path()))
    try #require(bytes.count > offset + 8000)
    bytes.replaceSubrange(offset..<offset + 8000, with: Data(repeating: 0xA5, count: 8000))
    try bytes.write(to: URL(fileURLWithPath: path()))
    #expect(throws: StoreError.self) {
      let store = try Store.openReadOnly(path: path())
      _ = try store.lastPlan()
      _ = try store.allOutcomes()
    }
  }

  @Test(
    "text that was edited by hand into something else is an error, not a trap",
    arguments: ["UPDATE runs SET status = 'fine'", "UPDATE plans SET factors = '{'"])
  func edited(statement: String) throws {
    let store = try Store(path: path())
    try store.save(.full(runs: ["r1"]))
    try store.record(.full("r1"))
    try SQLiteFile(path: path()).execute(statement)
    #expect(throws: StoreError.self) { try store.sweep()?.forEachOutcome { _ in } }
  }

  @Test(
    "the tables take no value of another type, by whatever program",
    arguments: [
      "UPDATE runs SET wall_s = 'long'", "UPDATE history SET epoch = 'first'",
      "UPDATE history SET val_accuracy = 'good'", "UPDATE layers SET fan_in = NULL",
    ])
  func strictTables(statement: String) throws {
    let store = try Store(path: path())
    try store.record(.full("r1", epochs: 0, layers: 1))
    #expect(throws: (any Error).self) { try SQLiteFile(path: path()).execute(statement) }
    #expect(try store.allOutcomes() == ["r1": .full("r1", epochs: 0, layers: 1)])
  }

  @Test("every error is one sentence that names the file")
  func wording() {
    #expect(
      StoreError.notAStore(path: "a.sqlite").description
        == "'a.sqlite' is not a file of results that Descent wrote")
    #expect(
      StoreError.newerVersion(path: "a.sqlite").description
        == "'a.sqlite' was written by a newer version of Descent; read it with that version")
  }
}
