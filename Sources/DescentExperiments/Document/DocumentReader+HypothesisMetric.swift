import Descent
import DescentStore

// The `metric` of a hypothesis.
extension DocumentReader {
  typealias Metric = StoredPlan.Hypothesis.Metric

  /// A column by its name, or `{name, of, target, layer, at}`.
  func readMeasure(of hypothesis: YAMLNode) -> Document.Hypothesis.Measure? {
    guard let node = hypothesis["metric"] else {
      report("a hypothesis needs a 'metric'", at: hypothesis.position, "E20")
      return nil
    }
    guard let entries = node.mapping else {
      return readText(node).map { Document.Hypothesis.Measure(Metric(name: $0), node.position) }
    }
    checkKeys(of: entries, known: ["name", "of", "target", "layer", "at"], in: "metric")
    guard let nameNode = node["name"], let name = readText(nameNode) else {
      if node["name"] == nil { report("'metric' needs a 'name'", at: node.position, "E20") }
      return nil
    }
    var measure = Document.Hypothesis.Measure(Metric(name: name), nameNode.position)
    for (key, value) in entries { measure.positions[key.text ?? ""] = value.position }
    let before = diagnostics.count
    measure.metric.of = node["of"].flatMap(readText)
    measure.metric.target = node["target"].flatMap {
      readValue($0, .number(.any), "target")?.number
    }
    measure.metric.layer = node["layer"].flatMap(readLayer)
    if let at = node["at"], let epochs = readEpochs(at) { measure.metric.epochs = epochs }
    return diagnostics.count == before ? measure : nil
  }

  private func readLayer(_ node: YAMLNode) -> StoredPlan.Hypothesis.Layer? {
    switch node.text {
    case "first": return .first
    case "last": return .last
    case "max": return .max
    case "mean": return .mean
    default:
      if let number = try? node.scalar?.integer(), number > 0 { return .number(number) }
      report(
        "'layer' must be 'first', 'last', 'max', 'mean' or a whole number from 1, "
          + "not \(node.summary)",
        at: node.position, "E20")
      return nil
    }
  }

  private func readEpochs(_ node: YAMLNode) -> StoredPlan.Hypothesis.Epochs? {
    let words = (node.text ?? "").split(separator: " ").map(String.init)
    switch words.first {
    case "init" where words.count == 1: return .initial
    case "final" where words.count == 1: return .final
    case "best" where words.count == 1: return .best
    case "epoch" where words.count == 2:
      if let epoch = try? YAMLScalar(words[1]).integer(), epoch >= 0 { return .epoch(epoch) }
    case "mean" where words.count == 2:
      let ends = words[1].split(separator: "..", omittingEmptySubsequences: false).map {
        try? YAMLScalar(String($0)).integer()
      }
      if ends.count == 2, let first = ends[0], let last = ends[1], 0 <= first, first <= last {
        return .mean(first...last)
      }
    default: break
    }
    report(
      "'at' must be 'init', 'epoch N', 'final', 'best' or 'mean A..B', not \(node.summary)",
      at: node.position, "E20")
    return nil
  }
}
