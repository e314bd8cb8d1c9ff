package import DescentStore

extension StoredPlan {
  /// The plan with some of its configurations alone, by their ids.
  ///
  /// A setting that no longer varies is no factor, and a factor with one level is not compared; where nothing
  /// is left to compare, all is that still varies. A hypothesis is kept where all that it speaks of is.
  package func restricted(to ids: Set<String>) -> StoredPlan {
    var plan = self
    plan.configurations = configurations.filter { ids.contains($0.configID) }
    plan.runs = runs.filter { ids.contains($0.configID) }
    plan.factors = factors.compactMap { factor in
      let present = Set(plan.configurations.compactMap { $0.factorLevels[factor.path] })
      var factor = factor
      factor.levels.removeAll { !present.contains($0) }
      factor.isNumeric = factor.isNumeric || factor.levels.allSatisfy { Double($0) != nil }
      return factor.levels.count > 1 ? factor : nil
    }
    let varied = Set(plan.factors.map(\.path))
    plan.tune.removeAll { !varied.contains($0) }
    plan.comparisons = comparisons.compactMap { comparison in
      let present = Set(plan.configurations.compactMap { $0.comparisonLevels[comparison.path] })
      var comparison = comparison
      comparison.levels.removeAll { !present.contains($0) }
      comparison.ownPaths.removeAll { $0 != comparison.path && !varied.contains($0) }
      return comparison.levels.count > 1 ? comparison : nil
    }
    plan.report.baseline = report.baseline.filter { path, level in
      plan.comparisons.contains { $0.path == path && $0.levels.contains(level) }
    }
    plan.hypotheses = hypotheses.compactMap { $0.moved(to: plan, from: self) }
    if plan.comparisons.isEmpty { plan.compareAll() }
    return plan
  }

  /// Compares every factor that is not tuned; where each is, those.
  private mutating func compareAll() {
    report.namesComparisons = false
    let free = factors.map(\.path).filter { !tune.contains($0) }
    for path in free.isEmpty ? tune : free { compare(path) }
    tune.removeAll { path in comparisons.contains { $0.path == path } }
  }
}

extension StoredPlan.Hypothesis {
  /// The hypothesis with the places of its configurations in another plan; nil where one is not there.
  fileprivate func moved(to plan: StoredPlan, from old: StoredPlan) -> StoredPlan.Hypothesis? {
    let places = Dictionary(
      plan.configurations.enumerated().map { ($1.configID, $0) },
      uniquingKeysWith: { first, _ in first })
    var moved = self
    moved.groups = groups.map { group in
      group.compactMap { places[old.configurations[$0].configID] }
    }
    return moved.groups.map(\.count) == groups.map(\.count) ? moved : nil
  }
}
