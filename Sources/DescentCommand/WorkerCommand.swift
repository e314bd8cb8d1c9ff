import ArgumentParser
import Descent
import DescentExperiments

/// The hidden subcommand that a coordinator starts: it trains what it is told on standard input.
struct WorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "Train runs given on standard input.", shouldDisplay: false)

  @Argument(help: "Where paths in experiment files start from.")
  var folder: String

  func run() throws {
    try Worker.run(
      registry: Registry.ofProgram, folder: folder, build: BuildRecord.current.name)
  }
}
