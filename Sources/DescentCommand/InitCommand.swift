import ArgumentParser
import Descent
import DescentExperiments
import Foundation

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write an experiment file to begin with.",
    discussion: """
      With a CSV file it looks at the columns and guesses what is to be predicted and how; without one \
      the experiment is about generated data. The file runs as it is, and its comments say what else \
      could stand there. A file that is there is left alone.
      """)

  @Argument(
    help: ArgumentHelp("The data: a CSV file with a header row.", valueName: "csv"),
    completion: .file(extensions: ["csv"]))
  var data: String?

  @Option(
    help: ArgumentHelp("The experiment file, in place of NAME.yaml here.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var output: String?

  func run() throws {
    let path = output ?? name + ".yaml"
    guard !FileManager.default.fileExists(atPath: path) else {
      throw Failure("error: '\(path)' is there already")
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    let starter = try starter(from: folder)
    let command = "descent init" + (data.map { " " + $0 } ?? "")
    let text = starter.text(name: name, command: command.replacing(/\R/, with: " "))
    try check(text, of: path, in: folder)
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
    } catch {
      throw Failure("error: '\(path)' cannot be written")
    }
    print(
      """
      wrote \(path): \(starter.summary)
        descent plan \(path)
        descent run \(path)
      """)
  }

  /// The experiment's name: that of its file or of the data, as far as a folder of results can have it.
  private var name: String {
    guard let path = output ?? data else { return "moons" }
    let file = path.split(separator: "/").last?.split(separator: ".").first ?? ""
    let stem = file.split(separator: ":").last ?? ""
    let name = stem.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "_" }
    return name.isEmpty ? "experiment" : String(name.prefix(100))
  }

  private func starter(from folder: URL) throws -> Starter {
    guard let data else { return .moons }
    do {
      let table = try TableDescription(csv: data, registry: Registry.ofProgram)
      return Starter(path: Self.path(of: data, from: folder), table)
    } catch {
      throw Failure(error)
    }
  }

  /// No file is written of which nothing could be learnt.
  private func check(_ text: String, of path: String, in folder: URL) throws {
    do {
      let document = try Document.read(
        SourceFile(name: path, text: text), registry: Registry.ofProgram)
      _ = try Plan(document, registry: Registry.ofProgram, folder: folder.path)
    } catch {
      let reasons = error.diagnostics.map(\.message).joined(separator: "\n  ")
      throw Failure("error: no experiment can be made of '\(data ?? path)':\n  \(reasons)")
    }
  }

  /// The path of the data as the experiment file names it: from its own folder.
  private static func path(of data: String, from folder: URL) -> String {
    if data.hasPrefix("/") || ShippedFile.isNamed(by: data) { return data }
    let file = URL(fileURLWithPath: data).standardizedFileURL.pathComponents
    let start = folder.standardizedFileURL.pathComponents
    let shared = zip(file, start).prefix { $0 == $1 }.count
    let ups = Array(repeating: "..", count: start.count - shared)
    return (ups + file.dropFirst(shared)).joined(separator: "/")
  }
}
