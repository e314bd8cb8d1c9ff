import DescentStore

extension Analysis {
  /// The ranked configurations: the first ten, those tied with the leader, the last three.
  package func leaderboardSection() -> String {
    var text = "## Leaderboard (`data/configs.csv`)\n\n"
    for board in leaderboards {
      if leaderboards.count > 1 { text += "### Data: \(Markdown.escaped(board.dataset))\n\n" }
      text += table(of: board) + "\n"
    }
    return text + legend()
  }

  private func table(of board: Leaderboard) -> String {
    guard board.entries.contains(where: { $0.capped.count > 0 }) else {
      return "No configuration has a score yet.\n"
    }
    let shown = shownRows(of: board)
    let hasNoise = board.entries.contains { $0.capped.count > 1 }
    let hasTest =
      MetricName(plan.selection.metric).part != "test"
      && scores.runs.contains { $0.isOK && $0.curve.testValue != nil }
    var columns: [Markdown.Column] = [.number("#")]
    columns += plan.factors.map { factor in
      Markdown.Column(Markdown.escaped(lastName(of: factor.path)), isNumeric: factor.isNumeric)
    }
    columns += [.number("ok / planned"), .number(words.name + words.unit)]
    if hasNoise { columns += [.number("sd"), .number("worst seed")] }
    if hasTest { columns.append(.number("test" + words.unit)) }
    if hasNoise { columns += [.number("Δ to leader"), "tied with leader"] }
    columns.append("what went wrong")

    var rows: [[String]] = []
    var previous = -1
    for index in shown {
      if index > previous + 1 {
        rows.append(["…"] + Array(repeating: "…", count: columns.count - 1))
      }
      previous = index
      rows.append(row(board.entries[index], hasNoise: hasNoise, hasTest: hasTest))
    }
    var text = Markdown.table(columns, rows)
    if shown.count < board.entries.count {
      text += "\n\(shown.count) of \(board.entries.count) configurations; "
      text += "all of them in `data/configs.csv`.\n"
    }
    return text
  }

  private func row(_ entry: Leaderboard.Entry, hasNoise: Bool, hasTest: Bool) -> [String] {
    let levels = plan.configurations[entry.configuration].factorLevels
    let spread = entry.interval?.halfWidth ?? entry.capped.standardDeviation
    var row = [entry.rank.map { "\($0)" } ?? "–"]
    row += plan.factors.map { levels[$0.path].map(Markdown.escaped) ?? "–" }
    row += ["\(entry.own.count) / \(entry.planned)", mean(of: entry, spread)]
    if hasNoise {
      let worst = words.direction.maximize ? entry.capped.minimum : entry.capped.maximum
      row.append(words.difference(entry.capped.standardDeviation, nil))
      row.append(words.bare(worst, spread))
    }
    if hasTest { row.append(words.bare(testMean(of: entry), spread)) }
    if hasNoise {
      row.append(entry.isLeader ? "leader" : words.cell(entry.toLeader))
      row.append(entry.rank == nil ? "–" : entry.tiedWithLeader ? "yes" : "no")
    }
    return row + [troubles(of: entry)]
  }

  /// The mean with its interval; with failures, also the mean without them.
  private func mean(of entry: Leaderboard.Entry, _ spread: Double?) -> String {
    let text = words.bare(entry.capped.mean, spread)
    guard entry.failed == 0 else {
      return entry.own.count == 0
        ? text : "\(text) (without failures \(words.bare(entry.own.mean, spread)))"
    }
    guard entry.own.mean == entry.capped.mean else {
      return "\(text) (as they ended \(words.bare(entry.own.mean, spread)))"
    }
    guard let interval = entry.intervalOfMean, interval.halfWidth > 0 else { return text }
    return text + " [\(words.bare(interval.lower, spread)), \(words.bare(interval.upper, spread))]"
  }

  /// The test value at the epoch that counts: the mean over runs, where each has one.
  private func testMean(of entry: Leaderboard.Entry) -> Double? {
    let runs = scores.runs.filter { $0.configuration == entry.configuration && $0.isOK }
    let values = runs.compactMap(\.curve.testValue)
    return values.count == runs.count ? Sample(values).mean : nil
  }

  private func troubles(of entry: Leaderboard.Entry) -> String {
    let runs = scores.runs.filter { $0.configuration == entry.configuration }
    var counts: [String: Int] = [:]
    for run in runs {
      if run.run.status != .ok { counts[run.run.status.rawValue, default: 0] += 1 }
      if run.isOK && !run.learned { counts["did not learn", default: 0] += 1 }
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
    guard !counts.isEmpty else { return "–" }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\(Markdown.escaped($0.key)) \($0.value)" }.joined(separator: ", ")
  }

  private func shownRows(of board: Leaderboard) -> [Int] {
    let count = board.entries.count
    guard count > 15 else { return Array(0..<count) }
    let tied = board.entries.indices.filter {
      board.entries[$0].tiedWithLeader && board.entries[$0].rank != nil
    }
    return Set(Array(0..<10) + tied.prefix(25) + Array((count - 3)..<count)).sorted()
  }

  private func legend() -> String {
    let seeds = scores.seeds.count
    var text = "The score is \(words.name) at the "
    text += plan.selection.atBest ? "best epoch of each run" : "last epoch"
    text += "; \(words.better) is better. A failed run counts as an untrained network"
    let values = Set(scores.failureScores.values)
    if values.count == 1, let value = values.first { text += " (\(words.value(value, nil)))" }
    let capped = scores.runs.count(where: \.isCapped)
    text += capped > 0 ? ", and so does a run that ended worse than one: \(capped) did." : "."
    if let folds = plan.runs.compactMap(\.fold).max() {
      text +=
        " A seed's score is the mean over its \(folds) folds, which share training rows and so count as one."
    }
    if seeds > 1 {
      text += " In square brackets: the \(percent(confidence)) t interval of the mean over seeds. "
      text += "Δ: the paired difference to the leader, negative is worse. "
      text += "Tied: a paired t test with Holm's correction over "
      text += "\(counted(leaderboards.map(\.familySize).reduce(0, +), "comparison")) "
      text += "does not separate it from the leader."
    }
    return text + "\n"
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
