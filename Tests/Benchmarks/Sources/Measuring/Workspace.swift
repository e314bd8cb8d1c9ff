import Foundation

/// A folder of its own, in which experiments are trained; removed at its end.
package final class Workspace {
  private let url: URL

  package init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "descent-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  package func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: url.appending(path: name))
  }

  /// The path of a file that may not exist yet.
  func path(_ name: String) -> String { url.appending(path: name).path }

  /// Trains an experiment anew, from the shell to the written report.
  ///
  /// - Parameters:
  ///   - experiment: What is trained; paths in it start from this folder.
  ///   - jobs: How many runs train at once.
  ///   - program: The command `descent`.
  /// - Returns: What its results say.
  /// - Throws: A ``MeasuringError`` where a run crashed.
  package func train(
    _ experiment: Experiment, jobs: Int, with program: Program = Repository.descent
  ) throws -> Sweep {
    let results = url.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: results) }
    try write(experiment.text, to: "experiment.yaml")
    let ending = try program.run([
      "run", path("experiment.yaml"), "--jobs", "\(jobs)", "--quiet", "--results", results.path,
    ])
    return try Sweep(results, seconds: ending.seconds)
  }
}
