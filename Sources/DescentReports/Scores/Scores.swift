package import DescentStore
import Foundation

/// The scores of a sweep, by configuration and seed, after the rules of failure.
///
/// A failed run scores like an untrained network and stays in every count; a run that was
/// interrupted, skipped or not reached is a missing cell.
package struct Scores {
  package private(set) var plan: StoredPlan
  package let direction: Direction
  /// The runs with an outcome, in the order of the plan.
  package let runs: [ScoredRun]
  /// Every seed of the plan, ascending.
  package let seeds: [Int]
  /// What an untrained network scores, by data set and loss.
  package let failureScores: [TrainingTask: Double]
  /// By configuration in the order of the plan, then by seed as in ``seeds``.
  package let cells: [[Cell?]]
  /// By configuration in the order of the plan.
  package let configurationTallies: [Tally]
  /// How many seeds the plan wants of each configuration.
  package let plannedSeeds: [Int]
  /// By configuration, the epoch at which a search stopped it.
  private let stops: [Int: Int]

  /// What scores of one kind share.
  package struct TrainingTask: Hashable {
    package var dataset: String
    package var loss: String
  }

  /// One configuration with one seed; the mean over the folds where there are folds.
  package struct Cell: Equatable {
    /// The score that tests use.
    package var capped: Double
    /// The run's own score; nil where it failed.
    package var own: Double?
    package var failed: Bool

    package init(capped: Double, own: Double?, failed: Bool) {
      self.capped = capped
      self.own = own
      self.failed = failed
    }
  }

  package init<Source: Sweep>(_ sweep: Source) throws(Source.Failure) {
    let plan = sweep.plan
    self.plan = plan
    let direction = Direction(maximize: plan.selection.maximize)
    self.direction = direction
    let positions = Dictionary(
      plan.configurations.enumerated().map { ($1.configID, $0) },
      uniquingKeysWith: { first, _ in first })
    let tasks = plan.configurations.map { TrainingTask(dataset: $0.dataset, loss: $0.loss) }

    let places = Dictionary(grouping: plan.runs.indices) { plan.runs[$0].runID }
    var scored: [ScoredRun?] = Array(repeating: nil, count: plan.runs.count)
    try sweep.forEachOutcome { outcome in
      let summary = RunSummary(outcome, plan)
      for place in places[outcome.run.runID] ?? [] {
        guard let position = positions[plan.runs[place].configID] else { continue }
        scored[place] = ScoredRun(
          planned: plan.runs[place], configuration: position, summary: summary)
      }
    }
    var runs = scored.compactMap { $0 }
    let failureScores = Self.failureScores(of: runs, tasks: tasks, given: plan.report.failureScore)
    for index in runs.indices where runs[index].run.status.hasScore {
      guard let failure = failureScores[tasks[runs[index].configuration]] else {
        runs[index].cappedScore = runs[index].score
        continue
      }
      runs[index].cappedScore =
        runs[index].score.map { direction.capped($0, at: failure) }
        ?? (runs[index].failed ? failure : nil)
    }
    Learning.judge(&runs, tasks: tasks)
    self.runs = runs
    var tallies = Array(repeating: Tally(), count: plan.configurations.count)
    for run in runs { tallies[run.configuration].add(run.run.status) }
    configurationTallies = tallies
    stops = Self.stops(runs)
    self.failureScores = failureScores

    seeds = Set(plan.runs.map(\.seed)).sorted()
    let columns = Dictionary(uniqueKeysWithValues: seeds.enumerated().map { ($1, $0) })
    var planned = Array(
      repeating: Array(repeating: 0, count: seeds.count), count: plan.configurations.count)
    for run in plan.runs {
      guard let row = positions[run.configID], let column = columns[run.seed] else { continue }
      planned[row][column] += 1
    }
    plannedSeeds = planned.map { row in row.count { $0 > 0 } }
    var byCell: [[[Int]]] = planned.map { row in row.map { _ in [] } }
    for (index, run) in runs.enumerated() {
      guard let column = columns[run.planned.seed] else { continue }
      byCell[run.configuration][column].append(index)
    }
    cells = byCell.indices.map { row in
      byCell[row].indices.map { column in
        Self.cell(byCell[row][column].map { runs[$0] }, planned: planned[row][column])
      }
    }
  }

  /// Makes a comparison the one that the answer is about.
  package mutating func putFirst(_ path: String) {
    guard let index = plan.comparisons.firstIndex(where: { $0.path == path }) else { return }
    plan.comparisons.insert(plan.comparisons.remove(at: index), at: 0)
  }

  /// The scores of some configurations alone, with the failure scores of the whole.
  package func restricted(to configurations: [Int]) -> Scores { Scores(self, configurations) }

  private init(_ whole: Scores, _ configurations: [Int]) {
    let places = Dictionary(uniqueKeysWithValues: configurations.enumerated().map { ($1, $0) })
    var plan = whole.plan
    plan.configurations = configurations.map { whole.plan.configurations[$0] }
    let ids = Set(plan.configurations.map(\.configID))
    plan.runs = whole.plan.runs.filter { ids.contains($0.configID) }
    self.plan = plan
    direction = whole.direction
    runs = whole.runs.compactMap { run in places[run.configuration].map(run.moved) }
    seeds = whole.seeds
    failureScores = whole.failureScores
    stops = Self.stops(runs)
    cells = configurations.map { whole.cells[$0] }
    configurationTallies = configurations.map { whole.configurationTallies[$0] }
    plannedSeeds = configurations.map { whole.plannedSeeds[$0] }
  }

  // MARK: - Private

  /// c₀: the median over all runs of the primary metric before training, by data set and loss.
  ///
  /// A test metric is not measured before training; its validation twin stands in. A score that the
  /// experiment file gives takes its place.
  private static func failureScores(
    of runs: [ScoredRun], tasks: [TrainingTask], given: Double?
  ) -> [TrainingTask: Double] {
    if let given {
      return Dictionary(uniqueKeysWithValues: Set(tasks).map { ($0, given) })
    }
    var values: [TrainingTask: [Double]] = [:]
    for run in runs {
      guard let value = run.curve.untrainedScore else { continue }
      values[tasks[run.configuration], default: []].append(value)
    }
    return values.compactMapValues { Sample($0).median }
  }

  private static func stops(_ runs: [ScoredRun]) -> [Int: Int] {
    Dictionary(
      runs.filter { $0.run.status == .pruned }.map { ($0.configuration, $0.run.epochsRun) },
      uniquingKeysWith: min)
  }

  /// The mean over folds to 12 significant digits, so that its rounding does not look like luck between seeds.
  private static func mean(_ folds: [Double]) -> Double? {
    guard folds.count > 1, let mean = Sample(folds).mean, mean != 0, mean.isFinite else {
      return Sample(folds).mean
    }
    let unit = pow(10, 11 - log10(abs(mean)).rounded(.down))
    return (mean * unit).rounded() / unit
  }

  private static func cell(_ runs: [ScoredRun], planned: Int) -> Cell? {
    let capped = runs.compactMap(\.cappedScore)
    guard planned > 0, capped.count == planned, let mean = mean(capped) else { return nil }
    let own = runs.compactMap(\.score)
    return Cell(
      capped: mean, own: own.count == planned ? self.mean(own) : nil,
      failed: runs.contains(where: \.failed))
  }
}

// MARK: - Counts

extension Scores {
  /// How many runs ended in each way.
  package var statusCounts: [RunStatus: Int] {
    runs.reduce(into: [:]) { $0[$1.run.status, default: 0] += 1 }
  }

  /// Runs that did not fail, were trained to their end and yet did not learn.
  package var stuckCount: Int {
    runs.count { $0.isOK && !$0.learned && $0.run.status != .pruned }
  }
  /// Runs that did not fail and yet have no score, since the metric is not defined on their rows.
  package var undefinedCount: Int {
    runs.count { $0.run.status.hasScore && !$0.failed && $0.cappedScore == nil }
  }
  /// Runs that were never to be trained, since their settings do not go together.
  package var skippedCount: Int { runs.count { $0.run.status == .skipped } }
  package var failedCount: Int { runs.count(where: \.failed) }
  /// Whether there are runs, and every one that is scored failed.
  package var hasFailedThroughout: Bool {
    failedCount > 0 && runs.allSatisfy { $0.failed || !$0.run.status.hasScore }
  }
  package var plannedCount: Int { plan.runs.count }
  /// The seeds in which some configuration has a score.
  package var scoredSeeds: [Int] {
    seeds.indices.filter { column in cells.contains { $0[column] != nil } }.map { seeds[$0] }
  }

  /// The epoch at which a search stopped the runs of a configuration; nil for one that was trained to its end.
  package func stoppedAt(_ configuration: Int) -> Int? { stops[configuration] }
  /// How many configurations a search stopped, by epoch.
  package var stopCounts: [Int: Int] {
    stops.values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}
