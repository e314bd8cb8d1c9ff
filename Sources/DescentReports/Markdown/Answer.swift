package import DescentStore

/// The answer of a sweep, in one sentence.
package struct Answer {
  package let analysis: Analysis
  /// How text that the user chose is written, and how a level that the answer is about.
  package var text: @Sendable (String) -> String = { $0 }
  package var emphasis: @Sendable (String) -> String = { $0 }

  /// For the head of a report: short, without the details in brackets.
  package var headline: String { progress + answer(isShort: true) }
  /// For the terminal and the first lines of a report.
  package var sentence: String { progress + answer(isShort: false) }

  /// Says so where runs are missing, and what follows holds for a part of the plan only.
  private var progress: String {
    let scores = analysis.scores
    let scored = scores.runs.count { $0.run.status.hasScore }
    guard scored > 0, scored < scores.plannedCount else { return "" }
    return "So far, with \(scored) of \(scores.plannedCount) runs: "
  }

  // MARK: - Cases

  private func answer(isShort: Bool) -> String {
    let scores = analysis.scores
    let scored = scores.runs.count { $0.run.status.hasScore }
    guard scored > 0 else {
      return scores.plannedCount == 0
        ? "The plan holds no runs." : "No run has finished yet (0 of \(scores.plannedCount))."
    }
    let failed = scores.failedCount
    if 2 * failed > scored {
      let extent = failed == scored ? "Every run failed" : "Most runs failed"
      let place = mostFailures().map { ", mostly with \($0)" } ?? ""
      return "\(extent) (\(failed) of \(scored))\(failed == scored ? "" : place)"
        + (isShort ? "." : "; see the section on failures before any other number.")
    }
    for comparison in analysis.comparisons {
      if let answer = finding(of: comparison, isShort: isShort) { return answer }
    }
    return oneGroup()
  }

  /// What a compared factor comes to; nil where fewer than two of its levels have a score.
  package func finding(of comparison: FactorComparison, isShort: Bool) -> String? {
    guard analysis.scores.runs.contains(where: { !$0.failed }) else {
      return "The levels of \(text(lastName(of: comparison.factor.path))) cannot be compared: "
        + "every run failed."
    }
    let finding = Finding(
      comparison, analysis.words.direction, confidence: analysis.confidence)
    let factor = text(lastName(of: comparison.factor.path))
    switch finding {
    case .noContest: return nil
    case .untestable(let reason):
      return "The levels of \(factor) cannot be compared: "
        + (reason == .noPairs
          ? "no two of them have finished runs in a common setting and seed."
          : "they share no setting, as each has its own values of another factor.")
    case .contest(let contest):
      if contest.seeds < 2 { return singleSeed(contest, comparison.factor) }
      if contest.isClear { return clear(contest, comparison, isShort: isShort) }
      return unclear(contest, comparison, isShort: isShort)
    }
  }

  private func clear(
    _ contest: Finding.Contest, _ comparison: FactorComparison, isShort: Bool
  ) -> String {
    let words = analysis.words
    let factor = comparison.factor
    let spread = contest.interval?.halfWidth
    var answer = "\(level(contest.leader, factor)) beats \(level(contest.other, factor))"
    answer += isShort ? ", \(words.name)" : ": its \(words.name) is"
    answer +=
      " \(words.better) by \(words.difference(contest.delta, spread))\(words.differenceUnit)"
    guard !isShort else { return answer + " (\(range(contest)))" }
    answer += " (\(range(contest)); \(evidence(contest)))"
    answer += tuning(contest, comparison)
    answer += failures(contest, factor) + "." + range(contest, factor)
    return answer + behind(contest, factor) + otherView(contest, comparison)
  }

  private func unclear(
    _ contest: Finding.Contest, _ comparison: FactorComparison, isShort: Bool
  ) -> String {
    let words = analysis.words
    let factor = comparison.factor
    let pair = listed([contest.leader, contest.other].map { level($0, factor) })
    let cells = contest.pair.difference?.cells ?? 0
    if contest.pair.flags.contains(.identical) {
      if isUntrained(contest) {
        return "No difference for \(text(lastName(of: factor.path))): no run of \(pair) ended "
          + "better than an untrained network."
      }
      return "No difference for \(text(lastName(of: factor.path))): \(pair) scored the same in "
        + (cells == 1 ? "the one pair" : "all \(cells) pairs") + " of runs."
        + (isShort ? "" : behind(contest, factor))
    }
    let amount =
      "its \(words.name) \(words.better) by "
      + "\(words.difference(contest.delta, contest.interval?.halfWidth))\(words.differenceUnit)"
    let leads = "\(level(contest.leader, factor)) leads \(level(contest.other, factor))"
    if contest.pair.flags.contains(.constantDifference) {
      return "\(leads), \(amount) in each of \(counted(contest.seeds, "seed")): nothing varies "
        + "between seeds, so there is no test." + (isShort ? "" : behind(contest, factor))
    }
    var answer = "No clear winner for \(text(lastName(of: factor.path))): \(leads), \(amount)"
    guard !isShort else { return answer + " (\(range(contest)))" }
    answer += " (\(range(contest)); \(evidence(contest)))" + tuning(contest, comparison)
    if let smallest = contest.pair.difference?.detectable(confidence: analysis.confidence) {
      answer += "; this sweep could only have found "
      answer += "\(words.difference(smallest, nil))\(words.differenceUnit) or more"
    }
    answer += failures(contest, factor) + "." + range(contest, factor)
    return answer + behind(contest, factor) + otherView(contest, comparison)
  }

  /// Whether both levels of a contest scored what an untrained network scores.
  private func isUntrained(_ contest: Finding.Contest) -> Bool {
    [contest.leader, contest.other].allSatisfy { level in
      contest.view.levels[level].mean.map(analysis.scores.failureScores.values.contains) ?? false
    }
  }

  private func singleSeed(_ contest: Finding.Contest, _ factor: StoredPlan.Comparison) -> String {
    let words = analysis.words
    let summaries = contest.view.levels
    guard contest.pair.difference?.isIdentical == false else {
      let pair = listed([contest.leader, contest.other].map { level($0, factor) })
      return "Single seed: \(pair) scored the same; nothing here measures seed noise."
    }
    return "Single seed: \(level(contest.leader, factor)) had the \(words.best) "
      + "\(words.name) (\(words.value(summaries[contest.leader].mean, nil)), "
      + "\(level(contest.other, factor)) \(words.value(summaries[contest.other].mean, nil))); "
      + "nothing here measures seed noise."
  }

  /// A sweep without two levels to compare: its best configuration.
  private func oneGroup() -> String {
    let words = analysis.words
    guard let board = analysis.leaderboards.first(where: { $0.entries.first?.rank == 1 }),
      let leader = board.entries.first
    else { return "No configuration has a score in every seed yet." }
    let seeds = counted(leader.capped.count, "seed")
    let interval = leader.intervalOfMean
    let value = words.value(leader.capped.mean, interval, confidence: analysis.confidence)
    guard board.entries.count > 1 else {
      return "One configuration, nothing to compare it with: \(words.name) \(value), \(seeds)."
    }
    let ranked = board.entries.count { $0.rank != nil }
    guard ranked > 1 else {
      return "Only one of \(board.entries.count) configurations has a score in every seed: "
        + "\(emphasis(analysis.name(ofConfiguration: leader.configuration))), with \(words.name) "
        + "\(value), \(seeds)."
    }
    return "Best of \(ranked) configurations: "
      + "\(emphasis(analysis.name(ofConfiguration: leader.configuration))), with \(words.name) "
      + "\(value), \(seeds)."
  }
}

// MARK: - Parts of sentences

extension Answer {
  /// A level by its name; with that of its factor where it is no word of its own: `depth 8`.
  package func level(_ index: Int, _ factor: StoredPlan.Comparison) -> String {
    let needsFactor = factor.levels.contains { level in
      level.first?.isLetter != true || ["true", "false", "none", "null"].contains(level)
    }
    let prefix = needsFactor ? lastName(of: factor.path) + " " : ""
    return emphasis(prefix + factor.levels[index])
  }

  /// The levels below the two of the contest that the leader is clearly better than.
  private func behind(_ contest: Finding.Contest, _ factor: StoredPlan.Comparison) -> String {
    guard !contest.behind.isEmpty else { return "" }
    return " Clearly behind \(level(contest.leader, factor))\(contest.isClear ? " too" : ""): "
      + "\(listed(contest.behind.map { level($0, factor) }))."
  }

  /// Where the leader does worst and best, if it is behind in some setting.
  private func range(_ contest: Finding.Contest, _ factor: StoredPlan.Comparison) -> String {
    guard let (worst, best) = contest.range, let difference = contest.pair.difference else {
      return ""
    }
    let words = analysis.words
    let turn = contest.pair.a == contest.leader ? 1.0 : -1.0
    func place(_ index: Int) -> String {
      let amount = words.difference(difference.perSetting[index] * turn, nil, signed: true)
      let name = contest.pair.settings[index]
      return "\(amount)\(words.differenceUnit)" + (name.isEmpty ? "" : " (\(text(name)))")
    }
    return " The lead is uneven: from \(place(worst)) to \(place(best))."
  }

  /// `95 % CI 1.2 to 3.0`.
  private func range(_ contest: Finding.Contest) -> String {
    guard let interval = contest.interval else { return counted(contest.seeds, "seed") }
    let words = analysis.words
    return
      "\(percent(analysis.confidence)) CI \(words.difference(interval.lower, interval.halfWidth))"
      + " to \(words.difference(interval.upper, interval.halfWidth))"
  }

  /// `5 seeds × 6 settings, p_Holm = 0.009; wins 27, ties 1, losses 2`.
  private func evidence(_ contest: Finding.Contest) -> String {
    var parts = counted(contest.seeds, "seed")
    if contest.settings > 1 { parts += " × \(counted(contest.settings, "setting"))" }
    let p = probability(contest.pair.adjustedP)
    parts += ", p_Holm \(p.hasPrefix("<") ? "< " + p.dropFirst() : "= " + p)"
    if contest.pair.flags.contains(.fragile) {
      let exact = probability(contest.pair.difference?.exactP)
      parts += ", but fragile: the exact sign-flip test gives p = \(exact)"
    }
    return parts + "; wins \(contest.wins), ties \(contest.pair.difference?.ties ?? 0), "
      + "losses \(contest.losses)"
  }

  /// Says that each level stands at its best tuned values, or over what it is averaged.
  private func tuning(_ contest: Finding.Contest, _ comparison: FactorComparison) -> String {
    guard contest.view.kind == .tuned else {
      let others = analysis.plan.factors.map(\.path)
        .filter { !comparison.factor.ownPaths.contains($0) }
      guard contest.settings > 1, !others.isEmpty else { return "" }
      return ", averaged over \(listed(others.map { text(lastName(of: $0)) }))"
    }
    return ", each at its best \(tuned(comparison))"
  }

  private func tuned(_ comparison: FactorComparison) -> String {
    let grid = LevelGrid(comparison.factor, analysis.scores, isTuned: true)
    return listed(grid.tunePaths.map { text(lastName(of: $0)) })
  }

  private func failures(_ contest: Finding.Contest, _ factor: StoredPlan.Comparison) -> String {
    let counts = [contest.leader, contest.other].map {
      analysis.failures(of: factor.levels[$0], in: factor)
    }
    guard counts.contains(where: { $0.failed > 0 }) else { return "; no run of either failed" }
    let extent = contest.view.kind == .tuned ? "over the whole grid " : ""
    return
      "; \(extent)\(counts[0].failed)/\(counts[0].of) vs \(counts[1].failed)/\(counts[1].of) runs failed"
  }

  /// What the mean over the whole grid says, where it names another leader.
  private func otherView(_ contest: Finding.Contest, _ comparison: FactorComparison) -> String {
    guard contest.view.kind == .tuned,
      case .contest(let marginal) = Finding(
        comparison.marginal, analysis.words.direction, confidence: analysis.confidence),
      marginal.leader != contest.leader, marginal.delta > 0, marginal.seeds > 1
    else { return "" }
    let words = analysis.words
    let factor = comparison.factor
    let amount = words.difference(marginal.delta, marginal.interval?.halfWidth)
    return " Averaged over every \(tuned(comparison)) instead, \(level(marginal.leader, factor)) "
      + "leads \(level(marginal.other, factor)) by \(amount)\(words.differenceUnit)"
      + " (\(range(marginal)))."
  }

  /// The level with the most failures, where it has most of them and fails more often than others.
  private func mostFailures() -> String? {
    let scores = analysis.scores
    let failed = scores.failedCount
    let scored = scores.runs.filter { $0.run.status.hasScore }
    var best: (text: String, failed: Int, rate: Double)?
    for factor in analysis.plan.factors where factor.levels.count > 1 {
      for level in factor.levels {
        let runs = scored.filter {
          analysis.plan.configurations[$0.configuration].factorLevels[factor.path] == level
        }
        let count = runs.count(where: \.failed)
        let rate = Double(count) / Double(max(runs.count, 1))
        guard 2 * count > failed, rate * Double(scored.count) > Double(failed),
          best.map({ (count, rate) > ($0.failed, $0.rate) }) ?? true
        else { continue }
        best = ("\(text(lastName(of: factor.path))) \(text(level))", count, rate)
      }
    }
    return best?.text
  }
}
