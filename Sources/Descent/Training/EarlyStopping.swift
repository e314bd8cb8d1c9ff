/// When a run ends before its last epoch: after so many epochs in a row without a better value of a metric.
///
/// The weights stay those of the last epoch. Prechelt 1998, *Early Stopping — But When?*
public struct EarlyStopping: Hashable, Sendable {
  /// `loss` or the name of a metric.
  public var metric: String
  /// Whether it is that of the training part, rather than the validation part.
  public var isOfTraining: Bool
  public var maximizes: Bool
  /// Epochs.
  public var patience: Int
  /// A value is better where it is so by more than this.
  public var minDelta: Double

  public init(
    metric: String, isOfTraining: Bool = false, maximizes: Bool, patience: Int,
    minDelta: Double = 0
  ) {
    self.metric = metric
    self.isOfTraining = isOfTraining
    self.maximizes = maximizes
    self.patience = patience
    self.minDelta = minDelta
  }

  /// What is watched.
  func value(in record: EpochRecord) -> Double {
    (isOfTraining ? record.train : record.validation)[metric] ?? .nan
  }

  /// Follows a run from epoch to epoch.
  package struct Watch {
    private let rule: EarlyStopping
    private var best: Double?
    private var epochsSinceBest = 0

    package init(_ rule: EarlyStopping) { self.rule = rule }

    /// Whether the run has come to its end with the value of one more epoch.
    package mutating func ends(with value: Double) -> Bool {
      let gain = best.map { rule.maximizes ? value - $0 : $0 - value } ?? .infinity
      if gain > rule.minDelta, !value.isNaN {
        best = value
        epochsSinceBest = 0
      } else {
        epochsSinceBest += 1
      }
      return epochsSinceBest >= rule.patience
    }
  }
}
