import GRDB

/// A column of `history` that holds a metric on one part of the data: `val_accuracy`.
package struct MetricColumn: Hashable, Sendable {
  /// A part of the data, as the prefix of its columns.
  package enum Part: String, CaseIterable, Sendable {
    case train
    case validation = "val"
    case test
  }

  var part: Part
  var metric: String

  package init(part: Part, metric: String) {
    self.part = part
    self.metric = metric
  }

  var name: String { "\(part.rawValue)_\(metric)" }
  var quoted: String { "\"\(name)\"" }

  /// Whether the metric's name is a letter, then letters, digits and `_`.
  package var isValid: Bool {
    guard let first = metric.utf8.first, Self.isLetter(first) else { return false }
    return metric.utf8.allSatisfy {
      Self.isLetter($0) || $0 == UInt8(ascii: "_") || (48...57) ~= $0
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (65...90) ~= byte || (97...122) ~= byte }

  /// The columns that the rows need, each once.
  static func all(in rows: [HistoryRow]) -> Set<MetricColumn> {
    var columns: Set<MetricColumn> = []
    for part in Part.allCases {
      var metrics: Set<String> = []
      for row in rows {
        for metric in row[part].keys where !metrics.contains(metric) { metrics.insert(metric) }
      }
      for metric in metrics { columns.insert(MetricColumn(part: part, metric: metric)) }
    }
    return columns
  }

  /// The columns that the table has, in its order.
  static func all(in database: Database) throws -> [MetricColumn] {
    // GRDB caches the description of a table until the schema changes.
    try database.columns(in: "history").compactMap { column in
      guard column.name != "run_id", !HistoryRow.columns.contains(column.name),
        let separator = column.name.firstIndex(of: "_"),
        let part = Part(rawValue: String(column.name[..<separator]))
      else { return nil }
      return MetricColumn(
        part: part, metric: String(column.name[column.name.index(after: separator)...]))
    }
  }

  /// Adds what the table lacks, and returns all that it then has.
  ///
  /// - Throws: `StoreError.metricName` where two names differ only in their case, which SQLite ignores.
  static func add(_ columns: Set<MetricColumn>, to database: Database) throws -> [MetricColumn] {
    let present = try all(in: database)
    let missing = columns.subtracting(present)
    guard !missing.isEmpty else { return present }
    var taken = Set(present.map { $0.name.lowercased() })
    for column in missing.sorted(by: { $0.name < $1.name }) {
      guard taken.insert(column.name.lowercased()).inserted else {
        throw StoreError.metricName(column.metric)
      }
      try database.execute(sql: "ALTER TABLE history ADD COLUMN \(column.quoted) REAL")
    }
    return try all(in: database)
  }
}
