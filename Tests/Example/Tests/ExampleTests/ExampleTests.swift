import Foundation
import Testing

@Suite struct ExampleTests {
  @Test("the command line of a program knows its components beside the built-in ones")
  func components() throws {
    let list = try Program("snake").run("components")
    #expect(list.status == 0)
    #expect(list.output.contains("\n  snake "))
    #expect(list.output.contains("\n  tanh "))
    let snake = try Program("snake").run("components", "snake")
    #expect(snake.output.contains("frequency; a number > 0, default 1"))
  }

  @Test("an experiment in Swift and the file that it writes give the same runs, bit for bit")
  func file() throws {
    let program = try Program("snake")
    let swift = try program.run()
    #expect(swift.status == 0, "\(swift.errors)")
    #expect(swift.errors.isEmpty)
    let answer = try #require(swift.lines.first)
    #expect(answer.contains("snake") && answer.contains("tanh"))
    #expect(try program.text("results/snake/report.md").contains("tell two spirals apart"))

    let manifest = try JSONDecoder().decode(
      Manifest.self, from: Data(contentsOf: program.url("results/snake/manifest.json")))
    try program.write(manifest.experimentText, to: "saved.yaml")
    let file = try program.run("run", "saved.yaml", "--results", "results/file")
    #expect(file.status == 0, "\(file.errors)")
    #expect(file.lines.first == answer)
    let tables = try program.tables("results/snake")
    #expect(tables["runs.csv"]?.count == 49)
    #expect(tables["history.csv"]?.isEmpty == false)
    #expect(try program.tables("results/file") == tables)
  }

  private struct Manifest: Decodable {
    var experimentText: String

    private enum CodingKeys: String, CodingKey { case experimentText = "experiment_text" }
  }

  @Test("the data sets that are shipped come with a program")
  func data() throws {
    let program = try Program("snake")
    try program.write("base: {data: iris, training: {epochs: 1}}\n", to: "iris.yaml")
    let ending = try program.run("run", "iris.yaml")
    #expect(ending.status == 0, "\(ending.errors)")
    #expect(try program.text("results/iris/report.md").contains("`shipped:iris.csv`, 150 rows"))
  }

  @Test("a program that crashes in a component of its own loses the runs with it alone")
  func crash() throws {
    let ending = try Program("faults").run("crash")
    #expect(ending.status == 0, "\(ending.errors)")
    let runs = ending.lines.map { $0.split(separator: " ", maxSplits: 1).map(String.init) }
    let expected = [
      "tanh 1 ok scored", "tanh 2 ok scored", "trap 1 crashed no score", "trap 2 crashed no score",
    ]
    #expect(runs.map { $0.last } == expected + expected)
    #expect(Set(runs.map { $0.first }).count == 4)
  }

  @Test("a mistake is thrown with its place in the text")
  func mistake() throws {
    let text = """
      experiment.yaml:4:20: error: 'training.epochs' must be a whole number in 1...10000000, not 0
        training.epochs: 0
                         ^
      experiment.yaml:6:42: error: 'momentum' of optimizer 'momentum' must be a number in 0..<1, not 2
        optimizer: [{name: momentum, momentum: 2}]
                                               ^

      """
    let caught = try Program("faults").run("mistake")
    #expect(caught.status == 0)
    #expect(caught.output == text)
    #expect(caught.errors.isEmpty)
    let uncaught = try Program("faults").run("uncaught-mistake")
    #expect(uncaught.status == 2)
    #expect(uncaught.output.isEmpty)
    #expect(uncaught.errors == text + "2 mistakes; nothing was started\n")
  }

  @Test("an experiment ends with the task that waits for it")
  func cancel() throws {
    let ending = try Program("faults").run("cancel")
    #expect(ending.status == 0)
    #expect(ending.lines == ["cancelled"], "\(ending.errors)")
  }

  @Test("the README shows lines of this package, and the whole of its program")
  func readme() throws {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    func text(_ path: String) throws -> String {
      try String(contentsOf: package.appending(path: path), encoding: .utf8)
    }
    let program = try text("Sources/snake/Snake.swift")
    let lines = Set((program + (try text("Package.swift"))).split(separator: "\n").map(trimmed))
    let page = try text("../../README.md").components(separatedBy: "\n## As a library\n")
    let section = try #require(page.last?.components(separatedBy: "\n## ").first)
    let blocks = section.matches(of: /```swift\n((?s).*?)```/).map { String($0.output.1) }
    #expect(blocks.count == 3)
    #expect(blocks.contains(program))
    for line in blocks.joined().split(separator: "\n").map(trimmed) {
      #expect(lines.contains(line), "\(line)")
    }
  }

  private func trimmed(_ line: Substring) -> String { line.trimmingCharacters(in: .whitespaces) }
}
