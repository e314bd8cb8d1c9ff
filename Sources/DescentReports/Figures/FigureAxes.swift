import DescentFigures
import DescentStore

/// What several figures have in common.
extension Analysis {
  /// The axis of the primary metric, in the units that people read.
  var scoreAxis: Axis {
    Axis(
      capitalized(words.name) + (words.isShare ? " (%)" : ""),
      limits: words.isShare ? 0...100 : nil)
  }

  /// What a failed run scores, where all of them score the same.
  var failureScore: Double? {
    let values = Set(scores.failureScores.values)
    return values.count == 1 ? values.first.map(words.displayed) : nil
  }

  /// A score in the units that people read; its interval is drawn as far as scores can lie.
  func estimate(_ value: Double?, _ interval: Interval?) -> Estimate? {
    func held(_ end: Double) -> Double { words.isShare ? min(max(end, 0), 1) : end }
    return estimate(
      ofDifference: value,
      interval.map { Interval(lower: held($0.lower), upper: held($0.upper)) })
  }

  /// A difference of scores in the units that people read.
  func estimate(ofDifference value: Double?, _ interval: Interval?) -> Estimate? {
    value.map { value in
      Estimate(
        words.displayed(value), lower: interval.map { words.displayed($0.lower) },
        upper: interval.map { words.displayed($0.upper) })
    }
  }

  /// `5 seeds`, as a figure's subtitle ends: those with scores.
  var seedWords: String { counted(scores.scoredSeeds.count, "seed") }

  /// The axis of a numeric setting: logarithmic where its levels are ratios apart.
  func axis(of factor: StoredPlan.Factor) -> Axis {
    let values = factor.levels.compactMap(Double.init).sorted()
    let isRatio =
      values.count > 1 && (values.first ?? 0) > 0
      && (values.last ?? 1) / (values.first ?? 1) >= 8
    return Axis(
      lastName(of: factor.path), kind: isRatio ? .logarithmic : .linear,
      isWhole: values.allSatisfy { $0 == $0.rounded() }, levels: values)
  }

  /// The levels of a setting as an axis shows them: numbers, or names in the order of the plan.
  func levels(of factor: StoredPlan.Factor) -> AxisPlot.Levels {
    factor.isNumeric
      ? .numeric(axis(of: factor)) : .categorical(title: lastName(of: factor.path), factor.levels)
  }

  /// Where a level stands among them.
  func place(_ level: String, of factor: StoredPlan.Factor) -> Double? {
    factor.isNumeric ? Double(level) : factor.levels.firstIndex(of: level).map(Double.init)
  }
}

/// A sentence's or an axis's first word with a large letter.
func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
