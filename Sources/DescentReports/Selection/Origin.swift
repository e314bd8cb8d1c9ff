package import DescentStore

/// Where runs come from: a results folder, and its last plan.
package struct Origin: Sendable, Equatable, Encodable {
  package var folder: String
  package var name: String
  package var experimentFile: String
  package var experimentText: String
  package var experimentSHA256: String
  package var commandLine: [String]
  package var plannedAt: String
  package var plannedRuns: Int
  package var provenance: StoredPlan.Provenance

  package init(_ plan: StoredPlan, folder: String) {
    self.folder = folder
    name = plan.name
    experimentFile = plan.file
    experimentText = plan.text
    experimentSHA256 = plan.sha256
    commandLine = plan.commandLine
    plannedAt = plan.createdAt
    plannedRuns = plan.runs.count
    provenance = plan.provenance
  }
}
