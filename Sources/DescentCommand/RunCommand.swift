import ArgumentParser
import DescentExperiments
import DescentStore

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

  @Option(
    help: ArgumentHelp(
      "Train again what ended so: some of diverged, crashed, timeout, interrupted; all but the first where "
        + "it is not said.", valueName: "statuses"))
  var retry: RetriedStatuses?

  @Flag(help: "Keep each run's first and last weights, and its split, below weights/.")
  var saveWeights = false

  @Flag(name: [.short, .long], help: "No progress and no notes.")
  var quiet = false

  func validate() throws {
    if rerun, retry != nil {
      throw ValidationError("--rerun trains every run again, so --retry has nothing to add to it")
    }
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs must be from 1 to 1024, not \(jobs).")
    }
  }

  /// The outcomes after which a run is trained again.
  private var retried: Set<RunStatus> {
    rerun ? Set(RunStatus.allCases) : retry?.statuses ?? Runner.Options.unfinished
  }

  func run() async throws {
    let experiment = try await file.load(edits: changes.edits)
    let plan = try experiment.plan()
    let folder = ResultsFolder(results, name: plan.document.name)
    let ending = try await Execution(
      experiment: experiment, plan: plan, folder: folder, jobs: jobs, retry: retried,
      savesWeights: saveWeights, progress: Progress(plan, isQuiet: quiet)
    ).run()
    folder.announce(ending.report)
    if ending.isInterrupted { throw Failure.interrupted }
    if !ending.isComplete { throw ExitCode(1) }
  }
}

/// `--retry diverged,timeout`: the outcomes after which a run is trained again.
struct RetriedStatuses: ExpressibleByArgument {
  var statuses: Set<RunStatus>

  private static let offered: [RunStatus] = [.diverged, .crashed, .timeout, .interrupted]

  init?(argument: String) {
    let names = argument.split(separator: ",", omittingEmptySubsequences: false)
    let statuses = names.compactMap { name in Self.offered.first { $0.rawValue == name } }
    guard statuses.count == names.count else { return nil }
    self.statuses = Set(statuses)
  }

  static var allValueStrings: [String] { offered.map(\.rawValue) }
}
