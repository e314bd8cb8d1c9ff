package import DescentStore
import Foundation
import Subprocess
import Synchronization
import SystemPackage

/// Hands runs to worker processes, one for each job, and delivers what becomes of them.
///
/// A worker that dies or takes too long costs the run that it was at: that one is delivered as
/// `crashed` or `timeout` with the worker's last words, and another worker goes on with the next. Where the
/// worker ran plugins before that the run does not use, the run is tried again in a fresh one.
/// Each worker has a thread of its own here, which sleeps while the worker trains.
package final class Coordinator: Sendable {
  private let command: Command
  private let queue: RunQueue
  private let deliver: @Sendable (StoredOutcome) throws -> Void
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
  }

  /// - Parameters:
  ///   - requests: The runs, in the order in which they are begun.
  ///   - command: How a worker is started.
  ///   - deliver: Called with each outcome, by several threads at once.
  package init(
    _ requests: [RunRequest], command: Command,
    deliver: @escaping @Sendable (StoredOutcome) throws -> Void
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
          while let request = self.queue.next() {
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
    var isTooLate = false
    /// The plugins that the worker ran before this run.
    var earlierPlugins: Set<String>

    /// Whether the worker may have died of what another run's plugin left behind in it.
    var isSuspect: Bool { !isTooLate && !earlierPlugins.isSubset(of: request.plugins) }
  }

  /// Starts a worker and feeds it until there are no more runs, or until it dies.
  private func serve(startingWith first: RunRequest) async throws {
    guard !isInterrupted else { return queue.close() }
    let words = try LastWords()
    defer { words.close() }
    let input = try FileDescriptor.pipe(options: .closeOnExec)
    let output = try FileDescriptor.pipe(options: .closeOnExec)
    defer { try? output.readEnd.close() }
    let result = try await Subprocess.run(
      .path(FilePath(command.executable)), arguments: .init(command.arguments),
      environment: .ofWorker,
      input: .fileDescriptor(input.readEnd, closeAfterSpawningProcess: true),
      output: .fileDescriptor(output.writeEnd, closeAfterSpawningProcess: true),
      error: .fileDescriptor(words.descriptor, closeAfterSpawningProcess: false)
    ) { execution in
      let id = execution.processIdentifier.value
      let isTooLate = state.withLock { state in
        state.workers.insert(id)
        return state.isInterrupted
      }
      if isTooLate { kill(id, SIGKILL) }
      defer { state.withLock { _ = $0.workers.remove(id) } }
      return try await onThread {
        defer { try? input.writeEnd.close() }
        return try self.feed(
          id, MessageChannel(input.writeEnd), MessageChannel(output.readEnd), words,
          startingWith: first)
      }
    }
    if isInterrupted { return queue.close() }
    if let lost = result.closureResult {
      guard !lost.isSuspect else { return queue.giveBack(lost.request) }
      try deliver(
        RunExecutor.untrained(
          lost.request, status: lost.isTooLate ? .timeout : .crashed,
          reason: "\(lost.isTooLate ? .tooLate : result.terminationStatus.ending)",
          lastWords: words.text,
          wallSeconds: (ContinuousClock.now - lost.started) / .seconds(1), build: command.build))
    }
  }

  /// Hands runs to a worker, one after the other; returns the one that it died of.
  private func feed(
    _ worker: pid_t, _ requests: MessageChannel, _ outcomes: MessageChannel, _ words: LastWords,
    startingWith first: RunRequest
  ) throws -> Assignment? {
    var outcomes = outcomes
    var plugins = first.plugins
    var assignment = begin(first, requests, words, after: [])
    while let outcome = receive(&outcomes, of: &assignment, from: worker) {
      // The worker goes on while its outcome is stored.
      let following = queue.next().map { begin($0, requests, words, after: plugins) }
      do {
        try deliver(outcome)
      } catch {
        kill(worker, SIGKILL)
        throw error
      }
      guard let following else { return nil }
      assignment = following
      plugins.formUnion(following.request.plugins)
    }
    return assignment
  }

  private func begin(
    _ request: RunRequest, _ requests: MessageChannel, _ words: LastWords,
    after plugins: Set<String>
  ) -> Assignment {
    words.clear()
    var message = ByteWriter()
    request.write(to: &message)
    // A worker that has died cannot be written to; that it died shows in its output.
    try? requests.send(message.bytes)
    return Assignment(request: request, earlierPlugins: plugins)
  }

  /// The outcome of a run; nil where the worker has died of it.
  private func receive(
    _ outcomes: inout MessageChannel, of assignment: inout Assignment, from worker: pid_t
  ) -> StoredOutcome? {
    let deadline = command.timeout.map { assignment.started + .seconds($0) }
    do {
      guard let message = try outcomes.receive(until: deadline) else { return nil }
      var reader = ByteReader(message)
      let outcome = try StoredOutcome(from: &reader)
      guard outcome.run.runID == assignment.request.runID else {
        throw ColumnError("this is the outcome of another run")
      }
      return outcome
    } catch {
      // It takes too long, or no longer speaks the protocol: what else it says cannot be trusted.
      assignment.isTooLate = error is MessageChannel.TimeoutError
      kill(worker, SIGKILL)
      return nil
    }
  }
}

/// Runs `body` on a thread of its own, where it may wait without keeping others from their work.
private func onThread<Result: Sendable>(
  _ body: @escaping @Sendable () throws -> Result
) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: .init { try body() }) }
  }
}
