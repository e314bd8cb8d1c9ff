/// Ends a run with the first epoch whose metric is at least as good as a value.
///
/// What was met before training does not end it: one epoch is trained in any case.
public struct TargetStop: Hashable, Sendable {
  /// `loss` or the name of a metric.
  public var metric: String
  /// Whether it is that of the training part, rather than the validation part.
  public var isOfTraining: Bool
  public var maximizes: Bool
  /// What is to be reached, from below where more is better.
  public var value: Double

  public init(metric: String, isOfTraining: Bool = false, maximizes: Bool, value: Double) {
    self.metric = metric
    self.isOfTraining = isOfTraining
    self.maximizes = maximizes
    self.value = value
  }

  func isMet(by record: EpochRecord) -> Bool {
    guard let reached = (isOfTraining ? record.train : record.validation)[metric] else {
      return false
    }
    return maximizes ? reached >= value : reached <= value
  }
}
