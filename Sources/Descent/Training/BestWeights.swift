/// The weights of the epochs that are best so far by a validation metric, for the test part.
struct BestWeights {
  private var best: [String: (epoch: Int, value: Double)] = [:]
  private var snapshots: [Int: [Float]] = [:]
  private let maximizes: [String: Bool]

  init(_ metrics: [RecordedMetric]) {
    var maximizes = ["loss": false]
    for entry in metrics { maximizes[entry.name] = type(of: entry.metric).maximizes }
    self.maximizes = maximizes
  }

  /// The epochs to be tested, in order.
  var epochs: [(epoch: Int, values: [Float])] {
    snapshots.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Keeps the weights if the epoch is a metric's best; an equal later epoch is not.
  mutating func note(
    _ epoch: Int, _ validation: [String: Double], _ parameters: ParameterValues<Float>
  ) {
    for (name, maximizes) in maximizes {
      guard let value = validation[name], value.isFinite else { continue }
      if let old = best[name], maximizes ? value <= old.value : value >= old.value { continue }
      best[name] = (epoch, value)
      if snapshots[epoch] == nil { snapshots[epoch] = parameters.snapshot }
    }
    let kept = Set(best.values.map(\.epoch))
    snapshots = snapshots.filter { kept.contains($0.key) }
  }
}
