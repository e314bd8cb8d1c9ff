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
      extrapolated from one timed epoch of a few configurations, the size from their epochs and layers; \
      the runs that the results folder holds already are counted as reused.
      """)

  @OptionGroup var file: ExperimentFile

  @OptionGroup(title: "Changes to the experiment") var changes: EditOptions

  @Option(
    help: ArgumentHelp("The results folder, in place of results/<name>.", valueName: "dir"),
    completion: .directory)
  var results: String?

  @Flag(help: "List every configuration.")
  var list = false

  @Option(help: "What is printed: the plan as text, or the table of its runs as csv or json.")
  var format = PlannedRuns.Format.text

  @Option(
    help: ArgumentHelp(
      "Write the table of runs to a file: CSV, or JSON where its name ends so.", valueName: "file"),
    completion: .file(extensions: ["csv", "json"]))
  var save: String?

  func validate() throws {
    if list, format != .text {
      throw ValidationError("--list belongs to the text; csv and json list every run")
    }
    if let save, Self.format(of: save) == nil {
      throw ValidationError("--save takes a name that ends in .csv or .json, not '\(save)'")
    }
  }

  /// The format that a file's name ends with.
  private static func format(of path: String) -> PlannedRuns.Format? {
    switch (path as NSString).pathExtension.lowercased() {
    case "csv": .csv
    case "json": .json
    default: nil
    }
  }

  func run() async throws {
    let experiment = try await file.load(edits: changes.edits)
    let plan = try experiment.plan()
    let folder = ResultsFolder(results, name: plan.document.name)
    let (reused, unwanted) = try stored(plan, folder)
    if format != .text || save != nil {
      let table = PlannedRuns(
        plan: plan.stored(
          commandLine: [], createdAt: "", provenance: BuildRecord.current.provenance(jobs: 1),
          plugins: experiment.plugins.plugins), reused: reused,
        skipped: Set(plan.runs.filter(plan.isSkipped).map(\.id)))
      if let save { try write(table, to: save) }
      if format != .text { print(table.text(format), terminator: "") }
    }
    guard format == .text else {
      for note in plan.notes { Failure.write(note.description) }
      return
    }
    let cost = try await cost(plan, of: experiment, reused: reused, unwanted: unwanted)
    if let question = plan.document.question { print(question) }
    for line in plan.summary { print(line) }
    let effects = try detectableEffects(plan, of: experiment, folder)
    for hypothesis in plan.hypotheses {
      let effect = effects[hypothesis.id] ?? "a pilot is needed for its smallest detectable effect"
      print(plan.summary(of: hypothesis) + "; " + effect)
    }
    for line in schedules(plan, of: experiment) { print(line) }
    if list { for line in plan.configurationList { print("  " + line) } }
    print(cost)
    for note in plan.notes { print(note) }
  }

  private func write(_ table: PlannedRuns, to path: String) throws {
    do {
      try Data(table.text(Self.format(of: path) ?? .csv).utf8).write(
        to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw Failure("error: '\(path)' cannot be written")
    }
  }

  /// The runs of the plan whose results are there, and how many others are.
  private func stored(
    _ plan: Plan, _ folder: ResultsFolder
  ) throws -> (reused: Set<String>, unwanted: Int) {
    guard FileManager.default.fileExists(atPath: folder.storePath) else { return ([], 0) }
    do {
      let done = try folder.openReadOnly().statuses().filter {
        $0.value.isDone && (plan.isSearched || $0.value != .pruned)
      }
      let reused = Set(plan.runs.filter { !plan.isSkipped($0) }.map(\.id)).intersection(done.keys)
      let wanted = plan.runs.count { done[$0.id] != nil }
      return (reused, done.count - wanted)
    } catch let error as StoreError {
      throw Failure(error)
    }
  }

  /// How many runs there are, and what the new ones would take.
  private func cost(
    _ plan: Plan, of experiment: ExperimentFile.Loaded, reused: Set<String>, unwanted: Int
  ) async throws -> String {
    let new = plan.runs.filter { !reused.contains($0.id) && !plan.isSkipped($0) }
    let skipped = plan.runs.count(where: plan.isSkipped)
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let jobs = max(1, min(plan.document.options.jobs ?? cores, new.count))
    var line =
      "\(plan.factorsOfRuns) = "
      + "\(plan.runs.count) runs: \(reused.count) reused, \(new.count) new"
    if skipped > 0 { line += ", \(skipped) skipped" }
    if unwanted > 0 { line += ", \(unwanted) no longer wanted" }
    if !new.isEmpty {
      let pilot = try await Pilot(
        plan, executable: BuildRecord.executable,
        workerArguments: experiment.workerArguments(jobs: jobs))
      let seconds = pilot.seconds(of: new) * plan.costShare / Double(jobs)
      line += "; about \(text(seconds)) on \(jobs) job\(jobs == 1 ? "" : "s")"
      line += " and \(size(plan.bytes(of: new)))"
    }
    return line
  }

  /// A line for each schedule, where some change the learning rate.
  private func schedules(_ plan: Plan, of experiment: ExperimentFile.Loaded) -> [String] {
    let curves = plan.scheduleCurves(from: experiment.plugins.registry, points: 32)
    let alphabet = TextPlot.Alphabet(environment: ProcessInfo.processInfo.environment)
    let width = curves.prefix(Self.mostSchedules).map(\.name.count).max() ?? 0
    let lines = curves.prefix(Self.mostSchedules).map { curve in
      let name = curve.name.padding(toLength: width, withPad: " ", startingAt: 0)
      let ends = [curve.values.first, curve.values.last].map { String(format: "%.3g", $0 ?? 1) }
      return "schedule \(name)  \(Sparkline(values: curve.values).text(alphabet))  "
        + (curve.isAdaptive ? "as the losses say" : "x \(ends[0]) to \(ends[1])")
        + ", \(curve.epochs) epochs"
    }
    let rest = curves.count - lines.count
    return lines + (rest > 0 ? ["and \(rest) more schedules"] : [])
  }

  private static let mostSchedules = 8

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

  private func size(_ bytes: Double) -> String {
    switch bytes {
    case ..<1e6: String(format: "%.0f kB", bytes / 1e3)
    case ..<1e7: String(format: "%.1f MB", bytes / 1e6)
    case ..<1e9: String(format: "%.0f MB", bytes / 1e6)
    default: String(format: "%.1f GB", bytes / 1e9)
    }
  }
}
