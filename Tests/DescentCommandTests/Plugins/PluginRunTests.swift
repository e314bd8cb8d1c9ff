import Foundation
import Testing

extension CommandLineTests {
  @Suite struct PluginRunTests {
    let workspace: Workspace

    init() throws { workspace = try Workspace() }

    @Test("five lines of a formula are compared in the report")
    func snake() async throws {
      try workspace.write(PluginSources.snake, to: "snake.swift")
      try workspace.write(PluginSources.sweep("snake", plugin: "snake.swift"), to: "x.yaml")
      let ending = try await workspace.run("run", "x.yaml", "--quiet")
      #expect(ending.status == 0, "\(ending.errors)")
      let runs = try workspace.table("results/odd/data/runs.csv").records
      let snakes = runs.filter { $0["f_model_activation"] == "snake" }
      #expect(snakes.count == 10 && snakes.allSatisfy { $0["status"] == "ok" })
      let report = try workspace.text("results/odd/report.md")
      #expect(report.contains("plugin: `snake.swift` (activation snake), SHA-256"))
      #expect(report.contains("x + .sin(x) * .sin(x)"), "the report shows the source")
      #expect(try workspace.text("results/odd/manifest.json").contains(".sin(x) * .sin(x)"))
    }

    @Test("the option --plugin loads what the file does not name, and paths start from the file")
    func places() async throws {
      try workspace.makeFolder("here")
      try workspace.write(PluginSources.snake, to: "here/snake.swift")
      let named = PluginSources.sweep("snake", plugin: "snake.swift")
      try workspace.write(named, to: "here/named.yaml")
      let unnamed = named.replacingOccurrences(of: "plugins: [snake.swift]\n", with: "")
      try workspace.write(unnamed, to: "unnamed.yaml")
      #expect(try await workspace.run("plan", "here/named.yaml").status == 0)
      let plain = try await workspace.run("plan", "unnamed.yaml")
      #expect(plain.errors.contains("unknown activation 'snake'"))
      let ending = try await workspace.run("plan", "unnamed.yaml", "--plugin", "here/snake.swift")
      #expect(ending.status == 0, "\(ending.errors)")
    }

    @Test("an edited formula makes new runs, and leaves the results of the others")
    func edit() async throws {
      try workspace.write(PluginSources.snake, to: "snake.swift")
      try workspace.write(PluginSources.sweep("snake", plugin: "snake.swift"), to: "x.yaml")
      #expect(try await workspace.run("run", "x.yaml", "--quiet").status == 0)
      try workspace.write(
        PluginSources.snake.replacingOccurrences(of: "x + ", with: "T(0.5) * x + "),
        to: "snake.swift")
      let plan = try await workspace.run("plan", "x.yaml")
      #expect(plan.output.contains("20 runs: 10 reused, 10 new, 10 no longer wanted"))
    }

    /// What a formula does, and what the report says about it.
    struct Misdeed: CustomTestStringConvertible, Sendable {
      var testDescription: String
      var formula: String
      var besides = ""
      var status: String
      var reason: String
      var words: String
    }

    static let misdeeds = [
      Misdeed(
        testDescription: "fatalError()", formula: "x > 1e30 ? x : T(none())",
        besides: #"func none() -> Double { fatalError("there is no value") }"#, status: "crashed",
        reason: "signal 4 (trap)", words: "Fatal error: there is no value"),
      Misdeed(
        testDescription: "an index out of range", formula: "[x, x][x > 1e30 ? 0 : 2]",
        status: "crashed", reason: "signal 4 (trap)", words: "a check failed"),
      Misdeed(
        testDescription: "an endless loop", formula: "while true {}", status: "timeout",
        reason: "timeout", words: "with plugin `odd.swift`"),
      Misdeed(
        testDescription: "allocating without end", formula: "x > 1e30 ? x : T(hoard())",
        besides: """
          func hoard() -> Double {
            var all: [[Double]] = []
            while true { all.append(Array(repeating: 1, count: 1_000_000)) }
          }
          """, status: "crashed", reason: "signal 6 (abort)", words: "failed to allocate"),
      Misdeed(
        testDescription: "exit(0)", formula: "x > 1e30 ? x : T(leave())",
        besides: "import Foundation\nfunc leave() -> Double { exit(0) }", status: "crashed",
        reason: "exit 0", words: "exit 0"),
      Misdeed(
        testDescription: "NaN", formula: "T(0.0) * .log(T(-1.0)) + x", status: "diverged",
        reason: "nonfinite", words: "nonfinite"),
    ]

    @Test("a formula that misbehaves costs its own runs only", arguments: misdeeds)
    func isolation(of misdeed: Misdeed) async throws {
      try workspace.write(
        PluginSources.activation("odd", misdeed.formula, besides: misdeed.besides),
        to: "odd.swift")
      let timeout = misdeed.status == "timeout" ? 1 : 60
      try workspace.write(PluginSources.sweep("odd", timeout: timeout), to: "x.yaml")
      let ending = try await workspace.run("run", "x.yaml", "--quiet")
      #expect(ending.status == (misdeed.status == "diverged" ? 0 : 1), "\(ending.errors)")
      let runs = try workspace.table("results/odd/data/runs.csv").records
      let (good, bad) = (
        runs.filter { $0["f_model_activation"] == "relu" },
        runs.filter { $0["f_model_activation"] == "odd" }
      )
      #expect(good.count == 10 && good.allSatisfy { $0["status"] == "ok" })
      #expect(bad.count == 10 && bad.allSatisfy { $0["status"] == misdeed.status })
      #expect(bad.allSatisfy { $0["status_reason"] == misdeed.reason }, "\(bad)")
      let report = try workspace.text("results/odd/report.md")
      #expect(report.contains(misdeed.words))
    }

    @Test("a thread that a formula leaves behind does not cost the runs of others")
    func aftermath() async throws {
      try workspace.write(
        """
        import Descent
        import Foundation
        struct Odd: Activation {
          static let name = "odd"
          func callAsFunction<T: Scalar>(_ x: T) -> T { x }
          func kernel(for type: Float.Type) -> ActivationKernel<Float> {
            Thread.detachNewThread {
              usleep(2000)
              fatalError("too late")
            }
            return ActivationKernel(
              forward: { z, y, _, rows, columns in y.update(from: z, count: rows * columns) },
              pullback: { _, dy, dz, rows, columns in dz.update(from: dy, count: rows * columns) })
          }
        }
        let components: [any Component.Type] = [Odd.self]
        """, to: "odd.swift")
      try workspace.write(PluginSources.sweep("odd"), to: "x.yaml")
      let ending = try await workspace.run("run", "x.yaml", "--quiet")
      #expect(ending.status == 0 || ending.status == 1, "\(ending.errors)")
      let runs = try workspace.table("results/odd/data/runs.csv").records
      let others = runs.filter { $0["f_model_activation"] == "relu" }
      #expect(others.count == 10 && others.allSatisfy { $0["status"] == "ok" })
    }

    @Test("a schedule without a number costs its own runs, and says when")
    func schedule() async throws {
      try workspace.write(
        """
        import Descent
        struct Odd: Schedule {
          static let name = "odd"
          func multiplier(at time: Double, of total: Double) -> Double { time / 0 }
        }
        let components: [any Component.Type] = [Odd.self]
        """, to: "odd.swift")
      try workspace.write(
        """
        plugins: [odd.swift]
        base: {data: moons, model: {hidden: [4]}, training: {epochs: 2}}
        grid: {schedule: [odd, constant]}
        """, to: "x.yaml")
      let ending = try await workspace.run("run", "x.yaml", "--quiet")
      #expect(ending.status == 1, "\(ending.errors)")
      let runs = try workspace.table("results/x/data/runs.csv").records
      #expect(runs.filter { $0["status"] == "ok" }.count == 5)
      #expect(runs.filter { $0["status"] == "crashed" }.count == 5)
      let report = try workspace.text("results/x/report.md")
      #expect(report.contains("schedule 'odd' gave -nan after 0.0 of 2.0 epochs"))
    }

    @Test("what a plugin prints, and where it goes, while it is loaded leaves the answer alone")
    func noise() async throws {
      try workspace.write(
        PluginSources.snake.replacingOccurrences(
          of: "let components: [any Component.Type] = [Snake.self]",
          with: """
            import Foundation
            let components: [any Component.Type] = {
              print("hello from a plugin")
              chdir("/")
              return [Snake.self]
            }()
            """), to: "snake.swift")
      try workspace.write(PluginSources.sweep("snake", plugin: "snake.swift"), to: "x.yaml")
      let ending = try await workspace.run("run", "x.yaml", "--quiet")
      #expect(ending.status == 0, "\(ending.errors)")
      #expect(ending.output.split(separator: "\n").count == 2 && !ending.output.contains("hello"))
      #expect(workspace.exists("results/odd/report.md"))
    }

    @Test("200 loads of a plugin compile it once")
    func cache() async throws {
      try workspace.write(PluginSources.snake, to: "snake.swift")
      try workspace.makeFolder("bin")
      let wrapper = workspace.url.appendingPathComponent("bin/swiftc")
      try workspace.write(
        "#!/bin/sh\necho compiled >>'\(workspace.url.path)/log'\nPATH=${PATH#*:} exec swiftc \"$@\"\n",
        to: "bin/swiftc")
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: wrapper.path)
      let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
      let environment = [
        "PATH": workspace.url.path + "/bin:" + path,
        "XDG_CACHE_HOME": workspace.url.path + "/cache",
      ]
      let folder = workspace.url
      let statuses = try await withThrowingTaskGroup(of: [Int32].self) { group in
        for _ in 0..<8 {
          group.addTask {
            var statuses: [Int32] = []
            for _ in 0..<25 {
              let program = try RunningProgram(
                ["components", "snake", "--plugin", "snake.swift"], in: folder,
                environment: environment)
              statuses.append(try await program.ending().status)
            }
            return statuses
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(statuses == Array(repeating: 0, count: 200))
      #expect(try workspace.text("log") == "compiled\n")
    }
  }
}
