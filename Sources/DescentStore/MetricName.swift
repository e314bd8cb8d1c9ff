/// A column of the history: a part of the data and a metric.
public struct MetricName: Equatable, Sendable {
  /// `train`, `val` or `test`.
  public var part: String
  /// Its bare name, such as `loss` or `accuracy`.
  public var metric: String

  /// Splits `val_accuracy`; a name without a part counts as a validation metric.
  public init(_ column: String) {
    for prefix in ["train", "val", "test"] where column.hasPrefix(prefix + "_") {
      part = prefix
      metric = String(column.dropFirst(prefix.count + 1))
      return
    }
    part = "val"
    metric = column
  }

  public init(part: String, metric: String) {
    self.part = part
    self.metric = metric
  }

  /// The value in an epoch's row; nil where it was not measured or is not finite.
  public func value(in row: HistoryRow) -> Double? {
    let value =
      switch part {
      case "train": row.train[metric]
      case "test": row.test[metric]
      default: row.validation[metric]
      }
    return value.flatMap { $0.isFinite ? $0 : nil }
  }
}
