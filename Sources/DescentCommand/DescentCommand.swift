import ArgumentParser
import DescentExperiments
import Foundation

/// The command `descent`; each subcommand has a file of its own.
struct DescentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "descent",
    abstract: "Experiments on how neural networks learn: one file asks, one command answers.",
    discussion: """
      An experiment file names the alternatives: activations, losses, optimizers, learning rates, \
      depths. 'descent run' trains every combination with several seeds and writes a report that says \
      which one wins, by how much, how sure that is, and why the others lost.

        descent plan experiments/quickstart.yaml     what would run
        descent run experiments/quickstart.yaml      train it and write the report

      Results are in results/<name>/: report.html and report.md to read, data/*.csv to load, results.sqlite to query.

      Exit status: 0 the plan is complete (a diverged run is an outcome, not an error); 1 some runs \
      crashed, timed out or were not reached; 2 the input is wrong and nothing was started; 130 \
      interrupted, with everything finished saved.
      """,
    version: Version.current,
    subcommands: [
      InitCommand.self, RunCommand.self, PlanCommand.self, ReportCommand.self, ShowCommand.self,
      ComponentsCommand.self, GraphCommand.self, SchemaCommand.self, PluginCommand.self,
      WorkerCommand.self, RehearseCommand.self, CheckLawsCommand.self,
    ])

  /// Parses the arguments, and does what they say.
  static func run() async throws {
    var command = try parseAsRoot()
    if var command = command as? any AsyncParsableCommand {
      try await command.run()
    } else {
      try command.run()
    }
  }

  /// Whether the program was started by itself, with a hidden subcommand such as `worker`.
  static var isServing: Bool {
    configuration.subcommands.contains { subcommand in
      let configuration = subcommand.configuration
      return !configuration.shouldDisplay
        && configuration.commandName == CommandLine.arguments.dropFirst().first
    }
  }

  /// Says what went wrong, and ends; a mistake on the command line is one in the input, status 2.
  static func end(with error: any Error) -> Never {
    let failure: Failure? =
      switch error {
      case let failure as Failure: failure
      case let mistakes as DiagnosticList: Failure(mistakes)
      case is CancellationError: .interrupted
      default: nil
      }
    if let failure {
      failure.print()
      exit(withError: ExitCode(failure.status))
    }
    let isUsage = exitCode(for: error) == .validationFailure
    guard isUsage else { exit(withError: error) }
    Failure.write(fullMessage(for: error))
    exit(withError: ExitCode(2))
  }

  /// A closed standard stream would lend its number to the next file, and receive its text.
  static func openStandardStreams() {
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDWR)
    }
  }
}
