public import ArgumentParser
public import Descent
import DescentExperiments

extension GraphDrawing.Notation: ExpressibleByArgument {}

struct GraphCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Print the computational graph of an experiment's base run, or of another one.",
    discussion: """
      Every node is an operation; values flow forward along the arrows, gradients backward, by the \
      chain rule. With --norms one batch is sent through the untrained network and back, and each node \
      shows the norms of its value and its gradient.
      """)

  @OptionGroup var file: ExperimentFile

  @Option(
    name: .customLong("only"),
    help: ArgumentHelp(
      "The configuration with this setting, such as model.depth=8, in place of the base; the first where "
        + "there are several. Can be given several times.", valueName: "key=value"))
  var conditions: [String] = []

  @Option(help: "text for people, mermaid for Markdown, dot for Graphviz.")
  var format: GraphDrawing.Notation = .text

  @Flag(help: "Show the norms of values and gradients for the first batch.")
  var norms = false

  func run() async throws {
    var experiment = try await file.load(
      edits: DocumentEdits(conditions: conditions),
      rehearsal: (norms ? ["--norms"] : []) + conditions.map { "--only=" + $0 })
    if conditions.isEmpty { experiment.document = experiment.document.baseAlone }
    let plan = try experiment.plan()
    if let first = plan.configurationList.first, plan.configurationCount > 1 {
      Failure.write("note: the first of \(plan.configurationCount) configurations: \(first)")
    }
    let preview = GraphPreview(
      plan, registry: experiment.plugins.registry, folder: experiment.folder)
    print(try preview.drawing(withNorms: norms).text(format), terminator: "")
  }
}
