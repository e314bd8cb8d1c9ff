import DescentStore

/// The answer of a sweep, in one sentence.
package struct Answer {
  package let analysis: Analysis

  package init(analysis: Analysis) { self.analysis = analysis }

  /// For the head of a report: short, without the details in brackets.
  package var headline: Prose { progress + answer(isShort: true) }
  /// For the terminal and the first lines of a report.
  package var sentence: Prose { progress + answer(isShort: false) }

  /// Says so where runs are missing, and what follows holds for a part of the plan only.
  private var progress: Prose {
    let scores = analysis.scores
    let scored = scores.runs.count { $0.run.status.hasScore }
    let possible = scores.plannedCount - scores.skippedCount
    guard scored > 0, scored < possible else { return "" }
    return "So far, with \(scored) of \(possible) runs: "
  }

  // MARK: - Cases

  private func answer(isShort: Bool) -> Prose {
    let scores = analysis.scores
    let scored = scores.runs.count { $0.run.status.hasScore }
    guard scored > 0 else {
      return scores.plannedCount == 0
        ? "The plan holds no runs." : "No run has finished yet (0 of \(scores.plannedCount))."
    }
    let failed = scores.failedCount
    if 2 * failed > scored {
      let extent = failed == scored ? "Every run failed" : "Most runs failed"
      let place: Prose = mostFailures().map { ", mostly with \($0)" } ?? ""
      return "\(extent) (\(failed) of \(scored))\(failed == scored ? "" : place)"
        + (isShort ? "." : "; see the section on failures before any other number.")
    }
    for comparison in analysis.comparisons {
      if let answer = finding(of: comparison, isShort: isShort) { return answer }
    }
    return oneGroup()
  }

  /// What a compared factor comes to; nil where fewer than two of its levels have a score.
  package func finding(of comparison: FactorComparison, isShort: Bool) -> Prose? {
    guard !analysis.scores.hasFailedThroughout else {
      return "The levels of \(lastName(of: comparison.factor.path)) cannot be compared: "
        + "every run failed."
    }
    let finding = Finding(
      comparison, analysis.words.direction, confidence: analysis.confidence)
    let factor = lastName(of: comparison.factor.path)
    switch finding {
    case .noContest: return nil
    case .untestable(let reason):
      let reason: Prose =
        reason == .noPairs
        ? "no two of them have finished runs in a common setting and seed" : apart(comparison)
      return "The levels of \(factor) cannot be compared: \(reason)."
    case .contest(let contest):
      if contest.seeds < 2 { return singleSeed(contest, comparison.factor) }
      if contest.isClear { return clear(contest, comparison, isShort: isShort) }
      return unclear(contest, comparison, isShort: isShort)
    }
  }

  private func clear(
    _ contest: Finding.Contest, _ comparison: FactorComparison, isShort: Bool
  ) -> Prose {
    let words = analysis.words
    let factor = comparison.factor
    let spread = contest.interval?.halfWidth
    var answer: Prose = "\(leader(contest, factor)) beats \(other(contest, factor))"
    answer += isShort ? ", \(words.name)" : ": its \(words.name) is"
    answer +=
      " \(words.better) by \(words.amount(contest.delta, spread))"
    guard !isShort else { return answer + " (\(range(contest)))" }
    answer += " (\(range(contest)); \(evidence(contest)))"
    answer += tuning(contest, comparison)
    answer += failures(contest, comparison) + "." + range(contest, factor)
    return answer + behind(contest, factor) + untested(contest, factor)
      + otherView(contest, comparison)
  }

  private func unclear(
    _ contest: Finding.Contest, _ comparison: FactorComparison, isShort: Bool
  ) -> Prose {
    let words = analysis.words
    let factor = comparison.factor
    if contest.pair.flags.contains(.identical) {
      return equal(contest, comparison, isShort: isShort)
    }
    let amount: Prose =
      contest.isTie
      ? "at the same mean \(words.name)"
      : "its \(words.name) \(words.better) by "
        + "\(words.amount(contest.delta, contest.interval?.halfWidth))"
    let leads: Prose =
      contest.isTie
      ? listed([contest.leader, contest.other].map { level($0, factor) }) + " are level"
      : "\(leader(contest, factor)) leads \(other(contest, factor))"
    if contest.pair.flags.contains(.unequalBudgets) {
      return
        "No verdict on \(lastName(of: factor.path)): \(leads), \(amount), but the search trained "
        + "some of their configurations for fewer epochs than others"
        + (isShort ? "." : tuning(contest, comparison) + failures(contest, comparison) + ".")
    }
    if contest.pair.flags.contains(.constantDifference) {
      return "\(leads), \(amount) in each of \(counted(contest.seeds, "seed")): nothing varies "
        + "between seeds, so there is no test." + (isShort ? "" : behind(contest, factor))
    }
    if let equality = equality(contest, factor) {
      return equality + (isShort ? "" : range(contest, factor) + behind(contest, factor))
    }
    var answer: Prose = "No clear winner for \(lastName(of: factor.path)): \(leads), \(amount)"
    guard !isShort else { return answer + " (\(range(contest)))" }
    answer += " (\(range(contest)); \(evidence(contest)))" + tuning(contest, comparison)
    if let smallest = contest.pair.difference?.detectable(confidence: analysis.confidence) {
      answer += "; 4 times in 5 this sweep finds a difference of "
      answer += "\(words.amount(smallest, nil)) or more"
      if contest.pair.familySize > 1 { answer += ", before Holm's correction" }
    }
    answer += failures(contest, comparison) + "." + range(contest, factor)
    return answer + behind(contest, factor) + untested(contest, factor)
      + otherView(contest, comparison)
  }

  /// The first two levels, and those like them, scored the same.
  private func equal(
    _ contest: Finding.Contest, _ comparison: FactorComparison, isShort: Bool
  ) -> Prose {
    let factor = comparison.factor
    let others = contest.view.levels.indices.filter {
      $0 != contest.leader && $0 != contest.other && !contest.behind.contains($0)
    }
    let same = others.filter {
      contest.view.pair(contest.leader, $0)?.flags.contains(.identical) ?? false
    }
    let names = listed(([contest.leader, contest.other] + same).map { level($0, factor) })
    let start: Prose = "No difference for \(lastName(of: factor.path)): "
    if isUntrained(contest) {
      return start + "no run of \(names) ended better than an untrained network."
    }
    let cells = contest.pair.difference?.cells ?? 0
    let answer: Prose =
      start + "\(names) scored the same in "
      + (cells == 1 ? "the one pair" : "all \(cells) pairs") + " of runs"
    let rest = others.filter { !same.contains($0) }
    let untold: Prose =
      rest.isEmpty
      ? "" : "; not told from them: \(listed(rest.map { level($0, factor) }))"
    guard !isShort else { return answer + untold + "." }
    return answer + (failureCounts(contest, comparison) ?? "") + untold + "."
      + behind(contest, factor)
  }

  /// Whether both levels of a contest scored what an untrained network scores.
  private func isUntrained(_ contest: Finding.Contest) -> Bool {
    [contest.leader, contest.other].allSatisfy { level in
      contest.view.levels[level].mean.map(analysis.scores.failureScores.values.contains) ?? false
    }
  }

  private func singleSeed(_ contest: Finding.Contest, _ factor: StoredPlan.Comparison) -> Prose {
    let words = analysis.words
    let isShared = analysis.scores.scoredSeeds.count > 1
    let extent: Prose = isShared ? "" : "Single seed: "
    let place: Prose = isShared ? " in the one seed that both have" : ""
    guard contest.pair.difference?.isIdentical == false else {
      let pair = listed([contest.leader, contest.other].map { level($0, factor) })
      return extent + "\(pair) scored the same\(place); nothing here measures seed noise."
    }
    return extent + "\(level(contest.leader, factor)) had the \(words.best) "
      + "\(words.name) (\(words.value(contest.means.leader, nil)), "
      + "\(level(contest.other, factor)) \(words.value(contest.means.other, nil)))\(place); "
      + "nothing here measures seed noise."
  }

  /// A sweep without two levels to compare: its best configuration.
  private func oneGroup() -> Prose {
    let words = analysis.words
    guard let board = analysis.leaderboards.first(where: { $0.entries.first?.rank == 1 }),
      let leader = board.entries.first
    else { return "No configuration has a score yet." }
    let seeds = counted(leader.capped.count, "seed")
    let interval = leader.intervalOfMean
    let value = words.value(leader.capped.mean, interval, confidence: analysis.confidence)
    guard board.entries.count > 1 else {
      return "One configuration, nothing to compare it with: \(words.name) \(value), \(seeds)."
    }
    let ranked = board.entries.count { $0.rank != nil }
    guard ranked > 1 else {
      return "One configuration has runs in more seeds than all others, "
        + "\(strong: analysis.name(ofConfiguration: leader.configuration)): \(words.name) "
        + "\(value), \(seeds)."
    }
    return "Best of \(ranked) configurations: "
      + "\(strong: analysis.name(ofConfiguration: leader.configuration)), with \(words.name) "
      + "\(value), \(seeds)."
  }
}
