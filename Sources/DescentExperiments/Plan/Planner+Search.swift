import DescentStore

extension Planner {
  /// A search compares runs after as many epochs, by a number that is measured in each of them.
  mutating func checkSearch(
    _ configurations: [Plan.PlannedConfiguration], _ comparison: ComparisonPlan
  ) {
    guard let search = document.search else { return }
    let epochs = Set(configurations.compactMap { $0.configuration.integer("training.epochs") })
    if epochs.count > 1 {
      report(
        "'search' counts its budget in epochs, so 'training.epochs' must be the same for all runs",
        at: search.position, "E06")
    }
    if let most = epochs.max(), search.value.minEpochs > most {
      report(
        "'search.min_epochs' is \(search.value.minEpochs), more than the \(most) of a whole training",
        at: search.position, "E05")
    }
    if comparison.selection.metric.hasPrefix("test_") {
      report(
        "'search' compares runs before their end, where '\(comparison.selection.metric)' is not measured",
        at: search.position, "E17")
    }
  }
}
