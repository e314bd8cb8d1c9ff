import DescentStore
import Foundation

extension Analysis {
  /// Each compared factor: what it comes to, and its pairs of levels.
  func comparisonsSection() -> Section {
    var section = Section("comparisons", "Paired comparisons", sources: ["comparisons.csv"])
    guard !comparisons.isEmpty else {
      section.add("Nothing is compared: no setting varies but those that are tuned.")
      return section
    }
    for comparison in comparisons { add(comparison, to: &section) }
    section.add(comparisonLegend())
    section.add([foldNote("“failed” and “pairs” count")].compactMap(\.self))
    return section
  }

  private func add(_ comparison: FactorComparison, to section: inout Section) {
    section.blocks.append(.heading("\(comparison.factor.path)"))
    guard comparison.factor.levels.count > 1 else {
      let level = comparison.factor.levels.first ?? "none"
      section.add("Only one level (\(level)): there is nothing to compare.")
      return
    }
    let finding = Answer(analysis: self).finding(of: comparison, isShort: false)
    section.add(finding?.withoutEmphasis ?? "Fewer than two levels have a score yet.")
    section.add(findings(ofDatasets: comparison.factor.path, isShort: false))
    if comparison.primary.pairs.count > 6 || comparisons.count > 3 {
      section.add(forestFigure("forest-\(comparison.factor.path)", [comparison], first: 30))
    }
    section.add(tieFigure(comparison))
    section.add(pairs(comparison))
    section.add(notes(on: comparison))
  }

  /// What a factor comes to on each data set, where there are several.
  func findings(ofDatasets path: String, isShort: Bool) -> [Prose] {
    datasetComparisons.filter { $0.factor.path == path }.map { comparison in
      let finding = Answer(analysis: self).finding(of: comparison, isShort: isShort)
      return
        "On \(comparison.dataset ?? ""): \(finding?.withoutEmphasis ?? "fewer than two levels have a score yet.")"
    }
  }

  // MARK: - Notes

  /// What holds of all levels together: a trend over them, their ranks, and cells that hang together.
  private func notes(on comparison: FactorComparison) -> [Prose] {
    [trend(of: comparison), ranks(of: comparison), dependence(of: comparison)].compactMap(\.self)
  }

  /// The slope over a numeric factor (S30).
  private func trend(of comparison: FactorComparison) -> Prose? {
    let values = comparison.factor.levels.compactMap(Double.init)
    guard values.count == comparison.factor.levels.count, values.count >= Trend.minimumLevels,
      let scores = LevelGrid(comparison.factor, scores, isTuned: false).common(),
      let trend = Trend(
        positions: Trend.positions(of: values), scores: scores.map(\.perSeed),
        confidence: confidence), let p = trend.p, let interval = trend.interval
    else { return nil }
    // Positive levels stand at their logarithm to base 10.
    let isRatio = values.allSatisfy { $0 > 0 }
    let unit = words.direction.oriented(isRatio ? log10(2) : 1)
    let turned = interval * unit
    let ends = [turned.lower, turned.upper].map { words.difference($0, turned.halfWidth) }
    let slope = words.amount(trend.slope * unit, turned.halfWidth, signed: true)
    return "Over \(lastName(of: comparison.factor.path)), \(words.name) changes by \(slope)"
      + " for each \(isRatio ? "doubling" : "next level") (\(percent(confidence)) CI "
      + "\(ends[0]) to \(ends[1]), \(statedProbability(p)), uncorrected; the slope of a straight line)"
      + order(of: values, scores.map(\.perSeed)) + "."
  }

  /// Whether the levels stand in the order of their values, by Page's test.
  private func order(of values: [Double], _ scores: [[Double]]) -> Prose {
    let sorted = values.indices.sorted { values[$0] < values[$1] }.map { scores[$0] }
    guard let page = PageTrend(sorted) else { return "" }
    return "; Page's test of their order gives \(statedProbability(page.p))"
  }

  /// The mean ranks over many settings (S17), where all had the same budget.
  private func ranks(of comparison: FactorComparison) -> Prose? {
    guard self.scores.stopCounts.isEmpty,
      let scores = LevelGrid(comparison.factor, scores, isTuned: false).common(),
      let count = scores.first?.oriented.count, count >= Friedman.minimumSettings,
      let test = Friedman(
        (0..<count).map { setting in
          scores.map { $0.oriented[setting].reduce(0, +) / Double($0.oriented[setting].count) }
        })
    else { return nil }
    let order = test.meanRanks.indices.sorted {
      (test.meanRanks[$0], $0) < (test.meanRanks[$1], $1)
    }
    let answer = Answer(analysis: self)
    let names = order.map { level -> Prose in
      let name = answer.level(level, comparison.factor).withoutEmphasis
      return "\(decimal(test.meanRanks[level], 2)) for \(name)"
    }
    let difference = decimal(test.criticalDifference(confidence: confidence), 2)
    return "Mean ranks over \(counted(count, "setting")): \(listed(names)) (Friedman's test: "
      + "\(statedProbability(test.p)); critical difference \(difference))."
  }

  /// Whether the cells of one seed go together, so that only seeds count (S31).
  private func dependence(of comparison: FactorComparison) -> Prose? {
    let known = comparison.primary.pairs.compactMap(\.seedCorrelation)
    guard let most = known.max(), most > CrossedVariance.dependence else { return nil }
    return "The pairs of one seed are not independent of each other (intraclass correlation up to "
      + "\(decimal(most, 2))), which is why seeds count here, and not runs."
  }

  // MARK: - Pairs

  private func pairs(_ comparison: FactorComparison) -> TextTable {
    let all = comparison.views.reversed().flatMap(\.pairs)
    let hasViews = comparison.tuned != nil
    var columns: [TextTable.Column] = ["a", "b"]
    if hasViews { columns.append("view") }
    columns += [
      .number("Δ\(words.differenceUnit) [\(percent(confidence)) CI]"), .number("p_Holm"),
      .number("W–T–L"), .number("P(a better)"), .number("failed a / b"), .number("pairs"), "reads",
    ]
    let levels = comparison.factor.levels
    let rows = all.map { pair -> TextTable.Row in
      let difference = pair.difference
      var cells: [TextTable.Cell] = ["\(levels[pair.a])", "\(levels[pair.b])"]
      if hasViews { cells.append(pair.view == .tuned ? "at its best" : "whole grid") }
      cells.append(words.cell(pair))
      cells.append(TextTable.Cell("\(probability(pair.adjustedP))", value: pair.adjustedP))
      cells.append(difference.map { "\($0.wins)–\($0.ties)–\($0.losses)" } ?? "—")
      cells.append(TextTable.Cell(improvement(difference), value: difference?.improvement.value))
      cells.append(difference == nil ? "—" : "\(pair.failedA) / \(pair.failedB)")
      cells.append("\(difference?.cells ?? 0) / \(pair.plannedCells)")
      cells.append("\(reading(pair, comparison.factor))")
      return TextTable.Row(
        cells, key: rowKey(of: pair, comparison))
    }
    var table = TextTable(
      "pairs-\(comparison.factor.path)", "Pairs of levels of \(comparison.factor.path)",
      noun: "pairs", columns: columns, rows: rows)
    table.show(first: 30)
    return table
  }

  /// `0.81`, with its interval where there are seeds enough for one (S10).
  private func improvement(_ difference: PairedDifference?) -> Prose {
    guard let improvement = difference?.improvement else { return "—" }
    let text: Prose = "\(decimal(improvement.value, 2))"
    guard let interval = improvement.interval(confidence: confidence) else { return text }
    return text + " [\(decimal(interval.lower, 2)), \(decimal(interval.upper, 2))]"
  }

  private func reading(_ pair: LevelPair, _ factor: StoredPlan.Comparison) -> String {
    var text: String
    switch pair.decision(confidence: confidence) {
    case .aBetter: text = "\(factor.levels[pair.a]) is better"
    case .bBetter: text = "\(factor.levels[pair.b]) is better"
    case .equivalent: text = "practically equal"
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
    case .unequalBudgets: "unequal budgets: the search trained some for fewer epochs"
    case .gridOnly: "for these settings alone: too few for a claim beyond them"
    }
  }

  /// The test, as the settings of the report ask for it.
  private var testName: String {
    let kinds = Set(comparisons.flatMap(\.views).flatMap(\.pairs).compactMap(\.test?.kind))
    if kinds.contains(.crossedT) { return "a t test with settings and seeds both random, or one" }
    return kinds.contains(.wilcoxon)
      ? "Wilcoxon's signed-rank test, beside t intervals," : "a t test"
  }

  private func comparisonLegend() -> Prose {
    let tests = comparisons.flatMap(\.views).reduce(0) { $0 + $1.familySize }
    let seeds = scores.scoredSeeds.count
    var text: Prose = "Δ is a minus b, turned so that a positive one says that a is better ("
    text +=
      "\(words.name) \(words.better)). Pairs share a setting and a seed; "
    text +=
      tests == 0
      ? "none could be tested. "
      : "the test is \(testName) on the mean differences of the \(counted(seeds, "seed")), two-sided, with "
        + "Holm's correction within each factor and view; \(counted(tests, "test")) in all. "
    text +=
      "W–T–L: pairs in which a won, tied, lost. P(a better): that of two runs of one setting, "
    text += "whatever their seeds, the one of a is better; a tie counts half."
    if comparisons.contains(where: { $0.tuned != nil }) {
      text += " “At its best”: the tuned values are chosen for each level and setting by the mean "
      text += TunedScores.choice(seeds: seeds)
    }
    if (2...5).contains(seeds) {
      let smallest = significant(1 / Double(1 << (seeds - 1)))
      text += " With \(seeds) seeds the exact sign-flip test cannot reach 0.05: its "
      text += "smallest p is \(smallest)."
    }
    return text
      + (plan.hypotheses.isEmpty
        ? " No hypothesis is judged here: every result is exploratory."
        : " What is not among the hypotheses is exploratory.")
  }
}
