import Foundation
import Testing

extension CommandLineTests {
  @Suite struct DocumentationTests {
    @Test(
      "the experiments that the documentation shows plan without a mistake",
      arguments: ["README.md", "experiments/README.md"])
    func examples(page: String) async throws {
      let text = try String(
        contentsOf: Program.package.appendingPathComponent(page), encoding: .utf8)
      let examples = text.matches(of: /```yaml\n((?s).*?)```/).map { String($0.output.1) }
      #expect(!examples.isEmpty)
      for example in examples {
        let workspace = try Workspace()
        try workspace.write(example, to: "x.yaml")
        let plan = try await workspace.run("plan", "x.yaml")
        #expect(plan.status == 0, "\(plan.errors)")
      }
    }

    @Test("the plugin that the first page shows obeys every law")
    func plugin() async throws {
      let text = try String(
        contentsOf: Program.package.appendingPathComponent("README.md"), encoding: .utf8)
      let example = try #require(text.firstMatch(of: /```swift\n(import Descent\n(?s).*?)```/))
      let workspace = try Workspace()
      try workspace.write(String(example.output.1), to: "snake.swift")
      let ending = try await workspace.run("plugin", "check", "snake.swift")
      #expect(ending.status == 0 && ending.output.contains("every law holds"), "\(ending)")
    }

    @Test("the page on experiment files describes every setting that the program lists")
    func settings() async throws {
      let page = try String(
        contentsOf: Program.package.appendingPathComponent("experiments/README.md"),
        encoding: .utf8)
      let list = try await Workspace().run("components").output
      let settings = list.split(separator: "\n").drop { $0 != "setting:" }.dropFirst()
        .compactMap { $0.split(separator: " ").first.map(String.init) }
      #expect(settings.contains("training.batch_size"))
      for path in settings {
        let parts = path.split(separator: ".")
        let isNamed = page.contains("`\(path)`")
        let isListed = page.contains("`\(parts[0])`") && page.contains(parts[1])
        #expect(isNamed || isListed, "\(path)")
      }
    }
  }
}
