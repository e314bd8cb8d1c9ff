public import DescentStore
public import Foundation

/// The report of a sweep: what its runs say about the question, and how sure that is.
///
/// A pure function of the sweep's rows. The same sweep gives the same report; two executions of one
/// plan differ in their times, hosts and concurrency alone.
///
///     if let sweep = try store.sweep() {
///       let report = Report(sweep)
///       print(report.answer)
///       try report.write(to: URL(fileURLWithPath: "results/moons"))
///     }
public struct Report: Sendable {
  private let analysis: Analysis
  /// The answer in one plain sentence, for the terminal.
  public let answer: String

  /// Makes the report of a sweep.
  ///
  /// - Parameters:
  ///   - sweep: A plan and the outcomes of its runs, as many as there are.
  ///   - confidence: Of every interval; tests reject at 1 − `confidence`. Nil: what the plan says.
  public init(_ sweep: Sweep, confidence: Double? = nil) {
    analysis = Analysis(sweep, confidence: confidence ?? sweep.plan.confidence)
    answer = Answer(analysis: analysis).sentence
  }

  /// The text of `report.md`.
  public func markdown() -> String { analysis.markdown() }

  /// The tables with every number of the report, by file name.
  public func csvFiles() -> [(name: String, text: String)] {
    analysis.tables().map { ($0.name, $0.text) }
  }

  /// The text of `manifest.json`: with what, from what and how the sweep was made.
  public func manifest() -> String {
    Manifest(analysis).json()
  }

  /// The text of `datapackage.json`: the type and the meaning of each column of the tables.
  public func dataPackage() -> String {
    DataPackage(analysis.tables(), FactorColumns(analysis.plan), name: analysis.plan.name).json()
  }

  /// Writes `report.md`, `manifest.json`, `data/*.csv` and their description into a folder, each file whole or not at all.
  ///
  /// - Throws: What the file system reports.
  public func write(to folder: URL) throws {
    let data = folder.appendingPathComponent("data")
    try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
    func write(_ text: String, _ file: URL) throws {
      try Data(text.utf8).write(to: file, options: .atomic)
    }
    for (name, text) in csvFiles() { try write(text, data.appendingPathComponent(name)) }
    try write(dataPackage(), data.appendingPathComponent("datapackage.json"))
    try write(manifest(), folder.appendingPathComponent("manifest.json"))
    try write(markdown(), folder.appendingPathComponent("report.md"))
  }
}

extension Analysis {
  /// The CSV files, in the order of the report's sections.
  package func tables() -> [CSVTable] {
    let factors = FactorColumns(plan)
    return [
      .runs(scores, factors), .history(scores, factors), .layers(scores),
      .configs(leaderboards, scores, factors),
      .comparisons(comparisons, metric: plan.selection.metric, confidence: confidence),
      .mainEffects(comparisons), .failures(scores, causes, factors),
    ]
  }
}
