package import DescentStore
import Foundation

/// What was observed of a hypothesis and what it asks for, in units that people read.
package struct HypothesisWords {
  private let result: HypothesisResult
  private let measure: Measure

  package init(_ result: HypothesisResult, _ plan: StoredPlan) {
    self.result = result
    measure = Measure(result.hypothesis.metric, plan)
  }

  /// The estimate with the bound that decides: `353× (≥ 291×)`, and `0.7 points (≤ 1.5 points)` where the claim is
  /// not supported.
  package var observed: String {
    guard let estimate = result.estimate else { return "not measured" }
    let value = text(estimate)
    if case .equivalence = result.hypothesis.expectation, let lower = result.lower,
      let upper = result.upper
    {
      return "\(value) (\(text(lower)) to \(text(upper)))"
    }
    let isUpper = result.isUpperLimit != (result.verdict == .notSupported)
    let bound = isUpper ? result.upper : result.lower
    return bound.map { "\(value) (\(isUpper ? "≤" : "≥") \(text($0)))" } ?? value
  }

  /// What the claim asks for: `> 10×`.
  package var needed: String {
    switch result.hypothesis.expectation {
    case .equivalence(let within): "±" + text(within, digits: nil)
    case .difference(_, .percent): "> " + text(result.margin)
    case .trend, .shares: "> 0"
    default: (result.isUpperLimit ? "< " : "> ") + text(result.margin, digits: nil)
    }
  }

  /// What lies so far beyond the margin that it is found 4 times in 5: `0.012 beyond its margin`.
  package var detectable: String? {
    result.detectable.map {
      (result.unit == .ratio ? significant($0) + "×" : text($0, digits: 2)) + " beyond its margin"
    }
  }

  // MARK: - Numbers with units

  /// What the numbers of a metric are.
  private enum Measure {
    /// From 0 to 1: written in percent, a difference in percentage points.
    case share
    case count(String)
    /// Compared by its power of ten.
    case scale
    case plain

    init(_ metric: StoredPlan.Hypothesis.Metric, _ plan: StoredPlan) {
      let column = metric.of ?? metric.name
      switch metric.name {
      case "epochs_to": self = .count(" epochs")
      case "seconds_to": self = .count(" s")
      case "failure_rate": self = .share
      case _ where metric.name.hasSuffix("_frac"): self = .share
      case _ where metric.isScale: self = .scale
      default:
        let selection =
          plan.selection(of: column) ?? StoredPlan.Selection(metric: column, maximize: false)
        self = MetricWords(selection).isShare ? .share : .plain
      }
    }
  }

  private var isThreshold: Bool {
    if case .threshold = result.hypothesis.expectation { true } else { false }
  }

  /// A number with its unit; nil digits for one that the claim names itself.
  private func text(_ value: Double, digits: Int? = 3) -> String {
    func number(_ value: Double) -> String {
      if let digits { return significant(value, digits) }
      // 0.07 · 100 is 7, not 7.000000000000001.
      let text = "\(Double(String(format: "%.12g", value)) ?? value)"
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
    switch result.unit {
    case .ratio where !isThreshold: return number(value) + "×"
    case .share: return number(100 * value) + " points of the variance"
    case .slope:
      let step = result.hypothesis.levels.allSatisfy { Double($0).map { $0 > 0 } ?? false }
      return measured(value, number) + (step ? " per tenfold" : " per level")
    default: return measured(value, number)
    }
  }

  private func measured(_ value: Double, _ number: (Double) -> String) -> String {
    switch measure {
    case .share: number(100 * value) + (isThreshold ? " %" : " points")
    case .count(let unit): number(value) + unit
    case .scale: number(value) + (result.unit == .slope ? " powers of ten" : "")
    case .plain: number(value)
    }
  }
}
