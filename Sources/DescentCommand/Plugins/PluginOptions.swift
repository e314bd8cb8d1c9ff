import ArgumentParser
import Descent
import DescentExperiments

/// The option that names plugins, and how they become components.
struct PluginOptions: ParsableArguments {
  @Option(
    name: .customLong("plugin"),
    help: ArgumentHelp(
      "A plugin to load: a Swift file, or a folder of them; may be given more than once.",
      valueName: "path"),
    completion: .file(extensions: ["swift"]))
  var paths: [String] = []

  /// Compiles, tries and loads the plugins.
  ///
  /// - Parameters:
  ///   - named: Further ones, which the experiment file names.
  ///   - rehearsal: What the process that tries them does besides loading.
  /// - Returns: The plugins beside the program's own components.
  /// - Throws: The mistakes of all plugins.
  func load(
    besides named: [PluginSet.Request] = [], rehearsal: [String] = []
  ) async throws(DiagnosticList) -> PluginSet {
    try await PluginSet(
      named + paths.map { PluginSet.Request($0) }, registry: Registry.ofProgram,
      build: BuildRecord.current.pluginBuild,
      rehearse: { (candidates) async throws(DiagnosticList) in
        try await Rehearsal(
          executable: BuildRecord.executable, arguments: ["rehearse"] + rehearsal
        ).run(candidates)
      }, seclude: { secluded($0) })
  }
}
