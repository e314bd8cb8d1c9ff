import Descent
import DescentStore

extension DocumentReader {
  /// A list of metrics, or one alone; each with a column of its own.
  func readMetrics(_ node: YAMLNode) -> [ComponentChoice] {
    guard !node.isNull else {
      report("expected a list of metrics, found \(node.summary)", at: node.position, "E05")
      return []
    }
    var metrics: [ComponentChoice] = []
    for metric in (node.sequence ?? [node]).compactMap(readMetric) {
      guard
        let other = metrics.first(where: { $0.column.lowercased() == metric.column.lowercased() })
      else {
        metrics.append(metric)
        continue
      }
      report(
        other == metric && other.label == metric.label
          ? "'\(metric.name)' is given twice"
          : "two metrics would share the column '\(metric.column)'; give one of them a 'label'",
        at: metric.position, "E08")
    }
    return metrics
  }

  /// A metric given as `name` or `{name: .., ..}`.
  private func readMetric(_ node: YAMLNode) -> ComponentChoice? {
    guard let entries = node.mapping else {
      return componentType(.metric, node).map {
        ComponentChoice(name: $0.name, position: node.position)
      }
    }
    guard let nameNode = node["name"] else {
      report(
        "expected a metric as a name or {name: .., ..}, found a map without 'name'",
        at: node.position, "E03")
      return nil
    }
    guard let type = componentType(.metric, nameNode) else { return nil }
    var metric = ComponentChoice(name: type.name, position: node.position)
    for (key, value) in entries {
      switch key.text ?? "" {
      case "name": continue
      case Slot.labelKey: metric.label = readColumn(value)
      case let name:
        let declared = declared(name, by: type, in: "metrics", at: key.position)
        guard let declared else { continue }
        metric.settings[name] = readValue(
          value, declared.type, "\(name)' of metric '\(type.name)")
        metric.positions[name] = value.position
      }
    }
    return metric
  }

  /// A label that names a column of the results.
  private func readColumn(_ node: YAMLNode) -> String? {
    guard let label = readLabel(node) else { return nil }
    guard MetricColumn(part: .validation, metric: label).isValid else {
      report(
        "'label' of a metric names a column, of letters, digits and '_', not '\(label)'",
        at: node.position, "E05")
      return nil
    }
    if label == "loss" || registry.component(.metric, named: label) != nil {
      report("'\(label)' is the column of another value", at: node.position, "E08")
      return nil
    }
    return label
  }
}

extension ComponentChoice {
  /// The column of a metric, behind the part of the data: its label, or its name.
  package var column: String { label ?? name }
}
