import Descent
import DescentStore

// What is worth knowing before the run, and no mistake.
extension Planner {
  mutating func noteOddities(
    _ expansion: Expansion, _ configurations: [Plan.PlannedConfiguration],
    _ comparison: ComparisonPlan
  ) {
    if comparison.selection.metric.hasPrefix("test_") {
      note(
        "'select' looks at the test part, which then no longer tells how well the best one does on "
          + "rows that nothing was chosen by")
    }
    notes += expansion.notes + comparison.notes
    noteBudgets(comparison)
    if document.seeds.count == 1, !comparison.hypotheses.isEmpty {
      note("hypotheses are tested over seeds: with one seed they can only be inconclusive")
    }
    let tasks = Set(configurations.map(\.task)).count
    if tasks > 1 {
      note(
        "the configurations learn \(tasks) different tasks: a score in one does not say the same as in "
          + "another")
    }
    if let planned = configurations.first(where: { $0.configuration.hasIdleResidual }) {
      note(
        "'model.residual' changes nothing for model.hidden "
          + "\(planned.configuration["model.hidden"] ?? []): no layer is as wide as the one before")
    }
    if document.seeds.count < 6, !comparison.comparisons.isEmpty {
      note(
        "\(document.seeds.count) seed\(document.seeds.count == 1 ? "" : "s"): below 6, the exact "
          + "companion test cannot reach 0.05")
    }
  }

  /// The best of many settings looks better than the best of few.
  private mutating func noteBudgets(_ comparison: ComparisonPlan) {
    guard !comparison.tune.isEmpty else { return }
    for factor in comparison.comparisons {
      let byLevel = Dictionary(grouping: comparison.levels) { $0.comparisons[factor.path] }
      let counts = factor.levels.map { byLevel[$0]?.count ?? 0 }
      guard Set(counts).count > 1 else { continue }
      let list = zip(factor.levels, counts).map { "\($0) \($1)" }.joined(separator: ", ")
      note(
        "'\(factor.path)' has unequal tuning budgets, and more settings are more chances: \(list)")
    }
  }

  private mutating func note(_ message: String) {
    notes.append(Diagnostic(message, severity: .note))
  }
}
