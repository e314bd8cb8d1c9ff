/// How often a level is within a factor of the fastest, over settings (S29).
///
///     r(setting, level) = t / min t over the levels      a miss is infinite
///     ρ(τ) = share of settings with r ≤ τ
///     B = ∫ ρ dτ over 1…4, divided by 3 = mean of max(0, (4 − r) / 3)
///
/// Dolan and Moré 2002; B is the score of the AlgoPerf benchmark (Dahl et al. 2023), in closed form.
package struct PerformanceProfile: Equatable {
  /// r, `[setting][level]`, of the settings that count.
  package let ratios: [[Double]]
  /// The settings that some level solved.
  package let settings: [Int]
  /// The settings in which every level missed the target: they do not count.
  package let dropped: [Int]

  package static let largestRatio = 4.0

  /// Compares times `[setting][level]`; nil stands for a miss.
  package init(_ times: [[Double?]]) {
    precondition(
      times.allSatisfy { $0.count == times[0].count }, "the settings differ in their levels")
    settings = times.indices.filter { times[$0].contains { $0 != nil } }
    dropped = times.indices.filter { !times[$0].contains { $0 != nil } }
    ratios = settings.map { setting in
      let fastest = times[setting].compactMap(\.self).min() ?? 0
      return times[setting].map { time in
        guard let time else { return .infinity }
        // The target may be met before training: at time 0 all others are infinitely slower.
        return time == fastest ? 1 : time / fastest
      }
    }
  }

  /// ρ(τ) of a level; nil where no setting counts.
  package func share(of level: Int, within factor: Double) -> Double? {
    guard !ratios.isEmpty else { return nil }
    return Double(ratios.count { $0[level] <= factor }) / Double(ratios.count)
  }

  /// B of a level, between 0 and 1; nil where no setting counts.
  package func score(of level: Int) -> Double? {
    guard !ratios.isEmpty else { return nil }
    let sum = ratios.reduce(0) { sum, row in
      sum + max(0, (Self.largestRatio - row[level]) / (Self.largestRatio - 1))
    }
    return sum / Double(ratios.count)
  }

  /// The corners of ρ up to the largest ratio, for drawing: each τ at which it rises, and its height
  /// from there on.
  package func steps(of level: Int) -> [(factor: Double, share: Double)] {
    let factors = Set(ratios.map { $0[level] }).filter { $0 <= Self.largestRatio }.sorted()
    return factors.compactMap { factor in
      share(of: level, within: factor).map { (factor, $0) }
    }
  }
}
