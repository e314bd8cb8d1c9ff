import ArgumentParser
import Descent
import DescentExperiments

struct SchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of experiment files, for editors.",
    discussion: """
      It names every key, component and hyperparameter, those of plugins too. An editor with a YAML \
      language server completes and checks a file against it:

        descent schema > descent.schema.json

      and on the first line of the experiment file

        # yaml-language-server: $schema=descent.schema.json
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
