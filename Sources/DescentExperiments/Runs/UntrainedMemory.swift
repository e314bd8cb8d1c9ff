import Descent

/// What the networks of the latest runs measured before their first step.
///
/// Runs that differ in nothing but how they train, such as those of a grid over learning rates, start
/// from the same network: one of them measures it.
struct UntrainedMemory {
  private var measures: [Key: UntrainedMeasures] = [:]
  /// The oldest first.
  private var order: [Key] = []
  private let capacity = 16

  /// All that decides what an untrained network measures.
  struct Key: Hashable {
    private let sections: [Section]
    private let replicates: [Int]
    private let fold: Int?
    private let fileHashes: [String]

    init(_ request: RunRequest) {
      let training: Set<String> = [
        Slot.optimizer.rawValue, Slot.schedule.rawValue, "training",
      ]
      sections = request.configuration.sections.filter { !training.contains($0.name) }
      replicates = [.data, .split, .initialization].map { request.streams[$0] }
      fold = request.fold
      fileHashes = request.fileHashes
    }
  }

  subscript(key: Key) -> UntrainedMeasures? { measures[key] }

  mutating func remember(_ key: Key, _ measured: UntrainedMeasures) {
    guard measures.updateValue(measured, forKey: key) == nil else { return }
    order.append(key)
    if order.count > capacity { measures[order.removeFirst()] = nil }
  }
}
