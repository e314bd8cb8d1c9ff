import DescentStore

extension Analysis {
  /// One section a compared factor: what it comes to, its levels, its pairs.
  package func comparisonSections() -> String {
    guard !comparisons.isEmpty else { return "" }
    return comparisons.map(section).joined(separator: "\n") + "\n" + comparisonLegend()
  }

  private func section(_ comparison: FactorComparison) -> String {
    var text = "## Comparison: \(Markdown.escaped(comparison.factor.path))"
    text += " (`data/comparisons.csv`)\n\n"
    let answer = Answer(analysis: self, text: Markdown.escaped, emphasis: Markdown.escaped)
    if comparison.factor.levels.count < 2 {
      let level = comparison.factor.levels.first.map(Markdown.escaped) ?? "none"
      return text + "Only one level (\(level)): there is nothing to compare.\n"
    }
    let finding = answer.finding(of: comparison, isShort: false)
    text += (finding ?? "Fewer than two levels have a score yet.") + "\n\n"
    text += levels(comparison) + "\n"
    return text + pairs(comparison)
  }

  // MARK: - Levels

  private func levels(_ comparison: FactorComparison) -> String {
    let tuned = comparison.tuned
    var columns: [Markdown.Column] = [
      "level", .number("ok / runs"), .number("mean over the grid" + words.unit),
    ]
    if tuned != nil {
      columns += [.number("at its best tuning" + words.unit), "best tuning", "on the edge"]
    }
    let rows = comparison.marginal.levels.indices.map { index -> [String] in
      let marginal = comparison.marginal.levels[index]
      var row = [
        Markdown.escaped(marginal.name), "\(marginal.ok) / \(marginal.cells)",
        meanWithInterval(marginal),
      ]
      if let level = tuned?.levels[index] {
        row.append(meanWithInterval(level))
        let prefix = level.isTuningUnanimous ? "" : "mostly "
        row.append(level.bestTuning == "-" ? "–" : prefix + Markdown.escaped(level.bestTuning))
        row.append(edges(level))
      }
      return row
    }
    return Markdown.table(columns, rows)
  }

  private func meanWithInterval(_ level: LevelSummary) -> String {
    guard let interval = level.interval, interval.halfWidth > 0 else {
      return words.bare(level.mean, nil)
    }
    let spread = interval.halfWidth
    return words.bare(level.mean, spread)
      + " [\(words.bare(interval.lower, spread)), \(words.bare(interval.upper, spread))]"
  }

  private func edges(_ level: LevelSummary) -> String {
    guard !level.edges.isEmpty else { return "no" }
    return level.edges.keys.sorted().map { path in
      let name = Markdown.escaped(lastName(of: path))
      return level.settings > 1
        ? "\(name) in \(level.edges[path] ?? 0) of \(level.settings) settings" : name
    }.joined(separator: ", ")
  }

  // MARK: - Pairs

  private func pairs(_ comparison: FactorComparison) -> String {
    let all = comparison.views.reversed().flatMap(\.pairs)
    let hasViews = comparison.tuned != nil
    var columns: [Markdown.Column] = ["a", "b"]
    if hasViews { columns.append("view") }
    columns += [
      .number("Δ" + words.differenceUnit + " [\(percent(confidence)) CI]"), .number("p\\_Holm"),
      .number("W–T–L"), .number("failed a / b"), .number("pairs"), "reads",
    ]
    let limit = 30
    let rows = all.prefix(limit).map { pair -> [String] in
      let difference = pair.difference
      var row = [pair.a, pair.b].map { Markdown.escaped(comparison.factor.levels[$0]) }
      if hasViews { row.append(pair.view == .tuned ? "at its best" : "whole grid") }
      row.append(words.cell(difference))
      row.append(probability(pair.adjustedP))
      row.append(difference.map { "\($0.wins)–\($0.ties)–\($0.losses)" } ?? "—")
      row.append(difference == nil ? "—" : "\(pair.failedA) / \(pair.failedB)")
      row.append("\(difference?.cells ?? 0) / \(pair.plannedCells)")
      return row + [reading(pair, comparison.factor)]
    }
    var text = Markdown.table(columns, rows)
    if all.count > limit {
      text += "\n\(limit) of \(all.count) rows; all of them in `data/comparisons.csv`.\n"
    }
    return text
  }

  private func reading(_ pair: LevelPair, _ factor: StoredPlan.Comparison) -> String {
    var text: String
    switch pair.decision(confidence: confidence) {
    case .aBetter: text = "\(Markdown.escaped(factor.levels[pair.a])) is better"
    case .bBetter: text = "\(Markdown.escaped(factor.levels[pair.b])) is better"
    case .unclear: text = pair.flags.contains(.identical) ? "equal in every pair" : "unclear"
    case .untestable: text = "not testable"
    }
    let isDecided = pair.decision(confidence: confidence) != .unclear
    let notes = LevelPair.Flag.allCases
      .filter { pair.flags.contains($0) && ($0 != .fragile || isDecided) }.compactMap(note)
    if !notes.isEmpty { text += " (\(notes.joined(separator: "; ")))" }
    return text
  }

  private func note(_ flag: LevelPair.Flag) -> String? {
    switch flag {
    case .noSharedSetting: "no setting in common"
    case .noPairs: "no finished pair"
    case .singleSeed: "one seed"
    case .identical: nil
    case .constantDifference: "the same difference in every seed"
    case .incomplete: "cells are missing"
    case .partialOverlap: "settings of one level alone are left out"
    case .fragile: "fragile: the exact test does not confirm it"
    case .failures: "more than a fifth of one level failed"
    case .optimistic: "optimistic: tuned on the seeds it is scored on"
    }
  }

  private func comparisonLegend() -> String {
    let tests = comparisons.flatMap(\.views).reduce(0) { $0 + $1.familySize }
    var text = "Δ is a minus b, turned so that a positive one says that a is better ("
    text +=
      "\(words.name) \(words.better)). Pairs share a setting and a seed; the test is a t test "
    text +=
      "on the mean differences of the \(counted(scores.seeds.count, "seed")), two-sided, with "
    text += "Holm's correction within each factor and view; \(counted(tests, "test")) in all. "
    text += "W–T–L: pairs in which a won, tied, lost."
    if comparisons.contains(where: { $0.tuned != nil }) {
      text += " “At its best”: the tuned values are chosen for each level and setting by the mean "
      text += "over the other seeds, then scored on the seed left out."
    }
    if (2...5).contains(scores.seeds.count) {
      text += " With \(scores.seeds.count) seeds the exact sign-flip test cannot reach 0.05: its "
      text += "smallest p is \(significant(1 / Double(1 << (scores.seeds.count - 1))))."
    }
    return text + " No hypothesis was declared before the sweep: every result is exploratory.\n"
  }
}
