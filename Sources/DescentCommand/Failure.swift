import ArgumentParser
import DescentExperiments
import DescentStore
import Foundation

/// Why a command ends early: what the user is told, and the exit status.
struct Failure: Error, CustomStringConvertible {
  var message: String
  var status: Int32 = 2

  init(_ message: String, status: Int32 = 2) {
    self.message = message
    self.status = status
  }

  /// All mistakes of an input file.
  init(_ mistakes: DiagnosticList) {
    let count = mistakes.diagnostics.count
    message = mistakes.description + (count > 1 ? "\n\(count) mistakes; nothing was started" : "")
  }

  init(_ error: StoreError) { message = "error: \(error)" }

  static let interrupted = Failure(
    "interrupted; what had finished is saved, the same command goes on from there", status: 130)

  var description: String { message }

  func print() { Self.write(message) }

  static func write(_ text: String) {
    writeError(text + "\n")
  }
}

/// Writes to standard error, also where that is closed or full: nobody is left to tell.
func writeError(_ text: String) {
  _ = text.utf8.withContiguousStorageIfAvailable { write(STDERR_FILENO, $0.baseAddress, $0.count) }
}
