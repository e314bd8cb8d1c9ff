import DescentReports
import DescentStore
import Foundation

/// A sweep of which each draw has other scores: levels × settings × seeds, without curves.
///
///     y(l, s, k) = setting(s) + effect(l) + σ (√ρ a(l, k) + √(1 − ρ) e(l, s, k))
///
/// with a and e standard normal. The share ρ of a difference's variance is common to the settings of a
/// seed, which is what a test on cells would get wrong.
struct SimulatedSweep: Sweep {
  let plan: StoredPlan
  private let levels: Int
  private let seeds: Int
  private var runs: [StoredOutcome]

  static let settings = 3
  static let deviation = 0.02
  static let shared = 0.5

  init(levels: Int, seeds: Int) {
    let sweep = SweepBuilder(
      axes: [
        .init("optimizer", (1...levels).map { "level\($0)" }),
        .init("model.depth", (1...Self.settings).map { "\($0)" }),
      ], seeds: Array(1...seeds), compare: ["optimizer"]
    ).sweep { _, _ in .ok(0.1, 0) }
    plan = sweep.plan
    self.levels = levels
    self.seeds = seeds
    runs = plan.runs.compactMap { sweep.outcomes[$0.runID] }
  }

  /// The standard deviation of the difference of two levels in one seed, averaged over the settings.
  static var deviationOfDifference: Double {
    deviation * (2 * (shared + (1 - shared) / Double(settings))).squareRoot()
  }

  /// Draws all runs anew; `lead` is what the first level is better by.
  mutating func draw(lead: Double, failureRate: Double, _ random: inout SplitMix64) {
    var index = 0
    for level in 0..<levels {
      let common = (0..<seeds).map { _ in normal(&random) * Self.shared.squareRoot() }
      for setting in 0..<Self.settings {
        for seed in 0..<seeds {
          let own = normal(&random) * (1 - Self.shared).squareRoot()
          let effect = 0.5 + 0.1 * Double(setting) + (level == 0 ? lead : 0)
          let failed = Double.random(in: 0..<1, using: &random) < failureRate
          runs[index].run.status = failed ? .diverged : .ok
          runs[index].history[1].validation["accuracy"] =
            effect + Self.deviation * (common[seed] + own)
          index += 1
        }
      }
    }
  }

  func forEachOutcome(_ body: (StoredOutcome) -> Void) { runs.forEach(body) }

  func forEachOutcome(of runIDs: Set<String>, _ body: (StoredOutcome) -> Void) {
    runs.filter { runIDs.contains($0.run.runID) }.forEach(body)
  }

  func resolvedConfigurations() -> [String: String] { [:] }
}

/// A standard normal number (Box and Muller 1958).
private func normal(_ random: inout SplitMix64) -> Double {
  let radius = (-2 * log(1 - Double.random(in: 0..<1, using: &random))).squareRoot()
  return radius * cos(2 * .pi * Double.random(in: 0..<1, using: &random))
}
