import Foundation
import Testing

extension CommandLineTests {
  /// The pages that say how a plugin is written: what they show compiles and runs.
  @Suite struct GuideTests {
    static let folder = "Sources/Descent/Documentation.docc/Articles"

    static let pages: [String] = {
      let path = Program.package.appendingPathComponent(folder).path
      let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      return files.filter { $0.hasPrefix("Write-") }.sorted().map { folder + "/" + $0 }
        + ["plugins/README.md"]
    }()

    private static func blocks(_ language: String, in page: String) throws -> [String] {
      let text = try String(
        contentsOf: Program.package.appendingPathComponent(page), encoding: .utf8)
      return text.components(separatedBy: "```" + language + "\n").dropFirst().compactMap {
        $0.components(separatedBy: "```").first
      }
    }

    /// The page's plugin under the name of its component.
    private static func plugin(of page: String) throws -> (name: String, source: String) {
      let files = try blocks("swift", in: page).filter { $0.hasPrefix("import Descent\n") }
      #expect(files.count == 1)
      let source = try #require(files.first)
      let name = try #require(source.firstMatch(of: /static let name = "(\w+)"/)?.1)
      return (String(name), source)
    }

    @Test("there is a guide for what is written most often")
    func list() {
      let kinds = ["a-data-source", "a-loss", "a-schedule", "an-activation", "an-optimizer"]
      #expect(Self.pages.dropLast() == kinds.map { Self.folder + "/Write-\($0).md" }[...])
    }

    @Test("the plugin of a page obeys the laws, and its experiment runs", arguments: pages)
    func plugin(page: String) async throws {
      let workspace = try Workspace()
      let (name, source) = try Self.plugin(of: page)
      try workspace.write(source, to: name + ".swift")
      let check = try await workspace.run("plugin", "check", name + ".swift")
      #expect(check.status == 0 && check.errors.isEmpty, "\(check.output)\(check.errors)")
      let experiment = try #require(try Self.blocks("yaml", in: page).first)
      #expect(experiment.contains("plugins: [\(name).swift]"))
      try workspace.write(experiment, to: "x.yaml")
      if let rows = try Self.blocks("text", in: page).first {
        try workspace.write(rows, to: "rows.txt")
      }
      let run = try await workspace.run("run", "x.yaml", "--quiet", "--results", "r")
      #expect(run.status == 0, "\(run.errors)")
      let runs = try workspace.table("r/data/runs.csv").records
      #expect(runs.contains { $0["status"] == "ok" })
    }

    @Test("where a page names an example, it shows the file as it is", arguments: pages)
    func example(page: String) throws {
      let (name, source) = try Self.plugin(of: page)
      let file = Program.package.appendingPathComponent("plugins/Examples/\(name).swift")
      guard let example = try? String(contentsOf: file, encoding: .utf8) else { return }
      #expect(source == example)
    }

    @Test("a mistake in the rows of the page on data sources is told as the page says")
    func mistake() async throws {
      let page = Self.folder + "/Write-a-data-source.md"
      let workspace = try Workspace()
      try workspace.write(try Self.plugin(of: page).source, to: "blank_separated.swift")
      let (texts, experiment) = (
        try Self.blocks("text", in: page), try Self.blocks("yaml", in: page)[0]
      )
      try workspace.write(
        texts[0].replacingOccurrences(of: "    0.75 ", with: "    O.75 "), to: "rows.txt")
      try workspace.write(experiment, to: "x.yaml")
      let errors = try await workspace.run("plan", "x.yaml").errors
      #expect(errors.contains(texts[1]), "\(errors)")
    }

    @Test("the page on plugins lists every example")
    func table() throws {
      let page = try String(
        contentsOf: Program.package.appendingPathComponent("plugins/README.md"), encoding: .utf8)
      for name in ExamplePluginTests.names {
        #expect(page.contains("[\(name).swift](Examples/\(name).swift)"))
      }
    }
  }
}
