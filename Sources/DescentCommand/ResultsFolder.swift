import DescentReports
import DescentStore
import Foundation

/// The folder of one experiment's results.
struct ResultsFolder: Equatable {
  let path: String

  /// Two ways to name one folder are equal.
  static func == (lhs: ResultsFolder, rhs: ResultsFolder) -> Bool {
    lhs.url.standardizedFileURL.path == rhs.url.standardizedFileURL.path
  }

  /// `results/<name>` below the current folder, or the one that the user names.
  init(_ given: String?, name: String) { path = given ?? "results/" + name }

  var storePath: String { path + "/results.sqlite" }
  private var lockPath: String { path + "/.lock" }
  private var url: URL { URL(fileURLWithPath: path, isDirectory: true) }

  /// Whether runs are stored here.
  var hasStore: Bool { FileManager.default.fileExists(atPath: storePath) }

  /// Makes the folder, and hands out its store for writing.
  ///
  /// - Parameter body: What is done with it; meanwhile no other command can write here.
  /// - Returns: What `body` returns.
  /// - Throws: A ``Failure`` where that cannot be, or another command writes there; what `body` throws.
  func withStore<Result>(_ body: (Store) async throws -> Result) async throws -> Result {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw Failure("error: the results folder '\(path)' cannot be made")
    }
    let isFirst = !FileManager.default.fileExists(atPath: lockPath)
    let lock = try lock()
    defer { close(lock) }
    return try await body(openStore(isFirst: isFirst))
  }

  private func openStore(isFirst: Bool) throws -> Store {
    do {
      return try Store(path: storePath)
    } catch let error as StoreError {
      // Beside another program's file nothing is left behind.
      if isFirst, case .notAStore = error { try? FileManager.default.removeItem(atPath: lockPath) }
      throw Failure(error)
    }
  }

  /// Keeps other commands from writing here until the descriptor is closed.
  private func lock() throws -> CInt {
    let descriptor = open(lockPath, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw Failure("error: the results folder '\(path)' cannot be written to")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw Failure("error: another command is writing to '\(path)'")
    }
    return descriptor
  }

  /// The stored results, for reading.
  func openReadOnly() throws -> Store {
    guard hasStore else {
      throw Failure("error: there are no results in '\(path)': it holds no results.sqlite")
    }
    do {
      return try Store.openReadOnly(path: storePath)
    } catch let error as StoreError {
      throw Failure(error)
    }
  }

  /// Writes what was declared when, if anything was.
  func write(_ registrations: [StoredPlan.Registration]) throws {
    guard !registrations.isEmpty else { return }
    do {
      let text = StoredPlan.Registration.text(of: registrations)
      try Data(text.utf8).write(to: url.appendingPathComponent("prereg.json"), options: .atomic)
    } catch {
      throw Failure("error: prereg.json cannot be written to '\(path)'")
    }
  }

  /// Writes a report into the folder.
  func write(_ report: Report<some Sweep>) throws {
    do {
      try report.write(to: url)
    } catch let error as StoreError {
      throw error
    } catch {
      throw Failure("error: the report cannot be written to '\(path)'", status: 1)
    }
  }

  /// Prints a report's answer, and where it is.
  func announce(_ report: Report<some Sweep>) {
    print(report.answer)
    print("report: \(path)/\(report.firstFile)")
  }

  /// Opens the report's page in the browser, or says where it is.
  func show() {
    let page = path + "/report.html"
    if !Desktop.open(page) {
      Failure.write("warning: nothing here opens a page; open '\(page)' in a browser")
    }
  }
}
