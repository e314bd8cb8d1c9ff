import DescentStore

/// The plans of a query with the metric that scores them all.
struct QueryScoring {
  private(set) var plans: [StoredPlan]
  private(set) var mistakes: [QueryMistake] = []

  /// - Parameters:
  ///   - column: What is asked for; nil: what the plans say.
  ///   - sources: At least one.
  init(_ column: String?, _ sources: [QueryPlanner.Source]) {
    plans = sources.map(\.plan)
    let recorded = sources.map { Self.columns($0.plan, $0.resolved) }
    let common = recorded[0].filter { name in recorded.allSatisfy { $0.contains(name) } }
    if let column {
      let name = MetricName(column)
      let selections = plans.compactMap { $0.selection(of: column) }
      guard common.contains("\(name.part)_\(name.metric)"), selections.count == plans.count else {
        mistakes.append(.notRecorded(column: column, recorded: common))
        return
      }
      for (index, selection) in selections.enumerated() {
        // In the units of another metric these mean nothing.
        if MetricName(plans[index].selection.metric).metric != name.metric {
          plans[index].report.sesoi = nil
          plans[index].report.failureScore = nil
        }
        plans[index].selection = selection
      }
    }
    let (first, others) = (plans[0].selection, plans.dropFirst().map(\.selection))
    if others.contains(where: { $0.atBest != first.atBest }) { mistakes.append(.differentEpochs) }
    let isAlike = others.allSatisfy {
      ($0.metric, $0.component, $0.maximize) == (first.metric, first.component, first.maximize)
    }
    if !isAlike {
      mistakes.append(
        .differentMetrics(
          zip(sources, plans).map { "\($0.folder): \($1.selection.metric)" }, recorded: common))
    }
  }

  /// The columns that can score the runs of a plan.
  private static func columns(_ plan: StoredPlan, _ resolved: [String: String]) -> [String] {
    let settings = ConfigurationSettings.all(of: plan, resolved)
    let parts = settings.allSatisfy(\.hasTestPart) ? ["val", "train", "test"] : ["val", "train"]
    return parts.flatMap { part in (["loss"] + plan.metrics).map { part + "_" + $0 } }
      .filter { plan.selection(of: $0) != nil }
  }
}
