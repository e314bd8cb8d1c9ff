public import Descent
import Foundation

/// A worker process: reads requests from standard input, trains, writes answers.
///
/// It ends with its input. What components print goes to standard error, so that it cannot be taken
/// for an answer.
public enum Worker {
  /// Works until the input ends.
  ///
  /// - Parameters:
  ///   - registry: The components that there are.
  ///   - folder: Where paths in configurations start from.
  ///   - build: The version and commit of the program.
  /// - Throws: What reading a request or writing an answer reports.
  public static func run(registry: Registry, folder: String, build: String) throws {
    ignoreInterrupts()
    let answers = FileHandle(fileDescriptor: dup(STDOUT_FILENO), closeOnDealloc: true)
    dup2(STDERR_FILENO, STDOUT_FILENO)
    let executor = RunExecutor(registry: registry, folder: folder, build: build)
    while let line = readLine() {
      let request = try WorkerProtocol.decode(RunRequest.self, from: line.utf8)
      let answer: WorkerProtocol.Answer
      do {
        answer = .init(outcome: try executor.execute(request))
      } catch {
        answer = .init(
          outcome: RunExecutor.crashed(
            request, reason: "setup", lastWords: "\(error)", build: build))
      }
      try answers.write(contentsOf: WorkerProtocol.encode(answer))
    }
  }

  /// Control-C at a terminal reaches the whole group; it is the coordinator that decides.
  private static func ignoreInterrupts() {
    signal(SIGINT, SIG_IGN)
    signal(SIGPIPE, SIG_DFL)
  }
}
