import DescentStore

extension Analysis {
  /// When and how runs learn, and how soon they reach the target.
  func curvesSection() -> Section {
    var section = Section("curves", "Learning curves", sources: ["history.csv"])
    section.add([budgetNote()].compactMap(\.self))
    for figure in curvesFigures() { section.add(figure) }
    if plan.datasets.count > drawn.best.count {
      section.add(
        "Drawn: the first \(drawn.best.count) of \(counted(plan.datasets.count, "data set")).")
    }
    section.add(boundaryFigure())
    guard let target = plan.target else {
      section.add(
        "The file names no \(code: "target"), so there are no times to one; every epoch of every run is "
          + "in \(code: "data/history.csv").")
      return section
    }
    guard scores.stopCounts.isEmpty else {
      section.add(
        "The search trained runs for too few epochs to reach the target, so there are no times to it here."
      )
      return section
    }
    let name = MetricWords(target, plan)
    let bound = name.value(target.value, nil)
    section.add(
      "Epochs until \(name.name) was \(target.maximize ? "at least" : "at most") \(bound) for the first time. "
        + "A run that never got there counts as later than any that did.")
    for times in targetTimes {
      if targetTimes.count > 1 { section.blocks.append(.heading("\(times.comparison.path)")) }
      section.add(speed(times))
      section.add(profileFigure(times))
      section.add(levels(times))
      section.add(pairs(times))
    }
    section.add([gapNote()].compactMap(\.self))
    section.add(timeLegend())
    if let first = targetTimes.first, first.metAtOnce > 0 {
      section.add(
        "\(counted(first.metAtOnce, "run")) met the target before training: it asks too little.")
    }
    return section
  }

  /// What the columns of the tables are.
  private func timeLegend() -> [Prose] {
    guard let budget = targetTimes.first?.budget else { return [] }
    return [
      "Mean epochs: a run that never got there counts with all \(budget). Epochs per success: all epochs that "
        + "were trained for each run that got there. Profile: the share of settings in which a level is there within "
        + "so many times the epochs of the fastest, averaged over 1 to 4 times; 1 is the best.",
      "Epochs that a saves: over common settings and seeds, a miss counting as \(budget + 1). Times as long: the "
        + "ratio of their mean epochs. Log-rank: whether the times of all runs differ.",
    ]
  }

  /// Which level is there first, in a sentence for each pair with a clear difference.
  private func speed(_ times: TargetTimes) -> [Prose] {
    times.pairs.compactMap { pair in
      guard let difference = pair.comparison.difference, let p = difference.p,
        p < 1 - confidence, let ratio = pair.comparison.ratio, ratio > 0
      else { return nil }
      let names = times.levels.map(\.name)
      let (fast, slow) = difference.delta > 0 ? (pair.a, pair.b) : (pair.b, pair.a)
      return
        "\(strong: names[fast]) needs fewer epochs than \(names[slow]): on average "
        + "\(significant(times.levels[fast].restrictedMean)) instead of "
        + "\(significant(times.levels[slow].restrictedMean)), of \(times.budget) at most "
        + "(\(statedProbability(p)), uncorrected)."
    }
  }

  private func levels(_ times: TargetTimes) -> TextTable {
    TextTable(
      "target-\(times.comparison.path)", "Epochs to the target by \(times.comparison.path)",
      noun: "levels",
      columns: [
        TextTable.Column("\(lastName(of: times.comparison.path))"), .number("reached / runs"),
        .number("median epochs"), .number("mean epochs, at most \(times.budget)"),
        .number("epochs per success"), .number("profile"),
      ],
      rows: times.levels.enumerated().map { index, level in
        TextTable.Row(
          [
            "\(level.name)", "\(level.reached) / \(level.runs)",
            level.median.map { "\(significant($0, 3))" } ?? ">\(times.budget)",
            "\(significant(level.restrictedMean, 3))",
            level.expected.map { "\(significant($0, 3))" } ?? "—",
            "\(decimal(times.profile.score(of: index), 2))",
          ], key: "\(times.comparison.path)=\(level.name)")
      })
  }

  private func pairs(_ times: TargetTimes) -> TextTable {
    let names = times.levels.map(\.name)
    return TextTable(
      "speed-\(times.comparison.path)", "Pairs of levels by epochs to the target", noun: "pairs",
      columns: [
        "a", "b", .number("epochs that a saves [\(percent(confidence)) CI]"), .number("p"),
        .number("b takes × as long"), .number("log-rank p"),
      ],
      rows: times.pairs.map { pair in
        let difference = pair.comparison.difference
        return TextTable.Row([
          "\(names[pair.a])", "\(names[pair.b])", epochs(difference),
          TextTable.Cell("\(probability(difference?.p))", value: difference?.p),
          "\(significant(pair.comparison.ratio))", "\(probability(pair.logRank?.p))",
        ])
      })
  }

  private func epochs(_ difference: PairedDifference?) -> TextTable.Cell {
    guard let difference else { return "—" }
    guard let interval = difference.interval else {
      return TextTable.Cell("\(significant(difference.delta))", value: difference.delta)
    }
    let places = decimals(for: interval.halfWidth) ?? 1
    let ends = [interval.lower, interval.upper].map { decimal($0, places) }
    return TextTable.Cell(
      "\(decimal(difference.delta, places)) [\(ends[0]), \(ends[1])]", value: difference.delta)
  }
}
