import DescentStore

/// What a sweep cannot tell, found in its rows; the gravest first.
extension Analysis {
  package var caveats: [Prose] {
    var list: [Prose] = []
    list += missingRuns()
    list += unequalBudgets()
    list += seedCount()
    list += claimedScope()
    list += lateChanges()
    guard !scores.hasFailedThroughout else { return lowerRates() + list + choices() }
    list += unpairedLevels()
    list += tuningEdges()
    list += stoppedRuns()
    list += failingLevels()
    list += seedsNeeded()
    list += unequalTuning()
    list += movedTogether()
    list += unequalScales()
    list += ceiling()
    list += unfinishedLearning()
    list += selectionLuck()
    list += choices()
    return list
  }

  /// What to try where every run failed, and the gradient exploded in most.
  private func lowerRates() -> [Prose] {
    let exploded = scores.runs.filter { causes[$0.run.runID] == .explodingGradient }
    guard 2 * exploded.count > scores.failedCount else { return [] }
    let rates = exploded.compactMap { run in
      plan.configurations[run.configuration].factorLevels[LearningRateProfile.path]
        .flatMap(Double.init)
    }
    let advice: Prose =
      if let least = rates.min().map({ min($0, 1) }) {
        "try learning rates such as \(plain(least / 10)) and \(plain(least / 100))"
      } else {
        "try a learning rate 10 and 100 times smaller"
      }
    return [
      "The gradient exploded in \(exploded.count) of \(counted(scores.failedCount, "failed run")): \(advice)."
    ]
  }

  private func missingRuns() -> [Prose] {
    let undefined = scores.undefinedCount
    let missing = scores.plannedCount - scores.runs.count { $0.run.status.hasScore } + undefined
    guard missing > 0 else { return [] }
    var text: Prose =
      "The grid is incomplete: \(missing) of \(counted(scores.plannedCount, "planned run")) "
      + "\(missing == 1 ? "has" : "have") no score. Nothing is filled in; comparisons use the "
      + "largest complete block of settings and seeds."
    if undefined > 0 {
      text +=
        " \(undefined) of them trained to the end, but \(words.name) is not defined on what they are "
        + "scored by: too few rows, or none of a class."
    }
    return [text]
  }

  /// What a search stopped, which has had fewer epochs than the rest.
  private func unequalBudgets() -> [Prose] {
    let counts = scores.stopCounts
    guard !counts.isEmpty else { return [] }
    let stops = counts.keys.sorted().map { epochs -> Prose in
      "\(counts[epochs] ?? 0) for \(counted(epochs, "epoch"))"
    }
    return [
      "The search trained \(counts.values.reduce(0, +)) of "
        + "\(counted(plan.configurations.count, "configuration")) for a part of their epochs (\(listed(stops))). "
        + "They are scored as they were then and not ranked: what compares them with others, levels of a factor "
        + "too, compares unequal budgets."
    ]
  }

  /// What a section of means says where a search stopped configurations.
  func budgetNote() -> Prose? {
    scores.stopCounts.isEmpty
      ? nil
      : "Budgets are unequal here: the \(scores.stopCounts.values.reduce(0, +)) of "
        + "\(counted(plan.configurations.count, "configuration")) that the search trained for a part of "
        + "their epochs count with the score that they had then. Where each level stands at its best tuning, those that were trained to "
        + "the end take part alone."
  }

  /// What a section of means says where runs are missing.
  func gapNote() -> Prose? {
    guard scores.cells.joined().contains(where: { $0 == nil }) else { return nil }
    return
      "Runs are missing. Each row stands over the largest block of settings and seeds that is complete for "
      + "it, which need not be that of the next row: what levels differ by is told by the paired comparisons."
  }

  /// Runs that ended early are scored where they ended, some epochs after their best.
  private func stoppedRuns() -> [Prose] {
    func epochs(_ reason: String) -> [Double] {
      scores.runs.filter { $0.isOK && $0.run.statusReason == reason }
        .map { Double($0.run.epochsRun) }
    }
    var list: [Prose] = []
    let atTarget = epochs("target")
    if let median = Sample(atTarget).median {
      list.append(
        "\(atTarget.count) of \(counted(scores.plannedCount, "planned run")) ended when they had reached the "
          + "target, after a median of \(decimal(median, 0)) epochs, as \(code: "stop.at_target") says: their scores "
          + "do not tell how far they would have come; the epochs to the target do compare them.")
    }
    let epochs = epochs("patience")
    guard let median = Sample(epochs).median else { return list }
    return list + [
      "\(epochs.count) of \(counted(scores.plannedCount, "planned run")) stopped early, after a median of "
        + "\(decimal(median, 0)) epochs, as \(code: "stop") says"
        + (plan.selection.atBest
          ? "." : ": they are scored at their last epoch, which is not their best one.")
    ]
  }

  private func seedCount() -> [Prose] {
    let count = scores.scoredSeeds.count
    return switch count {
    case 0: []
    case 1:
      [
        "There is one seed: no difference can be told from the luck of the starting weights and of "
          + "the order of the data."
      ]
    case 2..<5:
      [
        "There are only \(count) seeds: intervals are wide, and small differences stay "
          + "unseen."
      ]
    default: []
    }
  }

  private func failingLevels() -> [Prose] {
    plan.comparisons.flatMap { comparison in
      comparison.levels.compactMap { level in
        let tally = tally(of: level, in: comparison)
        guard 5 * tally.failed > tally.runs else { return nil }
        let failures: Prose =
          "\(tally.failed) of \(counted(tally.runs, "run")) with "
          + "\(lastName(of: comparison.path)) \(level) failed and count as untrained networks"
        return tally.failed == tally.runs
          ? failures + ": no score of it is its own."
          : failures + ": its mean over the grid holds both."
      }
    }
  }

  private func unpairedLevels() -> [Prose] {
    comparisons.compactMap { comparison in
      let apart = comparison.marginal.pairs.count { $0.flags.contains(.noSharedSetting) }
      guard apart > 0 else { return nil }
      let extent = apart == comparison.marginal.pairs.count ? "The" : "Some"
      return "\(extent) levels of \(lastName(of: comparison.factor.path)) share no setting, since "
        + "each has its own values of another factor: they cannot be compared over the whole grid"
        + (comparison.tuned == nil ? "." : ", only each level at its best.")
    }
  }

  /// Tuned values whose best lies at the end of what was tried: one sentence a factor and tuned path.
  private func tuningEdges() -> [Prose] {
    comparisons.flatMap { comparison -> [Prose] in
      guard let tuned = comparison.tuned else { return [] }
      let paths = Set(tuned.levels.flatMap(\.edges.keys)).sorted()
      return paths.map { path in
        let places = tuned.levels.compactMap { level -> Prose? in
          guard let edge = level.edges[path] else { return nil }
          let detail =
            level.settings > 1
            ? "in \(edge.settings) of \(level.settings) settings" : level.bestTuning
          let next = edge.beyond.filter { $0 > 0 }.sorted().map { plain($0) }
          return "\(level.name) (\(detail)\(next.isEmpty ? "" : "; try \(listed(next)) too"))"
        }
        return "The best \(lastName(of: path)) lies on the edge of what was tried for "
          + "\(lastName(of: comparison.factor.path)) \(listed(places)): a wider range may change the "
          + "ranking."
      }
    }
  }

  /// How many seeds would tell the leader from the next one 4 times in 5, were the difference what it seems.
  ///
  /// At the level that Holm's correction leaves the smallest of the p values that decide nothing.
  private func seedsNeeded() -> [Prose] {
    comparisons.compactMap { comparison in
      guard
        case .contest(let contest) = Finding(comparison, words.direction, confidence: confidence),
        contest.pair.decision(confidence: confidence) == .unclear, contest.seeds > 1,
        let size = contest.pair.difference?.standardized, size != 0
      else { return nil }
      let undecided = contest.view.pairs.count { pair in
        pair.adjustedP.map { $0 >= 1 - confidence } ?? false
      }
      let level = (1 - confidence) / Double(max(undecided, 1))
      guard
        let seeds = DetectableEffect.seeds(finding: size, confidence: 1 - level, limit: 1000),
        seeds > contest.seeds
      else { return nil }
      let answer = Answer(analysis: self)
      let pair = [contest.leader, contest.other].map {
        answer.level($0, comparison.factor).withoutEmphasis
      }
      return
        "To tell \(listed(pair)) apart takes about \(seeds) seeds, if their difference is what it "
        + "seems; there are \(contest.seeds)."
    }
  }

  /// What was changed after results had been seen.
  private func lateChanges() -> [Prose] {
    var list: [Prose] = []
    let edited = plan.amendments.count
    if edited > 0 {
      list.append(
        "\(counted(edited, "entry", plural: "entries")) of what was declared before the first run "
          + "\(edited == 1 ? "was" : "were") changed after results were there; the section on hypotheses says "
          + "which.")
    }
    if let seeds = plan.addedSeeds {
      list.append(
        "Seeds were raised from \(seeds.before) to \(seeds.after) after results were there: stopping when a "
          + "result pleases makes false findings more likely than the intervals say.")
    }
    return list
  }

  /// A claim beyond the grid that the sweep is too small for.
  private func claimedScope() -> [Prose] {
    guard
      comparisons.flatMap(\.views).flatMap(\.pairs).contains(where: { $0.flags.contains(.gridOnly) }
      )
    else { return [] }
    return [
      "\(code: "report.scope: general") asks for a claim beyond these settings, which takes at least "
        + "\(GeneralDifference.minimumSettings) settings and \(GeneralDifference.minimumSeeds) seeds: where "
        + "there are fewer, the claim is about the grid alone."
    ]
  }

  /// What the rows of a zip change at once.
  private func movedTogether() -> [Prose] {
    plan.comparisons.compactMap { comparison in
      let followers = plan.followers(of: comparison).map(\.path)
      guard followers.count > 1 else { return nil }
      return "\(listed(followers.map { lastName(of: $0) })) change together with "
        + "\(lastName(of: comparison.path)): which of them makes a difference cannot be told here."
    }
  }

  /// Levels of a factor that had more or fewer configurations to choose from.
  private func unequalTuning() -> [Prose] {
    comparisons.compactMap { comparison in
      let byLevel = Dictionary(grouping: plan.configurations) {
        $0.comparisonLevels[comparison.factor.path]
      }
      let counts = comparison.factor.levels.map { byLevel[$0]?.count ?? 0 }
      guard let least = counts.min(), let most = counts.max(), least < most else { return nil }
      return "The levels of \(lastName(of: comparison.factor.path)) had unequal chances: between "
        + "\(least) and \(counted(most, "configuration"))."
    }
  }

  /// Scores of data sets that are of another size, such as errors in units of their own.
  private func unequalScales() -> [Prose] {
    let byDataset = Dictionary(
      grouping: scores.runs.filter(\.isOK), by: { plan.configurations[$0.configuration].dataset })
    let sizes = byDataset.compactMapValues { Sample($0.compactMap(\.score).map(abs)).median }
      .sorted { ($0.value, $0.key) < ($1.value, $1.key) }
    guard !words.isShare, let least = sizes.first, let most = sizes.last, least.value > 0,
      most.value > 3 * least.value
    else { return [] }
    return [
      "The scores of the data sets are of different size (a median of \(words.value(least.value, nil)) on "
        + "\(least.key), \(words.value(most.value, nil)) on \(most.key)): means over all of them are about "
        + "\(most.key) above all. The answer for each data set is not touched by that."
    ]
  }

  private func ceiling() -> [Prose] {
    let own = scores.runs.compactMap(\.score)
    guard words.hasCeiling, let median = Sample(own).median, median >= 0.995 else { return [] }
    return [
      "Most runs are at the ceiling (median \(words.name) \(words.value(median, nil))): the task is "
        + "too easy to tell good settings apart."
    ]
  }

  /// Whether the best configuration was still getting better when it stopped.
  ///
  /// A t interval over the seeds of the slope in the last tenth of the epochs, at least three.
  private func unfinishedLearning() -> [Prose] {
    leaderboards.compactMap { board in
      guard let leader = board.entries.first, leader.rank == 1 else { return nil }
      let slopes = scores.runs.filter { $0.configuration == leader.configuration && $0.isOK }
        .compactMap(\.curve.finalSlope)
      let interval = Sample(slopes.map(words.direction.oriented)).interval(confidence: confidence)
      guard let interval, interval.lower > 0 else { return nil }
      return
        "The best configuration (\(name(ofConfiguration: leader.configuration))) was still "
        + "getting better at its last epochs: more of them may change the ranking."
    }
  }

  private func selectionLuck() -> [Prose] {
    guard let board = leaderboards.max(by: { $0.entries.count < $1.entries.count }),
      let leader = board.entries.first, leader.rank == 1, leader.capped.count > 1
    else { return [] }
    let ranked = board.entries.count { $0.rank != nil }
    guard ranked > 2 else { return [] }
    let luck =
      StandardNormal.expectedMaximum(of: ranked) / Double(leader.capped.count).squareRoot()
    return [
      "The first place is partly luck: the best of \(ranked) configurations that were all the same "
        + "would look \(decimal(luck, 2)) standard deviations of a seed better than it is."
    ]
  }

  private func choices() -> [Prose] {
    var list: [Prose] = []
    if plan.selection.atBest {
      list.append(
        "Scores are taken at each run's best epoch, which flatters noisy runs; "
          + "\(code: "select.at: final") does not.")
    }
    if MetricName(plan.selection.metric).part == "test" {
      list.append("The ranking uses the test data: nothing is left to check the winner on.")
    }
    if MetricName(plan.selection.metric).part == "train" {
      list.append("The ranking uses the training data: it says nothing about new data.")
    }
    if MetricName(plan.selection.metric).part != "test",
      !scores.runs.contains(where: { $0.curve.testValue != nil }),
      scores.runs.contains(where: \.isOK)
    {
      list.append(
        "There are no test data: the winner was chosen by the \(MetricName(plan.selection.metric).part == "train" ? "training" : "validation") data, "
          + "and is not checked on any others.")
    }
    let datasets = Set(plan.configurations.map(\.dataset)).sorted()
    if datasets.count == 1 {
      list.append(
        "There is one data set (\(datasets.joined())): another may rank otherwise.")
    }
    return list
  }
}
