import ArgumentParser
import Descent
import DescentExperiments

struct SchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of experiment files, for editors.",
    discussion: """
      It holds every key, component and hyperparameter with what they are and which values they take, \
      those of plugins too. After 'descent schema > descent.schema.json', an editor with a YAML language \
      server completes and checks each file whose first line is \
      '# yaml-language-server: $schema=descent.schema.json'.
      """)

  @OptionGroup var plugins: PluginOptions

  func run() async throws {
    let registry: Registry
    do {
      registry = try await plugins.load().registry
    } catch {
      throw Failure(error)
    }
    print(Document.schema(registry: registry).text, terminator: "")
  }
}
