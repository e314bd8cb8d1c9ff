package import DescentStore

/// How far a search is, as its stored runs say; nothing else is remembered, so that one that was cut short goes
/// on where it was.
package struct SearchState {
  private let plan: Plan
  private let search: Search
  private let brackets: [Bracket]
  /// The places of a configuration's runs in the plan.
  private let runs: [[Int]]

  /// Nil where the plan has no search.
  package init?(_ plan: Plan) {
    guard let search = plan.document.search?.value else { return nil }
    self.plan = plan
    self.search = search
    let trained = plan.configurations.indices.filter { !plan.configurations[$0].isSkipped }
    let epochs = trained.first.flatMap {
      plan.configurations[$0].configuration.integer("training.epochs")
    }
    brackets = search.brackets(trained.map { plan.configurations[$0].id }, epochs: epochs ?? 1)
      .map { bracket in
        Bracket(configurations: bracket.configurations.map { trained[$0] }, rungs: bracket.rungs)
      }
    var runs: [[Int]] = plan.configurations.map { _ in [] }
    for (index, run) in plan.runs.enumerated() { runs[run.configuration].append(index) }
    self.runs = runs
  }

  /// A run that has to be trained.
  package struct Step: Sendable, Equatable {
    /// Its place in the plan.
    package var run: Int
    /// Through which epoch; nil for the whole training.
    package var epochs: Int?

    package init(run: Int, epochs: Int? = nil) {
      self.run = run
      self.epochs = epochs
    }
  }

  /// What a stored run is to a search.
  package struct Progress: Sendable {
    /// Whether nothing more can come of it: it is trained to its end, or failed.
    package var isOver: Bool
    package var isFailed: Bool
    package var epochs: Int
    /// The score at each epoch, larger is better.
    package var scores: [Int: Double]

    package init(isOver: Bool, isFailed: Bool, epochs: Int, scores: [Int: Double]) {
      self.isOver = isOver
      self.isFailed = isFailed
      self.epochs = epochs
      self.scores = scores
    }
  }

  /// The runs that the next comparisons wait for, given the stored ones by their place in the plan; none where
  /// the search is over.
  package func next(_ progress: [Int: Progress]) -> [Step] {
    brackets.flatMap { bracket -> [Step] in
      var competitors = bracket.configurations
      for rung in bracket.rungs {
        let missing = competitors.flatMap { runs[$0] }.filter { run in
          progress[run].map { !$0.isOver && $0.epochs < rung } ?? true
        }
        let isLast = rung == bracket.rungs.last
        guard missing.isEmpty else {
          return missing.map { Step(run: $0, epochs: isLast ? nil : rung) }
        }
        if isLast { break }
        let scores = competitors.map { ($0, score(of: $0, at: rung, progress)) }
        competitors = search.survivors(
          of: competitors, Dictionary(uniqueKeysWithValues: scores))
      }
      return []
    }
  }

  /// The mean over seeds and folds; nil where a run failed or has no score.
  private func score(of configuration: Int, at rung: Int, _ progress: [Int: Progress]) -> Double? {
    let scores = runs[configuration].map { run -> Double? in
      guard let own = progress[run], !own.isFailed else { return nil }
      // One that stopped early stays as it was.
      return own.scores[min(rung, own.epochs)]
    }
    let known = scores.compactMap { $0 }
    return known.count == scores.count ? known.reduce(0, +) / Double(max(1, known.count)) : nil
  }

  /// Lines for the plan: `successive_halving: 81 configurations for 1 epoch, 27 for 3, 9 for 9`.
  package var summary: [String] {
    brackets.enumerated().map { index, bracket in
      var count = bracket.configurations.count
      let stages = bracket.rungs.map { rung -> String in
        defer { count = max(1, count / search.eta) }
        return "\(count) for \(rung)"
      }
      let name = search.method.rawValue + (brackets.count > 1 ? ", bracket \(index + 1)" : "")
      return "\(name): configurations for epochs, " + stages.joined(separator: ", ")
    }
  }

  /// The epochs of all rungs, as a share of training every configuration to its end.
  package var cost: Double {
    var (spent, all) = (0, 0)
    for bracket in brackets {
      var count = bracket.configurations.count
      all += count * (bracket.rungs.last ?? 0)
      for rung in bracket.rungs {
        spent += count * rung
        count = max(1, count / search.eta)
      }
    }
    return all > 0 ? Double(spent) / Double(all) : 1
  }
}

extension Plan {
  /// What a stored run is to a search by the plan's primary metric.
  package func searchProgress(_ outcome: StoredOutcome) -> SearchState.Progress {
    let selection = comparison.selection
    let metric = MetricName(selection.metric)
    let sign = selection.maximize ? 1.0 : -1
    var scores: [Int: Double] = [:]
    var best: Double?
    for row in outcome.history {
      guard let value = metric.value(in: row), value.isFinite else { continue }
      best = max(best ?? -.infinity, sign * value)
      scores[row.epoch] = selection.atBest ? best : sign * value
    }
    return SearchState.Progress(
      isOver: outcome.run.status != .pruned, isFailed: outcome.run.status.isFailure,
      epochs: outcome.run.epochsRun, scores: scores)
  }
}
