/// A metric, and the name that its values have in the records of a run.
public struct RecordedMetric: Sendable {
  public var name: String
  public var metric: any Metric

  /// A metric under its own name, or under another one.
  public init(_ metric: any Metric, as name: String? = nil) {
    self.name = name ?? type(of: metric).name
    self.metric = metric
  }
}
