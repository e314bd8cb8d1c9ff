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

  /// The number of a setting in each seed: the mean over its configurations, the one at its best, or how
  /// much the learning rate matters among them; nil where one is missing.
  func values(in setting: Setting) -> [Double?] {
    let own = (members[setting] ?? []).sorted { scores.tuningOrder($0, $1, over: tune) }
    if cells.hypothesis.metric.name == "lr_sensitivity" { return sensitivities(own) }
    if tune.isEmpty || own.count < 2 {
      return scores.seeds.indices.map { seed in
        let values = own.compactMap { value($0, seed) }
        return values.count == own.count ? Sample(values).mean : nil
      }
    }
    let seeds = scores.seeds.indices.filter { seed in
      own.allSatisfy { cells.cell($0, seed) != nil && scores.cells[$0][seed] != nil }
    }
    let table = own.map { member in seeds.map { oriented(member, $0) } }
    var result: [Double?] = scores.seeds.map { _ in nil }
    for (column, seed) in seeds.enumerated() {
      let left = seeds.count < TunedScores.minimumSeeds ? nil : column
      result[seed] = value(own[TunedScores.bestRow(of: table, leavingOut: left)], seed)
    }
    return result
  }

  private var tune: [String] { cells.hypothesis.tune }

  /// Whether the choice used the seed that is scored.
  var isOptimistic: Bool { !tune.isEmpty && scores.seeds.count < TunedScores.minimumSeeds }

  /// The cells of failed runs in some settings and seeds.
  func replaced(in settings: [Setting], _ seeds: [Int]) -> Int {
    settings.reduce(0) { sum, setting in
      let own = members[setting] ?? []
      return sum
        + seeds.count { seed in own.contains { cells.cell($0, seed)?.isReplaced ?? false } }
    }
  }

  // MARK: - Cells

  /// The number of a cell; where a failed run has none, the one that speaks most against the claim.
  private func value(_ configuration: Int, _ seed: Int) -> Double? {
    guard let cell = cells.cell(configuration, seed) else { return nil }
    if let value = cell.value { return value }
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
    if let maximize = cells.hypothesis.metric.maximize, let value = value(configuration, seed) {
      return Direction(maximize: maximize).oriented(value)
    }
    return scores.cells[configuration][seed].map { scores.direction.oriented($0.capped) }
      ?? -.infinity
  }

  /// How far a learning rate falls short of the best one on average (S22), in each seed alone.
  private func sensitivities(_ own: [Int]) -> [Double?] {
    let direction = Direction(maximize: cells.hypothesis.metric.maximize ?? false)
    let rates = own.compactMap {
      scores.plan.configurations[$0].factorLevels[Self.rate].flatMap(Double.init)
    }
    return scores.seeds.indices.map { seed in
      let values = own.compactMap { value($0, seed).map { [direction.oriented($0)] } }
      guard rates.count == own.count, values.count == own.count, !own.isEmpty else { return nil }
      return LearningRateSensitivity(
        rates: rates, scores: values, failures: own.map { _ in 0 }, smallestEffect: nil
      )?.sensitivity
    }
  }
}
