import ArgumentParser
import Descent
import DescentExperiments
import Foundation

/// The argument that names an experiment file, and how it becomes a plan.
struct ExperimentFile: ParsableArguments {
  @Argument(
    help: ArgumentHelp("The experiment file (YAML).", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var path: String

  /// Where paths in the file start from.
  var folder: String {
    let folder = (path as NSString).deletingLastPathComponent
    return folder.isEmpty ? FileManager.default.currentDirectoryPath : folder
  }

  func document() throws -> Document {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Failure("error: there is no file '\(path)'")
    }
    guard !isFolder.boolValue, let data = FileManager.default.contents(atPath: path) else {
      throw Failure("error: '\(path)' is not a file that can be read")
    }
    do {
      return try Document.read(SourceFile(name: path, bytes: data), registry: Registry.ofProgram)
    } catch {
      throw Failure(error)
    }
  }

  func plan(_ document: Document? = nil) throws -> Plan {
    let document = try document ?? self.document()
    do {
      return try Plan(document, registry: Registry.ofProgram, folder: folder)
    } catch {
      throw Failure(error)
    }
  }
}
