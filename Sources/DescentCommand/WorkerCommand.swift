import ArgumentParser
import Descent
import DescentExperiments

/// The hidden subcommand that a coordinator starts: it trains what it is told on standard input.
struct WorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "Train runs given on standard input.", shouldDisplay: false)

  @Argument(help: "Where paths in experiment files start from.")
  var folder: String

  @Option(name: .customLong("library"), help: "A compiled plugin.")
  var libraries: [String] = []

  @Option(help: "The memory that it may have, in bytes.")
  var memory: UInt64?

  func run() throws {
    let build = BuildRecord.current
    try Worker.run(
      registry: Registry.ofProgram, libraries: libraries, stamp: build.pluginBuild?.stamp ?? "",
      memory: memory.map { MemoryLimit(bytes: $0) }, folder: folder, build: build.name)
  }
}
