import DescentFigures
import DescentStore

extension Analysis {
  /// What was claimed before the sweep, and what came of it.
  func hypothesesSection() -> Section {
    guard !plan.hypotheses.isEmpty else {
      return Section(
        "hypotheses", "Hypotheses",
        [
          .paragraph(
            "None was declared before the sweep: every result here is exploratory, found by looking."
          )
        ])
    }
    var section = Section("hypotheses", "Hypotheses", sources: ["hypotheses.csv"])
    section.add(declaration())
    section.add(strip())
    section.add(table())
    section.add(hypotheses.results.map(finding))
    section.add(amendments())
    section.add(legend())
    return section
  }

  // MARK: - Declaration

  /// When the claims were made.
  private func declaration() -> Prose {
    guard let first = plan.preregistration else {
      let done = plan.registrations.last?.runsCompleted ?? 0
      return "Declared after \(counted(done, "run")) had been done: all of them are exploratory."
    }
    let text: Prose =
      "Declared before the first run (SHA-256 \(code: String(first.sha256.prefix(12))), "
    return text
      + "\(first.registeredAt)), in \(code: "prereg.json"). That says nothing about sweeps that "
      + "were made earlier."
  }

  private func amendments() -> [Prose] {
    var list: [Prose] = plan.amendments.map { amendment in
      let name = amendment.entry
      let extent: Prose =
        "edited after \(amendment.runsCompleted) of \(counted(amendment.runsPlanned, "run"))"
      switch (amendment.before, amendment.after) {
      case (nil, let after): return "\(code: name) was added, \(extent): \(code: after ?? "")"
      case (let before?, nil): return "\(code: name) was withdrawn, \(extent): \(code: before)"
      case (let before?, let after?):
        return "\(code: name) was \(extent): from \(code: before) to \(code: after)"
      }
    }
    if let seeds = plan.addedSeeds {
      list.append(
        "The number of seeds was raised from \(seeds.before) to \(seeds.after) after results were seen: "
          + "stopping when the result pleases makes false support more likely than it says here.")
    }
    return list
  }

  // MARK: - Verdicts

  private func table() -> TextTable {
    TextTable(
      "hypotheses", "Hypotheses and their verdicts", noun: "hypotheses",
      columns: [
        "id", "claim", "verdict", .number("observed (bound)"), .number("needed"), .number("p"),
        .number("α"), .number("seeds × settings"),
      ],
      rows: hypotheses.results.map { result in
        TextTable.Row(
          [
            "\(result.hypothesis.id)", "\(result.hypothesis.claim)",
            TextTable.Cell(verdict(result)), "\(result.observedText)", "\(result.neededText)",
            TextTable.Cell("\(probability(result.p))", value: result.p),
            "\(significant(result.alpha))", "\(result.seeds) × \(result.settings)",
          ], key: "hypothesis=\(result.hypothesis.id)")
      })
  }

  private func verdict(_ result: HypothesisResult) -> Prose {
    let text: Prose =
      switch result.verdict {
      case .supported: "✔ supported"
      case .notSupported: "✖ not supported"
      case .inconclusive: "? inconclusive"
      }
    return result.isConfirmatory ? text : text + " (exploratory)"
  }

  /// The verdict in a sentence, with what a reader must know.
  private func finding(_ result: HypothesisResult) -> Prose {
    let own = result.hypothesis
    var text: Prose = "\(strong: own.id), \(code: own.expect): "
    switch result.verdict {
    case .supported:
      text += "supported, observed \(result.observedText), needed \(result.neededText)"
    case .notSupported:
      text += "not supported, observed \(result.observedText), needed \(result.neededText)"
      if result.flags.contains(.opposite) { text += "; the effect has the opposite direction" }
    case .inconclusive:
      text += "inconclusive"
      if let reason = result.reason { text += ", since \(words(for: reason, result))" }
      if let extra = result.extraSeeds {
        text += "; about \(counted(extra, "more seed")) would decide, were the estimate right"
      }
    }
    let notes = HypothesisResult.Flag.allCases
      .filter { result.flags.contains($0) }.compactMap { note($0, result) }
    if !notes.isEmpty { text += " (\(notes.joined(separator: "; ")))" }
    if let note = own.note, !note.isEmpty { text += ". \(note)" }
    return text.plainText.hasSuffix(".") ? text : text + "."
  }

  private func words(for reason: HypothesisResult.Reason, _ result: HypothesisResult) -> Prose {
    switch reason {
    case .straddlesMargin:
      "the interval holds values on both sides of what is claimed (observed \(result.observedText), "
        + "needed \(result.neededText))"
    case .singleSeed: "one seed measures no noise"
    case .noVariation: "the estimate, \(result.observedText), is the same in every seed"
    case .notMeasured: "the metric was not measured"
    case .missingCells: "more than half of the runs are missing"
    case .tooFew: "a general claim takes six settings and three seeds"
    case .failuresDecide: "the verdict depends on how failed runs are counted"
    }
  }

  private func note(_ flag: HypothesisResult.Flag, _ result: HypothesisResult) -> Prose? {
    switch flag {
    case .opposite: nil
    case .fragile: "fragile: the exact sign-flip test gives \(statedProbability(result.exactP))"
    case .failures: "more than a fifth of the runs failed"
    case .incomplete: "runs are missing; the largest complete block was used"
    case .optimistic: "optimistic: tuned on the seeds that are scored"
    case .floored: "a number that is not above 0 counts as 1e-30"
    case .approximate: "the grid is not full, so shares are approximate"
    case .descriptive: "pairs of one seed go together, which the test does not know"
    }
  }

  private func legend() -> Prose {
    "Supported: the one-sided bound is beyond what is claimed; not supported: it is beyond it on the other "
      + "side; otherwise inconclusive. The level α of each test is what Holm's correction over "
      + "\(counted(hypotheses.familySize, "declared hypothesis", plural: "declared hypotheses")) leaves. A failed "
      + "run counts as an untrained network, and as later than any that reached a target."
  }

  // MARK: - Figure

  private func strip() -> FigureBlock? {
    let rows = hypotheses.results.compactMap { result -> HypothesisStrip.Row? in
      guard let estimate = result.estimate else { return nil }
      let turn = result.isUpperLimit ? -1.0 : 1
      let (low, high) =
        result.isUpperLimit ? (result.upper, result.lower) : (result.lower, result.upper)
      let claim: HypothesisStrip.Claim =
        if case .equivalence(let within) = result.hypothesis.expectation {
          .within(within)
        } else {
          .above(turn * result.margin)
        }
      let kind: HypothesisStrip.Verdict =
        switch result.verdict {
        case .supported: .supported
        case .notSupported: .notSupported
        case .inconclusive: .inconclusive
        }
      return HypothesisStrip.Row(
        "\(result.hypothesis.id)  \(result.hypothesis.claim)", verdict: kind,
        observed: Estimate(
          turn * estimate, lower: low.map { turn * $0 }, upper: high.map { turn * $0 }),
        claim: claim, cells: [result.observedText, result.neededText],
        mark: Mark(
          key: "hypothesis=\(result.hypothesis.id)",
          words:
            "\(result.hypothesis.id): \(verdict(result).plainText), observed \(result.observedText), "
            + "needed \(result.neededText)"))
    }
    guard !rows.isEmpty else { return nil }
    let supported = hypotheses.results.count { $0.verdict == .supported }
    return FigureBlock(
      "hypotheses", HypothesisStrip(rows: rows, headers: ["observed", "needed"]),
      title:
        "\(supported) of \(counted(hypotheses.results.count, "hypothesis", plural: "hypotheses")) supported",
      subtitle:
        "Estimate and one-sided bounds against what is claimed (shaded); each row has its own scale",
      source: "hypotheses.csv")
  }
}
