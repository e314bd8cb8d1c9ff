package import DescentStore

// The phrases that an answer is put together from.
extension Answer {
  /// A level by its name; with that of its factor where it is no word of its own: `depth 8`.
  package func level(_ index: Int, _ factor: StoredPlan.Comparison) -> Prose {
    let needsFactor = factor.levels.contains { level in
      level.first?.isLetter != true || ["true", "false", "none", "null"].contains(level)
    }
    let prefix = needsFactor ? lastName(of: factor.path) + " " : ""
    return Prose(.strong(prefix + factor.levels[index]))
  }

  /// The leader of a contest, with the word where it is what all others are compared with.
  func leader(_ contest: Finding.Contest, _ factor: StoredPlan.Comparison) -> Prose {
    (contest.view.baseline == contest.leader ? "baseline " : "") + level(contest.leader, factor)
  }

  /// What the leader is held against, with the word where it is what all are compared with.
  func other(_ contest: Finding.Contest, _ factor: StoredPlan.Comparison) -> Prose {
    (contest.view.baseline == contest.other ? "the baseline " : "") + level(contest.other, factor)
  }

  /// Says which level comes next but was not compared with the leader, as only the baseline was.
  func untested(_ contest: Finding.Contest, _ factor: StoredPlan.Comparison) -> Prose {
    guard contest.view.baseline != nil, contest.view.baseline != contest.leader,
      let next = contest.view.ranked(analysis.words.direction)
        .first(where: { ![contest.leader, contest.other].contains($0) })
    else { return "" }
    let words = analysis.words
    let means = [contest.leader, next].map { words.value(contest.view.levels[$0].mean, nil) }
    return
      " With \(factor.levels.count) levels each is compared with the baseline alone: nothing here "
      + "tests whether \(level(contest.leader, factor)) (\(means[0])) is better than "
      + "\(level(next, factor)) (\(means[1]))."
  }

  /// Why levels share no setting, and what would let them be compared.
  func apart(_ comparison: FactorComparison) -> Prose {
    let grid = LevelGrid(comparison.factor, analysis.scores, isTuned: comparison.tuned != nil)
    let paths = grid.separatingPaths
    guard !paths.isEmpty else {
      return "they share no setting, as each has its own values of another factor"
    }
    let tune = (analysis.plan.tune + paths).joined(separator: ", ")
    return "they share no setting, as each has its own values of "
      + "\(listed(paths.map { "\(lastName(of: $0))" as Prose })); \(code: "tune: [\(tune)]") would compare "
      + "each at its best"
  }

  /// Says that two levels are practically equal (S14), where they are.
  func equality(_ contest: Finding.Contest, _ factor: StoredPlan.Comparison) -> Prose? {
    guard let equivalence = contest.pair.equivalence, equivalence.isEquivalent else { return nil }
    let words = analysis.words
    let turn = contest.pair.a == contest.leader ? 1.0 : -1.0
    let interval = equivalence.interval * turn
    let spread = interval.halfWidth
    let ends = [interval.lower, interval.upper].map { words.difference($0, spread) }
    let pair = listed([contest.leader, contest.other].map { level($0, factor) })
    return "\(pair) are practically equal: Δ \(words.amount(contest.delta, spread))"
      + " (\(percent(2 * analysis.confidence - 1)) CI \(ends[0]) to \(ends[1])) lies "
      + "within the smallest effect of interest, \(words.amount(equivalence.margin, nil))."
  }

  /// The levels below the two of the contest that the leader is clearly better than.
  func behind(_ contest: Finding.Contest, _ factor: StoredPlan.Comparison) -> Prose {
    guard !contest.behind.isEmpty else { return "" }
    return " Clearly behind \(level(contest.leader, factor))\(contest.isClear ? " too" : ""): "
      + "\(listed(contest.behind.map { level($0, factor) }))."
  }

  /// Where the leader does worst and best, if it is behind in some setting.
  func range(_ contest: Finding.Contest, _ factor: StoredPlan.Comparison) -> Prose {
    guard let (worst, best) = contest.range, let difference = contest.pair.difference else {
      return ""
    }
    let words = analysis.words
    let turn = contest.pair.a == contest.leader ? 1.0 : -1.0
    func place(_ index: Int) -> Prose {
      let amount = words.amount(difference.perSetting[index] * turn, nil, signed: true)
      let name = contest.pair.settings[index]
      return "\(amount)" + (name.isEmpty ? "" : " (\(name))")
    }
    return " The lead is uneven: from \(place(worst)) to \(place(best))."
  }

  /// `95 % CI 1.2 to 3.0`.
  func range(_ contest: Finding.Contest) -> Prose {
    guard let interval = contest.interval else { return "\(counted(contest.seeds, "seed"))" }
    let words = analysis.words
    return
      "\(percent(analysis.confidence)) CI \(words.difference(interval.lower, interval.halfWidth))"
      + " to \(words.difference(interval.upper, interval.halfWidth))"
  }

  /// `5 seeds × 6 settings, p_Holm = 0.009; wins 27, ties 1, losses 2`.
  func evidence(_ contest: Finding.Contest) -> Prose {
    var parts: Prose = "\(counted(contest.seeds, "seed"))"
    if contest.settings > 1 { parts += " × \(counted(contest.settings, "setting"))" }
    let p = probability(contest.pair.adjustedP)
    parts += ", p_Holm \(p.hasPrefix("<") ? "< " + p.dropFirst() : "= " + p)"
    if contest.pair.flags.contains(.fragile) {
      let exact = probability(contest.pair.difference?.exactP)
      parts += ", but fragile: the exact sign-flip test gives p = \(exact)"
    }
    if contest.pair.flags.contains(.optimistic) {
      parts += ", optimistic: tuned on the seeds that it is scored on"
    }
    if contest.pair.flags.contains(.partialOverlap) {
      parts += ", only where both have the same settings"
    }
    return parts + "; wins \(contest.wins), ties \(contest.pair.difference?.ties ?? 0), "
      + "losses \(contest.losses)"
  }

  /// Says that each level stands at its best tuned values, or over what it is averaged.
  func tuning(_ contest: Finding.Contest, _ comparison: FactorComparison) -> Prose {
    guard contest.view.kind == .tuned else {
      let others = SweepFactor.all(of: analysis.plan).map(\.path)
        .filter { !comparison.factor.ownPaths.contains($0) }
      guard contest.settings > 1, !others.isEmpty else { return "" }
      return ", averaged over \(listed(others.map { "\(lastName(of: $0))" as Prose }))"
    }
    return ", each at its best \(tuned(comparison))"
  }

  func tuned(_ comparison: FactorComparison) -> Prose {
    let grid = LevelGrid(comparison.factor, analysis.scores, isTuned: true)
    return listed(grid.tunePaths.map { "\(lastName(of: $0))" as Prose })
  }

  func failures(_ contest: Finding.Contest, _ comparison: FactorComparison) -> Prose {
    failureCounts(contest, comparison) ?? "; no run of either failed"
  }

  /// Nil where none failed.
  func failureCounts(_ contest: Finding.Contest, _ comparison: FactorComparison) -> Prose? {
    let counts = [contest.leader, contest.other].map {
      analysis.tally(of: comparison.factor.levels[$0], in: comparison)
    }
    guard counts.contains(where: { $0.failed > 0 }) else { return nil }
    let extent = contest.view.kind == .tuned ? "over the whole grid " : ""
    return
      "; \(extent)\(counts[0].failed)/\(counts[0].runs) vs \(counts[1].failed)/\(counts[1].runs) runs failed"
  }

  /// What the mean over the whole grid says, where it names another leader.
  func otherView(_ contest: Finding.Contest, _ comparison: FactorComparison) -> Prose {
    if contest.view.kind == .marginal { return bestElsewhere(contest, comparison) }
    guard contest.view.kind == .tuned,
      case .contest(let marginal) = Finding(
        comparison.marginal, analysis.words.direction, confidence: analysis.confidence),
      marginal.leader != contest.leader, !marginal.isTie, marginal.seeds > 1,
      marginal.pair.flags.isDisjoint(with: [.partialOverlap, .incomplete, .unequalBudgets])
    else { return "" }
    let words = analysis.words
    let factor = comparison.factor
    let amount = words.amount(marginal.delta, marginal.interval?.halfWidth)
    return " Averaged over every \(tuned(comparison)) instead, \(level(marginal.leader, factor)) "
      + "leads \(level(marginal.other, factor)) by \(amount)"
      + " (\(range(marginal)))."
  }

  /// The best configuration, where another level than the leader has it.
  private func bestElsewhere(
    _ contest: Finding.Contest, _ comparison: FactorComparison
  ) -> Prose {
    let boards = analysis.leaderboards
    guard contest.settings > 1, boards.count == 1, let best = boards[0].entries.first,
      best.rank == 1
    else { return "" }
    let configuration = analysis.plan.configurations[best.configuration]
    let name = configuration.comparisonLevels[comparison.factor.path]
    guard let level = comparison.factor.levels.firstIndex(where: { $0 == name }),
      level != contest.leader
    else { return "" }
    return " The best single configuration has \(self.level(level, comparison.factor)), though: "
      + "\(analysis.name(ofConfiguration: best.configuration))."
  }

  /// The level with the most failures, where it has most of them and fails more often than others.
  func mostFailures() -> Prose? {
    let scores = analysis.scores
    let failed = scores.failedCount
    let scored = scores.runs.count { $0.run.status.hasScore }
    var best: (text: Prose, failed: Int, rate: Double)?
    for factor in analysis.telling where factor.levels.count > 1 {
      let tallies = scores.tallies { $0.factorLevels[factor.path] }
      for level in factor.levels {
        let tally = tallies[level] ?? Tally()
        let count = tally.failed
        let rate = Double(count) / Double(max(tally.runs, 1))
        guard 2 * count > failed, rate * Double(scored) > Double(failed),
          best.map({ (count, rate) > ($0.failed, $0.rate) }) ?? true
        else { continue }
        best = ("\(lastName(of: factor.path)) \(shortened(level))", count, rate)
      }
    }
    return best?.text
  }
}
