package import DescentFigures
package import DescentStore

/// The computational graphs that a report draws: that of the best run, and that of the run whose gradient
/// or units are worst off.
///
/// The best run is the leader's first one with a score. The worst is the first of those with the most
/// serious verdict; it is left out where it is the best run. Networks with large graphs have recorded
/// none.
package struct DrawnGraphs {
  package let graphs: [DrawnGraph]

  /// One run's graph.
  package struct DrawnGraph {
    /// The configuration.
    package var title: String
    package var runID: String
    package var gradVerdict: String
    package var unitVerdict: String
    package var graph: GraphRow
  }

  /// What keeps a network from learning at all comes first.
  private static let verdicts = ["dead", "no_signal", "vanishing", "exploding", "dying"]

  /// - Throws: What reading the sweep reports.
  package init<Source: Sweep>(
    of sweep: Source, _ leaderboards: [Leaderboard], _ scores: Scores
  ) throws(Source.Failure) {
    let leader = leaderboards.first?.entries.first?.configuration
    let best = leader.flatMap { scores.firstRuns[$0] }
    let unwell = Self.unwellRuns(in: scores)
    var graphs: [String: GraphRow] = [:]
    let candidates = (best.map { [$0] } ?? []) + unwell
    try sweep.forEachOutcome(of: Set(candidates.map(\.run.runID))) { outcome in
      graphs[outcome.run.runID] = outcome.graph
    }
    let worst = unwell.first { graphs[$0.run.runID] != nil }
    let isBest = worst?.run.runID == best?.run.runID
    let telling = scores.plan.tellingFactors
    self.graphs = [best, isBest ? nil : worst].compactMap { scored in
      guard let scored, let graph = graphs[scored.run.runID] else { return nil }
      return DrawnGraph(
        title: scores.plan.configurationName(scored.configuration, telling).text,
        runID: scored.run.runID,
        gradVerdict: scored.run.gradVerdict, unitVerdict: scored.run.unitVerdict, graph: graph)
    }
  }

  /// The first run of each configuration that has one of the verdicts, the most serious first.
  private static func unwellRuns(in scores: Scores) -> [ScoredRun] {
    var seen: Set<Int> = []
    let runs = scores.runs.compactMap { run -> (severity: Int, run: ScoredRun)? in
      let own = [run.run.gradVerdict, run.run.unitVerdict].compactMap(verdicts.firstIndex(of:))
      return own.min().map { ($0, run) }
    }
    return verdicts.indices.flatMap { severity in
      runs.filter { $0.severity == severity && seen.insert($0.run.configuration).inserted }
        .map(\.run)
    }
  }
}

extension DrawnGraphs.DrawnGraph {
  /// The graph as a figure, with the norms of the last recorded epoch.
  ///
  /// An edge carries the norm of the gradient that arrives at the node it comes from.
  package var figure: ComputationalGraph {
    let (nodes, norms) = (graph.nodes, graph.epochs.last?.norms ?? [])
    func gradient(_ place: Int) -> Double? {
      norms.indices.contains(place) ? norms[place].gradient : nil
    }
    return ComputationalGraph(
      nodes: nodes.enumerated().map { place, node in
        ComputationalGraph.Node(
          node.operation, detail: node.shape, role: node.role(isLast: place == nodes.count - 1),
          mark: Mark(key: node.name, words: words(of: place, gradient(place))))
      },
      edges: nodes.enumerated().flatMap { place, node in
        node.inputs.map { input in
          ComputationalGraph.Edge(
            from: input, to: place, gradient: gradient(input),
            label: gradient(input).map { significant($0) },
            mark: Mark(
              key: nodes[input].name, words: words(of: input, gradient(input))))
        }
      }, vanishing: 1e-4)
  }

  private func words(of place: Int, _ gradient: Double?) -> String {
    let name = graph.nodes[place].name
    return gradient.map { "\(name): gradient norm \(significant($0))" } ?? name
  }
}

extension GraphRow.Node {
  fileprivate func role(isLast: Bool) -> ComputationalGraph.Role {
    if isLast { return .output }
    return switch operation {
    case "input": .input
    case "parameter", "running statistic": .parameter
    default: .operation
    }
  }
}

extension DrawnGraphs.DrawnGraph {
  /// The graph with its words (F12).
  func block(number: Int) -> FigureBlock {
    let verdict = [gradVerdict, unitVerdict].first { $0 != "ok" && $0 != "-" }
    return FigureBlock(
      "graph-\(number)", figure,
      title: "The computational graph of \(title)"
        + (verdict.map { ": \(verdictWords($0))" } ?? ""),
      subtitle:
        "Run \(runID), the first training rows at epoch \(graph.epochs.last?.epoch ?? 0) · numbers at the edges: the "
        + "norm of the gradient that comes back along them",
      source: "graph.csv")
  }
}
