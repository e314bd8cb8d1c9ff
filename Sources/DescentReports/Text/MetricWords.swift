package import DescentStore

/// The primary metric in words, and its values in units that people read.
///
/// A share such as accuracy is written in percent, and a difference of two in percentage points.
package struct MetricWords {
  /// `validation accuracy`.
  package let name: String
  package let direction: Direction
  package let isShare: Bool
  /// Whether a perfect value is 1, so that scores can pile up under it.
  package let hasCeiling: Bool

  package init(_ selection: StoredPlan.Selection) {
    let column = MetricName(selection.metric)
    let part =
      switch column.part {
      case "train": "training"
      case "test": "test"
      default: "validation"
      }
    let words =
      switch column.metric {
      case "r2": "R²"
      case "mae": "mean absolute error"
      case "mse": "mean squared error"
      case "rmse": "root mean squared error"
      case "top_k": "top-k accuracy"
      default: column.metric.split(separator: "_").joined(separator: " ")
      }
    name = "\(part) \(words)"
    direction = Direction(maximize: selection.maximize)
    let metric = selection.component ?? column.metric
    isShare = ["accuracy", "precision", "recall", "error_rate", "top_k"].contains {
      metric == $0 || metric.hasSuffix("_" + $0)
    }
    hasCeiling = selection.maximize && (isShare || metric.hasPrefix("f1"))
  }

  /// The metric that a target is set on.
  package init(_ target: StoredPlan.Target, _ plan: StoredPlan) {
    self.init(
      plan.selection(of: target.metric)
        ?? StoredPlan.Selection(metric: target.metric, maximize: target.maximize))
  }

  private var scale: Double { isShare ? 100 : 1 }
  /// A value as figures draw it: a share in percent.
  package func displayed(_ value: Double) -> Double { value * scale }

  package var unit: String { isShare ? " %" : "" }
  /// The unit of a difference, with a space before it.
  package var differenceUnit: String { isShare ? " points" : "" }
  /// `higher` or `lower`: what a better score is.
  package var better: String { direction.maximize ? "higher" : "lower" }
  package var best: String { direction.maximize ? "highest" : "lowest" }

  /// A value with two significant digits of its interval's half-width, without the unit.
  package func bare(_ value: Double?, _ spread: Double?) -> String {
    guard let value else { return "—" }
    if let places = decimals(for: spread.map { $0 * scale }) {
      return decimal(value * scale, min(places, 8))
    }
    return isShare ? decimal(value * scale, 1) : significant(value, 4)
  }

  package func value(_ value: Double?, _ spread: Double?) -> String {
    value == nil ? "—" : bare(value, spread) + unit
  }

  /// `94.2 % (95 % CI 93.1 to 95.3)`.
  package func value(_ mean: Double?, _ interval: Interval?, confidence: Double) -> String {
    guard let interval, interval.halfWidth > 0 else { return value(mean, nil) }
    let spread = interval.halfWidth
    return value(mean, spread)
      + " (\(percent(confidence)) CI \(bare(interval.lower, spread)) to \(bare(interval.upper, spread)))"
  }

  /// A difference without the unit, with a sign where `signed`.
  package func difference(_ value: Double?, _ spread: Double?, signed: Bool = false) -> String {
    guard let value else { return "—" }
    let text: String
    if let places = decimals(for: spread.map { $0 * scale }) {
      text = decimal(value * scale, min(places, 8))
    } else {
      text = significant(value * scale)
    }
    let isZero = text.allSatisfy { $0 == "0" || $0 == "." }
    return signed && value > 0 && !isZero ? "+" + text : text
  }

  /// A difference with its unit: `2.1 points`, `1 point`.
  package func amount(_ value: Double?, _ spread: Double?, signed: Bool = false) -> String {
    let text = difference(value, spread, signed: signed)
    let isOne = ["1", "+1", "−1"].contains(text)
    return text + (isOne && isShare ? " point" : differenceUnit)
  }

  /// `94.2 [93.1, 95.3]` for a table.
  package func cell(_ mean: Double?, _ interval: Interval?) -> TextTable.Cell {
    guard let interval, interval.halfWidth > 0 else {
      return TextTable.Cell("\(bare(mean, nil))", value: mean)
    }
    let spread = interval.halfWidth
    return TextTable.Cell(
      "\(bare(mean, spread)) [\(bare(interval.lower, spread)), \(bare(interval.upper, spread))]",
      value: mean)
  }

  /// `+2.1 [1.2, 3.0]` for a table, with the interval of the pair's test.
  package func cell(_ pair: LevelPair) -> TextTable.Cell {
    guard let difference = pair.difference else { return "—" }
    return cell(difference.delta, spanning: pair.test?.interval)
  }

  /// `+2.1 [1.2, 3.0]` for a table.
  package func cell(_ difference: PairedDifference?) -> TextTable.Cell {
    guard let difference else { return "—" }
    return cell(difference.delta, spanning: difference.interval)
  }

  private func cell(_ delta: Double, spanning interval: Interval?) -> TextTable.Cell {
    guard let interval else {
      return TextTable.Cell("\(self.difference(delta, nil, signed: true))", value: delta)
    }
    let spread = interval.halfWidth
    let ends = [interval.lower, interval.upper].map { self.difference($0, spread) }
    return TextTable.Cell(
      "\(self.difference(delta, spread, signed: true)) [\(ends[0]), \(ends[1])]", value: delta)
  }
}

extension Analysis {
  /// What a table counts where a seed has several folds; nil where it has one run.
  func foldNote(_ what: Prose) -> Prose? {
    plan.runs.compactMap(\.fold).max().map { folds in
      "\(what) seeds, each of which is a run for each of \(folds) folds and failed where one of these did."
    }
  }
}

/// `95 %` for 0.95; a share below 1 is never written as 100 %.
package func percent(_ share: Double) -> String {
  let value = share * 100
  if abs(value - value.rounded()) < 1e-9 { return decimal(value, 0) + " %" }
  let text = (3...12).lazy.map { significant(value, $0) }.first { Double($0) != 100 }
  return (text ?? "100") + " %"
}
