import ArgumentParser
import Descent
import Foundation

struct PluginNewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a plugin that compiles, with the formula to replace.",
    discussion: "It is written into the current folder; a file that is there is left alone.")

  @Argument(
    help: ArgumentHelp(
      "What it is: \(PluginTemplate.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "kind"))
  var kind: PluginTemplate

  @Argument(
    help: ArgumentHelp(
      "Its name in experiment files, in lower-case snake_case.", valueName: "name"))
  var name: String

  func validate() throws {
    guard name.wholeMatch(of: /[a-z][a-z0-9]*(_[a-z0-9]+)*/) != nil, name != "none" else {
      throw ValidationError(
        "a plugin is named in lower-case snake_case, such as soft_step, not '\(name)'.")
    }
  }

  func run() throws {
    guard Registry.ofProgram.component(kind.kind, named: name) == nil else {
      throw Failure(
        "error: \(kind.kind.rawValue) '\(name)' comes with Descent already; expected another name")
    }
    let path = name + ".swift"
    guard !FileManager.default.fileExists(atPath: path) else {
      throw Failure("error: '\(path)' is there already")
    }
    do {
      try Data(kind.text(name: name).utf8)
        .write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
    } catch {
      throw Failure("error: '\(path)' cannot be written")
    }
    print(
      """
      wrote \(path): replace the formula, then
        descent plugin check \(path)
      and in an experiment file
        plugins: [\(path)]
        \(kind.use(name: name))
      """)
  }
}
