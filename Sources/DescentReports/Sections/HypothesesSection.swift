import DescentFigures
import DescentStore
import Foundation

extension Analysis {
  /// What was claimed before the sweep, and what came of it.
  func hypothesesSection() -> Section {
    guard !plan.hypotheses.isEmpty else {
      let count = view?.hypothesesLeftOut ?? plan.hypothesesLeftOut?.count ?? 0
      guard count == 0 else {
        return Section(
          "hypotheses", "Hypotheses",
          [
            .paragraph(
              "\(count) declared \(count == 1 ? "hypothesis is" : "hypotheses are") not judged here; every "
                + "result below is exploratory, found by looking.")
          ])
      }
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
    section.add([budgetNote()].compactMap(\.self))
    section.add(strip())
    section.add(table())
    section.add(hypotheses.results.map(finding))
    section.add(amendments())
    if let ids = plan.hypothesesLeftOut, !ids.isEmpty {
      section.add(
        "The command line left out runs that \(listed(ids.map { "\(code: $0)" as Prose })) "
          + "\(ids.count == 1 ? "speaks" : "speak") of: not judged here.")
    }
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
      + (hypotheses.results.contains { !$0.isConfirmatory }
        ? " What was added or edited later is marked exploratory." : "")
  }

  private func amendments() -> [Prose] {
    var list: [Prose] = plan.amendments.map { amendment in
      let name = amendment.entry
      let time: Prose =
        "after \(amendment.runsCompleted) of \(counted(amendment.runsPlanned, "run"))"
      switch (amendment.before, amendment.after) {
      case (nil, _): return "\(code: name) was added \(time)."
      case (_, nil):
        return "\(code: name) was withdrawn \(time); its test still counts in the correction."
      case (let before?, let after?):
        let edits = Self.edits(before, after).map { edit -> Prose in
          let place: Prose = edit.key.isEmpty ? "" : "\(code: edit.key) "
          return "\(place)from \(code: edit.before) to \(code: edit.after)"
        }
        return "\(code: name) was edited \(time): \(listed(edits))."
      }
    }
    if let seeds = plan.addedSeeds {
      list.append(
        "The number of seeds was raised from \(seeds.before) to \(seeds.after) after results were seen: "
          + "stopping when the result pleases makes false support more likely than it says here.")
    }
    return list
  }

  /// What differs between two declarations: the keys of maps, or the whole of anything else.
  private static func edits(
    _ before: String, _ after: String
  ) -> [(key: String, before: String, after: String)] {
    func members(_ json: String) -> [String: String]? {
      let object = try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
      return object?.compactMapValues { value in
        if let text = value as? String { return text }
        return
          (try? JSONSerialization.data(
            withJSONObject: value, options: [.fragmentsAllowed, .sortedKeys]))
          .map { String(decoding: $0, as: UTF8.self) }
      }
    }
    guard let old = members(before), let new = members(after) else { return [("", before, after)] }
    return Set(old.keys).union(new.keys).sorted().filter { old[$0] != new[$0] }
      .map { ($0, old[$0] ?? "nothing", new[$0] ?? "nothing") }
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
            TextTable.Cell(verdict(result)), "\(words(result).observed)",
            "\(words(result).needed)",
            TextTable.Cell("\(probability(result.p))", value: result.p),
            "\(significant(result.alpha))", "\(result.seeds) × \(result.settings)",
          ], key: "hypothesis=\(result.hypothesis.id)")
      })
  }

  private func words(_ result: HypothesisResult) -> HypothesisWords {
    HypothesisWords(result, plan)
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
      text += "supported, observed \(words(result).observed), needed \(words(result).needed)"
    case .notSupported:
      text += "not supported, observed \(words(result).observed), needed \(words(result).needed)"
      if result.flags.contains(.opposite) { text += "; the effect has the opposite direction" }
    case .inconclusive:
      text += "inconclusive"
      if let reason = result.reason { text += ", since \(words(for: reason, result))" }
      if let extra = result.extraSeeds {
        text += "; about \(counted(extra, "more seed")) would decide, were the estimate right"
      }
    }
    var notes = HypothesisResult.Flag.allCases
      .filter { result.flags.contains($0) }.compactMap { note($0, result) }
    if result.missed > 0 {
      notes.append(
        "\(result.missed) of \(counted(result.cells, "number")) are of runs that never reached the target"
      )
    }
    if !notes.isEmpty { text += " (\(notes.joined(separator: "; ")))" }
    if let note = own.note, !note.isEmpty { text += ". \(note)" }
    return text.plainText.hasSuffix(".") ? text : text + "."
  }

  private func words(for reason: HypothesisResult.Reason, _ result: HypothesisResult) -> Prose {
    switch reason {
    case .straddlesMargin:
      "the interval holds values on both sides of what is claimed (observed \(words(result).observed), "
        + "needed \(words(result).needed))"
    case .singleSeed: "one seed measures no noise"
    case .noVariation: "the estimate, \(words(result).observed), is the same in every seed"
    case .notMeasured: "the metric was not measured"
    case .missingCells: "too many of its runs are missing"
    case .tooFew: "a general claim takes six settings and three seeds"
    case .unequalBudgets: "a search trained some of its runs for a part of their epochs"
    case .failuresDecide: "the verdict depends on how failed runs are counted"
    }
  }

  private func note(_ flag: HypothesisResult.Flag, _ result: HypothesisResult) -> Prose? {
    switch flag {
    case .opposite: nil
    case .fragile: "fragile: the exact sign-flip test gives \(statedProbability(result.exactP))"
    case .failures: "more than a fifth of the numbers are of failed runs"
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
      + "\(counted(hypotheses.familySize, "hypothesis", plural: "hypotheses")) that "
      + "\(hypotheses.familySize == 1 ? "was" : "were") declared before the first run leaves"
      + (hypotheses.results.contains { !$0.isConfirmatory } && hypotheses.familySize > 0
        ? "; those that came or were edited later are corrected among themselves" : "")
      + ". A failed "
      + "run counts as an untrained network, and as later than any that reached a target."
  }

  // MARK: - Figure

  private func strip() -> FigureBlock {
    let rows = hypotheses.results.map { result -> HypothesisStrip.Row in
      let turn = result.isUpperLimit ? -1.0 : 1
      // Ratios stand at their logarithm: 0 is no difference.
      func place(_ value: Double) -> Double {
        turn * (result.unit == .ratio ? log10(max(value, 1e-30)) : value)
      }
      let (low, high) =
        result.isUpperLimit ? (result.upper, result.lower) : (result.lower, result.upper)
      let claim: HypothesisStrip.Claim
      var isThreshold = false
      switch result.hypothesis.expectation {
      case .equivalence(let within): claim = .within(within)
      case .threshold:
        isThreshold = true
        claim = .above(place(result.margin))
      default: claim = .above(place(result.margin))
      }
      let kind: HypothesisStrip.Verdict =
        switch result.verdict {
        case .supported: .supported
        case .notSupported: .notSupported
        case .inconclusive: .inconclusive
        }
      return HypothesisStrip.Row(
        "\(result.hypothesis.id): \(result.hypothesis.claim)", verdict: kind,
        observed: result.estimate.map {
          Estimate(place($0), lower: low.map(place), upper: high.map(place))
        },
        claim: claim, hasZero: !isThreshold, cells: [words(result).observed, words(result).needed],
        mark: Mark(
          key: "hypothesis=\(result.hypothesis.id)",
          words:
            "\(result.hypothesis.id): \(verdict(result).plainText), observed \(words(result).observed), "
            + "needed \(words(result).needed)"))
    }
    let supported = hypotheses.results.count { $0.verdict == .supported }
    return FigureBlock(
      "hypotheses", HypothesisStrip(rows: rows, headers: ["observed", "needed"]),
      title:
        "\(supported) of \(counted(hypotheses.results.count, "hypothesis", plural: "hypotheses")) supported",
      subtitle:
        "Estimate and one-sided bounds against what is claimed (shaded); each row has its own scale, that of "
        + "ratios is logarithmic",
      source: "hypotheses.csv")
  }
}
