package import DescentStore

/// What a report keeps of a run's outcome: of its curves what it says of them, not the curves.
///
/// An object, since the lists of runs that a report makes would otherwise copy all of it.
package final class RunSummary: Sendable {
  /// Without its configuration's text, by far the longest value, which no report shows.
  package let run: RunRow
  package let curve: CurveSummary
  /// Nil where no layers were measured.
  package let layers: LayerProfile?
  /// By hypothesis, in the order of the plan.
  package let readings: [Reading]

  package init(_ outcome: StoredOutcome, _ plan: StoredPlan) {
    var run = outcome.run
    run.configuration = ""
    self.run = run
    curve = CurveSummary(outcome, plan)
    layers = LayerProfile(outcome.layers)
    readings = plan.hypotheses.map { Reading(outcome, $0.metric, plan.selection) }
  }
}
