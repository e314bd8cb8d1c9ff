import ArgumentParser
import DescentExperiments
import DescentReports
import DescentStore
import Foundation

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Train an experiment and write its report.",
    discussion: """
      Every combination of the file's grid is trained with every seed, in worker processes, one for \
      each core. Each result is stored as it finishes. The same command again trains only what is \
      missing: after an interruption, after a crash of the machine, or after a value was added to \
      the file. A result that is there is not trained again, unless --rerun asks for it or --save-weights \
      for weights that were not kept.

      The answer goes to standard output, progress to standard error.
      """)

  @OptionGroup var file: ExperimentFile

  @Option(
    name: [.short, .long],
    help: "Runs that train at once; one for each core where neither this nor run.jobs says so.")
  var jobs: Int?

  @Option(
    help: ArgumentHelp("The results folder, in place of results/<name>.", valueName: "dir"),
    completion: .directory)
  var results: String?

  @Flag(help: "Train every run again, also those that are done.")
  var rerun = false

  @Flag(help: "Keep each run's first and last weights, and its split, below weights/.")
  var saveWeights = false

  @Flag(name: [.short, .long], help: "No progress and no notes.")
  var quiet = false

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs must be from 1 to 1024, not \(jobs).")
    }
  }

  func run() async throws {
    let experiment = try await file.load()
    let plan = try experiment.plan()
    let folder = ResultsFolder(results, name: plan.document.name)
    let store = try folder.open()
    let jobs =
      jobs ?? plan.document.options.jobs ?? ProcessInfo.processInfo.activeProcessorCount
    let build = BuildRecord.current
    var hasStarted = false
    do {
      try store.save(
        plan.stored(
          commandLine: ["descent"] + CommandLine.arguments.dropFirst(), createdAt: Date().iso8601,
          provenance: build.provenance(jobs: jobs), plugins: experiment.plugins.plugins))
      if !quiet { for note in plan.notes { Failure.write(note.description) } }
      let progress = Progress(plan, isQuiet: quiet)
      let runner = try Runner(
        plan, store: store,
        options: Runner.Options(
          executable: BuildRecord.executable,
          workerArguments: experiment.workerArguments(jobs: jobs), jobs: jobs, rerun: rerun,
          weightsFolder: saveWeights ? folder.path + "/weights" : nil,
          build: build.name),
        onOutcome: { progress.show($0) })
      progress.begin(new: runner.newCount, reused: runner.reusedCount)
      hasStarted = true
      let interrupts = Interrupts { runner.interrupt() }
      try await runner.run()
      interrupts.stop()
      progress.end()
      try finish(store, folder)
      try exit(after: runner)
    } catch let error as StoreError {
      throw Failure("error: \(error)", status: hasStarted ? 1 : 2)
    }
  }

  /// Writes the report and prints the answer.
  private func finish(_ store: Store, _ folder: ResultsFolder) throws {
    guard let sweep = try store.sweep() else {
      throw Failure("error: the store in '\(folder.path)' holds no plan")
    }
    try folder.publish(try Report(sweep))
  }

  private func exit(after runner: Runner) throws {
    if runner.isInterrupted {
      Failure.write("interrupted; what had finished is saved, the same command goes on from there")
      throw ExitCode(130)
    }
    if try !runner.isComplete() { throw ExitCode(1) }
  }
}
