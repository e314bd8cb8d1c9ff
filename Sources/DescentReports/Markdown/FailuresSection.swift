import DescentStore

extension Analysis {
  /// What failed, how often and where, and what was not run.
  package func failuresSection() -> String {
    var text = "## Failures (`data/failures.csv`)\n\n" + counts() + "\n"
    let failed = scores.runs.filter(\.failed)
    guard !failed.isEmpty else { return text }
    text += "\n" + rates() + "\n" + list(failed) + lastWords(failed)
    return text
  }

  /// The runs of the plan by what became of them, in words.
  package func counts() -> String {
    let counts = scores.statusCounts
    var parts: [String] = []
    for status in RunStatus.allCases {
      guard let count = counts[status], count > 0 else { continue }
      parts.append("\(count) \(status.rawValue)")
    }
    let missing = scores.plannedCount - scores.runs.count
    if missing > 0 { parts.append("\(missing) not reached") }
    guard !parts.isEmpty else { return "The plan holds no runs." }
    let stuck = scores.stuckCount
    return "Of \(counted(scores.plannedCount, "planned run")): \(listed(parts))"
      + (stuck > 0 ? "; \(stuck) of them did not fail and yet did not learn." : ".")
  }

  // MARK: - Rates

  private func rates() -> String {
    var rows: [[String]] = []
    for comparison in plan.comparisons {
      for level in comparison.levels.prefix(12) {
        rows.append(rate(comparison.path, level, tally(of: level, in: comparison)))
      }
    }
    let compared = Set(plan.comparisons.map(\.path))
    for factor in plan.factors where !compared.contains(factor.path) {
      let tallies = scores.tallies { $0.factorLevels[factor.path] }
      for level in factor.levels.prefix(12) {
        rows.append(rate(factor.path, level, tallies[level] ?? Tally()))
      }
    }
    guard !rows.isEmpty else { return "" }
    return Markdown.table(
      [
        "factor", "level", .number("runs"), .number("diverged"), .number("crashed"),
        .number("timeout"), .number("failed [Wilson \(percent(confidence))]"),
      ], rows)
  }

  private func rate(_ path: String, _ level: String, _ tally: Tally) -> [String] {
    let failed = tally.failed
    var row = [Markdown.escaped(lastName(of: path)), Markdown.escaped(level), "\(tally.runs)"]
    row += [RunStatus.diverged, .crashed, .timeout].map { "\(tally[$0])" }
    guard let interval = Interval.wilson(failed, of: tally.runs, confidence: confidence) else {
      return row + ["—"]
    }
    let share = decimal(100 * Double(failed) / Double(tally.runs), 0)
    return row + [
      "\(share) % [\(decimal(interval.lower * 100, 0)), \(decimal(interval.upper * 100, 0))]"
    ]
  }

  // MARK: - List

  private func list(_ failed: [ScoredRun]) -> String {
    let limit = 20
    let ordered = failed.sorted {
      ($0.configuration, $0.planned.seed, $0.run.runID)
        < ($1.configuration, $1.planned.seed, $1.run.runID)
    }
    let rows = ordered.prefix(limit).map { scored -> [String] in
      let run = scored.run
      return [
        "`\(run.runID)`", Markdown.escaped(name(ofConfiguration: scored.configuration)),
        "\(run.seed)", run.status.rawValue, Markdown.escaped(run.statusReason),
        causes[run.runID].map(causeWords) ?? "–", run.statusEpoch.map { "\($0)" } ?? "—",
        run.statusStep.map { "\($0)" } ?? "—", significant(run.lastFiniteLoss, 3),
        run.failedTensor.map(Markdown.escaped) ?? "–",
      ]
    }
    var text = Markdown.table(
      [
        "run", "configuration", .number("seed"), "status", "reason", "likely cause",
        .number("epoch"), .number("step"), .number("last finite loss"), "first bad tensor",
      ], rows)
    if failed.count > limit {
      text += "\n\(limit) of \(failed.count) failed runs; all of them in `data/failures.csv`.\n"
    }
    return text
  }

  /// Swift's checks say nothing in a program that is built for speed.
  private func silence(_ reason: String) -> String {
    reason.contains("trap")
      ? ", without a word: a check failed, such as that of an index or of an overflow\n"
      : ", without a word\n"
  }

  // MARK: - Last words

  /// What runs that ended with their process said last, and the plugins that they ran; alike ones
  /// together.
  private func lastWords(_ failed: [ScoredRun]) -> String {
    struct Ending: Hashable {
      var plugins: [String]
      var reason: String
      var words: String?
    }
    let ended = failed.filter { [.crashed, .timeout].contains($0.run.status) }
    let groups = Dictionary(grouping: ended) { scored in
      Ending(
        plugins: plan.configurations[scored.configuration].plugins,
        reason: scored.run.statusReason, words: scored.run.lastWords)
    }
    let told = groups.filter { !$0.key.plugins.isEmpty || $0.key.words != nil }
      .sorted { ($1.value.count, $0.value[0].run.runID) < ($0.value.count, $1.value[0].run.runID) }
    guard !told.isEmpty else { return "" }
    var text = "\nWhat they said last:\n\n"
    for (ending, runs) in told.prefix(10) {
      let configurations = Set(runs.map(\.configuration)).sorted()
      let names = configurations.prefix(3).map { Markdown.escaped(name(ofConfiguration: $0)) }
      text += "- " + counted(runs.count, "run") + " (" + names.joined(separator: "; ")
      text += (configurations.count > 3 ? "; …" : "") + ")"
      if !ending.plugins.isEmpty {
        text += ", with plugin " + listed(ending.plugins.map { "`\($0)`" })
      }
      text += ": " + Markdown.escaped(ending.reason)
      let lines = (ending.words ?? "").split(separator: "\n").suffix(3)
      text += lines.isEmpty ? silence(ending.reason) : "\n\n"
      for line in lines { text += "      " + String(line.prefix(300)) + "\n" }
      if !lines.isEmpty { text += "\n" }
    }
    return text
  }

  private func causeWords(_ cause: FailureCause) -> String {
    switch cause {
    case .learningRateTooHigh: "learning rate too high: fine at a lower one"
    case .explodingGradient: "exploding gradient"
    case .deadNetwork: "dead network"
    case .saturation: "saturated units"
    case .optimizerSpecific: "fine with another optimizer"
    case .unknown: "unknown"
    }
  }
}
