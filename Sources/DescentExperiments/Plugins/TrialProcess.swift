import Foundation
import Subprocess
import SystemPackage

/// This program once more, to run code that nobody has run yet: a plugin may trap, hang or eat up the
/// memory, and whoever waits for the process can tell.
public struct TrialProcess: Sendable {
  /// What it wrote to standard output.
  public let output: String
  /// What it wrote last to standard error.
  public let lastWords: String?
  let cause: WorkerEnding

  /// How it ended, in words.
  public var ending: String { "\(cause)" }
  /// What it had to say; nil where something else ended it, such as a plugin that calls `exit(0)`.
  public var verdict: Verdict? {
    if case .exit(let code) = cause { Verdict(rawValue: code) } else { nil }
  }

  /// What a trial that came to its end says by its exit status, which no other end is likely to have.
  public enum Verdict: Int32, Sendable {
    case passed = 86
    case failed = 87
  }

  /// Waits for the program with other arguments.
  ///
  /// - Throws: What starting it reports.
  public static func run(_ executable: String, _ arguments: [String]) async throws -> TrialProcess {
    let words = try LastWords()
    defer { words.close() }
    let result = try await Subprocess.run(
      .path(FilePath(executable)), arguments: .init(arguments), environment: .ofWorker,
      output: .string(limit: 1 << 22),
      error: .fileDescriptor(words.descriptor, closeAfterSpawningProcess: false))
    return TrialProcess(
      output: result.standardOutput, lastWords: words.text,
      cause: result.terminationStatus.ending)
  }

  // MARK: - On the other side

  /// Ends this process in good order.
  public static func end(_ verdict: Verdict) -> Never { exit(verdict.rawValue) }

  /// Keeps standard output for answers: what components print goes to standard error from here on.
  ///
  /// - Returns: Writes a line to standard output.
  /// - Throws: What the system reports.
  public static func takeStandardOutput() throws -> (String) -> Void {
    let answers = try FileDescriptor.standardOutput.duplicate()
    // What a plugin starts must not hold it open.
    _ = fcntl(answers.rawValue, F_SETFD, FD_CLOEXEC)
    _ = try FileDescriptor.standardError.duplicate(as: .standardOutput)
    return { line in _ = try? answers.writeAll((line + "\n").utf8) }
  }

  /// Ends this process when so many seconds have passed from now on.
  public static func limitTime(seconds: Int) { alarm(UInt32(seconds)) }

  public static func limitMemory() { MemoryLimit.half(for: 1).apply() }
}
