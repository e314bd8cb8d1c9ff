import Descent
import DescentExperiments
import DescentStore
import Foundation
import Synchronization
import Testing

/// Workers that go wrong, each a line of shell that reads of its request and then does something else.
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
    Case(testDescription: "killed", script: "kill -9 $$", reason: "signal 9 (killed)"),
    Case(
      testDescription: "trapped with last words",
      script: "echo 'index out of range' >&2; kill -4 $$",
      reason: "signal 4 (trap)", lastWords: "index out of range"),
    Case(testDescription: "ended", script: "exit 3", reason: "exit 3"),
    Case(
      testDescription: "gone before it was asked", script: "exit 4", reads: false, reason: "exit 4"),
    Case(
      testDescription: "killed in the middle of its outcome",
      script: "head -c 40 $OUTCOME; kill -9 $$", reason: "signal 9 (killed)"),
    Case(
      testDescription: "answering with something that is no outcome",
      script: "echo nonsense; exec sleep 60", reason: "signal 9 (killed)"),
    Case(
      testDescription: "answering with an outcome that holds nonsense",
      script: "head -c 20 $OUTCOME; yes nonsense; exec sleep 60", reason: "signal 9 (killed)"),
    Case(testDescription: "hung", script: "exec sleep 60", status: .timeout, reason: "timeout"),
  ]

  @Test("a worker that dies costs its run alone, which says how", arguments: cases)
  func lostWorker(_ wrong: Case) async throws {
    let outcomes = try await outcomes(of: (wrong.reads ? Self.read + "; " : "") + wrong.script)
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
    // The first request, for r1, is answered with its outcome; then the worker dies without a word.
    let script = "\(Self.read); echo early >&2; cat $OUTCOME; \(Self.read); exit 9"
    let outcomes = try await outcomes(of: script, timeout: nil, jobs: 1)
    #expect(outcomes.contains { $0.run.statusReason == "setup" })
    let lost = try #require(outcomes.first { $0.run.runID == "r2" })
    #expect(lost.run.statusReason == "exit 9" && lost.run.lastWords == nil)
  }

  @Test("a worker that answers with the outcome of another run has crashed")
  func anotherRun() async throws {
    // A worker answers its first request with the outcome of r1, and is silent to the end of its input.
    let outcomes = try await outcomes(
      of: "\(Self.read); cat $OUTCOME; exec cat >/dev/null")
    #expect(outcomes.map(\.run.runID).sorted() == ["r1", "r2", "r3"])
    for outcome in outcomes where outcome.run.runID != "r1" {
      #expect(outcome.run.status != .ok && outcome.run.statusReason != "setup")
    }
    #expect(outcomes.contains { $0.run.runID == "r1" && $0.run.statusReason == "setup" })
  }

  @Test("of a crashed run's many words the last 4,000 characters are kept")
  func manyWords() async throws {
    let script = "\(Self.read); seq 100000 >&2; exit 9"
    for outcome in try await outcomes(of: script, timeout: nil) {
      let words = try #require(outcome.run.lastWords)
      #expect(words.count == 4000)
      #expect(words.hasSuffix("\n99999\n100000"))
    }
  }

  @Test("an interruption ends hanging workers, and delivers nothing for them")
  func interruption() async throws {
    let delivered = Delivered()
    let coordinator = try coordinator("\(Self.read); exec sleep 60", timeout: nil, delivered)
    let running = Task { try await coordinator.run() }
    try await Task.sleep(for: .milliseconds(200))
    coordinator.interrupt()
    try await running.value
    #expect(coordinator.isInterrupted)
    #expect(delivered.outcomes.isEmpty)
  }

  // MARK: - Workers

  /// Waits for a request, and reads its beginning.
  private static let read = "head -c 8 >/dev/null"

  /// Where the outcome of a run `r1` lies as a worker would send it: `$OUTCOME` in scripts.
  private let folder = try? TemporaryFolder()

  private final class Delivered: Sendable {
    private let all = Mutex<[StoredOutcome]>([])

    var outcomes: [StoredOutcome] { all.withLock { $0 } }

    func append(_ outcome: StoredOutcome) { all.withLock { $0.append(outcome) } }
  }

  private func outcomes(
    of script: String, timeout: Double? = 0.3, jobs: Int = 2
  ) async throws -> [StoredOutcome] {
    let delivered = Delivered()
    try await coordinator(script, timeout: timeout, jobs: jobs, delivered).run()
    return delivered.outcomes
  }

  private func coordinator(
    _ script: String, timeout: Double?, jobs: Int = 2, _ delivered: Delivered
  ) throws -> Coordinator {
    let folder = try #require(folder)
    var outcome = ByteWriter()
    RunExecutor.untrained(request("r1"), status: .crashed, reason: "setup", build: "test")
      .write(to: &outcome)
    let file = folder.path + "/outcome"
    try Data(MessageChannel.frame(outcome.bytes)).write(to: URL(fileURLWithPath: file))
    return Coordinator(
      ["r1", "r2", "r3"].map(request),
      command: Coordinator.Command(
        executable: "/bin/sh", arguments: ["-c", "OUTCOME=\(file); " + script], jobs: jobs,
        timeout: timeout, build: "test")
    ) { delivered.append($0) }
  }

  private func request(_ id: String) -> RunRequest {
    RunRequest(
      runID: id, configID: "c1", streams: StreamReplicates(seed: 1, vary: []),
      configuration: Configuration([:]), fileHashes: [],
      task: .classification(classes: ["u", "v"]), concurrency: 2)
  }
}
