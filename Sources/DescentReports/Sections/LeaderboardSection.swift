import DescentStore

extension Analysis {
  /// The ranked configurations: the first ten, those tied with the leader, the last three.
  func leaderboardSection() -> Section {
    var section = Section("leaderboard", "Leaderboard", sources: ["configs.csv"])
    for board in leaderboards {
      if leaderboards.count > 1 { section.blocks.append(.heading("Data: \(board.dataset)")) }
      guard board.entries.contains(where: { $0.capped.count > 0 }) else {
        section.add("No configuration has a score yet.")
        continue
      }
      section.add(leaderboardFigure(board))
      section.add(table(of: board))
    }
    section.add(legend())
    for board in leaderboards { section.add(parallelFigure(board)) }
    return section
  }

  private func table(of board: Leaderboard) -> TextTable {
    let hasNoise = board.entries.contains { $0.capped.count > 1 }
    let hasLeader = hasNoise && !scores.hasFailedThroughout
    let hasTest =
      MetricName(plan.selection.metric).part != "test"
      && scores.runs.contains { $0.isOK && $0.curve.testValue != nil }
    var columns: [TextTable.Column] = [.number("#")]
    columns += telling.map { factor in
      TextTable.Column("\(lastName(of: factor.path))", isNumeric: factor.isNumeric)
    }
    let counts: Prose = scores.stopCounts.isEmpty ? "ok / planned" : "ok or stopped / planned"
    columns += [.number(counts), .number("\(words.name)\(words.unit)")]
    if hasNoise { columns += [.number("sd"), .number("worst seed")] }
    if hasTest { columns.append(.number("test\(words.unit)")) }
    if hasLeader { columns += [.number("Δ to leader"), "tied with leader"] }
    columns.append("what went wrong")
    return TextTable(
      "leaderboard-\(board.dataset)", "Configurations by \(words.name)", noun: "configurations",
      columns: columns,
      rows: board.entries.map {
        row($0, hasNoise: hasNoise, hasTest: hasTest, hasLeader: hasLeader)
      },
      excerpt: shownRows(of: board))
  }

  private func row(
    _ entry: Leaderboard.Entry, hasNoise: Bool, hasTest: Bool, hasLeader: Bool
  ) -> TextTable.Row {
    let configuration = plan.configurations[entry.configuration]
    let spread = entry.interval?.halfWidth ?? entry.capped.standardDeviation
    var cells: [TextTable.Cell] = [entry.rank.map { "\($0)" } ?? "–"]
    cells += telling.map { factor in
      configuration.factorLevels[factor.path].map { "\(shortened($0))" } ?? "–"
    }
    cells.append("\(entry.own.count) / \(entry.planned)")
    cells.append(TextTable.Cell(mean(of: entry, spread), value: entry.capped.mean))
    if hasNoise {
      let worst = words.direction.maximize ? entry.capped.minimum : entry.capped.maximum
      cells.append("\(words.difference(entry.capped.standardDeviation, nil))")
      cells.append("\(words.bare(worst, spread))")
    }
    if hasTest { cells.append("\(words.bare(testMean(of: entry), spread))") }
    if hasLeader {
      cells.append(entry.isLeader ? "leader" : words.cell(entry.toLeader))
      cells.append(entry.rank == nil ? "–" : entry.tiedWithLeader ? "yes" : "no")
    }
    return TextTable.Row(cells + [TextTable.Cell(troubles(of: entry))], key: configuration.configID)
  }

  /// The mean with its interval; with failures, also the mean without them.
  private func mean(of entry: Leaderboard.Entry, _ spread: Double?) -> Prose {
    let text: Prose = "\(words.bare(entry.capped.mean, spread))"
    guard entry.failed == 0 else {
      return entry.own.count == 0
        ? text : "\(text) (without failures \(words.bare(entry.own.mean, spread)))"
    }
    guard entry.own.mean == entry.capped.mean else {
      return "\(text) (as they ended \(words.bare(entry.own.mean, spread)))"
    }
    return words.cell(entry.capped.mean, entry.intervalOfMean).text
  }

  /// The test value at the epoch that counts: the mean over runs, where each has one.
  private func testMean(of entry: Leaderboard.Entry) -> Double? {
    let runs = scores.runs.filter { $0.configuration == entry.configuration && $0.isOK }
    let values = runs.compactMap(\.curve.testValue)
    return values.count == runs.count ? Sample(values).mean : nil
  }

  private func troubles(of entry: Leaderboard.Entry) -> Prose {
    let runs = scores.runs.filter { $0.configuration == entry.configuration }
    var counts: [String: Int] = [:]
    for run in runs {
      if ![.ok, .pruned].contains(run.run.status) {
        counts[run.run.status.rawValue, default: 0] += 1
      }
      if run.isOK && !run.learned {
        counts[run.run.status == .pruned ? "had not learned yet" : "did not learn", default: 0] += 1
      }
      for verdict in [run.run.gradVerdict, run.run.unitVerdict]
      where verdict != "ok" && verdict != "-" {
        counts[verdictWords(verdict), default: 0] += 1
      }
    }
    let missing =
      plan.runs.count {
        $0.configID == plan.configurations[entry.configuration].configID
      } - runs.count
    if missing > 0 { counts["not run"] = missing }
    let stop: [Prose] =
      entry.stoppedAt.map { ["trained by the search for \(counted($0, "epoch"))"] } ?? []
    guard !counts.isEmpty || !stop.isEmpty else { return "–" }
    let troubles = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key) \($0.value)" as Prose }
    return (stop + troubles).joined(separator: ", ")
  }

  private func shownRows(of board: Leaderboard) -> [Int] {
    let count = board.entries.count
    guard count > 15 else { return Array(0..<count) }
    let tied = board.entries.indices.filter {
      board.entries[$0].tiedWithLeader && board.entries[$0].rank != nil
    }
    return Set(Array(0..<10) + tied.prefix(25) + Array((count - 3)..<count)).sorted()
  }

  private func legend() -> Prose {
    let seeds = scores.scoredSeeds.count
    var text: Prose = "The score is \(words.name) at the "
    text += plan.selection.atBest ? "best epoch of each run" : "last epoch"
    text += "; \(words.better) is better. A failed run counts as an untrained network"
    let values = Set(scores.failureScores.values)
    if values.count == 1, let value = values.first { text += " (\(words.value(value, nil)))" }
    let capped = scores.runs.count(where: \.isCapped)
    text += capped > 0 ? ", and so does a run that ended worse than one: \(capped) did." : "."
    if let folds = plan.runs.compactMap(\.fold).max() {
      text +=
        " A seed's score is the mean over its \(folds) folds, which share training rows and so "
      text += "count as one; “ok / planned” counts seeds, “what went wrong” runs."
    }
    if seeds > 1, !scores.hasFailedThroughout {
      text += " In square brackets: the \(percent(confidence)) t interval of the mean over seeds. "
      text += "Δ: the paired difference to the leader, negative is worse. "
      let tests = leaderboards.map(\.familySize)
      guard let most = tests.max(), most > 0 else { return text + "No difference could be tested." }
      text += "Tied: a paired t test with Holm's correction over "
      text +=
        Set(tests).count == 1
        ? "\(counted(most, "comparison")) " : "the \(listed(tests.map(String.init))) comparisons "
      if tests.count > 1 { text += "of each data set " }
      text +=
        "does not separate it from the leader. The intervals of Δ are not corrected: one that leaves 0 "
      text += "out does not make a difference."
    }
    return text
  }
}

/// A verdict as a person says it.
package func verdictWords(_ verdict: String) -> String {
  switch verdict {
  case "vanishing": "vanishing gradients"
  case "exploding": "exploding gradients"
  case "no_signal": "no gradient at all"
  case "dying": "dying units"
  case "dead": "a dead layer"
  case "dormant": "dormant units"
  case "saturated": "saturated units"
  case "-": "not measured"
  default: verdict
  }
}
