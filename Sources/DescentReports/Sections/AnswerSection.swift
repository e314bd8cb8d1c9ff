import DescentStore

extension Analysis {
  /// The whole report: the finding as the title, then its sections.
  package func report() -> ReportText {
    let headline = Answer(analysis: self).headline.withoutEmphasis
    return ReportText(
      title: "\(subject): \(headline)",
      sections: [
        answerSection(), hypothesesSection(), leaderboardSection(), comparisonsSection(),
        effectsSection(),
        learningRateSection(), importanceSection(), curvesSection(), gradientSection(),
        failuresSection(), costSection(), caveatsSection(), provenanceSection(),
      ])
  }

  /// The answer first, the question, and the facts to judge it by.
  private func answerSection() -> Section {
    var section = Section("answer", "Answer")
    if let text = viewWords() { section.add(text) }
    if let question = plan.question, !question.isEmpty {
      section.add("\(strong: "Question:") \(question)")
    }
    section.add(Answer(analysis: self).sentence)
    if let first = comparisons.first {
      section.add(findings(ofDatasets: first.factor.path, isShort: true))
    }
    var facts = [counts() + failurePlace()]
    let capped = scores.runs.count(where: \.isCapped)
    if capped > 0 {
      facts.append(
        "\(counted(capped, "run")) did not fail but scored worse than an untrained network; in means and tests "
          + (capped == 1 ? "it counts as one" : "each counts as one")
          + ", so that no extreme score decides them.")
    }
    facts.append(detectable())
    if let choice = choiceOfFactor() { facts.append(choice) }
    if let verdicts = verdicts() { facts.append(verdicts) }
    if let finding = gravestGradientFinding { facts.append(finding) }
    facts.append(caveats.first.map { "Mind: \($0)" } ?? "The automatic checks found no caveat.")
    section.add(facts)
    section.add(forestFigure("forest", Array(comparisons.prefix(3)), first: 6))
    return section
  }

  /// Where most runs failed, if one level has most of the failures.
  private func failurePlace() -> Prose {
    let failed = scores.failedCount
    guard failed > 0, !scores.hasFailedThroughout,
      let place = Answer(analysis: self).mostFailures()
    else { return "" }
    return failed == 1 ? " The failure: \(place)." : " Failures are mostly with \(place)."
  }

  /// What came of the hypotheses, in one sentence.
  private func verdicts() -> Prose? {
    let results = hypotheses.results
    guard !results.isEmpty else { return nil }
    let kinds: [(HypothesisResult.Verdict, String)] = [
      (.supported, "supported"), (.notSupported, "not supported"), (.inconclusive, "inconclusive"),
    ]
    let parts = kinds.compactMap { verdict, words -> Prose? in
      let ids = results.filter { $0.verdict == verdict }.map {
        $0.hypothesis.id + ($0.isConfirmatory ? "" : " (exploratory)")
      }
      return ids.isEmpty ? nil : "\(listed(ids)) \(words)"
    }
    let isPartial = scores.runs.count { $0.run.status.hasScore } < scores.plannedCount
    return "Hypotheses\(isPartial ? ", so far" : ""): \(parts.joined(separator: "; "))."
  }

  /// Why the answer is about this factor, where the file does not say.
  private func choiceOfFactor() -> Prose? {
    guard !plan.report.namesComparisons, comparisons.count > 1, let first = comparisons.first,
      let term = importance.mainEffect(of: first.factor.path)
    else { return nil }
    let isNoise = term.p.map { $0 >= 1 - confidence } ?? false
    return
      "No \(code: "compare") is named, so the answer is about what, of all that is compared, "
      + "accounts for the largest share of the differences: \(lastName(of: first.factor.path)), "
      + "\(decimal(term.share * 100, 0)) % of the variance between configurations"
      + (isNoise ? ", which noise alone could bring about (\(statedProbability(term.p)))" : "")
      + ". Being chosen by the results, it is exploratory."
  }

  private func detectable() -> Prose {
    guard !scores.hasFailedThroughout else {
      return Self.nothingCompared
    }
    for comparison in comparisons {
      guard
        case .contest(let contest) = Finding(
          comparison, words.direction, confidence: confidence)
      else { continue }
      let answer = Answer(analysis: self)
      let pair = listed(
        [contest.leader, contest.other].map {
          answer.level($0, comparison.factor).withoutEmphasis
        })
      if let smallest = contest.pair.difference?.detectable(confidence: confidence) {
        return "Smallest difference between \(pair) that \(counted(contest.seeds, "seed")) find 4 "
          + "times in 5: \(words.amount(smallest, nil))"
          + (contest.pair.familySize > 1 ? ", before Holm's correction." : ".")
      }
      if contest.seeds < 2 { continue }
      return "What this sweep could have found is unknown: the difference between \(pair) "
        + (contest.delta > 0 ? "is the same in every seed." : "is nil in every seed.")
    }
    return scores.scoredSeeds.count == 1
      ? "With one seed no difference can be told from chance."
      : Self.nothingCompared
  }

  private static var nothingCompared: Prose {
    "Nothing could be compared, so there is no smallest difference that it could have found."
  }
}
