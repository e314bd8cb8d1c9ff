import Descent
public import DescentStore
import Foundation
import Synchronization

/// Runs a plan: what the store does not hold yet is trained, and stored as it finishes.
///
/// A plan with a search is run rung by rung: which runs come next follows from what is stored.
public final class Runner: Sendable {
  private let plan: Plan
  private let store: Store
  private let options: Options
  private let recorder: Recorder
  private let state: Mutex<State>
  /// Runs that the store held already.
  public let reusedCount: Int
  /// Runs that are recorded and not trained, since their settings do not go together.
  public let skippedCount: Int
  /// Runs to be trained; of a search those of the first comparison.
  public let newCount: Int

  private struct State {
    var coordinator: Coordinator?
    var isInterrupted = false
    /// What is to be trained next.
    var steps: [SearchState.Step]
    /// The places of the runs that were trained by this runner.
    var attempted: Set<Int> = []
    /// Runs that crashed or timed out.
    var failures = 0
  }

  /// How the plan is run.
  public struct Options: Sendable {
    /// The program, started again as a worker.
    public var executable: String
    public var workerArguments: [String]
    public var jobs: Int
    /// Runs whose stored outcome is one of these are trained again.
    public var retry: Set<RunStatus>
    /// Where each run's weights go, in a folder of its own; nil where they are not kept.
    public var weightsFolder: String?
    public var build: String
    /// The hash of what is declared; nil where nothing is.
    public var preregistrationHash: String?

    /// Outcomes that another try may change.
    public static let unfinished: Set<RunStatus> = [.crashed, .timeout, .interrupted]

    public init(
      executable: String, workerArguments: [String], jobs: Int,
      retry: Set<RunStatus> = unfinished, weightsFolder: String? = nil, build: String,
      preregistrationHash: String? = nil
    ) {
      self.executable = executable
      self.workerArguments = workerArguments
      self.jobs = jobs
      self.retry = retry
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
    self.options = options
    recorder = Recorder(store, preregistrationHash: options.preregistrationHash, onOutcome)
    let steps = try Self.steps(plan, store, options, attempted: [])
    newCount = steps.count
    skippedCount = plan.runs.count(where: plan.isSkipped)
    reusedCount =
      plan.document.search == nil ? plan.runs.count - steps.count - skippedCount : 0
    state = Mutex(State(steps: steps))
  }

  /// What is to be trained next: the runs that are not done, or whose weights are wanted and not there.
  ///
  /// In the order of the seeds: a sweep that is cut short then has whole replicates of all
  /// configurations, and a worker needs few data sets at a time.
  private static func steps(
    _ plan: Plan, _ store: Store, _ options: Options, attempted: Set<Int>
  ) throws -> [SearchState.Step] {
    let statuses = try store.statuses()
    let there = plan.runs.indices.filter { index in
      let run = plan.runs[index]
      if attempted.contains(index) || plan.isSkipped(run) { return true }
      if let folder = options.weightsFolder,
        !FileManager.default.fileExists(atPath: "\(folder)/\(run.id)/final.safetensors")
      {
        return false
      }
      return statuses[run.id].map { $0 != .skipped && !options.retry.contains($0) } ?? false
    }
    let steps: [SearchState.Step]
    if let search = SearchState(plan) {
      let places = Dictionary(
        there.map { (plan.runs[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
      var progress: [Int: SearchState.Progress] = [:]
      for (id, outcome) in try store.outcomes(places.keys) {
        if let place = places[id] { progress[place] = plan.searchProgress(outcome) }
      }
      steps = search.next(progress)
    } else {
      let whole = Set(
        there.filter { attempted.contains($0) || statuses[plan.runs[$0].id] != .pruned })
      steps = plan.runs.indices.filter { !whole.contains($0) }.map { SearchState.Step(run: $0) }
    }
    let bySeed = Dictionary(grouping: steps) { plan.runs[$0.run].seed }
    return plan.document.seeds.flatMap { bySeed[$0] ?? [] }
  }

  /// Trains what is missing, and leaves the store as one file; returns early when ``interrupt()`` is called.
  public func run() async throws {
    try recordSkipped()
    while let coordinator = next() {
      try await coordinator.run()
      try state.withLock { state in
        guard !state.isInterrupted, !hasTooManyFailures(state) else { return }
        state.attempted.formUnion(state.steps.map(\.run))
        state.steps = try Self.steps(plan, store, options, attempted: state.attempted)
      }
    }
    try store.sync()
    store.seal()
  }

  /// Stores the runs whose settings do not go together, where the store does not say so yet.
  private func recordSkipped() throws {
    let statuses = try store.statuses()
    for run in plan.runs where statuses[run.id] != .skipped {
      guard let reason = plan.configurations[run.configuration].invalidity else { continue }
      try recorder.record(
        RunExecutor.untrained(
          plan.request(run, concurrency: options.jobs, weightsFolder: nil), status: .skipped,
          reason: reason, build: options.build))
    }
  }

  /// Hands the next runs to workers; nil where there are none, or after an interruption.
  private func next() -> Coordinator? {
    state.withLock { state in
      guard !state.isInterrupted, !hasTooManyFailures(state), !state.steps.isEmpty else {
        return nil
      }
      let jobs = max(1, min(options.jobs, state.steps.count))
      let requests = state.steps.map { step in
        let run = plan.runs[step.run]
        var request = plan.request(
          run, concurrency: jobs, weightsFolder: options.weightsFolder.map { $0 + "/" + run.id })
        request.epochLimit = step.epochs
        return request
      }
      let coordinator = Coordinator(
        requests,
        command: Coordinator.Command(
          executable: options.executable, arguments: options.workerArguments, jobs: jobs,
          timeout: plan.document.options.timeout, build: options.build)
      ) { [weak self] outcome in try self?.record(outcome) }
      state.coordinator = coordinator
      return coordinator
    }
  }

  private func record(_ outcome: StoredOutcome) throws {
    try recorder.record(outcome)
    guard [.crashed, .timeout].contains(outcome.run.status) else { return }
    let coordinator = state.withLock { state in
      state.failures += 1
      return hasTooManyFailures(state) ? state.coordinator : nil
    }
    coordinator?.interrupt()
  }

  private func hasTooManyFailures(_ state: State) -> Bool {
    plan.document.options.maxFailures.map { state.failures >= $0 } ?? false
  }

  /// How many runs crashed or timed out, where so many that no more were begun; otherwise nil.
  public var failuresOverLimit: Int? {
    state.withLock { hasTooManyFailures($0) ? $0.failures : nil }
  }

  /// Whether every run of the plan is done, or was stopped by a search that is over.
  ///
  /// - Throws: A `StoreError` where the store cannot be read.
  public func isComplete() throws -> Bool {
    guard state.withLock({ $0.steps.isEmpty && !$0.isInterrupted }) else { return false }
    let statuses = try store.statuses()
    return plan.runs.allSatisfy { statuses[$0.id]?.isDone ?? false }
  }

  /// Stops all runs; what has finished is stored.
  public func interrupt() {
    let coordinator = state.withLock { state in
      state.isInterrupted = true
      return state.coordinator
    }
    coordinator?.interrupt()
  }

  public var isInterrupted: Bool { state.withLock { $0.isInterrupted } }
}

extension Plan {
  /// Whether a run is recorded and not trained.
  public func isSkipped(_ run: PlannedRun) -> Bool { configurations[run.configuration].isSkipped }
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
