package import DescentStore

extension StoredPlan {
  /// The plan with a varied setting as its first comparison, the one that the answer is about.
  ///
  /// A setting that was tuned is no longer: its levels are what is asked about.
  package func grouped(by path: String) -> StoredPlan {
    var plan = self
    plan.tune.removeAll { $0 == path }
    if !plan.comparisons.contains(where: { $0.path == path }) { plan.compare(path) }
    let place = plan.comparisons.firstIndex { $0.path == path }
    if let place { plan.comparisons.insert(plan.comparisons.remove(at: place), at: 0) }
    plan.report.namesComparisons = true
    return plan
  }

  /// Compares the levels of a varied setting, behind the comparisons that there are.
  ///
  /// A level of a component holds the settings of its own, such as `momentum(momentum=0.5)`, where its name
  /// has several. A setting is the component's own unless some value of it occurs with every component: only
  /// such a value can pair two of them. One that is tuned is no part of a level.
  package mutating func compare(_ path: String) {
    let own = ownSettings(of: path)
    var values: [String: [String: Set<String>]] = [:]
    for configuration in configurations {
      guard let name = configuration.factorLevels[path] else { continue }
      for setting in own {
        guard let value = configuration.factorLevels[setting] else { continue }
        values[setting, default: [:]][name, default: []].insert(value)
      }
    }
    var (levels, seen): ([String], Set<String>) = ([], [])
    for index in configurations.indices {
      guard let name = configurations[index].factorLevels[path] else { continue }
      let varied = own.compactMap { setting -> String? in
        guard let value = configurations[index].factorLevels[setting],
          values[setting]?[name]?.count ?? 0 > 1
        else { return nil }
        return setting.dropFirst(path.count + 1) + "=" + value
      }
      let level = varied.isEmpty ? name : name + "(" + varied.joined(separator: ", ") + ")"
      configurations[index].comparisonLevels[path] = level
      if seen.insert(level).inserted { levels.append(level) }
    }
    // Names in the order of the factor, the levels of one name as the plan has them.
    if own.isEmpty, let factor = factors.first(where: { $0.path == path }) {
      levels = factor.levels
    }
    comparisons.append(
      Comparison(path: path, levels: levels, ownPaths: [path] + own + derived(path)))
  }

  /// The varied settings of a component that do not occur with every other one.
  private func ownSettings(of path: String) -> [String] {
    let names = Set(configurations.compactMap { $0.factorLevels[path] })
    return factors.map(\.path).filter { setting in
      guard setting.hasPrefix(path + "."), !tune.contains(setting) else { return false }
      var holders: [String: Set<String>] = [:]
      for configuration in configurations {
        guard let name = configuration.factorLevels[path],
          let value = configuration.factorLevels[setting]
        else { continue }
        holders[value, default: []].insert(name)
      }
      return !holders.values.contains(names)
    }
  }

  /// What else changes with the hidden layers.
  private func derived(_ path: String) -> [String] {
    let others: [String] =
      switch path {
      case "model.hidden": ["model.depth", "model.width"]
      case "model.depth", "model.width": ["model.hidden"]
      default: []
      }
    return others.filter { other in factors.contains { $0.path == other } }
  }
}
