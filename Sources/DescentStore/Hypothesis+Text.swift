// Hypotheses in the words of an experiment file, with numbers in their shortest form: two ways to write one
// claim are one text.

extension StoredPlan.Hypothesis.Expectation: CustomStringConvertible {
  public var description: String {
    switch self {
    case .difference(let isGreater, let margin): "a \(isGreater ? ">" : "<") b\(margin)"
    case .threshold(let value, let isGreater, let margin):
      "a \(isGreater ? ">" : "<") \(short(value))\(margin)"
    case .equivalence(let within): "a = b within \(short(within))"
    case .trend(let isIncreasing, let factor):
      "\(isIncreasing ? "increasing" : "decreasing") over \(factor)"
    case .shares(let larger, let smaller): "share(\(larger)) > share(\(smaller))"
    }
  }
}

extension StoredPlan.Hypothesis.Margin: CustomStringConvertible {
  public var description: String {
    switch self {
    case .none: ""
    case .absolute(let value): " by \(short(value))"
    case .ratio(let factor): " by \(short(factor))x"
    case .percent(let share): " by \(short(share))%"
    }
  }
}

extension StoredPlan.Hypothesis.Layer: CustomStringConvertible {
  public var description: String {
    switch self {
    case .first: "first"
    case .last: "last"
    case .max: "max"
    case .mean: "mean"
    case .number(let number): "\(number)"
    }
  }
}

extension StoredPlan.Hypothesis.Epochs: CustomStringConvertible {
  public var description: String {
    switch self {
    case .initial: "init"
    case .epoch(let epoch): "epoch \(epoch)"
    case .final: "final"
    case .best: "best"
    case .mean(let range): "mean \(range.lowerBound)..\(range.upperBound)"
    }
  }
}

extension StoredPlan.Hypothesis.Metric {
  /// The keys of `metric` that say something.
  public var settings: [String: String] {
    var settings = ["name": name]
    settings["of"] = of
    settings["target"] = target.map(short)
    settings["layer"] = layer?.description
    if !Self.derived.contains(name) { settings["at"] = epochs.description }
    return settings
  }
}

/// The shortest text of a number, without a trailing `.0`.
private func short(_ value: Double) -> String {
  let text = "\(value)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
