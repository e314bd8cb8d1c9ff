public import Descent
public import DescentExperiments
import DescentPlugins
import DescentReports
import DescentStore
import Foundation
import Synchronization

/// A program with components of its own beside the built-in ones: Descent's command line with these,
/// or one that runs experiments from Swift.
///
///     import Descent
///     import DescentCommand
///
///     @main struct MyDescent: DescentProgram {
///       static let components: [any Component.Type] = [Snake.self]
///     }
///
/// Experiment files name these components as they name the built-in ones; `my-descent run FILE`,
/// `components`, and all other subcommands know them.
///
/// With a ``run()`` of its own it does what that says. There, ``run(_:results:jobs:folder:rerun:savesWeights:isQuiet:)``
/// trains an experiment in worker processes, which are this program, started again.
public protocol DescentProgram {
  /// The program's own components; none by default.
  ///
  /// - Precondition: None has the name of a built-in one of its kind, or of another.
  static var components: [any Component.Type] { get }

  /// What the program does; by default ``commandLine()``.
  ///
  /// A mistake that it throws is printed, and ends the program with the status of the command line.
  static func run() async throws
}

extension DescentProgram {
  public static var components: [any Component.Type] { [] }

  public static func run() async throws { try await commandLine() }

  /// Does what the arguments say: `run FILE`, `plan FILE`, `components` and the other subcommands.
  public static func commandLine() async throws { try await DescentCommand.run() }

  /// Runs the program, and ends the process where it fails.
  ///
  /// It may have been started as a worker; then it trains what it is told.
  public static func main() async {
    isMainProgram.store(true, ordering: .relaxed)
    DescentCommand.openStandardStreams()
    await Registry.$ofProgram.withValue(registry) {
      do {
        if DescentCommand.isServing { try await commandLine() } else { try await run() }
      } catch {
        DescentCommand.end(with: error)
      }
    }
  }

  /// The built-in components, and the program's own.
  ///
  /// Nobody counts the versions of these: that the program is another one makes their runs new.
  private static var registry: Registry {
    guard !components.isEmpty else { return BuiltIns.registry }
    let program = BuildRecord.executable
    let bytes = DescentCommand.isServing ? nil : FileManager.default.contents(atPath: program)
    return BuiltIns.registry.adding(
      components,
      from: Registry.Plugin(
        path: (program as NSString).lastPathComponent,
        sha256: bytes.map { SHA256.hexDigest(of: [UInt8]($0)) } ?? ""))
  }

  /// Trains an experiment, stores the results and writes the report, as `descent run` does it.
  ///
  /// What is there already is not trained again.
  ///
  /// - Parameters:
  ///   - experiment: What is asked; its components must be built in or among ``components``.
  ///   - results: The results folder; by default `results/<name>`.
  ///   - jobs: Runs that train at once; by default what the experiment says, or one for each core.
  ///   - folder: Where paths of data files start from; by default the current folder.
  ///   - rerun: Whether runs that are done are trained again.
  ///   - savesWeights: Whether each run's first and last weights are kept below `weights/`.
  ///   - isQuiet: Whether there is no progress on standard error.
  /// - Returns: The answer and the runs, also those that failed.
  /// - Throws: Every mistake of the experiment, as a `DiagnosticList`; a `CancellationError` after an
  ///   interruption, with all that had finished saved; otherwise an error whose description says why the
  ///   results cannot be written.
  public static func run(
    _ experiment: Experiment, results: String? = nil, jobs: Int? = nil, folder: String? = nil,
    rerun: Bool = false, savesWeights: Bool = false, isQuiet: Bool = true
  ) async throws -> ExperimentResults {
    guard isMainProgram.load(ordering: .relaxed) else {
      throw Failure(
        "error: this process cannot start itself as a worker: its main() is not that of a DescentProgram"
      )
    }
    let registry = registry
    let loaded = ExperimentFile.Loaded(
      document: try experiment.document(registry: registry), plugins: PluginSet(registry),
      folder: folder ?? FileManager.default.currentDirectoryPath)
    let plan = try Plan(loaded.document, registry: registry, folder: loaded.folder)
    let results = ResultsFolder(results, name: plan.document.name)
    let ending = try await Execution(
      experiment: loaded, plan: plan, folder: results, jobs: jobs,
      retry: rerun ? Set(RunStatus.allCases) : Runner.Options.unfinished,
      savesWeights: savesWeights, progress: Progress(plan, isQuiet: isQuiet)
    ).run()
    if ending.isInterrupted { throw CancellationError() }
    return ExperimentResults(
      answer: ending.report.answer, reportPath: results.path + "/" + ending.report.firstFile,
      runs: try ending.report.runs())
  }
}

/// Whether the process runs a program's main(): any other, such as one of tests, is no worker when it
/// is started again.
private let isMainProgram = Atomic(false)

extension Registry {
  /// The components that the running program brings along, without those that it loads.
  @TaskLocal static var ofProgram = BuiltIns.registry
}
