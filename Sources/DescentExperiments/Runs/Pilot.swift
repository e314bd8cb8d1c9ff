import Descent
import DescentStore
import Synchronization

/// What a plan's runs would take, extrapolated from one timed epoch of a few of its configurations.
///
/// They are trained in a worker process, as the runs themselves will be.
public struct Pilot {
  /// Seconds of one run, by the place of its configuration.
  private let secondsPerRun: [Double]

  /// Seconds after which a timed epoch is given up; it then counts as long as that.
  private static let patience = 30.0

  /// Trains one epoch for at most eight kinds of configuration.
  ///
  /// - Parameters:
  ///   - plan: What would be run.
  ///   - executable: The program, started again as a worker.
  ///   - workerArguments: What makes it a worker.
  /// - Throws: What starting a worker reports.
  public init(_ plan: Plan, executable: String, workerArguments: [String]) async throws {
    let trained = plan.configurations.indices.filter { !plan.configurations[$0].isSkipped }
    let kinds = Dictionary(grouping: trained) { index in
      let configuration = plan.configurations[index].configuration
      return ["model.hidden", "training.batch_size", Slot.data.namePath]
        .map { configuration[$0]?.description ?? "" }
    }
    let groups = kinds.values.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
    let stride = max(1, (groups.count + 7) / 8)
    let timed = groups.indices.filter { $0.isMultiple(of: stride) }
    let requests = timed.compactMap { place in
      groups[place].first.map { Self.request(plan, $0) }
    }
    let measured = try await Self.seconds(
      of: requests, executable: executable, workerArguments: workerArguments)
    var secondsPerRun = Array(repeating: 0.0, count: plan.configurations.count)
    for (place, group) in groups.enumerated() {
      // A kind that was not timed costs as much as the last one that was.
      let seconds = measured[requests[place / stride].runID] ?? 0
      for index in group {
        let epochs = plan.configurations[index].configuration.integer("training.epochs") ?? 1
        secondsPerRun[index] = seconds * Double(epochs)
      }
    }
    self.secondsPerRun = secondsPerRun
  }

  /// The time that one process would take for the runs.
  public func seconds(of runs: [Plan.PlannedRun]) -> Double {
    runs.reduce(0) { $0 + secondsPerRun[$1.configuration] }
  }

  /// One epoch of a configuration.
  private static func request(_ plan: Plan, _ index: Int) -> RunRequest {
    let planned = plan.configurations[index]
    var configuration = planned.configuration
    configuration["training.epochs"] = .integer(1)
    return RunRequest(
      runID: planned.id, configID: planned.id,
      streams: StreamReplicates(seed: plan.document.seeds.first ?? 1, vary: plan.document.vary),
      configuration: configuration, fileHashes: planned.fileHashes, task: planned.task,
      concurrency: 1)
  }

  /// What an epoch took, by the request's id.
  private static func seconds(
    of requests: [RunRequest], executable: String, workerArguments: [String]
  ) async throws -> [String: Double] {
    let seconds = Mutex<[String: Double]>([:])
    let coordinator = Coordinator(
      requests,
      command: Coordinator.Command(
        executable: executable, arguments: workerArguments, jobs: 1, timeout: patience, build: "")
    ) { outcome in
      let run = outcome.run
      // The network is measured before its first epoch, too.
      let epoch = run.status.isDone ? run.trainSeconds + run.evalSeconds / 2 : run.wallSeconds
      seconds.withLock { $0[run.runID] = epoch }
    }
    try await coordinator.run()
    return seconds.withLock { $0 }
  }
}
