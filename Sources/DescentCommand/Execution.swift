import DescentExperiments
import DescentReports
import DescentStore
import Foundation

/// Trains what a plan wants, stores it and writes the report: the one way of `descent run` and of
/// programs that run experiments from Swift.
struct Execution {
  let experiment: ExperimentFile.Loaded
  let plan: Plan
  let folder: ResultsFolder
  /// Nil: what the plan says, or one for each core.
  let jobs: Int?
  /// The outcomes after which a run is trained again.
  let retry: Set<RunStatus>
  let savesWeights: Bool
  let progress: Progress

  /// What became of it.
  struct Ending {
    let report: Report<StoredSweep>
    /// Whether every run of the plan is done.
    let isComplete: Bool
    let isInterrupted: Bool
  }

  /// Returns when every run has an outcome, or after an interruption.
  func run() async throws -> Ending {
    try await folder.withStore { store in
      var hasStarted = false
      do {
        let runner = try prepare(store)
        hasStarted = true
        try await train(runner)
        return try finish(runner, store)
      } catch let error as StoreError {
        throw Failure("error: \(error)", status: hasStarted ? 1 : 2)
      }
    }
  }

  /// Stores the plan, and finds out what is missing.
  private func prepare(_ store: Store) throws -> Runner {
    let jobs = jobs ?? plan.document.options.jobs ?? ProcessInfo.processInfo.activeProcessorCount
    let build = BuildRecord.current
    var stored = plan.stored(
      commandLine: BuildRecord.commandLine, createdAt: Date().iso8601,
      provenance: build.provenance(jobs: jobs), plugins: experiment.plugins.plugins)
    stored.register(
      after: try store.registrations(),
      runsCompleted: try store.statuses().values.count(where: \.isDone), commit: build.commit)
    try folder.write(stored.registrations)
    try store.save(stored)
    progress.showNotes()
    let runner = try Runner(
      plan, store: store,
      options: Runner.Options(
        executable: BuildRecord.executable,
        workerArguments: experiment.workerArguments(jobs: jobs), jobs: jobs, retry: retry,
        weightsFolder: savesWeights ? folder.path + "/weights" : nil, build: build.name,
        preregistrationHash: stored.registrations.last?.sha256),
      onOutcome: { progress.show($0) })
    progress.begin(
      new: runner.newCount, reused: runner.reusedCount, skipped: runner.skippedCount)
    return runner
  }

  private func train(_ runner: Runner) async throws {
    let interrupts = Interrupts { runner.interrupt() }
    defer { interrupts.stop() }
    try await withTaskCancellationHandler {
      try await runner.run()
    } onCancel: {
      runner.interrupt()
    }
    progress.end()
    if let failures = runner.failuresOverLimit { progress.showLimit(reachedBy: failures) }
  }

  /// Writes the report.
  private func finish(_ runner: Runner, _ store: Store) throws -> Ending {
    guard let sweep = try store.sweep() else {
      throw Failure("error: the store in '\(folder.path)' holds no plan")
    }
    let report = try Report(sweep)
    try folder.write(report)
    return Ending(
      report: report, isComplete: try runner.isComplete(), isInterrupted: runner.isInterrupted)
  }
}
