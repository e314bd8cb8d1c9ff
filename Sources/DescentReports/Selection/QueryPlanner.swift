import DescentStore
import Foundation

/// Makes the plan that a query asks for, and finds every mistake in the query.
struct QueryPlanner {
  private(set) var plan: StoredPlan
  private(set) var conditions: [SettingCondition] = []
  private(set) var mistakes: [QueryMistake] = []
  /// The runs of all folders, each once.
  let plannedRuns: Int
  /// By configuration, in the order of the plan.
  private var settings: [ConfigurationSettings]
  /// The levels that the query chose, by the path of the comparison.
  private var baselines: [String: String] = [:]

  /// The last plan of a results folder, with its resolved configurations by config id.
  typealias Source = (folder: String, plan: StoredPlan, resolved: [String: String])

  init(_ query: ReportQuery, _ sources: [Source]) {
    let scoring = QueryScoring(query.metric, sources)
    mistakes = scoring.mistakes
    let parts = zip(scoring.plans, sources).map { (plan: $0, resolved: $1.resolved) }
    if parts.count == 1 {
      plan = parts[0].plan
      settings = ConfigurationSettings.all(of: plan, parts[0].resolved)
    } else {
      let joined = JoinedPlan(parts)
      (plan, settings) = (joined.plan, joined.settings)
    }
    plannedRuns = plan.runs.count
    if plan.selection != sources[0].plan.selection {
      plan.hypotheses.removeAll { $0.metric.epochs == .best }
    }
    restrict(to: query.conditions)
    checkScores()
    if let path = query.grouping { group(by: ConfigurationSettings.path(path)) }
    for baseline in query.baselines { choose(baseline) }
  }

  // MARK: - Conditions

  private mutating func restrict(to arguments: [String]) {
    let before = mistakes.count
    for argument in arguments {
      guard let condition = SettingCondition(argument) else {
        mistakes.append(.unreadable(.condition, argument))
        continue
      }
      conditions.append(condition)
      for part in condition.alternatives { check(part) }
    }
    guard mistakes.count == before, !conditions.isEmpty else { return }
    let kept = settings.indices.filter { index in
      conditions.allSatisfy { $0.matches(settings[index]) }
    }
    guard !kept.isEmpty else {
      mistakes.append(.nothingMatches)
      return
    }
    plan = plan.restricted(to: Set(kept.map { plan.configurations[$0].configID }))
    settings = kept.map { settings[$0] }
  }

  /// Whether some configuration has the setting, and the value.
  private mutating func check(_ condition: SettingCondition) {
    guard !settings.contains(where: condition.matches) else { return }
    let path = ConfigurationSettings.path(condition.path)
    let levels = levels(of: path)
    mistakes.append(
      levels.isEmpty
        ? .unknownSetting(
          path: condition.path, varied: plan.factors.map(\.path),
          settings: settings.reduce(into: Set()) { $0.formUnion($1.paths) }.sorted())
        : .noSuchLevel(
          .condition, path: condition.path, value: condition.pattern.words, levels: levels))
  }

  /// The levels of a path as reports name them.
  private func levels(of path: String) -> [String] {
    plan.comparisons.first { $0.path == path }?.levels
      ?? plan.factors.first { $0.path == path }?.levels
      ?? Set(settings.compactMap { $0[path]?.description }).sorted {
        $0.compare($1, options: .numeric) == .orderedAscending
      }
  }

  // MARK: - Scores and grouping

  /// A loss is another number where the loss or the data is another one.
  private mutating func checkScores() {
    guard MetricName(plan.selection.metric).metric == "loss",
      let varied = plan.factors.map(\.path).first(where: { path in
        ["loss", "data"].contains { path == $0 || path.hasPrefix($0 + ".") }
      })
    else { return }
    mistakes.append(
      .incomparable(
        column: plan.selection.metric, varied: varied,
        alternative: plan.metrics.first.map { "val_" + $0 }))
  }

  private mutating func group(by path: String) {
    let varied = plan.factors.map(\.path)
    if varied.contains(path) {
      plan = plan.grouped(by: path)
    } else {
      mistakes.append(.notVaried(path: path, varied: varied))
    }
  }

  // MARK: - Baseline

  private mutating func choose(_ argument: String) {
    let named = plan.comparisons.flatMap { comparison in
      comparison.levels.filter { SettingValue(level: $0).isMeant(by: argument) }
        .map { (path: comparison.path, level: $0) }
    }
    guard named.isEmpty, argument.contains("=") else {
      setBaseline(argument, among: named, path: nil)
      return
    }
    guard let condition = SettingCondition(argument) else {
      mistakes.append(.unreadable(.baseline, argument))
      return
    }
    let path = ConfigurationSettings.path(condition.path)
    guard
      let comparison = plan.comparisons.first(where: { $0.path == path })
        ?? plan.comparisons.first(where: {
          $0.ownPaths.contains(path) || path.hasPrefix($0.path + ".")
        })
    else {
      mistakes.append(
        .notCompared(path: condition.path, compared: plan.comparisons.map(\.path)))
      return
    }
    let meant = zip(plan.configurations, settings).compactMap { configuration, settings in
      condition.matches(settings) ? configuration.comparisonLevels[comparison.path] : nil
    }
    setBaseline(
      condition.pattern.words,
      among: comparison.levels.filter(meant.contains).map { (comparison.path, $0) },
      path: comparison.path)
  }

  /// Takes the one level that is meant; an earlier baseline of its factor must be the same.
  private mutating func setBaseline(
    _ text: String, among meant: [(path: String, level: String)], path: String?
  ) {
    guard meant.count < 2, let (own, level) = meant.first else {
      mistakes.append(
        meant.isEmpty
          ? .noSuchLevel(
            .baseline, path: path, value: text,
            levels: plan.comparisons.filter { path == nil || $0.path == path }.flatMap(\.levels))
          : .severalLevels(text, meant.map { "\($0.path)=\($0.level)" }))
      return
    }
    if let other = baselines[own], other != level {
      mistakes.append(.severalLevels(text, [other, level].map { "\(own)=\($0)" }))
    }
    baselines[own] = level
    plan.report.baseline[own] = level
  }
}
