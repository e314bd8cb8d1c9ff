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
  ///   - registry: The components of the program.
  ///   - libraries: Compiled plugins, which are loaded first.
  ///   - stamp: The modules of this program.
  ///   - memory: What this process may have.
  ///   - folder: Where paths in configurations start from.
  ///   - build: The version and commit of the program.
  /// - Throws: What reading a request or writing an outcome reports.
  public static func run(
    registry: Registry, libraries: [String], stamp: String, memory: MemoryLimit?, folder: String,
    build: String
  ) throws {
    ignoreInterrupts()
    memory?.apply()
    let outcomeDescriptor = try FileDescriptor.standardOutput.duplicate()
    let outcomes = MessageChannel(outcomeDescriptor)
    // What a component starts must not hold it open.
    _ = fcntl(outcomeDescriptor.rawValue, F_SETFD, FD_CLOEXEC)
    _ = try FileDescriptor.standardError.duplicate(as: .standardOutput)
    var requests = MessageChannel(.standardInput)
    var registry = registry
    for library in libraries {
      // Which source it came from is in the ids already.
      registry = registry.adding(
        try PluginLibrary.components(at: library, stamp: stamp),
        from: Registry.Plugin(path: library, sha256: ""))
    }
    let executor = RunExecutor(registry: registry, folder: folder, build: build)
    while let message = try requests.receive() {
      var reader = ByteReader(message)
      let request = try RunRequest(from: &reader)
      var outcome = ByteWriter()
      do {
        try executor.execute(request).write(to: &outcome)
      } catch {
        RunExecutor.untrained(
          request, status: .crashed, reason: "setup", lastWords: "\(error)", build: build
        )
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
