package import DescentStore
import Foundation

/// What is needed to run the sweep again: manifest.json.
package struct Manifest: Encodable {
  package var name: String
  package var question: String?
  /// Of a report of several results folders, each of ``sources`` has its own.
  package var experimentFile: String?
  package var experimentText: String?
  package var experimentSHA256: String?
  package var commandLine: [String]
  package var rerun: String
  package var plannedAt: String?
  package var startedAt: String?
  package var endedAt: String?
  package var runs: [String: Int]
  package var seeds: [Int]
  package var selection: StoredPlan.Selection
  package var target: StoredPlan.Target?
  package var factors: [StoredPlan.Factor]
  package var comparisons: [StoredPlan.Comparison]
  package var tune: [String]
  package var report: Options
  package var provenance: StoredPlan.Provenance?
  /// How the runs were chosen; nil where they are those of one whole plan.
  package var view: View?
  package var sources: [Origin]?
  package var builds: [String]

  package struct Options: Encodable {
    package var confidence: Double
    package var scope: StoredPlan.ReportSettings.Scope
    package var test: StoredPlan.ReportSettings.Test
    package var aggregate: StoredPlan.ReportSettings.Aggregate
    package var sesoi: Double?
    package var baseline: [String: String]
    package var failureScore: Double?
    package var correction = "holm"
    package var signFlipDraws = SignFlip.draws
    package var bootstrapDraws = SeedBootstrap.draws
    package var bootstrapSeed = SeedBootstrap.seed
  }

  /// What was asked of the stored runs.
  package struct View: Encodable {
    package var conditions: [String]
    package var groupBy: String?
    package var metric: String?
    package var baselines: [String]
    /// Runs of all results folders, each once, of which the report holds those that meet the conditions.
    package var plannedRuns: Int

    package init(_ view: ReportView) {
      conditions = view.query.conditions
      groupBy = view.query.grouping
      metric = view.query.metric
      baselines = view.query.baselines
      plannedRuns = view.plannedRuns
    }
  }

  package init(_ analysis: Analysis) {
    let plan = analysis.plan
    name = plan.name
    question = plan.question
    let origins = analysis.origins
    if origins.count > 1 {
      sources = origins
    } else {
      experimentFile = plan.file
      experimentText = plan.text
      experimentSHA256 = plan.sha256
      plannedAt = plan.createdAt
      provenance = plan.provenance
    }
    view = analysis.view.map(View.init)
    commandLine = analysis.view?.commandLine ?? plan.commandLine
    rerun = "the same build on the same machine repeats every number but the times bit for bit"
    let own = analysis.scores.runs.map(\.run)
    startedAt = own.map(\.startedAt).min()
    endedAt = own.compactMap(Self.end).max()?.formatted(.iso8601)
    var runs = Dictionary(uniqueKeysWithValues: RunStatus.allCases.map { ($0.rawValue, 0) })
    for run in own { runs[run.status.rawValue, default: 0] += 1 }
    runs["planned"] = plan.runs.count
    runs["not_reached"] = plan.runs.count - own.count
    self.runs = runs
    seeds = analysis.scores.seeds
    selection = plan.selection
    target = plan.target
    factors = plan.factors
    comparisons = plan.comparisons
    tune = plan.tune
    let settings = plan.report
    report = Options(
      confidence: analysis.confidence, scope: settings.scope, test: settings.test,
      aggregate: settings.aggregate, sesoi: settings.sesoi, baseline: settings.baseline,
      failureScore: settings.failureScore)
    builds = Set(own.map(\.build)).sorted()
  }

  /// JSON with sorted snake_case keys.
  package func json() -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .custom { path in
      // Run statuses and other keys that are data are single words already.
      Key(stringValue: snakeCase(path.last?.stringValue ?? ""))
    }
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else {
      preconditionFailure("a manifest cannot be written as JSON")
    }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  private static func end(_ run: RunRow) -> Date? {
    guard let start = try? Date(run.startedAt, strategy: .iso8601), run.wallSeconds.isFinite else {
      return nil
    }
    return start + run.wallSeconds
  }

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }

    init?(intValue: Int) { nil }
  }
}

/// `experimentSHA256` as `experiment_sha256`.
private func snakeCase(_ name: String) -> String {
  var result = ""
  var wasLower = false
  for character in name {
    if character.isUppercase && wasLower { result += "_" }
    wasLower = character.isLowercase
    result += character.lowercased()
  }
  return result
}
