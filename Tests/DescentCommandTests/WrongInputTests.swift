import Foundation
import Testing

extension CommandLineTests {
  /// Wrong input: one clear message for each mistake, status 2, nothing written.
  @Suite struct WrongInputTests {
    let workspace: Workspace

    init() throws { workspace = try Workspace() }

    struct Mistake: CustomTestStringConvertible, Sendable {
      var testDescription: String
      var experiment = WrongInputTests.experiment
      var data = WrongInputTests.data
      var message: String
    }

    static let experiment = """
      base:
        data: {name: csv, path: data.csv}
        training: {epochs: 1}

      """

    static let data =
      "a,b,y\n"
      + (1...10).map { "\($0),\($0 % 3),\($0 % 2 == 0 ? "u" : "v")\n" }
      .joined()

    static let mistakes = [
      Mistake(
        testDescription: "bad YAML", experiment: "base: {data: csv\nseeds: 2\n",
        message: """
          x.yaml:2:6: error: expected ',' or '}' in the map that begins on line 1
          seeds: 2
               ^

          """),
      Mistake(
        testDescription: "an empty experiment", experiment: "",
        message: "x.yaml:1:1: error: the file is empty\n"),
      Mistake(
        testDescription: "class weights for another number of classes",
        experiment: experiment + "  loss: {name: log_loss, class_weights: [1, 2, 3]}\n",
        message: """
          x.yaml:4:41: error: loss 'log_loss' does not go with the task: class_weights has 3 \
          numbers, the task has 2 classes: u, v
            loss: {name: log_loss, class_weights: [1, 2, 3]}
                                                  ^

          """),
      Mistake(
        testDescription: "an unknown component", experiment: experiment + "  optimizer: momentun\n",
        message: """
          x.yaml:4:14: error: unknown optimizer 'momentun'; expected one of these 14; \
          did you mean 'momentum'?
            optimizer: momentun
                       ^
              adadelta
              adagrad
              adam
              adamax
              adamw
              amsgrad
              lion
              momentum
              nadam
              nesterov
              radam
              rmsprop
              sgd
              sign_descent

          """),
      Mistake(
        testDescription: "two values out of range",
        experiment: experiment.replacing("epochs: 1", with: "epochs: 0")
          + "  optimizer: {name: momentum, momentum: 1.5}\n",
        message: """
          x.yaml:3:22: error: 'training.epochs' must be a whole number in 1...10000000, not 0
            training: {epochs: 0}
                               ^
          x.yaml:4:41: error: 'momentum' of optimizer 'momentum' must be a number in 0..<1, not 1.5
            optimizer: {name: momentum, momentum: 1.5}
                                                  ^
          2 mistakes; nothing was started

          """),
      Mistake(
        testDescription: "no data file",
        experiment: experiment.replacing("data.csv", with: "no.csv"),
        message: """
          x.yaml:2:16: error: no.csv: there is no such file
            data: {name: csv, path: no.csv}
                         ^

          """),
      Mistake(
        testDescription: "a ragged row", data: data + "11,u\n",
        message: """
          data.csv:12:1: error: the row has 2 cells, the header has 3
          11,u
          ^

          """),
      Mistake(
        testDescription: "text in a column of numbers",
        data: data.replacing("\n3,0,v", with: "\noops,0,v"),
        message: """
          data.csv:4:1: error: 'oops' is no number, as the other cells of column 'a' are; for a \
          column of categories say data.categorical: [a]
          oops,0,v
          ^

          """),
      Mistake(
        testDescription: "an empty data file", data: "",
        message: """
          x.yaml:2:16: error: data.csv: the file is empty
            data: {name: csv, path: data.csv}
                         ^

          """),
      Mistake(
        testDescription: "a header without rows", data: "a,b,y\n",
        message: """
          data.csv:1:1: error: the file has a header but no rows
          a,b,y
          ^

          """),
      Mistake(
        testDescription: "a target that is not there",
        experiment: experiment.replacing("data.csv}", with: "data.csv, target: z}"),
        message: """
          data.csv:1:1: error: there is no column 'z'; the header has 'a', 'b', 'y'
          a,b,y
          ^

          """),
      Mistake(
        testDescription: "one class only",
        experiment: experiment.replacing("data.csv}", with: "data.csv, target: first}"),
        data: data.replacing("a,b,y", with: "first,b,y").split(separator: "\n")
          .map { $0.prefix(1) == "f" ? String($0) : "u" + $0.drop { $0 != "," } }
          .joined(separator: "\n"),
        message: """
          data.csv:1:1: error: the target 'first' has one class only, 'u'
          first,b,y
          ^

          """),
    ]

    @Test("a mistake is named with its place", arguments: mistakes, ["run", "plan"])
    func mistake(_ mistake: Mistake, command: String) async throws {
      try workspace.write(mistake.experiment, to: "x.yaml")
      try workspace.write(mistake.data, to: "data.csv")
      let ending = try await workspace.run(command, "x.yaml")
      #expect(ending.status == 2)
      #expect(ending.errors == mistake.message)
      #expect(ending.output.isEmpty)
      #expect(try workspace.files() == ["data.csv", "x.yaml"])
    }

    @Test("what is right gives no message")
    func rightInput() async throws {
      try workspace.write(Self.experiment, to: "x.yaml")
      try workspace.write(Self.data, to: "data.csv")
      #expect(try await workspace.run("plan", "x.yaml").status == 0)
    }

    struct Call: CustomTestStringConvertible, Sendable {
      var arguments: [String]
      var message: String
      var testDescription: String { arguments.joined(separator: " ") }

      init(_ arguments: String..., message: String) {
        self.arguments = arguments
        self.message = message
      }
    }

    static let calls = [
      Call("run", "no.yaml", message: "error: there is no file 'no.yaml'\n"),
      Call("plan", "no.yaml", message: "error: there is no file 'no.yaml'\n"),
      Call("graph", "no.yaml", message: "error: there is no file 'no.yaml'\n"),
      Call("run", "folder", message: "error: 'folder' is not a file that can be read\n"),
      Call(
        "report", "folder",
        message: "error: there are no results in 'folder': it holds no results.sqlite\n"),
      Call(
        "show", "folder", "r1",
        message: "error: there are no results in 'folder': it holds no results.sqlite\n"),
      Call(
        "report", "no",
        message: "error: there are no results in 'no': it holds no results.sqlite\n"),
      Call(
        "report", "garbage",
        message: "error: 'garbage/results.sqlite' is not a file of results that Descent wrote\n"),
      Call(
        "show", "garbage", "r1",
        message: "error: 'garbage/results.sqlite' is not a file of results that Descent wrote\n"),
      Call(
        "run", "x.yaml", "--results", "garbage",
        message: "error: 'garbage/results.sqlite' is not a file of results that Descent wrote\n"),
      Call(
        "plan", "x.yaml", "--results", "garbage",
        message: "error: 'garbage/results.sqlite' is not a file of results that Descent wrote\n"),
      Call(
        "run", "x.yaml", "--results", "x.yaml",
        message: "error: the results folder 'x.yaml' cannot be made\n"),
      Call(
        "components", "momentun",
        message: "error: unknown component 'momentun'; 'descent components' lists all of them\n"),
    ]

    @Test("a wrong argument is named", arguments: calls)
    func call(_ call: Call) async throws {
      try workspace.makeFolder("folder")
      try workspace.makeFolder("garbage")
      try workspace.write("garbage, garbage", to: "garbage/results.sqlite")
      try workspace.write(Self.experiment, to: "x.yaml")
      try workspace.write(Self.data, to: "data.csv")
      let files = try workspace.files()
      let ending = try await RunningProgram(call.arguments, in: workspace.url).ending()
      #expect(ending.status == 2)
      #expect(ending.errors == call.message)
      #expect(ending.output.isEmpty)
      #expect(try workspace.files() == files)
      #expect(try workspace.text("garbage/results.sqlite") == "garbage, garbage")
    }

    @Test(
      "a command line that cannot be understood has status 2",
      arguments: [
        (["trian"], "Error: Unexpected argument 'trian'"),
        (["--wrong"], "Error: Unknown option '--wrong'"),
        (["run"], "Error: Missing expected argument '<file>'"),
        (["run", "--wrong", "x.yaml"], "Error: Unknown option '--wrong'"),
        (["run", "x.yaml", "--jobs", "0"], "Error: --jobs must be from 1 to 1024, not 0."),
        (["report", "x", "--confidence", "2"], "Error: --confidence must be between 0.5 and 1"),
        (["report", "x", "./x/", "--results", "y"], "Error: A results folder is given twice."),
        (["report", "x", "y"], "Error: Several folders need --results"),
        (["graph", "x.yaml", "--format", "png"], "Error: The value 'png' is invalid for"),
      ])
    func usage(_ arguments: [String], message: String) async throws {
      let ending = try await RunningProgram(arguments, in: workspace.url).ending()
      #expect(ending.status == 2)
      #expect(ending.errors.hasPrefix(message), "\(ending.errors)")
      #expect(ending.output.isEmpty)
      #expect(try workspace.files().isEmpty)
    }
  }
}
