public import Descent

/// A try of plugins in a process of their own: this program does there, and for nobody, what it is about to
/// do here.
///
/// The other process says on standard output how far it has come.
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
    let libraries = candidates.flatMap { ["--library", $0.library] }
    let trial: TrialProcess
    do {
      trial = try await TrialProcess.run(executable, arguments + libraries)
    } catch {
      throw DiagnosticList([Diagnostic("the plugins cannot be tried: \(error)")])
    }
    if trial.verdict == nil { throw DiagnosticList([failure(trial, candidates)]) }
  }

  private func failure(_ trial: TrialProcess, _ candidates: [PluginSet.Candidate]) -> Diagnostic {
    // A line for each library that is being loaded; then one more.
    let begun = trial.output.split(separator: "\n").count
    let isLoading = begun <= candidates.count
    let suspects = isLoading ? Array(candidates.dropFirst(max(0, begun - 1)).prefix(1)) : candidates
    let names = suspects.map { "'\($0.source.path)'" }.joined(separator: ", ")
    let activity = isLoading ? "while it was loaded" : "while the experiment was planned with it"
    let limit = isLoading ? Self.loadingLimit : Self.planningLimit
    let what =
      trial.cause == .tooLate
      ? "did not come to an end in \(limit) s" : "ended the process: \(trial.ending)"
    let words = trial.lastWords.map { words in
      "\n" + words.split(separator: "\n").suffix(5).joined(separator: "\n")
    }
    return Diagnostic(
      "plugin \(names) \(what), \(activity)" + (words ?? ""), at: suspects.first?.position,
      code: "E05")
  }

  // MARK: - On the other side

  /// Bounds this process's time and memory, and loads what it is given.
  ///
  /// - Parameters:
  ///   - libraries: Compiled plugins.
  ///   - stamp: The modules of this program.
  ///   - answer: Writes to the waiting process.
  /// - Returns: The components of the libraries, each with its own.
  public static func load(
    _ libraries: [String], stamp: String, answer: (String) -> Void
  ) -> [[any Component.Type]] {
    TrialProcess.limitMemory()
    TrialProcess.limitTime(seconds: loadingLimit)
    return libraries.compactMap { library in
      answer("loading")
      return try? PluginLibrary.components(at: library, stamp: stamp)
    }
  }

  /// Begins the second part.
  public static func beginPlanning(answer: (String) -> Void) {
    TrialProcess.limitTime(seconds: planningLimit)
    answer("planning")
  }
}
