import DescentStore

/// One side of a hypothesis: its configurations by setting, and the number that each setting has in each
/// seed.
struct ClaimSide {
  typealias Setting = [String?]

  /// In the order of the plan.
  let settings: [Setting]
  private let members: [Setting: [Int]]
  private let index: Int
  private let cells: ClaimCells
  private let scores: Scores

  init(_ index: Int, _ cells: ClaimCells, _ scores: Scores) {
    self.index = index
    self.cells = cells
    self.scores = scores
    let hypothesis = cells.hypothesis
    var fixed = Set(hypothesis.ownPaths + hypothesis.tune)
    if hypothesis.metric.name == "lr_sensitivity" { fixed.insert(Self.rate) }
    let paths = scores.plan.factors.map(\.path).filter { !fixed.contains($0) }
    var settings: [Setting] = []
    var members: [Setting: [Int]] = [:]
    for member in hypothesis.groups[index] {
      let levels = scores.plan.configurations[member].factorLevels
      let setting = paths.map { levels[$0] }
      if members[setting] == nil { settings.append(setting) }
      members[setting, default: []].append(member)
    }
    self.settings = settings
    self.members = members
  }

  func has(_ setting: Setting) -> Bool { members[setting] != nil }

  private static let rate = "optimizer.learning_rate"

  /// A number of the side.
  struct Number {
    var value: Double
    /// Whether it stands in the place of a failed run's.
    var isReplaced: Bool
    /// Whether it stands for a target that was never reached.
    var isMissed: Bool
  }

  /// The number of a setting in each seed: the mean over its configurations, that of the one at its best, or
  /// how much the learning rate matters among them; nil where one is missing.
  func numbers(in setting: Setting) -> [Number?] {
    let own = (members[setting] ?? []).sorted { scores.tuningOrder($0, $1, over: tune) }
    if !tune.isEmpty, own.count > 1 { return tuned(own) }
    let isSensitivity = cells.hypothesis.metric.name == "lr_sensitivity"
    return scores.seeds.indices.map { seed in
      let numbers = own.compactMap { number($0, seed) }
      guard numbers.count == own.count else { return nil }
      let values = numbers.map(\.value)
      return (isSensitivity ? sensitivity(values, own) : Sample(values).mean).map {
        Number(
          value: $0, isReplaced: numbers.contains(where: \.isReplaced),
          isMissed: numbers.contains(where: \.isMissed))
      }
    }
  }

  private var tune: [String] { cells.hypothesis.tune }

  /// Whether the choice used the seed that is scored.
  var isOptimistic: Bool { !tune.isEmpty && scores.seeds.count < TunedScores.minimumSeeds }

  /// In each seed the number of the configuration that is best in the other seeds (S21).
  private func tuned(_ own: [Int]) -> [Number?] {
    let seeds = scores.seeds.indices.filter { seed in
      own.allSatisfy { cells.cell($0, seed) != nil && scores.cells[$0][seed] != nil }
    }
    let table = own.map { member in seeds.map { oriented(member, $0) } }
    var result: [Number?] = scores.seeds.map { _ in nil }
    for (column, seed) in seeds.enumerated() {
      let left = seeds.count < TunedScores.minimumSeeds ? nil : column
      result[seed] = number(own[TunedScores.bestRow(of: table, leavingOut: left)], seed)
    }
    return result
  }

  /// How far a learning rate falls short of the best one on average (S22).
  private func sensitivity(_ values: [Double], _ own: [Int]) -> Double? {
    let direction = Direction(maximize: cells.hypothesis.metric.maximize ?? false)
    let rates = own.compactMap {
      scores.plan.configurations[$0].factorLevels[Self.rate].flatMap(Double.init)
    }
    guard rates.count == own.count else { return nil }
    return LearningRateSensitivity(
      rates: rates, scores: values.map { [direction.oriented($0)] },
      failures: own.map { _ in 0 }, smallestEffect: nil
    )?.sensitivity
  }

  // MARK: - Cells

  /// The number of a cell; where a failed run has none, the one that speaks most against the claim.
  private func number(_ configuration: Int, _ seed: Int) -> Number? {
    guard let cell = cells.cell(configuration, seed) else { return nil }
    return (cell.value ?? worst).map {
      Number(value: $0, isReplaced: cell.isReplaced, isMissed: cell.isMissed)
    }
  }

  /// The number that speaks most against the claim; nil where neither side does.
  private var worst: Double? {
    guard let range = cells.range else { return nil }
    switch cells.hypothesis.expectation {
    case .difference(let isGreater, _):
      return isGreater == (index == 0) ? range.lowerBound : range.upperBound
    case .threshold(_, let isGreater, _): return isGreater ? range.lowerBound : range.upperBound
    case .equivalence, .trend, .shares: return nil
    }
  }

  /// What the choice is made by: the metric where it has a better side, and the primary score otherwise.
  private func oriented(_ configuration: Int, _ seed: Int) -> Double {
    let metric = cells.hypothesis.metric
    // The direction of a target is that of the column that is to reach it: fewer epochs are better.
    let isTime = ["epochs_to", "seconds_to"].contains(metric.name)
    if let maximize = isTime ? false : metric.maximize, let number = number(configuration, seed) {
      return Direction(maximize: maximize).oriented(number.value)
    }
    return scores.cells[configuration][seed].map { scores.direction.oriented($0.capped) }
      ?? -.infinity
  }
}
