import Descent
public import DescentStore

extension Plan {
  public var configurationCount: Int { configurations.count }

  /// The lines that a plan prints above its cost: how the file comes to its configurations, and what
  /// becomes of them.
  public var summary: [String] {
    let compared = comparison.comparisons.map { "\($0.path) (\($0.levels.count))" }
    var lines = studyLines
    if !document.conditions.isEmpty {
      lines.append("\(configurations.count) of them kept by --only")
    }
    let shared = configurations.count { $0.studies.count > 1 }
    if shared > 0 { lines.append("\(shared) of them in more than one study, trained once") }
    lines += skippedLines
    if !compared.isEmpty { lines.append("compares " + compared.joined(separator: ", ")) }
    if !comparison.tune.isEmpty { lines.append("tunes " + comparison.tune.joined(separator: ", ")) }
    lines += SearchState(self)?.summary ?? []
    let goal = comparison.selection.maximize ? "maximize" : "minimize"
    lines.append(
      "selects by \(comparison.selection.metric) (\(goal), at the "
        + (comparison.selection.atBest ? "best" : "last") + " epoch)")
    return lines
  }

  /// `4 of them skipped: loss 'mse' ..`, a line for each reason.
  private var skippedLines: [String] {
    let reasons = configurations.compactMap(\.invalidity)
    let counts = Dictionary(grouping: reasons) { $0 }.mapValues(\.count)
    var seen: Set<String> = []
    return reasons.filter { seen.insert($0).inserted }.map { reason in
      "\(counts[reason] ?? 0) of them skipped: \(reason)"
    }
  }

  /// Whether a search stops runs before their end.
  public var isSearched: Bool { document.search != nil }

  /// The epochs that a search takes, as a share of training every run to its end; 1 without one.
  package var costShare: Double { SearchState(self)?.cost ?? 1 }

  /// The claims that are to be tested, in the order of the file.
  public var hypotheses: [StoredPlan.Hypothesis] { comparison.hypotheses }

  /// What a hypothesis is tested with: `H1: a > b by 10x, 3 and 3 configurations x 5 seeds`.
  public func summary(of hypothesis: StoredPlan.Hypothesis) -> String {
    let counts = hypothesis.groups.map { "\($0.count)" }
    let list = [counts.dropLast().joined(separator: ", "), counts.last ?? ""]
      .filter { !$0.isEmpty }.joined(separator: " and ")
    let isOne = counts == ["1"]
    return "\(hypothesis.id): \(hypothesis.expect), \(list) configuration\(isOne ? "" : "s") "
      + "x \(seedWords)"
  }

  /// What the runs are made of: `12 configurations x 5 seeds x 10 folds`.
  public var factorsOfRuns: String {
    let folds = Set(configurations.map(\.configuration.folds.count)).sorted()
    let words = folds.map(String.init).joined(separator: " or ")
    return "\(configurationCount) configuration\(configurationCount == 1 ? "" : "s") x \(seedWords)"
      + (folds == [1] ? "" : " x \(words) folds")
  }

  private var seedWords: String {
    "\(document.seeds.count) seed\(document.seeds.count == 1 ? "" : "s")"
  }

  /// Each configuration's id and what it varies.
  public var configurationList: [String] {
    let labels = configurationLabels
    return configurations.map { "\($0.id)  \(labels[$0.id] ?? "")" }
  }

  /// What each configuration varies, by its id: `relu, 4, 0.1`.
  public var configurationLabels: [String: String] {
    Dictionary(
      zip(configurations, comparison.levels).map { planned, levels in
        (
          planned.id,
          comparison.factors.compactMap { factor in
            levels.factors[factor.path].map { "\(factor.shortName) \($0)" }
          }.joined(separator: ", ")
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  public var metric: String { comparison.selection.metric }
  public var maximizes: Bool { comparison.selection.maximize }

  /// The primary metric of an outcome, at the epoch that `select` names.
  public func score(_ outcome: StoredOutcome) -> Double? {
    let selection = comparison.selection
    let metric = MetricName(selection.metric)
    guard selection.atBest else { return outcome.history.last.flatMap(metric.value) }
    let values = outcome.history.compactMap(metric.value)
    return selection.maximize ? values.max() : values.min()
  }
}

extension StoredPlan.Factor {
  /// The last part of its path.
  var shortName: String { path.split(separator: ".").last.map(String.init) ?? path }
}
