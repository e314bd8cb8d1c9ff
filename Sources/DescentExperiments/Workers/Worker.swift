public import Descent
import DescentStore
import Foundation
import SystemPackage

/// A worker process: reads requests from standard input, trains, writes outcomes.
///
/// It ends with its input. What components print goes to standard error, so that it cannot be taken
/// for an outcome.
public enum Worker {
  /// Works until the input ends.
  ///
  /// - Parameters:
  ///   - registry: The components that there are.
  ///   - folder: Where paths in configurations start from.
  ///   - build: The version and commit of the program.
  /// - Throws: What reading a request or writing an outcome reports.
  public static func run(registry: Registry, folder: String, build: String) throws {
    ignoreInterrupts()
    let outcomes = MessageChannel(try FileDescriptor.standardOutput.duplicate())
    _ = try FileDescriptor.standardError.duplicate(as: .standardOutput)
    var requests = MessageChannel(.standardInput)
    let executor = RunExecutor(registry: registry, folder: folder, build: build)
    while let message = try requests.receive() {
      var reader = ByteReader(message)
      let request = try RunRequest(from: &reader)
      var outcome = ByteWriter()
      do {
        try executor.execute(request).write(to: &outcome)
      } catch {
        RunExecutor.crashed(request, reason: "setup", lastWords: "\(error)", build: build)
          .write(to: &outcome)
      }
      try outcomes.send(outcome.bytes)
    }
  }

  /// Control-C at a terminal reaches the whole group; it is the coordinator that decides.
  private static func ignoreInterrupts() {
    signal(SIGINT, SIG_IGN)
    signal(SIGPIPE, SIG_DFL)
  }
}
