import Descent
import DescentStore

// The settings of a report that name something in the plan.
extension ComparisonPlan {
  /// The column and the value whose first reaching is timed.
  func target(
    _ target: Document.Target, _ axes: Axes, _ mistakes: inout [Diagnostic]
  ) -> StoredPlan.Target? {
    let (column, position) = (target.metric.value, target.metric.position)
    let known = columns(["val", "train"])
    let name = MetricName(column)
    guard known.contains(column) else {
      let reason =
        name.part == "test" && columns(["test"]).contains(column)
        ? "is not measured while a run trains; " : "is not recorded; "
      mistakes.append(
        Diagnostic(
          "'target' names '\(column)', which " + reason + alternatives(to: column, among: known),
          at: position, code: "E17"))
      return nil
    }
    if let varied = axes.differentLoss(column) {
      mistakes.append(
        Diagnostic(
          "'\(varied)' varies, so '\(column)' cannot be compared between runs", at: position,
          code: "E19"))
      return nil
    }
    return StoredPlan.Target(
      metric: column, value: target.value, maximize: maximizes(column))
  }

  // MARK: - Baseline

  /// The level of each comparison that the baseline means.
  func baseline(
    _ condition: Condition, _ configurations: [Configuration],
    _ mistakes: inout [Diagnostic]
  ) -> [String: String] {
    var terms: [String: [Condition.Term]] = [:]
    for term in condition.terms {
      let path = term.path.value
      let factor =
        comparisons.first { $0.path == path } ?? comparisons.first { $0.isMeant(by: path) }
      if let factor, !tune.contains(path) {
        terms[factor.path, default: []].append(term)
        continue
      }
      let paths = comparisons.map(\.path)
      mistakes.append(
        Diagnostic(
          "'baseline' names '\(path)', which is \(tune.contains(path) ? "tuned" : "not compared"); "
            + (paths.isEmpty ? "nothing is" : alternatives(to: path, among: paths)),
          at: term.path.position, code: "E17"))
    }
    var levels: [String: String] = [:]
    for factor in comparisons {
      guard let own = terms[factor.path], let first = own.first else { continue }
      let meant = self.levels(of: factor, matching: own, configurations)
      if meant.count == 1 {
        levels[factor.path] = meant[0]
        continue
      }
      let text = own.map(\.pattern.value.text).joined(separator: ", ")
      mistakes.append(
        Diagnostic(
          meant.isEmpty
            ? "no level of '\(factor.path)' is '\(text)'; "
              + alternatives(to: text, among: factor.levels)
            : "'\(text)' means several levels of '\(factor.path)': "
              + meant.map { "'\($0)'" }.joined(separator: ", ") + "; one is the baseline",
          at: first.pattern.position, code: "E17"))
    }
    return levels
  }

  /// The levels of a factor whose configurations meet all terms, in the order of the file; a level may also
  /// be meant by the name that reports give it.
  func levels(
    of factor: StoredPlan.Comparison, matching terms: [Condition.Term],
    _ configurations: [Configuration]
  ) -> [String] {
    var meant: Set<String> = []
    for (configuration, levels) in zip(configurations, levels) {
      guard let level = levels.comparisons[factor.path], !meant.contains(level) else { continue }
      let isMeant = terms.allSatisfy { term in
        configuration.matches(term)
          || term.path.value == factor.path && term.pattern.value.matches(.text(level))
      }
      if isMeant { meant.insert(level) }
    }
    return factor.levels.filter(meant.contains)
  }
}

extension StoredPlan.Comparison {
  /// Whether a key speaks of this factor: of what its levels fix, or of a setting of its component.
  fileprivate func isMeant(by path: String) -> Bool {
    ownPaths.contains(path)
      || Slot(rawValue: self.path) != nil && path.hasPrefix(self.path + ".")
  }
}
