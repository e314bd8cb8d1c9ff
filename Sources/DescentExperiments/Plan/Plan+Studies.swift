extension Plan {
  /// How a study comes to its configurations, step by step.
  struct StudyCounts: Sendable {
    /// The product of the dimensions' sizes.
    var combinations = 1
    /// Of an ablation: the configurations that its first point brings, then each of its keys.
    var parts: [Int] = []
    var distinct = 1
    /// The dotted keys that did not apply everywhere.
    var collapses: [StudyExpansion.Collapse] = []
    /// Those that met an adjustment's `when`.
    var adjusted = 0
    /// Nil where nothing is adjusted.
    var distinctAfterAdjusting: Int?
    var excluded = 0
    /// Those that what was forced made equal to others.
    var merged = 0
    /// Those that were not there already.
    var included = 0
    var total = 1
  }

  /// How each study comes to its configurations, a line each.
  ///
  ///     main  576 combinations, 360 distinct (optimizer.learning_rate fixed inside adam: 288 -> 72),
  ///           90 adjusted, 72 excluded, 2 included = 290
  ///     l2    2 x 8 draws = 16
  ///
  /// An ablation is told by the configurations that are new in each of its parts: `1 + 2 + 2 + 1 = 6`.
  var studyLines: [String] {
    let width = document.studies.compactMap(\.name?.count).max() ?? 0
    return zip(document.studies, counts).map { study, counts in
      let text = Self.text(study, counts)
      guard let name = study.name else { return text }
      return name + String(repeating: " ", count: width - name.count + 2) + text
    }
  }

  private static func text(_ study: Study, _ counts: StudyCounts) -> String {
    let isAblation = !counts.parts.isEmpty
    var (steps, saysTotal) = ([start(study, counts)], true)
    if isAblation {
      saysTotal = false
    } else if counts.distinct != counts.combinations {
      steps.append("\(counts.distinct) distinct")
    } else {
      saysTotal = !study.dimensions.contains { $0.kind == .random } || study.dimensions.count == 1
    }
    if !counts.collapses.isEmpty {
      steps[steps.count - 1] += " (" + counts.collapses.map(\.text).joined(separator: ", ") + ")"
    }
    if let distinct = counts.distinctAfterAdjusting {
      steps.append("\(counts.adjusted) adjusted")
      saysTotal = distinct != counts.distinct
      if saysTotal { steps.append("\(distinct) distinct") }
    }
    let last = [
      (counts.excluded, "excluded"), (counts.merged, "the same once forced"),
      (counts.included, "included"),
    ]
    for (count, step) in last
    where count > 0 {
      steps.append("\(count) \(step)")
      saysTotal = false
    }
    return steps.joined(separator: ", ") + (saysTotal ? "" : " = \(counts.total)")
  }

  /// What a study begins with: `576 combinations`, `2 x 8 draws`, `1 + 2 + 2 + 1`.
  ///
  /// A file that is one study says the size of each axis, too.
  private static func start(_ study: Study, _ counts: StudyCounts) -> String {
    if study.dimensions.isEmpty { return "base alone" }
    if !counts.parts.isEmpty { return counts.parts.map(String.init).joined(separator: " + ") }
    let draws = study.dimensions.first { $0.kind == .random }.map { $0.points.count }
    let axes = study.dimensions.filter { $0.kind != .random }
    var factors = axes.map { "\($0.name) \($0.points.count)" }
    if study.name != nil, !axes.isEmpty {
      factors = ["\(axes.reduce(1) { $0 * $1.points.count })"]
    }
    if let draws { return (factors + ["\(draws) draws"]).joined(separator: " x ") }
    let product = study.name == nil ? factors.joined(separator: " x ") + " = " : ""
    return product + "\(counts.combinations) combinations"
  }
}

extension StudyExpansion.Collapse {
  fileprivate var text: String {
    "\(key.path) " + (key.isSetInside ? "fixed inside" : "not in") + " \(key.component): "
      + "\(before) -> \(after)"
  }
}
