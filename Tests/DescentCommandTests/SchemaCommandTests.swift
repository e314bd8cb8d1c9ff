import Foundation
import Testing

extension CommandLineTests {
  /// What the schema says is checked by a validator, Tests/Reference/check_schema.py.
  @Suite struct SchemaCommandTests {
    let workspace: Workspace

    init() throws { workspace = try Workspace() }

    private func schema(_ arguments: String...) async throws -> [String: Any] {
      let ending = try await RunningProgram(["schema"] + arguments, in: workspace.url).ending()
      #expect(ending.status == 0 && ending.errors.isEmpty, "\(ending.errors)")
      let value = try JSONSerialization.jsonObject(with: Data(ending.output.utf8))
      return try #require(value as? [String: Any])
    }

    private func activations(_ schema: [String: Any]) throws -> [String] {
      let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
      let names = try #require(definitions["name_of_activation"]?["anyOf"] as? [[String: String]])
      return names.compactMap { $0["const"] }
    }

    @Test("it is one JSON document, with every key of a file")
    func document() async throws {
      let schema = try await schema()
      #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
      let keys = try #require(schema["properties"] as? [String: Any])
      #expect(
        keys.keys.sorted() == [
          "ablate", "adjust", "base", "compare", "diagnostics", "diverge", "exclude", "grid",
          "hypotheses", "include", "metrics", "name", "plugins", "question", "random", "report",
          "run", "search", "seeds", "select", "stop", "studies", "target", "tune", "zip",
        ])
      #expect(try !activations(schema).contains("snake"))
    }

    @Test("components of plugins are in it")
    func plugin() async throws {
      try workspace.write(PluginSources.snake, to: "snake.swift")
      #expect(try activations(await schema("--plugin", "snake.swift")).contains("snake"))
    }

    @Test("without a plugin that is asked for there is none")
    func missingPlugin() async throws {
      let ending = try await workspace.run("schema", "--plugin", "none.swift")
      #expect(ending.status == 2 && ending.output.isEmpty && !ending.errors.isEmpty)
    }
  }
}
