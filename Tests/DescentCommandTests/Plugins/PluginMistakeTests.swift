import Foundation
import Testing

extension CommandLineTests {
  @Suite struct PluginMistakeTests {
    let workspace: Workspace

    init() throws { workspace = try Workspace() }

    struct Mistake: CustomTestStringConvertible, Sendable {
      var testDescription: String
      var source: String
      var errors: String
    }

    static let mistakes = [
      Mistake(
        testDescription: "a syntax error",
        source: PluginSources.activation("odd", "x + ").replacingOccurrences(
          of: "\n\n", with: "\n"),
        errors: """
          odd.swift:5:54: error: expected expression after operator
            func callAsFunction<T: Scalar>(_ x: T) -> T { x +  }
                                                               ^
          """),
      Mistake(
        testDescription: "a requirement that is missing",
        source: """
          import Descent
          struct Odd: Schedule { static let name = "odd" }
          let components: [any Component.Type] = [Odd.self]
          """,
        errors: """
          odd.swift:2:8: error: type 'Odd' does not conform to protocol 'Schedule'
          struct Odd: Schedule { static let name = "odd" }
                 ^
          """),
      Mistake(
        testDescription: "a plugin that lists nothing",
        source: """
          import Descent
          struct Odd: Activation {
            static let name = "odd"
            func callAsFunction<T: Scalar>(_ x: T) -> T { x }
          }
          """,
        errors: """
          odd.swift:1:1: error: plugin 'odd.swift' lists no components; expected a line such as \
          'let components: [any Component.Type] = [Odd.self]'
          """),
      Mistake(
        testDescription: "an empty list",
        source: "import Descent\nlet components: [any Component.Type] = []",
        errors: """
          odd.swift:2:5: error: plugin 'odd.swift' lists no components; expected a line such as \
          'let components: [any Component.Type] = [MyActivation.self]'
          """),
      Mistake(
        testDescription: "a list of something else",
        source: "import Descent\nlet components = 7",
        errors: """
          odd.swift:2:5: error: 'components' must be a list of components, such as \
          'let components: [any Component.Type] = [MyActivation.self]'; the compiler says: \
          cannot assign value of type 'Int' to type '[any Component.Type]'
          """),
      Mistake(
        testDescription: "the name of a built-in component",
        source: PluginSources.activation("relu", "x"),
        errors: """
          odd.swift:4:21: error: activation 'relu' comes with Descent already; expected another name
            static let name = "relu"
                              ^
          """),
      Mistake(
        testDescription: "a name that no file can spell",
        source: PluginSources.activation("My ReLU", "x"),
        errors: """
          odd.swift:4:21: error: activation 'My ReLU': expected a name in lower-case snake_case
          """),
      Mistake(
        testDescription: "a setting of the framework's name",
        source: """
          import Descent
          struct Odd: DataSource {
            static let name = "odd"
            static let hyperparameters = [Hyperparameter("split", \\Self.split, in: 0...1)]
            var split = 0.5
            func table(from files: [LoadedFile], random: inout RandomStream) throws -> Table {
              .classes([], [], names: [])
            }
          }
          let components: [any Component.Type] = [Odd.self]
          """,
        errors: """
          odd.swift:3:21: error: data source 'odd': a setting cannot be called 'split', which means \
          something else there
          """),
      Mistake(
        testDescription: "a default outside of its range",
        source: """
          import Descent
          struct Odd: Schedule {
            static let name = "odd"
            static let hyperparameters = [Hyperparameter("rate", \\Self.rate, in: 0..<1)]
            var rate = 2.0
            func multiplier(at time: Double, of total: Double) -> Double { rate }
          }
          let components: [any Component.Type] = [Odd.self]
          """,
        errors: """
          odd.swift:3:21: error: schedule 'odd': the default of 'rate' must be a number in 0..<1, not 2
          """),
      Mistake(
        testDescription: "exit(0) while it is loaded",
        source: PluginSources.activation("odd", "x", besides: "import Foundation")
          .replacingOccurrences(of: #"= "odd""#, with: #": String = { exit(0) }()"#),
        errors:
          "x.yaml:2:11: error: plugin 'odd.swift' ended the process: exit 0, while it was loaded"
      ),
      Mistake(
        testDescription: "a trap while it is loaded",
        source: PluginSources.activation("odd", "x").replacingOccurrences(
          of: #"= "odd""#, with: #": String = { fatalError("no name") }()"#),
        errors: """
          x.yaml:2:11: error: plugin 'odd.swift' ended the process: signal 4 (trap), while it was \
          loaded
          plugins: [odd.swift]
                    ^
          """),
    ]

    @Test(
      "a plugin's mistake is told with its place, status 2, and nothing is started",
      arguments: mistakes)
    func mistake(_ mistake: Mistake) async throws {
      try workspace.write(mistake.source, to: "odd.swift")
      try workspace.write(PluginSources.sweep("odd"), to: "x.yaml")
      let ending = try await workspace.run("run", "x.yaml")
      #expect(ending.status == 2)
      #expect(ending.errors.contains(mistake.errors), "\(ending.errors)")
      #expect(ending.output.isEmpty)
      #expect(!workspace.exists("results"))
    }

    /// Columns that a source delivers, and what is said about them.
    static let tables = [
      (
        "[.init(\"a\", .numbers([1, 2])), .init(\"b\", .numbers([1]))]",
        "column 'b' has 1 rows, 'a' has 2"
      ),
      (
        "[.init(\"a\", .numbers([1, 2])), .init(\"a\", .numbers([1, 2]))]",
        "two columns are named 'a'"
      ),
      ("[.init(\"a\", .numbers([1, 2]))]", "its target 'b' is none of its columns"),
      (
        "[.init(\"a\", .numbers([1, .nan])), .init(\"b\", .numbers([1, 2]))]",
        "row 2 of column 'a' holds nan, which is no number"
      ),
    ]

    @Test("what a data source delivers must be a table", arguments: tables)
    func table(columns: String, fault: String) async throws {
      try workspace.write(
        """
        import Descent
        struct Odd: DataSource {
          static let name = "odd"
          func table(from files: [LoadedFile], random: inout RandomStream) throws -> Table {
            Table(columns: \(columns), targets: ["b"], task: .regression)
          }
        }
        let components: [any Component.Type] = [Odd.self]
        """, to: "odd.swift")
      try workspace.write("plugins: [odd.swift]\nbase: {data: odd}\n", to: "x.yaml")
      let ending = try await workspace.run("plan", "x.yaml")
      #expect(ending.status == 2)
      #expect(
        ending.errors.contains("x.yaml:2:14: error: data source 'odd' made no table: \(fault)"),
        "\(ending.errors)")
    }

    @Test("the mistakes of all plugins are told at once")
    func several() async throws {
      try workspace.write("echo", to: "script.sh")
      try workspace.makeFolder("empty")
      try workspace.write(
        PluginSources.sweep("odd", plugin: "missing.swift, script.sh, empty"), to: "x.yaml")
      let ending = try await workspace.run("plan", "x.yaml")
      #expect(ending.status == 2)
      #expect(
        ending.errors == """
          x.yaml:2:11: error: there is no plugin 'missing.swift'
          plugins: [missing.swift, script.sh, empty]
                    ^
          x.yaml:2:26: error: plugin 'script.sh' is no Swift file; expected a file that ends in \
          '.swift', or a folder of such files
          plugins: [missing.swift, script.sh, empty]
                                   ^
          x.yaml:2:37: error: the folder 'empty' holds no Swift file
          plugins: [missing.swift, script.sh, empty]
                                              ^
          3 mistakes; nothing was started

          """)
    }

    @Test("an unknown name lists the known ones with the plugin that each comes from")
    func origin() async throws {
      try workspace.write(PluginSources.snake, to: "snake.swift")
      try workspace.write(PluginSources.sweep("snaek", plugin: "snake.swift"), to: "x.yaml")
      let ending = try await workspace.run("plan", "x.yaml")
      #expect(ending.status == 2)
      #expect(ending.errors.contains("unknown activation 'snaek'"))
      #expect(ending.errors.contains("did you mean 'snake'?"))
      #expect(ending.errors.contains("snake         from plugin snake.swift"))
    }

    @Test("a compiler of another version is named, not run into")
    func compiler() async throws {
      try workspace.write(PluginSources.snake, to: "snake.swift")
      try workspace.makeFolder("bin")
      try workspace.write(
        "#!/bin/sh\n[ \"$1\" = --version ] && echo 'Swift version 5.9.2 (x)' && exit\nexit 1\n",
        to: "bin/swiftc")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755],
        ofItemAtPath: workspace.url.appendingPathComponent("bin/swiftc").path)
      let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
      let ending = try await workspace.run(
        "components", "--plugin", "snake.swift",
        environment: [
          "PATH": workspace.url.path + "/bin:" + path,
          "XDG_CACHE_HOME": workspace.url.path + "/cache",
        ])
      #expect(ending.status == 2)
      #expect(
        ending.errors.contains(
          "but 'swiftc' on the PATH is Swift 5.9.2; a plugin needs the same compiler"))
    }

    @Test("a library that was compiled for another build is refused")
    func build() async throws {
      try workspace.write(PluginSources.snake, to: "snake.swift")
      let environment = ["XDG_CACHE_HOME": workspace.url.path + "/cache"]
      let arguments = ("components", "--plugin", "snake.swift")
      let first = try await workspace.run(
        arguments.0, arguments.1, arguments.2, environment: environment)
      #expect(first.status == 0, "\(first.errors)")
      let folder = "cache/descent/plugins/"
      let library = try #require(try workspace.files(folder).first { $0.hasSuffix(".so") })
      var bytes = try workspace.bytes(folder + library)
      let record = try #require(Program.url).appendingPathExtension("build.json")
      let text = String(decoding: try Data(contentsOf: record), as: UTF8.self)
      let stamp = try #require(text.firstMatch(of: /"modules": "([0-9a-f]{64})"/)?.1)
      let place = try #require(bytes.range(of: Data(stamp.utf8)))
      bytes.replaceSubrange(place, with: Data(String(stamp.reversed()).utf8))
      // Not over the library that a process may have mapped.
      try workspace.remove(folder + library)
      try bytes.write(to: workspace.url.appendingPathComponent(folder + library))
      let second = try await workspace.run(
        arguments.0, arguments.1, arguments.2, environment: environment)
      #expect(second.status == 2)
      #expect(
        second.errors
          == "error: plugin 'snake.swift': it was compiled for another build of Descent; it was taken "
          + "out of the cache, and is compiled anew the next time\n")
      let third = try await workspace.run(
        arguments.0, arguments.1, arguments.2, environment: environment)
      #expect(third.status == 0)
    }
  }
}
