public import ArgumentParser
public import Descent
import DescentExperiments

extension GraphDrawing.Notation: ExpressibleByArgument {}

struct GraphCommand: ParsableCommand {
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

  func run() throws {
    let plan = try file.plan(file.document().baseAlone)
    let preview = GraphPreview(plan, registry: Registry.ofProgram, folder: file.folder)
    print(try preview.drawing(withNorms: norms).text(format), terminator: "")
  }
}
