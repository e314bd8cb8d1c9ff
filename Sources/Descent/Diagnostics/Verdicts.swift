/// Why a network may not learn, read off its layers in the first quarter of training.
///
/// Each quantity is the median over the measured epochs 1 … E/4 (the first measured one after 0 where
/// that is empty), so that one odd batch cannot decide. A run that ended before is judged by the network it
/// began with. From where on a quantity counts, ``Thresholds`` say.
public struct Verdicts: Hashable, Sendable {
  public enum Gradient: String, Sendable {
    case ok
    /// The first layer's gradient is far below the last one's and small, or a layer's mean entry is tiny.
    case vanishing
    /// The first layer's gradient is far above the last one's, or a gradient is not finite.
    case exploding
    /// The last layer's gradient is exactly zero.
    case noSignal = "no_signal"
  }

  public enum Units: String, Sendable {
    case ok
    /// Most of a hidden layer's units are far smaller than the others.
    case dormant
    /// Most of a hidden layer's entries are saturated.
    case saturated
    /// Most of a hidden layer's units are dead, or most of all gradient entries are 0.
    case dying
    /// All units of a hidden layer are strictly dead: the output is constant (Lu et al. 2019).
    case dead
  }

  public var gradient: Gradient
  public var units: Units

  /// - Returns: Nil where no epoch was measured.
  public init?(
    _ layers: [LayerRecord], epochs: Int, thresholds: Thresholds = Thresholds()
  ) {
    let measured = Set(layers.map(\.epoch)).subtracting([0]).sorted()
    guard let first = measured.first ?? layers.first?.epoch, let depth = layers.map(\.layer).max()
    else { return nil }
    let early = measured.filter { $0 <= epochs / 4 }
    let window = Set(early.isEmpty ? [first] : early)
    let checks = layers.filter { window.contains($0.epoch) }
    func median(_ layer: Int, _ value: (LayerRecord) -> Double?) -> Double? {
      Self.median(checks.filter { $0.layer == layer }.compactMap(value))
    }

    let firstNorm = median(1) { $0.gradientNorm } ?? 0
    let lastNorm = median(depth) { $0.gradientNorm } ?? 0
    if checks.contains(where: { !$0.gradientNorm.isFinite }) {
      gradient = .exploding
    } else if lastNorm == 0 {
      gradient = .noSignal
    } else if firstNorm / lastNorm > thresholds.explodingRatio {
      gradient = .exploding
    } else if firstNorm / lastNorm < thresholds.vanishingRatio
      && firstNorm < thresholds.vanishingNorm
      || (1...depth).contains(where: { layer in
        median(layer) { $0.gradientAbsMean }.map { $0 < thresholds.vanishingMean } ?? false
      })
    {
      gradient = .vanishing
    } else {
      gradient = .ok
    }

    let hidden = 1..<depth
    func anyHidden(_ value: (UnitShares) -> Double?, above limit: Double) -> Bool {
      hidden.contains { layer in
        (median(layer) { $0.units.flatMap(value) } ?? 0) > limit
      }
    }
    if anyHidden({ $0.strictlyDead }, above: 0.9999) {
      units = .dead
    } else if anyHidden({ $0.dead }, above: thresholds.dyingUnits)
      || Self.zeroShare(checks) >= thresholds.dyingZeros
    {
      units = .dying
    } else if anyHidden({ $0.saturated }, above: thresholds.saturatedEntries) {
      units = .saturated
    } else if anyHidden({ $0.dormant }, above: thresholds.dormantUnits) {
      units = .dormant
    } else {
      units = .ok
    }
  }

  /// The median over epochs of the share of zeros among all gradient entries.
  private static func zeroShare(_ checks: [LayerRecord]) -> Double {
    let shares = Dictionary(grouping: checks) { $0.epoch }.values.map { layers -> Double in
      let entries = layers.reduce(0) { $0 + $1.fanIn * $1.fanOut }
      let zeros = layers.reduce(0.0) { $0 + $1.gradientZeroShare * Double($1.fanIn * $1.fanOut) }
      return zeros / Double(entries)
    }
    return median(shares) ?? 0
  }

  private static func median(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
