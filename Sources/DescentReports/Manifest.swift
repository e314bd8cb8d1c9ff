import DescentStore
import Foundation

/// What is needed to run the sweep again: manifest.json.
struct Manifest: Encodable {
  var name: String
  var question: String?
  var experimentFile: String
  var experimentText: String
  var experimentSHA256: String
  var commandLine: [String]
  var rerun: String
  var plannedAt: String
  var startedAt: String?
  var endedAt: String?
  var runs: [String: Int]
  var seeds: [Int]
  var selection: StoredPlan.Selection
  var target: StoredPlan.Target?
  var factors: [StoredPlan.Factor]
  var comparisons: [StoredPlan.Comparison]
  var tune: [String]
  var report: Options
  var provenance: StoredPlan.Provenance
  var builds: [String]

  struct Options: Encodable {
    var confidence: Double
    var scope = "grid"
    var test = "paired_t"
    var correction = "holm"
    var signFlipDraws = SignFlip.draws
  }

  init(_ analysis: Analysis) {
    let plan = analysis.plan
    name = plan.name
    question = plan.question
    experimentFile = plan.file
    experimentText = plan.text
    experimentSHA256 = plan.sha256
    commandLine = plan.commandLine
    rerun = "the same build on the same machine repeats every number but the times bit for bit"
    plannedAt = plan.createdAt
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
    report = Options(confidence: analysis.confidence)
    provenance = plan.provenance
    builds = Set(own.map(\.build)).sorted()
  }

  /// JSON with sorted snake_case keys.
  func json() -> String {
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
