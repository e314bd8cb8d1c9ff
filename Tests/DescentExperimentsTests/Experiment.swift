import Descent
import DescentExperiments
import DescentPlugins
import DescentStore
import Foundation

/// An experiment file in a test: its text, and the folder that its paths start from.
struct Experiment: Sendable {
  var text: String
  var folder = "."
  var registry = BuiltIns.registry

  init(_ text: String, folder: String = ".", registry: Registry = BuiltIns.registry) {
    self.text = text
    self.folder = folder
    self.registry = registry
  }

  func document(_ edits: DocumentEdits = DocumentEdits()) throws(DiagnosticList) -> Document {
    try Document.read(
      SourceFile(name: "x.yaml", text: text), registry: registry, folder: folder, edits: edits)
  }

  func plan(_ edits: DocumentEdits = DocumentEdits()) throws(DiagnosticList) -> Plan {
    try Plan(try document(edits), registry: registry, folder: folder)
  }

  /// What is wrong with the file; nil where it can be planned.
  var mistakes: DiagnosticList? { mistakes(DocumentEdits()) }

  /// What is wrong with the file or with what a command line changes in it.
  func mistakes(_ edits: DocumentEdits) -> DiagnosticList? {
    do throws(DiagnosticList) {
      _ = try plan(edits)
      return nil
    } catch {
      return error
    }
  }
}

extension Plan {
  /// The values of a setting, one for each configuration.
  func values(_ path: String) -> [String?] {
    configurations.map { $0.configuration[path]?.description }
  }

  /// The ids of all runs, by what they are: `sgd 0.1 1`, from the values of some settings and the seed.
  func ids(by paths: [String]) -> [String: String] {
    let named = runs.map { run in
      let configuration = configurations[run.configuration].configuration
      let name = paths.map { configuration[$0]?.description ?? "-" } + ["\(run.seed)"]
      return (name.joined(separator: " "), run.id)
    }
    return Dictionary(uniqueKeysWithValues: named)
  }
}

extension StoredPlan.Provenance {
  /// One of which nothing is known.
  static let unknown = StoredPlan.Provenance(
    version: "", commit: "", isDirty: false, swiftVersion: "", compilerFlags: "",
    operatingSystem: "", processor: "", cores: 1, jobs: 1, floatType: "", matrixKernel: "",
    seedDerivation: "", dataFiles: [])
}

/// A folder of its own, removed in the end.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "descent-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: path + "/" + name, atomically: true, encoding: .utf8)
  }
}
