import ArgumentParser
import DescentExperiments

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

  @OptionGroup(title: "Changes to the experiment") var changes: EditOptions

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
    let experiment = try await file.load(edits: changes.edits)
    let plan = try experiment.plan()
    let folder = ResultsFolder(results, name: plan.document.name)
    let ending = try await Execution(
      experiment: experiment, plan: plan, folder: folder, jobs: jobs, rerun: rerun,
      savesWeights: saveWeights, progress: Progress(plan, isQuiet: quiet)
    ).run()
    folder.announce(ending.report)
    if ending.isInterrupted { throw Failure.interrupted }
    if !ending.isComplete { throw ExitCode(1) }
  }
}
