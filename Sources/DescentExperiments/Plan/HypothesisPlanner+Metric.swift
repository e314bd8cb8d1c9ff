import Descent
import DescentStore

// The metric of a hypothesis: whether the runs that it speaks of will record it.
extension HypothesisPlanner {
  private typealias Metric = StoredPlan.Hypothesis.Metric

  private var measure: Document.Hypothesis.Measure { hypothesis.metric }

  private func position(_ key: String) -> SourcePosition {
    measure.positions[key] ?? measure.position
  }

  /// The metric with its direction; nil where it is not recorded.
  mutating func metric(
    of configurations: [Configuration]
  ) -> StoredPlan.Hypothesis.Metric? {
    var metric = measure.metric
    let columns = comparison.columns(["val", "train", "test"])
    switch metric.name {
    case "epochs_to", "seconds_to":
      guard checkKeys(["of", "target"]), let of = column(metric.of, "of") else { return nil }
      guard metric.target != nil else {
        report("'\(metric.name)' needs a 'target'", at: measure.position)
        return nil
      }
      if MetricName(of).part == "test" {
        report("'\(of)' is not measured while a run trains", at: position("of"))
      }
      metric.maximize = comparison.maximizes(of)
    case "failure_rate":
      guard checkKeys([]) else { return nil }
      checkRate()
      metric.maximize = false
    case "lr_sensitivity":
      guard checkKeys(["of"]) else { return nil }
      metric.of = metric.of ?? comparison.selection.metric
      guard let of = column(metric.of, "of") else { return nil }
      metric.maximize = comparison.maximizes(of)
      if !axes.candidates.contains("optimizer.learning_rate") {
        report("the learning rate does not vary", at: measure.position)
      }
    case let name where metric.layer != nil || !(columns + Metric.curveColumns).contains(name):
      guard checkLayers(metric, configurations, columns) else { return nil }
    case let name:
      guard checkKeys(["at"]) else { return nil }
      checkEpochs(metric, configurations)
      metric.maximize = columns.contains(name) ? comparison.maximizes(name) : nil
      if let varied = axes.differentLoss(name) {
        report("'\(varied)' varies, so '\(name)' cannot be compared", at: measure.position)
      }
    }
    return mistakes.isEmpty ? metric : nil
  }

  private mutating func checkKeys(_ known: [String]) -> Bool {
    let keys = Set(measure.positions.keys).subtracting(known + ["name"]).sorted()
    for key in keys {
      report("'\(measure.metric.name)' takes no '\(key)'", at: position(key))
    }
    return keys.isEmpty
  }

  private mutating func column(_ name: String?, _ key: String) -> String? {
    let columns = comparison.columns(["val", "train", "test"])
    guard let name else {
      report("'\(measure.metric.name)' needs '\(key)', a column", at: measure.position)
      return nil
    }
    if columns.contains(name) { return name }
    report(
      "'\(name)' is not recorded; " + alternatives(to: name, among: columns), at: position(key))
    return nil
  }

  /// A share of failures has an exact test of its own, which knows no margin, trend or choice.
  private mutating func checkRate() {
    switch hypothesis.expectation {
    case .difference(_, .none), .threshold(_, _, .none): break
    default:
      report(
        "'failure_rate' is compared as a > b, a < b or with a number, without a margin",
        at: hypothesis.expect.position)
    }
    if let tune = hypothesis.tune.first {
      report("'failure_rate' is of all runs; leave out 'tune'", at: tune.position)
    }
  }

  // MARK: - Layers and epochs

  private mutating func checkLayers(
    _ metric: StoredPlan.Hypothesis.Metric, _ configurations: [Configuration], _ columns: [String]
  ) -> Bool {
    guard Metric.layerColumns.contains(metric.name) else {
      let known = Set(columns + Metric.curveColumns + Metric.layerColumns + Metric.derived)
      let isCurve = known.contains(metric.name)
      report(
        isCurve
          ? "'\(metric.name)' is not measured by layer"
          : "'\(metric.name)' is not recorded; " + alternatives(to: metric.name, among: known),
        at: isCurve ? position("layer") : measure.position)
      return false
    }
    guard checkKeys(["layer", "at"]) else { return false }
    guard let layer = metric.layer else {
      report(
        "'\(metric.name)' needs a 'layer': first, last, max, mean or a number", at: measure.position
      )
      return false
    }
    let depth = configurations.map { $0.hidden.count + 1 }.min() ?? 1
    if case .number(let number) = layer, number > depth {
      report(
        "there is no layer \(number) in a network of \(depth) weight "
          + (depth == 1 ? "matrix" : "matrices"),
        at: position("layer"))
    }
    checkEpochs(metric, configurations)
    return true
  }

  /// Whether every run measures the metric at the epoch.
  private mutating func checkEpochs(
    _ metric: StoredPlan.Hypothesis.Metric, _ configurations: [Configuration]
  ) {
    let isOfLayers = metric.layer != nil
    let isOfTest = !isOfLayers && MetricName(metric.name).part == "test"
    let shortest = configurations.compactMap { $0.integer("training.epochs") }.min() ?? 1
    let last: Int
    switch metric.epochs {
    case .final: return
    case .best:
      if isOfLayers { report("layers are not measured at the best epoch", at: position("at")) }
      return
    case .initial: last = 0
    case .epoch(let epoch): last = epoch
    case .mean(let range): last = range.upperBound
    }
    if isOfTest {
      report(
        "'\(metric.name)' is measured at the final and the best epoch alone", at: position("at"))
    }
    if last > shortest {
      report("there is no epoch \(last) in a run of \(shortest)", at: position("at"))
    }
    if metric.epochs == .initial || last == 0, ["update_ratio", "grad_norm"].contains(metric.name),
      !isOfLayers || metric.name == "update_ratio"
    {
      report("'\(metric.name)' is not measured before the first step", at: position("at"))
    }
    guard isOfLayers, mistakes.isEmpty else { return }
    for configuration in configurations {
      let probing = configuration.probing
      let epochs = configuration.integer("training.epochs") ?? 1
      let wanted: ClosedRange<Int> =
        if case .mean(let range) = metric.epochs { range } else { last...last }
      guard !wanted.contains(where: { probing.contains($0, of: epochs) }) else { continue }
      report(
        "layers are not measured at epoch \(last), but "
          + (probing == .doubling ? "at 0, 1, 2, 4, 8, … and the last" : "every few epochs")
          + "; 'diagnostics.every' decides", at: position("at"))
      return
    }
  }
}
