import DescentStore

/// The numbers of a hypothesis by configuration and seed, after the rules of failure.
///
/// A failed run counts like an untrained network where the metric has a better side, as one epoch or one second
/// beyond the budget where a target is missed, and otherwise as the number that speaks most against
/// the claim. A run that was not reached is a missing cell.
struct ClaimCells {
  let hypothesis: StoredPlan.Hypothesis
  /// By configuration in the order of the plan, then by seed; nil is missing.
  private var cells: [[Cell?]]
  /// The smallest and the largest number of any cell.
  let range: ClosedRange<Double>?

  struct Cell {
    /// Nil: whatever speaks most against the claim.
    var value: Double?
    /// Whether a run failed, so that the value is not its own.
    var isReplaced: Bool
    /// Whether a run that did not fail never reached the target.
    var isMissed = false
  }

  init(_ index: Int, _ scores: Scores) {
    let hypothesis = scores.plan.hypotheses[index]
    self.hypothesis = hypothesis
    let (plan, metric) = (scores.plan, hypothesis.metric)
    let involved = Set(hypothesis.groups.joined())
    let runs = scores.runs.filter { involved.contains($0.configuration) }
    let untrained = Self.untrained(scores.runs, index, plan)
    let longest = runs.map { $0.readings[index].seconds }.max() ?? 0
    func cell(_ run: ScoredRun) -> Cell? {
      guard run.run.status.hasScore else { return nil }
      let reading = run.readings[index]
      switch metric.name {
      case "failure_rate": return Cell(value: reading.value, isReplaced: false)
      case "epochs_to":
        let isLate = reading.value == nil
        return Cell(
          value: reading.value ?? Double(hypothesis.budget + 1), isReplaced: isLate && run.failed,
          isMissed: isLate && !run.failed)
      case "seconds_to":
        let isLate = reading.value == nil
        return Cell(
          value: reading.value ?? longest + 1, isReplaced: isLate && run.failed,
          isMissed: isLate && !run.failed)
      default: break
      }
      guard let maximize = metric.maximize else {
        if let value = reading.value { return Cell(value: value, isReplaced: false) }
        return run.failed ? Cell(value: nil, isReplaced: true) : nil
      }
      let failure = untrained[Self.task(of: run, plan)]
      guard let value = reading.value else {
        return run.failed ? failure.map { Cell(value: $0, isReplaced: true) } : nil
      }
      // No run ends with less than an untrained network has; before its end it may.
      guard metric.epochs == .final || metric.epochs == .best, let failure else {
        return Cell(value: value, isReplaced: false)
      }
      return Cell(
        value: Direction(maximize: maximize).capped(value, at: failure), isReplaced: false)
    }
    var folds: [Place: [Cell?]] = [:]
    for run in runs {
      folds[Place(configuration: run.configuration, seed: run.planned.seed), default: []].append(
        cell(run))
    }
    var planned: [Place: Int] = [:]
    let positions = Dictionary(
      plan.configurations.enumerated().map { ($1.configID, $0) },
      uniquingKeysWith: { first, _ in first })
    for run in plan.runs {
      guard let configuration = positions[run.configID] else { continue }
      planned[Place(configuration: configuration, seed: run.seed), default: 0] += 1
    }
    let table = plan.configurations.indices.map { configuration in
      scores.seeds.map { seed -> Cell? in
        let place = Place(configuration: configuration, seed: seed)
        let own = (folds[place] ?? []).compactMap { $0 }
        guard !own.isEmpty, own.count == planned[place] else { return nil }
        let values = own.compactMap(\.value)
        return Cell(
          value: values.count == own.count ? Sample(values).mean : nil,
          isReplaced: own.contains(where: \.isReplaced), isMissed: own.contains(where: \.isMissed))
      }
    }
    cells = table
    let values = table.joined().compactMap { $0?.value }
    range = values.min().flatMap { low in values.max().map { low...$0 } }
  }

  private struct Place: Hashable {
    var configuration: Int
    var seed: Int
  }

  func cell(_ configuration: Int, _ seed: Int) -> Cell? { cells[configuration][seed] }

  /// Without the cells of failed runs.
  func withoutFailures() -> ClaimCells {
    var copy = self
    copy.cells = cells.map { row in row.map { $0.flatMap { $0.isReplaced ? nil : $0 } } }
    return copy
  }

  // MARK: - Untrained networks

  private static func task(of run: ScoredRun, _ plan: StoredPlan) -> Scores.TrainingTask {
    let configuration = plan.configurations[run.configuration]
    return Scores.TrainingTask(dataset: configuration.dataset, loss: configuration.loss)
  }

  /// The median of the metric before training, by data set and loss.
  private static func untrained(
    _ runs: [ScoredRun], _ index: Int, _ plan: StoredPlan
  ) -> [Scores.TrainingTask: Double] {
    var values: [Scores.TrainingTask: [Double]] = [:]
    for run in runs {
      guard let value = run.readings[index].untrained else { continue }
      values[task(of: run, plan), default: []].append(value)
    }
    return values.compactMapValues { Sample($0).median }
  }
}
