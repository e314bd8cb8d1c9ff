import Foundation
import Testing

extension CommandLineTests {
  @Suite struct HelpTests {
    let workspace: Workspace

    init() throws { workspace = try Workspace() }

    static let subcommands: [(String, [String])] = [
      ("init", ["<csv>", "--output"]),
      (
        "run",
        [
          "<file>", "--set", "--force", "--study", "--only", "--seeds", "--jobs", "--results",
          "--skip-invalid", "--rerun", "--retry", "--save-weights", "--quiet",
        ]
      ),
      (
        "plan",
        [
          "<file>", "--set", "--force", "--study", "--only", "--seeds", "--skip-invalid",
          "--results", "--list",
        ]
      ),
      (
        "report",
        [
          "<dir>", "--where", "--group-by", "--metric", "--baseline", "--confidence", "--results",
          "--open",
        ]
      ),
      ("show", ["<dir>", "<run>"]),
      ("components", ["<name>"]),
      ("graph", ["<file>", "--only", "--format", "--norms"]),
      ("schema", ["--plugin"]),
    ]

    @Test("every subcommand explains itself and its options", arguments: subcommands)
    func help(_ subcommand: String, options: [String]) async throws {
      let ending = try await workspace.run(subcommand, "--help")
      #expect(ending.status == 0)
      #expect(ending.errors.isEmpty)
      #expect(ending.output.contains("USAGE: descent \(subcommand)"))
      for option in options { #expect(ending.output.contains(option)) }
      // Without a terminal text is wrapped at 80 characters, and only there.
      let prose = ending.output.split(separator: "\n").prefix { !$0.hasPrefix("USAGE") }
      #expect(prose.allSatisfy { $0.count <= 80 })
      let words = prose.map { $0.split(separator: " ") }
      for (line, next) in zip(words, words.dropFirst()) {
        let isSentence = line.last?.hasSuffix(".") ?? true
        let room = 80 - line.joined(separator: " ").count
        #expect(isSentence || next.first.map { $0.count + 1 >= room } ?? true, "\(line)")
      }
    }

    @Test("the overview names every subcommand, and not the worker")
    func overview() async throws {
      for arguments in [["--help"], []] {
        let ending = try await RunningProgram(arguments, in: workspace.url).ending()
        #expect(ending.status == 0)
        for (subcommand, _) in Self.subcommands {
          #expect(ending.output.contains("\n  \(subcommand) "))
        }
        #expect(!ending.output.contains("\n  worker "))
        #expect(ending.output.contains("Exit status: 0 "))
      }
    }

    @Test("the version is three numbers")
    func version() async throws {
      let ending = try await workspace.run("--version")
      #expect(ending.status == 0)
      #expect(ending.output.wholeMatch(of: #/\d+\.\d+\.\d+\n/#) != nil)
    }

    @Test("completions are there for the three shells", arguments: ["bash", "zsh", "fish"])
    func completions(for shell: String) async throws {
      let ending = try await workspace.run("--generate-completion-script", shell)
      #expect(ending.status == 0)
      for word in ["descent", "components", "save-weights", "mermaid", "nesterov"] {
        #expect(ending.output.contains(word))
      }
    }

    // MARK: - Components

    @Test("components are listed by kind")
    func components() async throws {
      let ending = try await workspace.run("components")
      #expect(ending.status == 0)
      var kinds: [String: [String]] = [:]
      var kind = ""
      for line in ending.output.split(separator: "\n") {
        if line.hasSuffix(":") {
          kind = String(line.dropLast())
        } else {
          #expect(line.hasPrefix("  "))
          kinds[kind, default: []].append(line.split(separator: " ").first.map(String.init) ?? "")
        }
      }
      #expect(kinds["optimizer"]?.contains("momentum") == true)
      #expect(kinds["activation"]?.contains("leaky_relu") == true)
      #expect(kinds["data source"]?.contains("csv") == true)
      #expect(
        Set(kinds.keys).isSuperset(of: ["loss", "schedule", "regularizer", "initializer", "metric"])
      )
    }

    @Test("a component is shown with its formula, its ranges and its source")
    func component() async throws {
      let ending = try await workspace.run("components", "momentum")
      #expect(ending.status == 0)
      let lines = ending.output.split(separator: "\n")
      #expect(lines.first == "momentum, an optimizer")
      #expect(lines.contains { $0.hasPrefix("  formula:   v <- momentum * v + g") })
      #expect(lines.contains { $0.hasPrefix("  reference: Polyak 1964") })
      #expect(lines.contains { $0.hasSuffix("a number in 0..<1, default 0.9") })
    }

    @Test("a setting of the framework is shown by its path, a loss and a metric with their tasks")
    func settings() async throws {
      let setting = try await workspace.run("components", "model.hidden")
      #expect(setting.status == 0)
      #expect(
        setting.output == """
          model.hidden, a setting
            widths of the hidden layers
            a list of whole numbers in 1...100000, default [32]

          """)
      let loss = try await workspace.run("components", "hinge")
      #expect(loss.output.contains("\n  tasks:     classification, labels\n"))
      let metric = try await workspace.run("components", "rmse")
      #expect(metric.output.contains("\n  tasks:     regression\n"))
    }
  }
}
