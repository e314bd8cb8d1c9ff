package import Descent

// `metrics` lists the columns. A metric that has settings, or a label, has a section of its own,
// `metrics.top3`, with its name and its settings; the label counts, since it names what is recorded.
extension Configuration {
  /// The names of the metrics by their columns, in order.
  package var metricNames: [(column: String, name: String)] {
    guard case .list(let columns)? = self[Self.metricsKey] else { return [] }
    return columns.map { column in
      let column = column.description
      return (column, text("\(Self.metricsKey).\(column).\(Slot.nameKey)") ?? column)
    }
  }

  package func metrics(from registry: Registry) -> [RecordedMetric] {
    metricNames.compactMap { column, name in
      let settings = self[section: "\(Self.metricsKey).\(column)"]?.values ?? [:]
      return registry.make(.metric, named: name, settings: settings, as: (any Metric).self)
        .map { RecordedMetric($0, as: column) }
    }
  }

  /// The sections that hold the metrics.
  var metricSections: [String] {
    sections.map(\.name).filter { $0 == Self.metricsKey || $0.hasPrefix(Self.metricsKey + ".") }
  }

  mutating func setMetrics(_ metrics: [RecordedMetric]) {
    self[Self.metricsKey] = .list(metrics.map { .text($0.name) })
    for entry in metrics {
      var values = entry.metric.settings
      let name = type(of: entry.metric).name
      if entry.name != name { values[Slot.nameKey] = .text(name) }
      let section = "\(Self.metricsKey).\(entry.name)"
      self[section: section] = values.isEmpty ? nil : Section(section, values)
    }
  }

  private static let metricsKey = "metrics"
}
