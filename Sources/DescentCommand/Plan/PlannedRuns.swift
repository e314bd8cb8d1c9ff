import ArgumentParser
import Descent
import DescentExperiments
import DescentReports
import DescentStore
import Foundation

/// The runs of a plan as a table: what each is, and whether its result is there already.
///
/// Its columns are called as those of `runs.csv`; `state` is `new`, `reused` or `skipped`.
struct PlannedRuns {
  let plan: StoredPlan
  /// The ids of the runs whose results are there.
  let reused: Set<String>
  /// The ids of the runs whose settings do not go together.
  let skipped: Set<String>

  /// How a plan is told.
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, csv, json }

  private static let columns = ["run_id", "config_id", "seed", "fold", "studies", "state"]

  /// The table in a format; as CSV where that is not JSON.
  func text(_ format: Format) -> String { format == .json ? json : csv }

  private var csv: String {
    let factors = FactorColumns(plan)
    let places = self.places
    var table = CSVTable("plan.csv", columns: Self.columns + factors.names)
    for run in plan.runs {
      table.append(
        [
          .text(run.runID), .text(run.configID), .integer(run.seed), .integer(run.fold),
          .text(run.studies.joined(separator: ";")), .text(state(run)),
        ] + (places[run.configID].map { factors.fields[$0] } ?? []))
    }
    return table.text
  }

  /// A list with an object for each run, one a line.
  private var json: String {
    let places = self.places
    let lines = plan.runs.map { run -> String in
      var members: [(String, Value?)] = [
        ("run_id", .text(run.runID)), ("config_id", .text(run.configID)),
        ("seed", .integer(run.seed)), ("fold", run.fold.map { .integer($0) }),
        ("studies", .text(run.studies.joined(separator: ";"))), ("state", .text(state(run))),
      ]
      let levels = places[run.configID].map { plan.configurations[$0].factorLevels } ?? [:]
      for factor in plan.factors {
        let level = levels[factor.path].map { level -> Value in
          (factor.isNumeric ? Double(level) : nil).map { .number($0) } ?? .text(level)
        }
        members.append((factor.column, level))
      }
      let texts = members.map { "\($0.jsonString): \($1?.canonicalJSON ?? "null")" }
      return "  {" + texts.joined(separator: ", ") + "}"
    }
    return "[\n" + lines.joined(separator: ",\n") + "\n]\n"
  }

  private func state(_ run: StoredPlan.PlannedRun) -> String {
    if skipped.contains(run.runID) { return "skipped" }
    return reused.contains(run.runID) ? "reused" : "new"
  }

  private var places: [String: Int] {
    Dictionary(
      plan.configurations.enumerated().map { ($1.configID, $0) },
      uniquingKeysWith: { first, _ in first })
  }
}
