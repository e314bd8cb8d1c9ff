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
      folder, over the one that is there.
      """)

  @Argument(
    help: ArgumentHelp("The results folder, such as results/quickstart.", valueName: "dir"),
    completion: .directory)
  var folder: String

  @Option(help: "The level of the intervals, in place of the experiment file's.")
  var confidence: Double?

  func validate() throws {
    if let confidence, !(confidence > 0.5 && confidence < 1) {
      throw ValidationError("--confidence must be between 0.5 and 1, not \(confidence).")
    }
  }

  func run() throws {
    let folder = ResultsFolder(folder, name: "")
    do {
      guard let sweep = try folder.openReadOnly().sweep() else {
        throw Failure("error: the store in '\(folder.path)' holds no plan")
      }
      let report = try Report(sweep, confidence: confidence)
      try folder.write(report)
      folder.announce(report)
    } catch let error as StoreError {
      throw Failure(error)
    }
  }
}
