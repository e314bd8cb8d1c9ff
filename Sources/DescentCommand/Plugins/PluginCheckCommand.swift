import ArgumentParser
import DescentExperiments

struct PluginCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a plugin against the laws of its kind.",
    discussion: """
      Among others: a derivative equals central differences of the formula, values are finite far out, \
      the same input gives the same bits, an optimizer finds the minimum of a quadratic, settings keep \
      to their ranges. Its speed is measured beside that of a built-in component of the same kind.

      The laws are tried in a process of their own. Exit status: 0 all of them hold; 1 one is broken; \
      2 the plugin cannot be loaded.
      """)

  @Argument(
    help: ArgumentHelp("The plugin: a Swift file, or a folder of them.", valueName: "path"),
    completion: .file(extensions: ["swift"]))
  var path: String

  func run() async throws {
    var options = PluginOptions()
    options.paths = [path]
    let plugins: PluginSet
    do {
      plugins = try await options.load()
    } catch {
      throw Failure(error)
    }
    for warning in plugins.warnings { Failure.write(warning.description) }
    let trial = try await TrialProcess.run(
      BuildRecord.executable,
      ["check-laws"] + plugins.plugins.flatMap { ["--library", $0.library] })
    print(trial.output, terminator: "")
    if trial.verdict == nil {
      print(
        "  it ended the process: \(trial.ending)"
          + (trial.lastWords.map { "\n  " + $0.split(separator: "\n").joined(separator: "\n  ") }
            ?? ""))
    }
    if trial.verdict != .passed { throw ExitCode(1) }
  }
}
