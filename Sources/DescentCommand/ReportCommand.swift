import ArgumentParser
import DescentReports
import DescentStore
import Foundation

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write the reports again from the stored results; train nothing.",
    discussion: """
      The report holds the runs of the last plan that was run there. It is written into the results \
      folder, over the one that is there, or into the folder that --results names. Several folders \
      make one report of all their runs; what differs between them is compared.
      """)

  @Argument(
    help: ArgumentHelp("The results folders, such as results/quickstart.", valueName: "dir"),
    completion: .directory)
  var folders: [String]

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only configurations with this setting, PATH=VALUE; any of PATH=VALUE,VALUE; or PATH=MIN..MAX. Repeat it to ask for several.",
      valueName: "path=value"))
  var conditions: [String] = []

  @Option(help: ArgumentHelp("The varied setting that the answer is about.", valueName: "path"))
  var groupBy: String?

  @Option(
    help: ArgumentHelp(
      "Score the runs by this column, such as val_loss, in place of the experiment file's.",
      valueName: "column"))
  var metric: String?

  @Option(
    name: .customLong("baseline"),
    help: ArgumentHelp(
      "The level that others are compared with, PATH=LEVEL or LEVEL.", valueName: "level"))
  var baselines: [String] = []

  @Option(help: "The level of the intervals, in place of the experiment file's.")
  var confidence: Double?

  @Option(
    help: ArgumentHelp(
      "Where the report is written; needed for several folders.", valueName: "dir"),
    completion: .directory)
  var results: String?

  @Flag(name: .customLong("open"), help: "Show report.html in the browser.")
  var opens = false

  func validate() throws {
    if let confidence, !(confidence > 0.5 && confidence < 1) {
      throw ValidationError("--confidence must be between 0.5 and 1, not \(confidence).")
    }
    let places = folders.map { ResultsFolder($0, name: "") }
    if places.indices.contains(where: { places[..<$0].contains(places[$0]) }) {
      throw ValidationError("A results folder is given twice.")
    }
    if folders.count > 1 && results == nil {
      throw ValidationError("Several folders need --results, the folder of their joint report.")
    }
  }

  func run() throws {
    let folder = ResultsFolder(results ?? folders[0], name: "")
    guard !folder.hasStore || folders.contains(where: { ResultsFolder($0, name: "") == folder })
    else {
      throw Failure(
        "error: '\(folder.path)' holds the results and the report of another sweep; name a folder for "
          + "this report alone with --results")
    }
    do {
      let query = ReportQuery(
        conditions: conditions, grouping: groupBy, metric: metric, baselines: baselines)
      let result = try query.result(from: sweeps(), commandLine: commandLine)
      let report = try Report(result.sweep, view: result.view, confidence: confidence)
      try folder.write(report)
      folder.announce(report)
    } catch let error as StoreError {
      throw Failure(error)
    } catch let mistakes as QueryMistakes {
      throw Failure(mistakes)
    }
    if opens { folder.show() }
  }

  private func sweeps() throws -> [(folder: String, sweep: StoredSweep)] {
    try folders.map { path in
      guard let sweep = try ResultsFolder(path, name: "").openReadOnly().sweep() else {
        throw Failure("error: the store in '\(path)' holds no plan")
      }
      return (path, sweep)
    }
  }

  /// The command without what changes no report.
  private var commandLine: [String] { BuildRecord.commandLine.filter { $0 != "--open" } }
}
