package import DescentStore

/// The layers of one run, at the epochs that the table shows.
package struct LayerProfile {
  package let epoch: Int
  package let firstRMS: Double?
  package let lastRMS: Double?
  package let ratio: Double?
  package let perLayer: Double?
  package let deadShare: Double?
  package let saturatedShare: Double?
  /// The root mean square of each layer's gradient, from the first: before training, and at the last
  /// measured epoch.
  package let initialRMS: [Double?]
  package let finalRMS: [Double?]

  package init?(_ layers: [LayerRow]) {
    let epochs = Set(layers.map(\.epoch)).sorted()
    guard let epoch = epochs.first(where: { $0 > 0 }) ?? epochs.first, let end = epochs.last else {
      return nil
    }
    self.epoch = epoch
    let early = layers.filter { $0.epoch == epoch }.sorted { $0.layer < $1.layer }
    guard let first = early.first, let last = early.last else { return nil }
    firstRMS = first.gradRMS.flatMap(finite)
    lastRMS = last.gradRMS.flatMap(finite)
    if early.count > 1, let top = first.gradNorm, let bottom = last.gradNorm, bottom > 0 {
      ratio = finite(top / bottom)
    } else {
      ratio = nil
    }
    // A gradient of exactly 0 has no logarithm; it is taken as 1e-30.
    perLayer = ratio.map { Self.root(max($0, 1e-30), early.count - 1) }
    let hidden = layers.filter { $0.epoch == end && $0.kind == "hidden" }
    func rms(_ epoch: Int) -> [Double?] {
      layers.filter { $0.epoch == epoch }.sorted { $0.layer < $1.layer }
        .map { $0.gradRMS.flatMap(finite) }
    }
    initialRMS = epochs.first == 0 ? rms(0) : []
    finalRMS = rms(end)
    deadShare = Sample(hidden.compactMap(\.deadFrac).filter(\.isFinite)).mean
    saturatedShare = Sample(hidden.compactMap(\.saturatedFrac).filter(\.isFinite)).mean
  }

  /// The n-th root of a positive number, by bisection of its logarithm's place.
  private static func root(_ value: Double, _ n: Int) -> Double {
    guard n > 1 else { return value }
    var low = 1e-40
    var high = 1e40
    for _ in 0..<400 {
      let middle = low.squareRoot() * high.squareRoot()
      var power = 1.0
      for _ in 0..<n { power *= middle }
      if power < value { low = middle } else { high = middle }
    }
    return low.squareRoot() * high.squareRoot()
  }
}

private func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }
