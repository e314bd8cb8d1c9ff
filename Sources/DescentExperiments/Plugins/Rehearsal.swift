public import Descent
import Foundation
import Subprocess
import SystemPackage

/// A try of plugins in a process of their own: code that nobody has run yet may trap, hang or eat up
/// the memory, which must not happen where an experiment is planned.
///
/// That process is this program again, told to do what this one is about to do. It says on standard
/// output how far it has come.
public struct Rehearsal: Sendable {
  private let executable: String
  private let arguments: [String]

  /// The longest time that loading, and then planning, may take, in seconds.
  private static let (loadingLimit, planningLimit) = (10, 60)

  /// - Parameters:
  ///   - executable: The program.
  ///   - arguments: What makes it rehearse.
  public init(executable: String, arguments: [String]) {
    self.executable = executable
    self.arguments = arguments
  }

  /// Returns when the other process has come through, whatever it found.
  ///
  /// - Throws: A ``DiagnosticList`` with the plugin, its last words and what became of the process.
  public func run(_ candidates: [PluginSet.Candidate]) async throws(DiagnosticList) {
    do {
      let words = try LastWords()
      defer { words.close() }
      let libraries = candidates.flatMap { ["--library", $0.library] }
      let result = try await Subprocess.run(
        .path(FilePath(executable)), arguments: .init(arguments + libraries),
        environment: .ofWorker,
        output: .string(limit: 1 << 16),
        error: .fileDescriptor(words.descriptor, closeAfterSpawningProcess: false))
      guard case .success = result.terminationStatus.ending else {
        throw failure(
          candidates, result.terminationStatus.ending, stage: result.standardOutput,
          words.text)
      }
    } catch let failure as DiagnosticList {
      throw failure
    } catch {
      throw DiagnosticList([Diagnostic("the plugins cannot be tried: \(error)")])
    }
  }

  private func failure(
    _ candidates: [PluginSet.Candidate], _ ending: WorkerEnding, stage: String, _ words: String?
  ) -> DiagnosticList {
    // A line for each library that is being loaded; then one more.
    let begun = stage.split(separator: "\n").count
    let isLoading = begun <= candidates.count
    let suspects = isLoading ? Array(candidates.dropFirst(max(0, begun - 1)).prefix(1)) : candidates
    let names = suspects.map { "'\($0.source.path)'" }.joined(separator: ", ")
    let activity = isLoading ? "while it was loaded" : "while the experiment was planned with it"
    let what =
      ending == .tooLate
      ? "did not come to an end in \(isLoading ? Self.loadingLimit : Self.planningLimit) s"
      : "ended the process: \(ending)"
    let lines = words.map { "\n" + $0.split(separator: "\n").suffix(5).joined(separator: "\n") }
    return DiagnosticList([
      Diagnostic(
        "plugin \(names) \(what), \(activity)" + (lines ?? ""), at: suspects.first?.position,
        code: "E05")
    ])
  }

  /// What the other process does first: it bounds its own time and memory.
  ///
  /// - Parameters:
  ///   - libraries: Compiled plugins.
  ///   - stamp: The modules of this program.
  /// - Returns: The components of the libraries, each with its own.
  public static func load(_ libraries: [String], stamp: String) -> [[any Component.Type]] {
    MemoryLimit.half(for: 1).apply()
    alarm(UInt32(loadingLimit))
    return libraries.compactMap { library in
      say("loading")
      return try? PluginLibrary.components(at: library, stamp: stamp)
    }
  }

  /// Begins the second part.
  public static func beginPlanning() {
    alarm(UInt32(planningLimit))
    say("planning")
  }

  /// Tells the waiting process what begins now.
  private static func say(_ stage: String) {
    _ = try? FileDescriptor.standardOutput.writeAll((stage + "\n").utf8)
  }
}
