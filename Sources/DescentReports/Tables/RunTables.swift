package import DescentStore

/// The tables of a run and its curves, filled outcome by outcome: `runs.csv`, `history.csv`, `layers.csv`.
package struct RunTables {
  private var runs: CSVTable
  private var history: CSVTable
  private var layers: CSVTable

  private let scores: Scores
  private let factors: FactorColumns
  /// The metrics that `history.csv` shows, and those of `runs.csv`.
  private let measured: [MetricName]
  private let final: [MetricName]
  /// Where the runs with an id stand among the scores.
  private let places: [String: [Int]]

  package init(_ scores: Scores) {
    let metrics = ["loss"] + scores.plan.metrics
    func names(_ parts: [String]) -> [MetricName] {
      parts.flatMap { part in metrics.map { MetricName(part: part, metric: $0) } }
    }
    self.scores = scores
    factors = FactorColumns(scores.plan)
    measured = names(["train", "val"])
    final = names(["train", "val", "test"])
    places = Dictionary(grouping: scores.runs.indices) { scores.runs[$0].run.runID }
    runs = .runs(factors, final)
    history = .history(factors, measured)
    layers = .layers()
  }

  /// Appends the rows of a run; the outcomes must come by run id.
  package mutating func append(_ outcome: StoredOutcome) {
    for place in places[outcome.run.runID] ?? [] {
      let scored = scores.runs[place]
      let levels = factors.fields[scored.configuration]
      runs.append(outcome, scored, scores.plan, levels, final)
      history.append(outcome.history, of: scored, levels, measured)
      layers.append(outcome.layers, of: outcome.run.runID)
    }
  }

  package var all: [CSVTable] { [runs, history, layers] }

  /// Hands out the text so far of each table, in the order of ``all``.
  mutating func takeTexts() -> [String] {
    [runs.takeText(), history.takeText(), layers.takeText()]
  }
}
