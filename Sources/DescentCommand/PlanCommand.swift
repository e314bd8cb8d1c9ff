import ArgumentParser
import Descent
import DescentExperiments
import DescentReports
import DescentStore
import Foundation

struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show what would run, and what it would cost; train nothing.",
    discussion: """
      The file is read and checked as 'descent run' does it, with all mistakes at once. The time is \
      extrapolated from one timed epoch of a few configurations; the runs that the results folder \
      holds already are counted as reused.
      """)

  @OptionGroup var file: ExperimentFile

  @OptionGroup(title: "Changes to the experiment") var changes: EditOptions

  @Option(
    help: ArgumentHelp("The results folder, in place of results/<name>.", valueName: "dir"),
    completion: .directory)
  var results: String?

  @Flag(help: "List every configuration.")
  var list = false

  func run() async throws {
    let experiment = try await file.load(edits: changes.edits)
    let plan = try experiment.plan()
    let folder = ResultsFolder(results, name: plan.document.name)
    let cost = try await cost(plan, of: experiment, folder)
    if let question = plan.document.question { print(question) }
    for line in plan.summary { print(line) }
    let effects = try detectableEffects(plan, of: experiment, folder)
    for hypothesis in plan.hypotheses {
      let effect = effects[hypothesis.id] ?? "a pilot is needed for its smallest detectable effect"
      print(plan.summary(of: hypothesis) + "; " + effect)
    }
    if list { for line in plan.configurationList { print("  " + line) } }
    print(cost)
    for note in plan.notes { print(note) }
  }

  private func cost(
    _ plan: Plan, of experiment: ExperimentFile.Loaded, _ folder: ResultsFolder
  ) async throws -> String {
    var (reused, unwanted) = (Set<String>(), 0)
    if FileManager.default.fileExists(atPath: folder.storePath) {
      do {
        let done = try folder.openReadOnly().statuses().filter {
          $0.value.isDone && (plan.isSearched || $0.value != .pruned)
        }
        let wanted = Set(plan.runs.map(\.id))
        reused = wanted.intersection(done.keys)
        unwanted = done.count - reused.count
      } catch let error as StoreError {
        throw Failure(error)
      }
    }
    let new = plan.runs.filter { !reused.contains($0.id) }
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let jobs = max(1, min(plan.document.options.jobs ?? cores, new.count))
    var line =
      "\(plan.factorsOfRuns) = "
      + "\(plan.runs.count) runs: \(reused.count) reused, \(new.count) new"
    if unwanted > 0 { line += ", \(unwanted) no longer wanted" }
    if !new.isEmpty {
      let pilot = try await Pilot(
        plan, executable: BuildRecord.executable,
        workerArguments: experiment.workerArguments(jobs: jobs))
      let seconds = pilot.seconds(of: new) * plan.costShare / Double(jobs)
      line += "; about " + text(seconds) + " on \(jobs) job\(jobs == 1 ? "" : "s")"
    }
    return line
  }

  /// What stored runs of the plan let a test of each hypothesis find, by its id.
  private func detectableEffects(
    _ plan: Plan, of experiment: ExperimentFile.Loaded, _ folder: ResultsFolder
  ) throws -> [String: String] {
    guard !plan.hypotheses.isEmpty, FileManager.default.fileExists(atPath: folder.storePath) else {
      return [:]
    }
    do {
      let sweep = SmallSweep(
        plan: plan.stored(
          commandLine: [], createdAt: Date().iso8601,
          provenance: BuildRecord.current.provenance(jobs: 1), plugins: experiment.plugins.plugins),
        outcomes: try folder.openReadOnly().outcomes(plan.runs.map(\.id)))
      return Dictionary(
        DescentReports.Hypotheses(Scores(sweep)).results.compactMap { result in
          HypothesisWords(result, sweep.plan).detectable.map {
            (result.hypothesis.id, "finds \($0) 4 times in 5")
          }
        }, uniquingKeysWith: { first, _ in first })
    } catch let error as StoreError {
      throw Failure(error)
    }
  }

  private func text(_ seconds: Double) -> String {
    switch seconds {
    case ..<1: "1 s"
    case ..<120: String(format: "%.0f s", seconds)
    case ..<7200: String(format: "%.0f min", seconds / 60)
    default: String(format: "%.1f h", seconds / 3600)
    }
  }
}
