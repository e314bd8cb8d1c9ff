public import ArgumentParser
public import Descent
import DescentExperiments

extension GraphDrawing.Notation: ExpressibleByArgument {}

struct GraphCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Print the computational graph of an experiment's base run.",
    discussion: """
      Every node is an operation; values flow forward along the arrows, gradients backward, by the \
      chain rule. With --norms one batch is sent through the untrained network and back, and each node \
      shows the norms of its value and its gradient.
      """)

  @OptionGroup var file: ExperimentFile

  @Option(help: "text for people, mermaid for Markdown, dot for Graphviz.")
  var format: GraphDrawing.Notation = .text

  @Flag(help: "Show the norms of values and gradients for the first batch.")
  var norms = false

  func run() async throws {
    var experiment = try await file.load(rehearsal: norms ? ["--norms"] : [])
    experiment.document = experiment.document.baseAlone
    let preview = GraphPreview(
      try experiment.plan(), registry: experiment.plugins.registry, folder: experiment.folder)
    print(try preview.drawing(withNorms: norms).text(format), terminator: "")
  }
}
