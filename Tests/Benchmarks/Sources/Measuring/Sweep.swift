import Foundation

/// What a trained experiment says about itself.
package struct Sweep {
  package let runCount: Int
  /// Runs that stopped early, at numbers that are not finite or at a loss that exploded.
  package let divergedCount: Int
  /// Of all runs, with the shorter batch that may end an epoch.
  package let steps: Int
  /// Training rows that the steps saw.
  package let rows: Double
  package let trainSeconds: Double
  package let evaluationSeconds: Double
  package let diagnosticsSeconds: Double
  /// Wall time from the shell to the written report.
  package let shellSeconds: Double
  /// The mean over the runs that did not diverge; nil where no classes are learned.
  package let accuracy: Double?
  package let provenance: Provenance

  /// What trained it.
  package struct Provenance: Decodable {
    package let version: String
    package let commit: String
    package let isDirty: Bool
    package let swiftVersion: String
    package let compilerFlags: String
    package let operatingSystem: String
    package let processor: String
    package let cores: Int
    package let matrixKernel: String
  }

  private struct Manifest: Decodable { let provenance: Provenance }

  /// - Throws: A ``MeasuringError`` where a run crashed: then it is not the whole work.
  init(_ results: URL, seconds: Double) throws {
    let runs = try CSVFile(results.appending(path: "data/runs.csv"))
    let history = try CSVFile(results.appending(path: "data/history.csv"))
    let statuses = try runs.column("status")
    guard statuses.allSatisfy({ ["ok", "diverged"].contains($0) }) else {
      throw MeasuringError("some runs crashed")
    }
    runCount = runs.rows.count
    divergedCount = statuses.count { $0 == "diverged" }
    let stepsOfRuns = Dictionary(
      zip(try history.column("run_id"), try history.numbers("step")), uniquingKeysWith: max)
    steps = Int(stepsOfRuns.values.reduce(0, +))
    let training = try runs.numbers("train_s")
    rows = zip(training, try runs.numbers("samples_per_s")).map(*).reduce(0, +)
    trainSeconds = training.reduce(0, +)
    evaluationSeconds = try runs.numbers("eval_s").reduce(0, +)
    diagnosticsSeconds = try runs.numbers("diag_s").reduce(0, +)
    shellSeconds = seconds
    let accuracies =
      runs.header.contains("val_accuracy")
      ? try zip(statuses, runs.column("val_accuracy")).compactMap { $0 == "ok" ? Double($1) : nil }
      : []
    accuracy = accuracies.isEmpty ? nil : accuracies.reduce(0, +) / Double(accuracies.count)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let manifest = try Data(contentsOf: results.appending(path: "manifest.json"))
    provenance = try decoder.decode(Manifest.self, from: manifest).provenance
  }

  // MARK: - Microseconds a step

  package var training: Double { 1e6 * trainSeconds / Double(steps) }
  package var evaluation: Double { 1e6 * evaluationSeconds / Double(steps) }
  package var diagnostics: Double { 1e6 * diagnosticsSeconds / Double(steps) }
}
