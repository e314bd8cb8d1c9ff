import DescentStore

extension Analysis {
  /// What failed, how often and where, and what was not run.
  func failuresSection() -> Section {
    var section = Section("failures", "Failures", sources: ["failures.csv"])
    section.add(counts())
    section.add(skipReasons())
    let failed = scores.runs.filter(\.failed)
    guard !failed.isEmpty else { return section }
    section.add([budgetNote()].compactMap(\.self))
    section.add(failureFigure())
    section.add(rates())
    section.add(discordance())
    section.add(list(failed))
    addLastWords(failed, to: &section)
    return section
  }

  /// The runs of the plan by what became of them, in words.
  package func counts() -> Prose {
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

  /// Why runs were skipped, the most frequent reason first.
  private func skipReasons() -> [Prose] {
    let skipped = scores.runs.filter { $0.run.status == .skipped }
    let groups = Dictionary(grouping: skipped, by: \.run.statusReason)
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    return groups.map { reason, runs in
      let configurations = Set(runs.map(\.configuration)).sorted()
      let names = configurations.prefix(3).map { name(ofConfiguration: $0) }
      let rest = configurations.count - names.count
      return "Skipped, since \(reason): \(names.joined(separator: "; "))"
        + (rest > 0 ? "; and \(counted(rest, "other configuration"))." : ".")
    }
  }

  // MARK: - Rates

  private func rates() -> TextTable {
    var rows: [TextTable.Row] = []
    for comparison in plan.comparisons {
      for level in comparison.levels.prefix(12) {
        rows.append(rate(comparison.path, level, tally(of: level, in: comparison)))
      }
    }
    let compared = Set(plan.comparisons.map(\.path))
    for factor in telling where !compared.contains(factor.path) {
      let tallies = scores.tallies { $0.factorLevels[factor.path] }
      for level in factor.levels.prefix(12) {
        rows.append(rate(factor.path, level, tallies[level] ?? Tally()))
      }
    }
    return TextTable(
      "failure-rates", "Failures by level",
      columns: [
        "factor", "level", .number("runs"), .number("diverged"), .number("crashed"),
        .number("timeout"), .number("failed % [Wilson \(percent(confidence))]"),
      ], rows: rows)
  }

  private func rate(_ path: String, _ level: String, _ tally: Tally) -> TextTable.Row {
    let failed = tally.failed
    var cells: [TextTable.Cell] = ["\(lastName(of: path))", "\(shortened(level))", "\(tally.runs)"]
    cells += [RunStatus.diverged, .crashed, .timeout].map { "\(tally[$0])" }
    guard let interval = Interval.wilson(failed, of: tally.runs, confidence: confidence) else {
      return TextTable.Row(cells + ["—"])
    }
    let share = 100 * Double(failed) / Double(tally.runs)
    let ends = [interval.lower, interval.upper].map { decimal($0 * 100, 0) }
    return TextTable.Row(
      cells + [
        TextTable.Cell("\(decimal(share, 0)) [\(ends[0]), \(ends[1])]", value: share)
      ])
  }

  /// Which levels fail where others do not (S16).
  private func discordance() -> [Prose] {
    let answer = Answer(analysis: self)
    return plan.comparisons.flatMap { comparison -> [Prose] in
      let grid = LevelGrid(comparison, scores, isTuned: false)
      let levels = comparison.levels.indices
      return levels.flatMap { a in levels.filter { $0 > a }.map { (a, $0) } }
        .compactMap { a, b in
          let cells = grid.shared(a, b).flatMap { setting in
            scores.seeds.indices.compactMap { grid.failures(a, b, setting, $0) }
          }
          let test = McNemar(cells.map(\.0), cells.map(\.1))
          guard test.onlyA + test.onlyB > 0 else { return nil }
          let (first, second) = (
            answer.level(a, comparison).withoutEmphasis, answer.level(b, comparison).withoutEmphasis
          )
          return
            "In \(test.onlyA) of \(counted(cells.count, "pair")) \(first) failed and \(second) did not, in "
            + "\(test.onlyB) the other way round (McNemar's exact test: \(statedProbability(test.p)); descriptive, since pairs of one seed go together)."
        }
    }.prefix(6).map(\.self)
  }

  // MARK: - List

  private func list(_ failed: [ScoredRun]) -> TextTable {
    let ordered = failed.sorted {
      ($0.configuration, $0.planned.seed, $0.run.runID)
        < ($1.configuration, $1.planned.seed, $1.run.runID)
    }
    var table = TextTable(
      "failed-runs", "Runs that failed", noun: "failed runs",
      columns: [
        "run", "configuration", .number("seed"), "status", "reason", "likely cause",
        .number("epoch"), .number("step"), .number("last finite loss"), "first bad tensor",
      ],
      rows: ordered.map { scored in
        let run = scored.run
        return TextTable.Row(
          [
            "\(code: run.runID)", "\(name(ofConfiguration: scored.configuration))",
            "\(run.seed)", "\(run.status.rawValue)", "\(run.statusReason)",
            causes[run.runID].map { "\(words(of: $0, scored))" } ?? "–",
            run.statusEpoch.map { "\($0)" } ?? "—", run.statusStep.map { "\($0)" } ?? "—",
            "\(significant(run.lastFiniteLoss, 3))", run.failedTensor.map { "\($0)" } ?? "–",
          ], key: run.runID)
      })
    table.show(first: 20)
    return table
  }

  /// Swift's checks say nothing in a program that is built for speed.
  private func silence(_ reason: String) -> Prose {
    reason.contains("trap")
      ? ", without a word: a check failed, such as that of an index or of an overflow"
      : ", without a word"
  }

  // MARK: - Last words

  /// What runs that ended with their process said last, and the plugins that they ran; alike ones
  /// together.
  private func addLastWords(_ failed: [ScoredRun], to section: inout Section) {
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
    guard !told.isEmpty else { return }
    section.add("What they said last:")
    for (ending, runs) in told.prefix(10) {
      let configurations = Set(runs.map(\.configuration)).sorted()
      let names = configurations.prefix(3).map { name(ofConfiguration: $0) }
      var text: Prose = "\(counted(runs.count, "run")) (\(names.joined(separator: "; "))"
      text += configurations.count > 3 ? "; …)" : ")"
      if !ending.plugins.isEmpty {
        text += ", with plugin \(listed(ending.plugins.map { "\(code: $0)" as Prose }))"
      }
      text += ": \(ending.reason)"
      let lines = (ending.words ?? "").split(separator: "\n").suffix(3)
      section.add([lines.isEmpty ? text + silence(ending.reason) : text])
      if !lines.isEmpty {
        section.blocks.append(
          .code(lines.map { $0.prefix(300) }.joined(separator: "\n"), language: ""))
      }
    }
  }

  private func words(of cause: FailureCause, _ run: ScoredRun) -> String {
    switch cause {
    case .learningRateTooHigh: "learning rate too high: fine at a lower one"
    case .explodingGradient: "exploding gradient" + growth(of: run)
    case .deadNetwork: "dead network"
    case .saturation: "saturated units"
    case .lossDomain: "loss not defined, as in the logarithm of 0"
    case .optimizerSpecific: "fine with another optimizer"
    case .unknown: "unknown"
    }
  }

  /// By how many times the loss grew before it was no number, where that says something.
  private func growth(of run: ScoredRun) -> String {
    guard let last = run.run.lastFiniteLoss, let first = run.curve.untrainedLoss, first != 0,
      last >= 2 * abs(first)
    else {
      return run.run.gradVerdict == "exploding"
        ? ": far larger in the first layer than in the last" : ""
    }
    return ": the loss grew \(significant(last / abs(first), 2)) times"
  }
}
