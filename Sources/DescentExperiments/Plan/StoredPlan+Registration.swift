public import DescentStore
import Foundation

extension StoredPlan {
  /// Declares what the plan holds, behind what was declared before.
  ///
  /// Nothing that was declared is ever overwritten. Where the declaration and the seeds are those of the last
  /// registration, or where there never was a hypothesis, nothing is added.
  ///
  /// - Parameters:
  ///   - earlier: The registrations of the results folder.
  ///   - runsCompleted: Its runs that are done.
  ///   - commit: That of the program.
  public mutating func register(
    after earlier: [Registration], runsCompleted: Int, commit: String
  ) {
    registrations = earlier
    guard !hypotheses.isEmpty || !earlier.isEmpty else { return }
    var entries = declaration
    // What only the command line leaves out is not withdrawn.
    for id in hypothesesLeftOut ?? [] {
      let entry = Registration.entry(of: id)
      if let declared = earlier.last?.entries[entry] { entries[entry] = declared }
    }
    let json = Registration.json(entries)
    let hash = SHA256.hexDigest(of: Data(json.utf8))
    let seeds = Set(runs.map(\.seed)).sorted()
    if let last = earlier.last, last.sha256 == hash, last.seeds == seeds { return }
    registrations.append(
      Registration(
        sha256: hash, registeredAt: createdAt, commit: commit, runsCompleted: runsCompleted,
        seeds: seeds, runs: runs.map(\.runID), entries: entries))
  }

  /// Canonical JSON of all that decides what is tested and how, by entry.
  var declaration: [String: String] {
    var entries = [
      "select": Self.canonicalJSON(selection),
      "compare": Self.canonicalJSON(comparisons.map(\.path)),
      "tune": Self.canonicalJSON(tune),
      "report": Self.canonicalJSON(DeclaredReport(report)),
    ]
    for hypothesis in hypotheses {
      entries[Registration.entry(of: hypothesis.id)] = Self.canonicalJSON(
        DeclaredHypothesis(hypothesis))
    }
    return entries
  }

  /// JSON with sorted keys and the shortest numbers.
  private static func canonicalJSON(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else {
      preconditionFailure("a \(type(of: value)) cannot be written as JSON")
    }
    return String(decoding: data, as: UTF8.self)
  }
}

/// The settings of the report that decide about a test.
private struct DeclaredReport: Encodable {
  var confidence: Double
  var sesoi: Double?
  var scope: StoredPlan.ReportSettings.Scope
  var test: StoredPlan.ReportSettings.Test
  var baseline: [String: String]

  init(_ report: StoredPlan.ReportSettings) {
    confidence = report.confidence
    sesoi = report.sesoi
    scope = report.scope
    test = report.test
    baseline = report.baseline
  }
}

/// A hypothesis as the file gives it, without what follows from the plan.
private struct DeclaredHypothesis: Encodable {
  var claim: String
  var expect: String
  var factor: String?
  var levels: [String]?
  var metric: [String: String]
  var `where`: [String: String]
  var tune: [String]
  var scope: StoredPlan.ReportSettings.Scope
  var alpha: Double

  init(_ hypothesis: StoredPlan.Hypothesis) {
    claim = hypothesis.claim
    expect = hypothesis.expectation.description
    factor = hypothesis.factor
    // A trend's levels are those of the grid, which may grow.
    if case .trend = hypothesis.expectation { levels = nil } else { levels = hypothesis.levels }
    metric = hypothesis.metric.settings
    self.where = hypothesis.conditions
    tune = hypothesis.tune
    scope = hypothesis.scope
    alpha = hypothesis.alpha
  }
}
