import Foundation
import Testing

extension CommandLineTests {
  /// The plugins in `plugins/Examples`, each loaded as a user loads it.
  @Suite struct ExamplePluginTests {
    let workspace: Workspace

    init() throws { workspace = try Workspace() }

    static let folder = Program.package.appendingPathComponent("plugins/Examples")

    static let names: [String] = {
      let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
      return (files ?? []).filter { $0.hasSuffix(".swift") }.map { String($0.dropLast(6)) }.sorted()
    }()

    private static func path(_ name: String) -> String {
      folder.appendingPathComponent(name + ".swift").path
    }

    @Test("an example obeys every law", arguments: names)
    func laws(_ name: String) async throws {
      let ending = try await workspace.run("plugin", "check", Self.path(name))
      #expect(ending.status == 0, "\(ending.output)\(ending.errors)")
      #expect(ending.output.contains(" '\(name)':\n  every law holds"))
      #expect(ending.errors.isEmpty)
    }

    @Test("the examples go into one experiment, whose data one of them reads")
    func experiment() async throws {
      try workspace.write(Self.sparseRows, to: "rows.svmlight")
      try workspace.write(
        """
        plugins: [\(Self.names.map(Self.path).joined(separator: ", "))]
        base:
          data: {name: svmlight, path: rows.svmlight, task: classification}
          model: {hidden: [4, 4], activation: {name: snake, frequency: 2, shared: false}}
          loss: {name: tversky, misses: 0.5}
          optimizer: {name: yogi, learning_rate: 0.02}
          schedule: {name: warmup_stable_decay, rise: 0.1}
          regularizer: {name: scad, strength: 0.001}
          training: {epochs: 3}
        grid:
          model.activation: [snake, sparsemax]
          optimizer: [yogi, muon]
        seeds: 2
        """, to: "x.yaml")
      let ending = try await workspace.run("run", "x.yaml", "--quiet")
      #expect(ending.status == 0, "\(ending.errors)")
      let runs = try workspace.table("results/x/data/runs.csv").records
      #expect(runs.count == 8 && runs.allSatisfy { $0["status"] == "ok" })
    }

    // MARK: - Values

    /// An expression over the components of an example, and its values.
    struct Formula: CustomTestStringConvertible, Sendable {
      var example: String
      var expression: String
      var values: [Double]
      var testDescription: String { example + ": " + expression.prefix { $0 != "\n" } }
    }

    static let formulas = [
      Formula(
        example: "snake",
        expression: """
          let snake = Snake(settings: ["frequency": .number(2)])
          let (y, slopes) = (buffer(3), buffer(6))
          Double.learnedKernel(of: snake).run([0.5, 0, -1], [2, 2, 0], y, slopes, 3)
          return numbers(y, 3) + [slopes[0], slopes[3]]
          """,
        // x + sin²(ax)/a, 1 + sin(2ax), and x sin(2ax)/a − sin²(ax)/a².
        values: [0.5 + sin(1) * sin(1) / 2, 0, -1, 1 + sin(2), sin(2) / 4 - sin(1) * sin(1) / 4]),
      Formula(
        example: "sparsemax",
        expression: """
          let (y, kept, dz) = (buffer(6), buffer(6), buffer(6))
          let kernel = Double.kernel(of: Sparsemax())
          kernel.forward([1, 0.5, -1, 1000.1, 1000.2, 1000.3], y, kept, 2, 3)
          kernel.pullback(kept, [1, 0, 5, 1, 0, 0], dz, 2, 3)
          return numbers(y, 6) + numbers(dz, 6)
          """,
        values: [0.75, 0.25, 0, 0.7 / 3, 1.0 / 3, 1.3 / 3] + [0.5, -0.5, 0]
          + [2.0 / 3, -1.0 / 3, -1.0 / 3]),
      Formula(
        example: "tversky",
        expression: """
          let losses = buffer(3)
          Double.kernel(of: Tversky()).run([0.8, 0.8, 1], [1, 0, 1], losses, nil, 3, 1)
          return numbers(losses, 3)
          """,
        values: [0.7 * 0.2 / (0.8 + 0.7 * 0.2 + 1), 0.3 * 0.8 / (0.3 * 0.8 + 1), 0]),
      Formula(
        // optax 0.2.8: scale_by_yogi(0.9, 0.99, 1e-3, initial_accumulator_value=0), in Double.
        example: "yogi",
        expression: """
          let yogi = Yogi(settings: ["beta2": .number(0.99)])
          let (weights, state) = (buffer(2), buffer(4))
          (weights[0], weights[1]) = (1, -2)
          return [[0.5, -3], [4, -1], [-0.25, 0.125], [0, 2]].enumerated().flatMap { index, gradient in
            Double.kernel(of: yogi).run(
              weights, gradient, state, 1, 2, Step(index: index + 1, epoch: 0, learningRate: 0.1))
            return numbers(weights, 2)
          }
          """,
        values: [
          0.9001996007984032, -1.9000333222259247, 0.8182674580562157, -1.813201089487549,
          0.7589407423405882, -1.7487326687283393, 0.7104804236777015, -1.7350873476522015,
        ]),
      Formula(
        // NumPy, from the formula in the comment.
        example: "muon",
        expression: """
          let (square, wide, bias, state) = (buffer(4), buffer(16), buffer(2), buffer(16))
          func run(_ weights: UnsafeMutablePointer<Double>, _ gradient: [Double], _ rows: Int) {
            for i in 0..<gradient.count { state[i] = 0 }
            Double.kernel(of: Muon()).run(
              weights, gradient, state, rows, gradient.count / rows,
              Step(index: 1, epoch: 0, learningRate: 0.1))
          }
          run(square, [3, 1, 0, 2], 2)
          run(wide, [1, 2, 0, 1, 0, 0, 1, 0, 0, 1, 1, 0, 3, 0, 0, 1], 2)
          run(bias, [3, -4], 1)
          return numbers(square, 4) + numbers(wide, 2) + numbers(bias, 2)
          """,
        values: [-0.08241842, -0.01739038, 0.01512364, -0.08015167]
          + [-0.05558412219073947, -0.1139997927638568] + [-0.3, 0.4]),
      Formula(
        example: "warmup_stable_decay",
        expression: """
          let level = WarmupStableDecay(settings: ["rise": .number(0), "decay": .number(0)])
          let steep = WarmupStableDecay(settings: ["rise": .number(0.5), "decay": .number(1)])
          return [0, 2.5, 5, 80, 90, 100].map { WarmupStableDecay().multiplier(at: $0, of: 100) }
            + [0, 5, 10].map { level.multiplier(at: $0, of: 10) }
            + [1, 5, 10].map { steep.multiplier(at: $0, of: 10) }
          """,
        values: [0, 0.5, 1, 1, 0.5, 0] + [1, 1, 1] + [0.2, 0.5, 0]),
      Formula(
        example: "scad",
        expression: """
          let scad = SCAD(settings: ["strength": .number(1), "reach": .number(3)])
          let (weights, gradient) = ([0.5, -2, 5, 0], buffer(4))
          Double.kernel(of: scad).addGradient(weights, gradient, 1, 4)
          return weights.map { scad($0) } + numbers(gradient, 4)
          """,
        values: [0.5, 1.75, 2, 0] + [1, -0.5, 0, 0]),
      Formula(
        example: "friedman",
        expression: """
          var random = RandomStream(seed: 1)
          let source = Friedman(settings: ["samples": .integer(100), "noise": .number(0)])
          guard let table = try? source.table(from: [], random: &random) else { return [] }
          let columns = table.columns.map { column -> [Double] in
            if case .numbers(let values) = column.cells { values.map { $0 ?? .nan } } else { [] }
          }
          return (0..<100).map { row in
            let x = columns.map { $0[row] }
            let wave = 10 * Double.sin(Double.pi * x[0] * x[1])
            let bowl = 20 * (x[2] * x[2] - x[2] + 0.25)
            return abs(wave + bowl + 10 * x[3] + 5 * x[4] - x[10]) < 1e-12 ? 1 : 0
          }
          """,
        values: Array(repeating: 1, count: 100)),
    ]

    @Test("an example computes its formula", arguments: formulas)
    func values(_ formula: Formula) async throws {
      let source = try String(contentsOfFile: Self.path(formula.example), encoding: .utf8)
      try workspace.write(
        source.split(separator: "\nlet components")[0] + Self.probe(formula.expression),
        to: "probe.swift")
      try workspace.write("plugins: [probe.swift]\nbase: {data: probe}\n", to: "x.yaml")
      let errors = try await workspace.run("plan", "x.yaml").errors
      let match = try #require(errors.firstMatch(of: /values: \[(.*)\]/), "\(errors)")
      let values = match.1.split(separator: ", ").compactMap { Double($0) }
      try #require(values.count == formula.values.count, "\(values)")
      for (value, expected) in zip(values, formula.values) {
        #expect(abs(value - expected) <= 1e-8 * max(1, abs(expected)), "\(values)")
      }
    }

    /// A data source that tells what an expression gives, as its mistake.
    private static func probe(_ expression: String) -> String {
      """

      func buffer(_ count: Int) -> UnsafeMutablePointer<Double> {
        let buffer = UnsafeMutablePointer<Double>.allocate(capacity: count)
        buffer.initialize(repeating: 0, count: count)
        return buffer
      }
      func numbers(_ buffer: UnsafeMutablePointer<Double>, _ count: Int) -> [Double] {
        (0..<count).map { buffer[$0] }
      }
      func values() -> [Double] {
        \(expression)
      }
      struct Probe: DataSource {
        static let name = "probe"
        func table(from files: [LoadedFile], random: inout RandomStream) throws -> Table {
          throw ComponentError("values: \\(values())")
        }
      }
      let components: [any Component.Type] = [Probe.self]
      """
    }

    // MARK: - Sparse rows

    /// Sixty rows of two classes; the third column is rarely there.
    static let sparseRows = (0..<60).map { index in
      let sign = index % 2 == 0 ? 1 : -1
      let shift = Double(index * 37 % 60) / 60
      return index % 3 == 0
        ? "\(sign) 1:\(Double(sign) * shift) 3:1 # every third\r\n"
        : "\(sign) 1:\(Double(sign) * shift)\t2:\(shift)\n"
    }.joined()

    @Test("sparse rows are the rows of a table in which the rest is 0")
    func table() async throws {
      let cells = Self.sparseRows.split(whereSeparator: \.isNewline).map { line in
        var row = ["0", "0", "0"]
        let words = line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" }
        for word in words.dropFirst() {
          row[(Int(word.prefix(1)) ?? 0) - 1] = String(word.dropFirst(2))
        }
        return (row + [String(words[0])]).joined(separator: ",")
      }
      try workspace.write("# rows\n\n" + Self.sparseRows, to: "rows.svmlight")
      try workspace.write("x1,x2,x3,label\n" + cells.joined(separator: "\n"), to: "rows.csv")
      var losses: [[String]] = []
      for data in ["svmlight, path: rows.svmlight", "csv, path: rows.csv"] {
        try workspace.write(
          """
          plugins: [\(Self.path("svmlight"))]
          base:
            data: {name: \(data), task: classification}
            training: {epochs: 2}
          seeds: 2
          """, to: "x.yaml")
        let ending = try await workspace.run("run", "x.yaml", "--quiet", "--results", "r")
        #expect(ending.status == 0, "\(ending.errors)")
        // In the order of the runs' ids, which hold the data's name.
        losses.append(try workspace.table("r/data/runs.csv").column("val_loss").sorted())
        try workspace.remove("r")
      }
      #expect(losses[0].count == 2 && losses[0] == losses[1])
    }

    @Test(
      "a mistake in sparse rows is told with its line",
      arguments: [
        (
          "1 1:2\none 1:2\n", "rows.svmlight:2:1: error: the label 'one' is no number\none 1:2\n^\n"
        ),
        ("1 1:2 0.5\n", "rows.svmlight:1:1: error: '0.5' is no index:value pair, such as 3:0.5\n"),
        ("1 qid:3 1:2\n", "rows.svmlight:1:1: error: 'qid:3' is no index:value pair, "),
        ("# all\n1 1:\n", "rows.svmlight:2:1: error: '1:' is no index:value pair, "),
        ("1 1:nan\n", "rows.svmlight:1:1: error: '1:nan' is no index:value pair, "),
        ("1 0:1\n", "rows.svmlight:1:1: error: indices start at 1, unlike that of '0:1'\n"),
        ("1 2:1 2:3\n", "rows.svmlight:1:1: error: '2:3' follows index 2; indices must rise\n"),
        ("1 3:1 4:1\n", "rows.svmlight:1:1: error: the index of '4:1' is above 3\n"),
        ("\n# nothing\n", "error: rows.svmlight: the file holds no rows\n"),
      ])
    func mistake(rows: String, error: String) async throws {
      try workspace.write(rows, to: "rows.svmlight")
      try workspace.write(
        """
        plugins: [\(Self.path("svmlight"))]
        base: {data: {name: svmlight, path: rows.svmlight, columns: 3}}
        """, to: "x.yaml")
      let ending = try await workspace.run("plan", "x.yaml")
      #expect(ending.status == 2)
      #expect(ending.errors.contains(error), "\(ending.errors)")
    }
  }
}
