package import DescentStore

/// Which way the primary metric is better.
package struct Direction: Sendable, Equatable {
  package var maximize: Bool

  /// The score, turned so that larger is better; turning it again restores it.
  package func oriented(_ score: Double) -> Double { maximize ? score : -score }

  package func isBetter(_ a: Double, than b: Double) -> Bool { maximize ? a > b : a < b }

  /// The score, or the failure score where that is better: no run counts for less than an untrained
  /// network.
  package func capped(_ score: Double, at failure: Double) -> Double {
    maximize ? max(score, failure) : min(score, failure)
  }
}

/// A column of the history: a part of the data and a metric.
package struct MetricName: Equatable {
  package var part: String
  package var metric: String

  /// Splits `val_accuracy`; a name without a part counts as a validation metric.
  package init(_ column: String) {
    for prefix in ["train", "val", "test"] where column.hasPrefix(prefix + "_") {
      part = prefix
      metric = String(column.dropFirst(prefix.count + 1))
      return
    }
    part = "val"
    metric = column
  }

  package init(part: String, metric: String) {
    self.part = part
    self.metric = metric
  }

  package func value(in row: HistoryRow) -> Double? {
    let value =
      switch part {
      case "train": row.train[metric]
      case "test": row.test[metric]
      default: row.validation[metric]
      }
    return value.flatMap { $0.isFinite ? $0 : nil }
  }
}
