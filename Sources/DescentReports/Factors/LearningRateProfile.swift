import DescentStore

/// How one level of a factor takes to the learning rates that were tried (S22 to S24).
package struct LearningRateProfile {
  /// The factor and its level; nil where nothing else is compared.
  package let factor: String?
  package let level: String?
  package let points: [Point]
  /// Nil below two rates.
  package let sensitivity: LearningRateSensitivity?
  /// What the best rate gains over the one that the optimizer declares (S24); nil where that was not tried,
  /// or the level has several optimizers.
  package let tunabilityGap: Double?

  /// Configurations of the level that no point holds: their setting lacks some of the rates.
  package let leftOut: Int

  /// What came of one rate.
  package struct Point {
    package let rate: Double
    /// Cells that count, of them with a score of their own, and of them failed.
    package let cells: Int
    package let ok: Int
    package let failed: Int
    package let mean: Double?
    /// Over seeds; nil where a run failed.
    package let interval: Interval?
  }

  package static let path = "optimizer.learning_rate"

  /// The profiles of every level of every compared factor; none where the rate does not vary.
  package static func all(of scores: Scores, confidence: Double) -> [LearningRateProfile] {
    let plan = scores.plan
    guard let rate = plan.factors.first(where: { $0.path == path }), rate.isNumeric else {
      return []
    }
    let compared = plan.comparisons.filter { $0.path != path }
    guard !compared.isEmpty else {
      let all = plan.configurations.indices.map { $0 }
      return [LearningRateProfile(nil, nil, all, owned: [], scores, confidence: confidence)]
    }
    return compared.flatMap { comparison in
      comparison.levels.map { level in
        let own = plan.configurations.indices.filter {
          plan.configurations[$0].comparisonLevels[comparison.path] == level
        }
        return LearningRateProfile(
          comparison.path, level, own, owned: comparison.ownPaths, scores, confidence: confidence)
      }
    }
  }

  private init(
    _ factor: String?, _ level: String?, _ configurations: [Int], owned: [String],
    _ scores: Scores, confidence: Double
  ) {
    self.factor = factor
    self.level = level
    let plan = scores.plan
    func rate(of configuration: Int) -> Double? {
      plan.configurations[configuration].factorLevels[Self.path].flatMap(Double.init)
    }
    let rates = Set(configurations.compactMap(rate)).sorted()
    let paths = plan.factors.map(\.path).filter { $0 != Self.path && !owned.contains($0) }
    // A setting takes part where every rate was tried in it.
    var settings: [[String?]: [Double: [Int]]] = [:]
    var order: [[String?]] = []
    for index in configurations {
      guard let rate = rate(of: index) else { continue }
      let setting = paths.map { plan.configurations[index].factorLevels[$0] }
      if settings[setting] == nil { order.append(setting) }
      settings[setting, default: [:]][rate, default: []].append(index)
    }
    let whole = order.compactMap { settings[$0] }.filter { $0.count == rates.count }
    leftOut = configurations.count - whole.reduce(0) { $0 + $1.values.joined().count }
    let present = whole.map { byRate in
      scores.seeds.indices.map { seed in
        byRate.values.joined().allSatisfy { scores.cells[$0][seed] != nil }
      }
    }
    guard !rates.isEmpty, let block = CompleteBlock(present) else {
      points = []
      sensitivity = nil
      tunabilityGap = nil
      return
    }
    var perSeed: [[Double]] = []
    points = rates.map { rate in
      let rows = block.settings.flatMap { whole[$0][rate] ?? [] }
      let columns = block.seeds.map { seed in rows.compactMap { scores.cells[$0][seed] } }
      let means = columns.map { cells in
        cells.reduce(0) { $0 + $1.capped } / Double(max(cells.count, 1))
      }
      perSeed.append(means.map(scores.direction.oriented))
      let cells = columns.joined()
      let failed = cells.count(where: \.failed)
      let sample = Sample(means)
      return Point(
        rate: rate, cells: rows.count * block.seeds.count, ok: cells.count { $0.own != nil },
        failed: failed, mean: sample.mean,
        interval: failed > 0 ? nil : sample.interval(confidence: confidence))
    }
    let sensitivity =
      rates.count < 2
      ? nil
      : LearningRateSensitivity(
        rates: rates, scores: perSeed, failures: points.map(\.failed),
        smallestEffect: plan.report.sesoi)
    self.sensitivity = sensitivity
    let declared = Set(configurations.map { plan.configurations[$0].defaultLearningRate })
    let rate = declared.count == 1 ? declared.first.flatMap(\.self) : nil
    tunabilityGap = rate.flatMap { rate in sensitivity?.tunabilityGap(default: rate) }
  }
}
