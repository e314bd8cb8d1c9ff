import ArgumentParser
import Descent
import DescentExperiments
import Foundation

/// The arguments that name an experiment file and plugins, and how they become a plan.
struct ExperimentFile: ParsableArguments {
  @Argument(
    help: ArgumentHelp("The experiment file (YAML).", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var path: String

  @OptionGroup var plugins: PluginOptions

  /// An experiment with the components that it can name.
  struct Loaded {
    var document: Document
    var plugins: PluginSet
    /// Where paths in the file start from.
    var folder: String

    func plan() throws -> Plan {
      do {
        guard !plugins.plugins.isEmpty else {
          return try Plan(document, registry: plugins.registry, folder: folder)
        }
        return try secluded { () throws(DiagnosticList) in
          try Plan(document, registry: plugins.registry, folder: folder)
        }
      } catch {
        throw Failure(error)
      }
    }

    /// What makes this program a worker for its runs.
    func workerArguments(jobs: Int) -> [String] {
      let memory = document.options.memory ?? .half(for: jobs)
      let folder = URL(fileURLWithPath: folder).standardizedFileURL.path
      return ["worker", folder, "--memory", "\(memory.bytes)"]
        + plugins.plugins.flatMap { ["--library", $0.library] }
    }
  }

  /// Where paths in the file start from.
  var folder: String {
    let folder = (path as NSString).deletingLastPathComponent
    return folder.isEmpty ? FileManager.default.currentDirectoryPath : folder
  }

  /// Loads the plugins, and reads the file with their components.
  ///
  /// - Parameters:
  ///   - edits: What the command line changes in it.
  ///   - rehearsal: Further arguments of the process that tries the plugins.
  /// - Returns: The experiment with the components that it can name.
  /// - Throws: A ``Failure`` with every mistake.
  func load(
    edits: DocumentEdits = DocumentEdits(), rehearsal: [String] = []
  ) async throws -> Loaded {
    let file = try source()
    do {
      let named = try Document.plugins(of: file, folder: folder)
      let plugins = try await plugins.load(
        besides: named, rehearsal: ["--file=" + path] + rehearsal)
      for warning in plugins.warnings { Failure.write(warning.description) }
      return Loaded(
        document: try secluded { () throws(DiagnosticList) in
          try Document.read(
            file, registry: plugins.registry, folder: folder, edits: edits)
        }, plugins: plugins, folder: folder)
    } catch {
      throw Failure(error)
    }
  }

  /// The file's text.
  func source() throws -> SourceFile {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Failure("error: there is no file '\(path)'")
    }
    guard !isFolder.boolValue, let data = FileManager.default.contents(atPath: path) else {
      throw Failure("error: '\(path)' is not a file that can be read")
    }
    return SourceFile(name: path, bytes: data)
  }
}
