import DescentStore

extension Analysis {
  /// The whole of report.md.
  package func markdown() -> String {
    var sections = [opening()]
    if !scores.runs.isEmpty {
      sections += [
        leaderboardSection(), comparisonSections(), gradientSection(), failuresSection(),
        costSection(),
      ]
    }
    sections += [caveatsSection(), provenanceSection()]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// The answer first: the finding as the title, the question, and three facts to judge it by.
  private func opening() -> String {
    let name = Markdown.escaped
    var headline = Answer(analysis: self, text: name, emphasis: name).headline
    if headline.hasSuffix(".") { headline.removeLast() }
    var text = "# \(name(plan.name)): \(headline)\n\n"
    if let question = plan.question, !question.isEmpty {
      text += "**Question:** \(name(question))\n\n"
    }
    let answer = Answer(analysis: self, text: name) { Markdown.bold(name($0)) }
    text += answer.sentence + "\n\n"
    text += "- \(counts())\n"
    let capped = scores.runs.count(where: \.isCapped)
    if capped > 0 {
      text += "- \(counted(capped, "run")) did not fail but ended worse than an untrained network; "
      text += "in means and tests "
      text += capped == 1 ? "it counts as one" : "each counts as one"
      text += ", so that a single runaway does not decide them.\n"
    }
    text += "- \(detectable())\n"
    if let finding = gradientFindings().first { text += "- \(finding)\n" }
    return text
      + "- \(caveats.first.map { "Mind: \($0)" } ?? "The automatic checks found no caveat.")\n"
  }

  private func detectable() -> String {
    for comparison in comparisons {
      guard
        case .contest(let contest) = Finding(
          comparison, words.direction, confidence: confidence)
      else { continue }
      let answer = Answer(analysis: self, emphasis: Markdown.escaped)
      let pair = listed(
        [contest.leader, contest.other].map { answer.level($0, comparison.factor) })
      if let smallest = contest.pair.difference?.detectable(confidence: confidence) {
        return "Smallest difference between \(pair) that \(counted(contest.seeds, "seed")) find 4 "
          + "times in 5: \(words.difference(smallest, nil))\(words.differenceUnit)."
      }
      if contest.seeds < 2 { break }
      return "What this sweep could have found is unknown: the difference between \(pair) "
        + (contest.delta > 0 ? "is the same in every seed." : "is nil in every seed.")
    }
    return scores.seeds.count < 2
      ? "With one seed no difference can be told from chance."
      : "Nothing could be compared, so there is no smallest difference that it could have found."
  }

  private func caveatsSection() -> String {
    let list = caveats
    let text = "## What this cannot tell you\n\n"
    guard !list.isEmpty else { return text + "The automatic checks found nothing.\n" }
    return text + list.map { "- \($0)\n" }.joined()
  }
}
