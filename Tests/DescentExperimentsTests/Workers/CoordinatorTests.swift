import DescentExperiments
import DescentStore
import Foundation
import Testing

/// Workers that go wrong, each a line of shell that reads its request and then does something else.
@Suite struct CoordinatorTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var script: String
    var reads = true
    var status: RunStatus = .crashed
    var reason: String
    var lastWords: String?
  }

  static let cases = [
    Case(testDescription: "killed", script: "kill -9 $$", reason: "signal 9"),
    Case(
      testDescription: "trapped with last words",
      script: "echo 'index out of range' >&2; kill -4 $$",
      reason: "signal 4", lastWords: "index out of range"),
    Case(testDescription: "ended", script: "exit 3", reason: "exit 3"),
    Case(
      testDescription: "gone before it was asked", script: "exit 4", reads: false, reason: "exit 4"),
    Case(
      testDescription: "killed in the middle of its answer",
      script: #"printf '{"outcome":{"run":{"runID":"r'; kill -9 $$"#, reason: "signal 9"),
    Case(
      testDescription: "answering with something that is no answer",
      script: "echo nonsense; exec sleep 60", reason: "signal 9"),
    Case(testDescription: "hung", script: "exec sleep 60", status: .timeout, reason: "timeout"),
  ]

  @Test("a worker that dies costs its run alone, which says how", arguments: cases)
  func lostWorker(_ wrong: Case) async throws {
    let outcomes = try await outcomes(of: (wrong.reads ? "read request; " : "") + wrong.script)
    #expect(Set(outcomes.map(\.run.runID)) == ["r1", "r2", "r3"])
    #expect(outcomes.count == 3)
    for outcome in outcomes {
      #expect(outcome.run.status == wrong.status)
      #expect(outcome.run.statusReason == wrong.reason)
      #expect(outcome.run.lastWords == wrong.lastWords)
      #expect((0..<30).contains(outcome.run.wallSeconds))
      if wrong.status == .timeout { #expect(outcome.run.wallSeconds >= 0.3) }
    }
  }

  @Test("a crashed run's last words are those of its own worker time, not of a run before")
  func lastWords() async throws {
    // The first request is answered with an outcome; then the worker dies without a word.
    let outcome = RunExecutor.crashed(
      try request("r1"), reason: "setup", lastWords: nil, build: "test")
    let answer = try WorkerProtocol.encode(WorkerProtocol.Answer(outcome: outcome))
    let line = String(decoding: answer, as: UTF8.self).trimmingCharacters(in: .newlines)
    let script = "read request; echo early >&2; sleep 0.1; echo '\(line)'; read request; exit 9"
    let outcomes = try await outcomes(of: script, timeout: nil)
    #expect(outcomes.contains { $0.run.statusReason == "setup" })
    let lost = outcomes.filter { $0.run.statusReason == "exit 9" }
    #expect(!lost.isEmpty)
    #expect(lost.allSatisfy { $0.run.lastWords == nil })
  }

  @Test("an interruption ends hanging workers, and delivers nothing for them")
  func interruption() async throws {
    let delivered = Delivered()
    let coordinator = try coordinator("read request; exec sleep 60", timeout: nil, delivered)
    let running = Task { try await coordinator.run() }
    try await Task.sleep(for: .milliseconds(200))
    coordinator.interrupt()
    try await running.value
    #expect(coordinator.isInterrupted)
    #expect(await delivered.outcomes.isEmpty)
  }

  // MARK: - Workers

  private actor Delivered {
    var outcomes: [StoredOutcome] = []

    func append(_ outcome: StoredOutcome) { outcomes.append(outcome) }
  }

  private func outcomes(
    of script: String, timeout: Double? = 0.3
  ) async throws -> [StoredOutcome] {
    let delivered = Delivered()
    try await coordinator(script, timeout: timeout, delivered).run()
    return await delivered.outcomes
  }

  private func coordinator(
    _ script: String, timeout: Double?, _ delivered: Delivered
  ) throws -> Coordinator {
    Coordinator(
      try ["r1", "r2", "r3"].map(request),
      command: Coordinator.Command(
        executable: "/bin/sh", arguments: ["-c", script], jobs: 2, timeout: timeout, build: "test")
    ) { await delivered.append($0) }
  }

  private func request(_ id: String) throws -> RunRequest {
    let json = """
      {"runID": "\(id)", "configID": "c1", "seed": 1, "streams": {"replicates": {}},
       "configuration": {}, "task": {"kind": "classification", "names": ["u", "v"]},
       "fileHashes": [], "concurrency": 2}
      """
    return try JSONDecoder().decode(RunRequest.self, from: Data(json.utf8))
  }
}
