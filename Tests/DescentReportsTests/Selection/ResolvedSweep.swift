import DescentStore

/// A sweep whose runs hold their resolved configurations, which name them.
///
/// - Parameters:
///   - sweep: Its levels are the varied settings.
///   - fixed: The others, as JSON by path.
///   - missing: Levels of configurations of which no run was reached.
/// - Returns: The same runs under other ids.
func resolved(
  _ sweep: SmallSweep, _ fixed: [String: String] = [:], missing: [String: String]? = nil
) -> SmallSweep {
  var sweep = sweep
  var ids: [String: String] = [:]
  var texts: [String: String] = [:]
  var unreached: Set<String> = []
  for index in sweep.plan.configurations.indices {
    let configuration = sweep.plan.configurations[index]
    var members = fixed
    for (path, level) in configuration.factorLevels {
      let isSlot = ["optimizer", "loss", "model.activation"].contains(path)
      members[path + (isSlot ? ".name" : "")] = Double(level) == nil ? "\"\(level)\"" : level
    }
    let text = members.sorted { $0.key < $1.key }.map { "\"\($0)\":\($1)" }.joined(separator: ",")
    let old = configuration.configID
    ids[old] = "c" + text
    texts[old] = "{\(text)}"
    sweep.plan.configurations[index].configID = "c" + text
    if let missing, missing.allSatisfy({ configuration.factorLevels[$0.key] == $0.value }) {
      unreached.insert(old)
    }
  }
  let outcomes = sweep.outcomes
  sweep.outcomes = [:]
  for index in sweep.plan.runs.indices {
    let run = sweep.plan.runs[index]
    let id = "r\(run.seed)" + (ids[run.configID] ?? "")
    sweep.plan.runs[index].runID = id
    sweep.plan.runs[index].configID = ids[run.configID] ?? ""
    guard var outcome = outcomes[run.runID], !unreached.contains(run.configID) else { continue }
    outcome.run.runID = id
    outcome.run.configuration = texts[run.configID] ?? ""
    outcome.run.configID = ids[run.configID] ?? ""
    sweep.outcomes[id] = outcome
  }
  sweep.plan.metricKinds = ["accuracy": StoredPlan.MetricKind(maximize: true)]
  return sweep
}

extension SmallSweep {
  /// Optimizers × depths, with settings that are fixed.
  static func optimizersAndDepths(
    _ optimizers: [String] = ["sgd", "adam"], depths: [String] = ["1", "2", "8"],
    fixed: [String: String] = ["training.epochs": "20", "data.split": "[0.6,0.2,0.2]"],
    seeds: [Int] = [1, 2, 3], compare: [String]? = nil, missing: [String: String]? = nil
  ) -> SmallSweep {
    var axes: [SweepBuilder.Axis] = []
    var fixed = fixed
    if optimizers.count > 1 {
      axes.append(.init("optimizer", optimizers))
    } else {
      fixed["optimizer.name"] = "\"\(optimizers[0])\""
    }
    axes.append(.init("model.depth", depths))
    let sweep = SweepBuilder(axes: axes, seeds: seeds, compare: compare).sweep { levels, seed in
      .ok(
        0.1,
        (levels["optimizer"] == "adam" ? 0.9 : 0.8) + 0.01
          * noise(seed, levels["model.depth"] ?? ""))
    }
    return resolved(sweep, fixed, missing: missing)
  }
}
