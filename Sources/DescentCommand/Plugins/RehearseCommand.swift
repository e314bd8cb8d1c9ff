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

  @Flag(help: "Send a batch through the network of the base run, too, or of the one of --only.")
  var norms = false

  @Option(name: .customLong("only"), help: "A setting of the configuration that is drawn.")
  var conditions: [String] = []

  /// What is wrong with the input is found again, and reported, by the process that waits.
  func run() throws {
    let answer = try TrialProcess.takeStandardOutput()
    let stamp = BuildRecord.current.pluginBuild?.stamp ?? ""
    let loaded = Rehearsal.load(libraries, stamp: stamp, answer: answer)
    var registry = Registry.ofProgram
    for type in loaded.joined() {
      // What is left out here is a mistake that the waiting process tells.
      let settings = type.hyperparameters.map(\.name)
      guard registry.component(type.kind, named: type.name) == nil,
        Set(settings).count == settings.count
      else { continue }
      _ = type.init().settings
      registry = registry.adding([type], from: Registry.Plugin(path: "", sha256: ""))
    }
    Rehearsal.beginPlanning(answer: answer)
    guard let file, let experiment = try? ExperimentFile.parse([file]),
      let source = try? experiment.source(),
      let document = try? Document.read(
        source, registry: registry, edits: DocumentEdits(conditions: conditions)),
      let plan = try? Plan(
        norms && conditions.isEmpty ? document.baseAlone : document, registry: registry,
        folder: experiment.folder)
    else { TrialProcess.end(.passed) }
    if norms {
      let preview = GraphPreview(plan, registry: registry, folder: experiment.folder)
      _ = try? preview.drawing(withNorms: true)
    }
    TrialProcess.end(.passed)
  }
}
