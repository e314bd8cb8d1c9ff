import ArgumentParser
import Descent
import DescentExperiments
import Foundation

/// The hidden subcommand that tries plugins: whatever they do to this process, no other is harmed.
struct RehearseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rehearse", abstract: "Try compiled plugins.", shouldDisplay: false)

  @Option(name: .customLong("library"), help: "A compiled plugin.")
  var libraries: [String] = []

  @Option(help: "An experiment file to be planned with them.")
  var file: String?

  @Flag(help: "Send a batch through the base run's network, too.")
  var norms = false

  /// What is wrong with the input is found again, and reported, by the process that waits.
  func run() throws {
    let answer = try TrialProcess.takeStandardOutput()
    let stamp = BuildRecord.current.pluginBuild?.stamp ?? ""
    let loaded = Rehearsal.load(libraries, stamp: stamp, answer: answer)
    var registry = Registry.ofProgram
    for components in loaded {
      let new = components.filter { registry.component($0.kind, named: $0.name) == nil }
      for type in new { _ = type.init().settings }
      registry = registry.adding(new, from: Registry.Plugin(path: "", sha256: ""))
    }
    Rehearsal.beginPlanning(answer: answer)
    guard let file, let experiment = try? ExperimentFile.parse([file]),
      let source = try? experiment.source(),
      let document = try? Document.read(source, registry: registry),
      let plan = try? Plan(
        norms ? document.baseAlone : document, registry: registry, folder: experiment.folder)
    else { return }
    if norms {
      let preview = GraphPreview(plan, registry: registry, folder: experiment.folder)
      _ = try? preview.drawing(withNorms: true)
    }
  }
}
