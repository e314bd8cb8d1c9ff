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
    /// The workers that were killed for taking too long, and the run that they were at.
    var timedOut: [pid_t: String] = [:]
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

  /// The run that a worker is at, and since when.
  private struct Assignment {
    var request: RunRequest
    var started = ContinuousClock.now
  }

  private typealias RunningWorker = Execution<CustomWriteInput, SequenceOutput, SequenceOutput>

  /// Starts a worker and feeds it until there are no more runs, or until it dies.
  private func serve(startingWith first: RunRequest) async throws {
    guard !isInterrupted else { return await queue.close() }
    var assignment: Assignment? = Assignment(request: first)
    let words = LastWords()
    let result = try await Subprocess.run(
      .path(FilePath(command.executable)), arguments: .init(command.arguments), input: .inputWriter,
      output: .sequence, error: .sequence
    ) { worker in
      let id = worker.processIdentifier.value
      let isTooLate = state.withLock { state in
        state.workers.insert(id)
        state.timedOut[id] = nil
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
        try await feed(worker, &assignment, words)
        try? await worker.standardInputWriter.finish()
        try await group.waitForAll()
      }
    }
    if isInterrupted { return await queue.close() }
    if let assignment {
      try await settle(
        assignment, worker: result.processIdentifier.value, result.terminationStatus, words)
    }
  }

  /// Hands runs to a worker, one after the other; `assignment` is left at the one that it died of.
  private func feed(
    _ worker: RunningWorker, _ assignment: inout Assignment?, _ words: LastWords
  ) async throws {
    var answers = AnswerLines(worker.standardOutput)
    while let current = assignment {
      words.clear()
      assignment?.started = .now
      // A worker that has died cannot be written to; that it died shows in its output.
      _ = try? await worker.standardInputWriter.write(WorkerProtocol.encode(current.request))
      let line = try await withTimeout(worker.processIdentifier.value, current.request.runID) {
        try await answers.next()
      }
      guard let line else { return }
      guard let answer = try? WorkerProtocol.decode(WorkerProtocol.Answer.self, from: line) else {
        // It no longer speaks the protocol: nothing else that it says can be trusted.
        kill(worker.processIdentifier.value, SIGKILL)
        return
      }
      try await deliver(answer.outcome)
      assignment = await queue.next().map { Assignment(request: $0) }
    }
  }

  /// Decides what becomes of the run that a worker was at when it died.
  private func settle(
    _ lost: Assignment, worker: pid_t, _ status: TerminationStatus, _ words: LastWords
  ) async throws {
    let timedOut = state.withLock { $0.timedOut[worker] }
    if let timedOut, timedOut != lost.request.runID {
      // It was killed for the run before, whose answer came at the last moment.
      return await queue.putBack(lost.request)
    }
    let isTimeout = timedOut != nil
    try await deliver(
      RunExecutor.crashed(
        lost.request, reason: isTimeout ? "timeout" : Self.reason(status), lastWords: words.text,
        status: isTimeout ? .timeout : .crashed,
        wallSeconds: (ContinuousClock.now - lost.started) / .seconds(1), build: command.build))
  }

  /// Waits for an answer, and kills the worker when it takes too long.
  private func withTimeout(
    _ worker: pid_t, _ runID: String, _ answer: () async throws -> [UInt8]?
  ) async throws -> [UInt8]? {
    guard let seconds = command.timeout else { return try await answer() }
    let watchdog = Task {
      try await Task.sleep(for: .seconds(seconds))
      state.withLock { $0.timedOut[worker] = runID }
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
