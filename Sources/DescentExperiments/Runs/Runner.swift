import Descent
public import DescentStore
import Foundation
import Synchronization

/// Runs a plan: what the store does not hold yet is trained, and stored as it finishes.
public final class Runner: Sendable {
  private let plan: Plan
  private let store: Store
  private let coordinator: Coordinator
  /// Runs that the store held already.
  public let reusedCount: Int
  /// Runs to be trained.
  public let newCount: Int

  /// How the plan is run.
  public struct Options: Sendable {
    /// The program, started again as a worker.
    public var executable: String
    public var workerArguments: [String]
    public var jobs: Int
    /// Train all runs again, also those that are done.
    public var rerun: Bool
    /// Where each run's weights go, in a folder of its own; nil where they are not kept.
    public var weightsFolder: String?
    public var build: String
    /// The hash of what is declared; nil where nothing is.
    public var preregistrationHash: String?

    public init(
      executable: String, workerArguments: [String], jobs: Int, rerun: Bool = false,
      weightsFolder: String? = nil, build: String, preregistrationHash: String? = nil
    ) {
      self.executable = executable
      self.workerArguments = workerArguments
      self.jobs = jobs
      self.rerun = rerun
      self.weightsFolder = weightsFolder
      self.build = build
      self.preregistrationHash = preregistrationHash
    }
  }

  /// - Parameters:
  ///   - plan: What is wanted.
  ///   - store: What is there, and where outcomes go.
  ///   - options: How the plan is run.
  ///   - onOutcome: Called after an outcome was stored, one at a time.
  /// - Throws: A `StoreError` where the store cannot be read.
  public init(
    _ plan: Plan, store: Store, options: Options,
    onOutcome: @escaping @Sendable (StoredOutcome) -> Void
  ) throws {
    self.plan = plan
    self.store = store
    let missing = try Self.missing(plan, store, options)
    newCount = missing.count
    reusedCount = plan.runs.count - missing.count
    let jobs = max(1, min(options.jobs, missing.count))
    let requests = missing.map { run in
      plan.request(
        run, concurrency: jobs, weightsFolder: options.weightsFolder.map { $0 + "/" + run.id })
    }
    let recorder = Recorder(store, preregistrationHash: options.preregistrationHash, onOutcome)
    coordinator = Coordinator(
      requests,
      command: Coordinator.Command(
        executable: options.executable, arguments: options.workerArguments, jobs: jobs,
        timeout: plan.document.options.timeout, build: options.build)
    ) { try recorder.record($0) }
  }

  /// The runs that are not done, or whose weights are wanted and not there.
  ///
  /// In the order of the seeds: a sweep that is cut short then has whole replicates of all
  /// configurations, and a worker needs few data sets at a time.
  private static func missing(
    _ plan: Plan, _ store: Store, _ options: Options
  ) throws -> [Plan.PlannedRun] {
    let statuses = try store.statuses()
    let missing = plan.runs.filter { run in
      if options.rerun { return true }
      if let folder = options.weightsFolder,
        !FileManager.default.fileExists(atPath: "\(folder)/\(run.id)/final.safetensors")
      {
        return true
      }
      return !(statuses[run.id]?.isDone ?? false)
    }
    let bySeed = Dictionary(grouping: missing, by: \.seed)
    return plan.document.seeds.flatMap { bySeed[$0] ?? [] }
  }

  /// Trains what is missing, and leaves the store as one file; returns early when ``interrupt()`` is called.
  public func run() async throws {
    if newCount > 0 { try await coordinator.run() }
    try store.sync()
    store.seal()
  }

  /// Whether every run of the plan is done.
  ///
  /// - Throws: A `StoreError` where the store cannot be read.
  public func isComplete() throws -> Bool {
    let statuses = try store.statuses()
    return plan.runs.allSatisfy { statuses[$0.id]?.isDone ?? false }
  }

  /// Stops all runs; what has finished is stored.
  public func interrupt() { coordinator.interrupt() }

  public var isInterrupted: Bool { coordinator.isInterrupted }
}

/// The one writer of the store: an outcome is a transaction, made durable once a second.
private final class Recorder: Sendable {
  private let store: Store
  private let preregistrationHash: String?
  private let onOutcome: @Sendable (StoredOutcome) -> Void
  private let lastSync = Mutex(ContinuousClock.now)

  init(
    _ store: Store, preregistrationHash: String?,
    _ onOutcome: @escaping @Sendable (StoredOutcome) -> Void
  ) {
    self.store = store
    self.preregistrationHash = preregistrationHash
    self.onOutcome = onOutcome
  }

  func record(_ outcome: StoredOutcome) throws {
    var outcome = outcome
    outcome.run.preregistrationHash = preregistrationHash
    try lastSync.withLock { lastSync in
      try store.record(outcome)
      if ContinuousClock.now - lastSync > .seconds(1) {
        try store.sync()
        lastSync = .now
      }
      onOutcome(outcome)
    }
  }
}
