public import DescentStore

/// The report of a sweep: what its runs say about the question, and how sure that is.
///
/// A pure function of the sweep's rows. The same sweep gives the same report; two executions of one
/// plan differ in their times, hosts and concurrency alone.
///
///     if let sweep = try store.sweep() {
///       let report = try Report(sweep)
///       print(report.answer)
///       try report.write(to: URL(fileURLWithPath: "results/moons"))
///     }
public struct Report<Source: Sweep>: Sendable {
  let sweep: Source
  let analysis: Analysis
  /// The answer in one plain sentence, for the terminal.
  public let answer: String

  /// Makes the report of a sweep.
  ///
  /// - Parameters:
  ///   - sweep: A plan and the outcomes of its runs, as many as there are.
  ///   - view: How the sweep was chosen from stored runs; nil where it is one whole plan.
  ///   - confidence: Of every interval; tests reject at 1 − `confidence`. Nil: what the plan says.
  /// - Throws: What reading the sweep reports.
  public init(
    _ sweep: Source, view: ReportView? = nil, confidence: Double? = nil
  ) throws(Source.Failure) {
    self.sweep = sweep
    analysis = try Analysis(
      sweep, view: view, confidence: confidence ?? sweep.plan.report.confidence)
    answer = Answer(analysis: analysis).sentence.plainText
  }

  /// The text of `report.md`.
  public func markdown() -> String { MarkdownFormat.text(of: analysis.report()) }

  /// The text of `report.html`: the same in one page, which needs neither a network nor scripts.
  public func html() -> String { HTMLFormat.text(of: analysis.report(), name: analysis.plan.name) }

  /// The tables with every number of the report, by file name.
  ///
  /// - Throws: What reading the sweep reports.
  public func csvFiles() throws(Source.Failure) -> [(name: String, text: String)] {
    try analysis.tables(of: sweep).map { ($0.name, $0.text) }
  }

  /// The text of `manifest.json`: with what, from what and how the sweep was made.
  public func manifest() -> String {
    Manifest(analysis).json()
  }

  /// The text of `datapackage.json`: the type and the meaning of each column of the tables.
  public func dataPackage() -> String {
    dataPackage(analysis.sweepTables())
  }

  func dataPackage(_ sweepTables: [CSVTable]) -> String {
    let tables = RunTables(analysis.scores).all + sweepTables
    return DataPackage(tables, FactorColumns(analysis.plan), name: analysis.plan.name).json()
  }
}

extension Analysis {
  /// The CSV files, in the order of the report's sections.
  package func tables<Source: Sweep>(
    of sweep: Source
  ) throws(Source.Failure) -> [CSVTable] {
    var tables = RunTables(scores)
    try sweep.forEachOutcome { tables.append($0) }
    return tables.all + sweepTables()
  }

  /// The tables of the whole sweep.
  func sweepTables() -> [CSVTable] {
    let factors = FactorColumns(plan)
    let claims =
      plan.hypotheses.isEmpty
      ? [] : [CSVTable.hypotheses(hypotheses.results, hash: plan.registrations.last?.sha256)]
    return claims + [
      .configs(leaderboards, scores, factors),
      .comparisons(
        comparisons + datasetComparisons, metric: plan.selection.metric, confidence: confidence),
      .mainEffects(comparisons), .learningRates(learningRates),
      .learningRateSummary(learningRates), .importance(importance, comparisons),
      .interactions(importance), .graph(graphs), .failures(scores, causes, factors),
    ]
  }
}
