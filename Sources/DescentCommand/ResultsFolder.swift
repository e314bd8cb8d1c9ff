import DescentReports
import DescentStore
import Foundation

/// The folder of one experiment's results.
struct ResultsFolder {
  let path: String

  /// `results/<name>` below the current folder, or the one that the user names.
  init(_ given: String?, name: String) { path = given ?? "results/" + name }

  var storePath: String { path + "/results.sqlite" }
  private var lockPath: String { path + "/.lock" }
  private var reportPath: String { path + "/report.md" }
  private var url: URL { URL(fileURLWithPath: path, isDirectory: true) }

  /// Makes the folder and opens the store for writing.
  ///
  /// - Throws: A ``Failure`` where that cannot be, or another command writes there.
  func open() throws -> Store {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw Failure("error: the results folder '\(path)' cannot be made")
    }
    let isFirst = !FileManager.default.fileExists(atPath: lockPath)
    try lock()
    do {
      return try Store(path: storePath)
    } catch let error as StoreError {
      // Beside another program's file nothing is left behind.
      if isFirst, case .notAStore = error { try? FileManager.default.removeItem(atPath: lockPath) }
      throw Failure(error)
    }
  }

  /// Keeps other commands from writing here until this process ends.
  private func lock() throws {
    let descriptor = Foundation.open(lockPath, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw Failure("error: the results folder '\(path)' cannot be written to")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw Failure("error: another command is writing to '\(path)'")
    }
  }

  /// The stored results, for reading.
  func openReadOnly() throws -> Store {
    guard FileManager.default.fileExists(atPath: storePath) else {
      throw Failure("error: there are no results in '\(path)': it holds no results.sqlite")
    }
    do {
      return try Store.openReadOnly(path: storePath)
    } catch let error as StoreError {
      throw Failure(error)
    }
  }

  /// Writes a report into the folder, and its answer to standard output.
  func publish(_ report: Report<StoredSweep>) throws {
    do {
      try report.write(to: url)
    } catch let error as StoreError {
      throw error
    } catch {
      throw Failure("error: the report cannot be written to '\(path)'", status: 1)
    }
    print(report.answer)
    print("report: \(reportPath)")
  }
}
