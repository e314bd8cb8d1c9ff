package import DescentStore

/// Several stored plans as one: every configuration and every run of theirs, each once.
package struct JoinedPlan: Sendable {
  package private(set) var plan: StoredPlan
  /// By configuration, in the order of the plan.
  package private(set) var settings: [ConfigurationSettings]

  /// Joins plans that score their runs in the same way.
  ///
  /// What varies over all of them is a factor, also where each plan alone holds it fixed, and is compared
  /// unless one of the plans varied it without comparing it. The metrics are those that all recorded. The
  /// result tests no hypotheses: each was declared for the runs of its own plan.
  ///
  /// - Parameter parts: At least one plan, with the resolved configurations by config id.
  package init(_ parts: [(plan: StoredPlan, resolved: [String: String])]) {
    plan = parts[0].plan
    settings = []
    let plans = parts.map(\.plan)
    var names: [String] = []
    for name in plans.map(\.name) where !names.contains(name) { names.append(name) }
    plan.name = names.joined(separator: " + ")
    if plans.contains(where: { $0.question != plan.question }) { plan.question = nil }
    plan.metrics.removeAll { metric in
      plans.contains {
        !$0.metrics.contains(metric) || $0.metricKinds[metric] != plan.metricKinds[metric]
      }
    }
    if plans.contains(where: { $0.target != plan.target }) { plan.target = nil }
    if plans.contains(where: { $0.report.sesoi != plan.report.sesoi }) { plan.report.sesoi = nil }
    if plans.contains(where: { $0.report.failureScore != plan.report.failureScore }) {
      plan.report.failureScore = nil
    }
    plan.report.namesComparisons = plans.allSatisfy(\.report.namesComparisons)
    plan.hypotheses = []
    plan.registrations = []
    join(parts)
    joinFactors(plans)
    joinComparisons(plans)
    for part in plans.dropFirst() {
      plan.report.baseline.merge(part.report.baseline) { first, _ in first }
    }
    plan.report.baseline = plan.report.baseline.filter { path, level in
      plan.comparisons.contains { $0.path == path && $0.levels.contains(level) }
    }
  }

  /// Every configuration and run; what was resolved in any plan is known.
  private mutating func join(_ parts: [(plan: StoredPlan, resolved: [String: String])]) {
    var places: [String: Int] = [:]
    var runs: [String: Int] = [:]
    plan.configurations = []
    plan.runs = []
    for (part, resolved) in parts {
      let known = ConfigurationSettings.all(of: part, resolved)
      for (configuration, settings) in zip(part.configurations, known) {
        let id = configuration.configID
        guard let place = places[id] else {
          places[id] = plan.configurations.count
          plan.configurations.append(configuration)
          self.settings.append(settings)
          continue
        }
        if resolved[id] != nil { self.settings[place].add(settings) }
      }
      for run in part.runs {
        guard let place = runs[run.runID] else {
          runs[run.runID] = plan.runs.count
          plan.runs.append(run)
          continue
        }
        let others = run.studies.filter { !plan.runs[place].studies.contains($0) }
        plan.runs[place].studies += others
      }
    }
  }

  // MARK: - Factors

  /// What varies: the factors of the plans in their order, then what differs between plans, by path.
  private mutating func joinFactors(_ plans: [StoredPlan]) {
    var paths: [String] = []
    for factor in plans.flatMap(\.factors) where !paths.contains(factor.path) {
      paths.append(factor.path)
    }
    // What is recorded changes no run, and the output follows from the loss.
    var unvaried: Set = ["metrics"]
    if Set(settings.map { $0["loss"] }).count > 1 { unvaried.insert("model.output") }
    let others = settings.reduce(into: Set()) { $0.formUnion($1.paths) }.subtracting(paths)
    paths += others.subtracting(unvaried).sorted()
    let named = plans.flatMap(\.factors)
    plan.factors = paths.compactMap { path in
      var present: Set<String> = []
      var isNumeric = true
      for index in settings.indices {
        // A level that a plan names may be a label.
        let name = plan.configurations[index].factorLevels[path]
        guard let value = settings[index][path] else { continue }
        let level = name ?? value.description
        plan.configurations[index].factorLevels[path] = level
        present.insert(level)
        if value.number == nil { isNumeric = false }
      }
      guard present.count > 1 else {
        for index in settings.indices { plan.configurations[index].factorLevels[path] = nil }
        return nil
      }
      var levels: [String] = []
      for factor in named where factor.path == path {
        levels += factor.levels.filter { !levels.contains($0) }
      }
      levels += present.subtracting(levels).sorted()
      if isNumeric { levels.sort { (Double($0) ?? 0) < (Double($1) ?? 0) } }
      return StoredPlan.Factor(path: path, isNumeric: isNumeric, levels: levels)
    }
  }

  /// The comparisons of the plans, then what differs between plans and is no setting of a component that is
  /// compared.
  private mutating func joinComparisons(_ plans: [StoredPlan]) {
    let varied = plan.factors.map(\.path)
    let earlier = Set(plans.flatMap { $0.factors.map(\.path) })
    var compared: [String] = []
    for path in plans.flatMap({ $0.comparisons.map(\.path) })
    where varied.contains(path) && !compared.contains(path) {
      compared.append(path)
    }
    // The layers say what depth and width do.
    if compared.contains("model.hidden") {
      compared.removeAll { ["model.depth", "model.width"].contains($0) }
    }
    let rate = "optimizer.learning_rate"
    plan.tune = varied.filter { path in
      guard !compared.contains(path) else { return false }
      return plans.contains { $0.tune.contains(path) } || path == rate && !earlier.contains(path)
    }
    for path in varied where !earlier.contains(path) && !plan.tune.contains(path) {
      let isPart = varied.contains { path.hasPrefix($0 + ".") }
      let isDerived =
        ["model.depth", "model.width"].contains(path) && varied.contains("model.hidden")
      if !isPart && !isDerived { compared.append(path) }
    }
    plan.comparisons = []
    for index in plan.configurations.indices {
      plan.configurations[index].comparisonLevels = [:]
    }
    for path in compared { plan.compare(path) }
  }
}
