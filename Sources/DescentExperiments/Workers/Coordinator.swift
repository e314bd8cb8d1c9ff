package import DescentStore
import Foundation
import Subprocess
import Synchronization
import SystemPackage

/// Hands runs to worker processes, one for each job, and delivers what becomes of them.
///
/// A worker that dies or takes too long costs the run that it was at: that one is delivered as
/// `crashed` or `timeout` with the worker's last words, and another worker goes on with the next.
package final class Coordinator: Sendable {
  private let command: Command
  private let queue: RunQueue
  private let deliver: @Sendable (StoredOutcome) async throws -> Void
  private let state = Mutex(State())

  /// How a worker is started.
  package struct Command: Sendable {
    package var executable: String
    package var arguments: [String]
    package var jobs: Int
    /// Seconds that a run may take.
    package var timeout: Double?
    package var build: String

    package init(
      executable: String, arguments: [String], jobs: Int, timeout: Double?, build: String
    ) {
      self.executable = executable
      self.arguments = arguments
      self.jobs = jobs
      self.timeout = timeout
      self.build = build
    }
  }

  private struct State {
    var isInterrupted = false
    var workers: Set<pid_t> = []
    var timedOut: Set<pid_t> = []
  }

  package init(
    _ requests: [RunRequest], command: Command,
    deliver: @escaping @Sendable (StoredOutcome) async throws -> Void
  ) {
    self.command = command
    self.deliver = deliver
    queue = RunQueue(requests)
  }

  /// Returns when every run was delivered, or after an interruption.
  package func run() async throws {
    // Writing to a worker that has just died is an error to be handled, not the end of this process.
    signal(SIGPIPE, SIG_IGN)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<command.jobs {
        group.addTask {
          while let request = await self.queue.next() {
            try await self.serve(startingWith: request)
          }
        }
      }
      do {
        try await group.waitForAll()
      } catch {
        interrupt()
        throw error
      }
    }
  }

  /// Stops all workers at once; their runs are not delivered.
  package func interrupt() {
    let workers = state.withLock { state in
      state.isInterrupted = true
      return state.workers
    }
    for worker in workers { kill(worker, SIGKILL) }
  }

  package var isInterrupted: Bool { state.withLock { $0.isInterrupted } }

  // MARK: - One worker

  /// Starts a worker and feeds it until there are no more runs, or until it dies.
  private func serve(startingWith first: RunRequest) async throws {
    guard !isInterrupted else { return await queue.close() }
    let clock = ContinuousClock()
    var started = clock.now
    var current: RunRequest? = first
    let words = LastWords()
    let result = try await Subprocess.run(
      .path(FilePath(command.executable)), arguments: .init(command.arguments), input: .inputWriter,
      output: .sequence, error: .sequence
    ) { worker in
      let id = worker.processIdentifier.value
      let isTooLate = state.withLock { state in
        state.workers.insert(id)
        state.timedOut.remove(id)
        return state.isInterrupted
      }
      if isTooLate { kill(id, SIGKILL) }
      defer { state.withLock { _ = $0.workers.remove(id) } }
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          for try await line in worker.standardError.strings(bufferingPolicy: .unbounded) {
            words.hear(line)
          }
        }
        var answers = worker.standardOutput.strings(bufferingPolicy: .unbounded).makeAsyncIterator()
        while let request = current {
          started = clock.now
          // A worker that has died cannot be written to; that it died shows in its output.
          _ = try? await worker.standardInputWriter.write(WorkerProtocol.encode(request))
          guard let answer = try await withTimeout(id, { try await answers.next() }) else { break }
          guard
            let outcome = try? WorkerProtocol.decode(WorkerProtocol.Answer.self, from: answer.utf8)
          else {
            // The beginning of a line that the worker did not live to finish.
            kill(id, SIGKILL)
            break
          }
          try await deliver(outcome.outcome)
          current = await queue.next()
        }
        try? await worker.standardInputWriter.finish()
        try await group.waitForAll()
      }
    }
    guard let lost = current, !isInterrupted else {
      if isInterrupted { await queue.close() }
      return
    }
    let id = result.processIdentifier.value
    let isTimeout = state.withLock { $0.timedOut.contains(id) }
    let lastWords = words.text
    try await deliver(
      RunExecutor.crashed(
        lost, reason: isTimeout ? "timeout" : Self.reason(result.terminationStatus),
        lastWords: lastWords.isEmpty ? nil : lastWords, status: isTimeout ? .timeout : .crashed,
        wallSeconds: (clock.now - started) / .seconds(1), build: command.build))
  }

  /// Waits for an answer, and kills the worker when it takes too long.
  private func withTimeout(
    _ worker: pid_t, _ answer: () async throws -> String?
  ) async throws -> String? {
    guard let seconds = command.timeout else { return try await answer() }
    let watchdog = Task {
      try await Task.sleep(for: .seconds(seconds))
      state.withLock { _ = $0.timedOut.insert(worker) }
      kill(worker, SIGKILL)
    }
    defer { watchdog.cancel() }
    return try await answer()
  }

  private static func reason(_ status: TerminationStatus) -> String {
    switch status {
    case .exited(let code): "exit \(code)"
    case .signaled(let signal): "signal \(signal)"
    }
  }
}

/// The end of what a worker wrote to standard error.
private final class LastWords: Sendable {
  private let lines = Mutex("")

  func hear(_ line: String) { lines.withLock { $0 = String(($0 + line + "\n").suffix(4000)) } }

  var text: String { lines.withLock { $0.trimmingCharacters(in: .whitespacesAndNewlines) } }
}
