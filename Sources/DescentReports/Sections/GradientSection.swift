import DescentStore

extension Analysis {
  /// Whether the gradient reaches the first layer, and whether units are alive.
  func gradientSection() -> Section {
    let flow = GradientFlow(scores)
    var section = Section("gradients", "Gradient flow and units", sources: ["layers.csv"])
    guard !flow.groups.isEmpty else {
      section.add("No layer was measured.")
      return section
    }
    section.add(findings(flow))
    section.add(gradientFigure(flow))
    section.add(unitFigure())
    section.add(table(of: flow))
    section.add(legend(flow))
    for (index, graph) in graphs.graphs.enumerated() {
      section.add(graph.block(number: index + 1))
    }
    return section
  }

  private func table(of flow: GradientFlow) -> TextTable {
    var columns = flow.paths.map { TextTable.Column("\(lastName(of: $0))") }
    columns += [
      .number("runs"), .number("gradient RMS, first layer"), .number("last layer"),
      .number("norm first / last"), .number("per layer"), "gradients", "units",
      .number("did not learn"), .number("dead units"), .number("saturated units"),
    ]
    var table = TextTable(
      "gradients", "Gradients and units by architecture", noun: "groups", columns: columns,
      rows: flow.groups.map { group in
        var cells: [TextTable.Cell] = group.levels.map { level in level.map { "\($0)" } ?? "–" }
        cells += [
          "\(group.runs)", "\(significant(group.firstRMS))", "\(significant(group.lastRMS))",
          "\(significant(group.ratio))",
          group.ratio == 0 ? "0" : "\(significant(group.perLayer))",
          "\(verdicts(group.gradVerdicts))", "\(verdicts(group.unitVerdicts))",
          "\(group.untrainedCount) / \(group.runs)", "\(share(group.deadShare))",
          "\(share(group.saturatedShare))",
        ]
        return TextTable.Row(cells)
      })
    table.show(first: 40)
    return table
  }

  // MARK: - Findings

  /// What went wrong with gradients or units in most runs that did not learn, then in most runs; nil where
  /// nothing did.
  package var gravestGradientFinding: Prose? {
    var gravest: Trouble?
    for trouble in troubles(GradientFlow(scores)) {
      guard let other = gravest else {
        gravest = trouble
        continue
      }
      if (trouble.untrained, trouble.runs) > (other.untrained, other.runs) { gravest = trouble }
    }
    return gravest?.text
  }

  /// What went wrong in a group of runs.
  private struct Trouble {
    var text: Prose
    var runs: Int
    /// Of these, those that did not learn.
    var untrained: Int
  }

  private func findings(_ flow: GradientFlow) -> [Prose] {
    let lines = troubles(flow).map(\.text)
    guard lines.isEmpty else { return lines }
    guard flow.isMeasuredInTraining else {
      return ["No run got as far as its second measurement: all that is known is before training."]
    }
    let measured = flow.groups.reduce(0) { sum, group in
      sum + group.runs - group.gradVerdicts["-", default: 0]
    }
    return [
      measured == 0
        ? "No verdict on the gradient was reached in any run."
        : "None of \(counted(measured, "measured run")) had vanishing or exploding gradients."
    ]
  }

  private func troubles(_ flow: GradientFlow) -> [Trouble] {
    var lines: [Trouble] = []
    let kinds = [
      ("vanishing", "Vanishing gradients"), ("exploding", "Exploding gradients"),
      ("no_signal", "No gradient at all"),
    ]
    for (verdict, title) in kinds {
      let groups = flow.groups.filter { $0.gradVerdicts[verdict, default: 0] > 0 }
        .sorted { $0.gradVerdicts[verdict, default: 0] > $1.gradVerdicts[verdict, default: 0] }
      for group in groups.prefix(4) {
        lines.append(
          Trouble(
            text: finding(title, verdict, group, flow),
            runs: group.gradVerdicts[verdict, default: 0],
            untrained: group.untrained[verdict, default: 0]))
      }
      if groups.count > 4 {
        let rest: Prose =
          "\(title) also in \(counted(groups.count - 4, "other group")) of the table."
        lines.append(Trouble(text: rest, runs: 0, untrained: 0))
      }
    }
    return lines + deaths(flow)
  }

  /// Where units die, the worst groups first.
  private func deaths(_ flow: GradientFlow) -> [Trouble] {
    let groups = flow.groups.filter { $0.dyingCount > 0 && ($0.deadShare ?? 0) > 0 }
      .sorted { ($0.deadShare ?? 0) > ($1.deadShare ?? 0) }
    return groups.prefix(3).map { group in
      Trouble(
        text:
          "Dying units in \(group.dyingCount) of \(counted(group.runs, "run"))\(place(group, flow)): "
          + "at the end \(share(group.deadShare)) of the hidden units are dead "
          + "(median of \(counted(group.runs, "run"))).",
        runs: group.dyingCount, untrained: group.dyingUntrained)
    }
  }

  /// The group's levels as the end of a phrase: ` with activation relu, depth 8`.
  private func place(_ group: GradientFlow.Group, _ flow: GradientFlow) -> Prose {
    let name: [Prose] = zip(flow.paths, group.levels).compactMap { path, level in
      level.map { "\(lastName(of: path)) \($0)" }
    }
    return name.isEmpty ? "" : " with " + name.joined(separator: ", ")
  }

  /// Whether the ratio of the first layer's norm to the last one's is why the verdict was given.
  private func explains(_ ratio: Double, _ verdict: String) -> Bool {
    switch verdict {
    case "vanishing": ratio < 1e-3
    case "exploding": ratio > 70
    default: false
    }
  }

  private func finding(
    _ title: String, _ verdict: String, _ group: GradientFlow.Group, _ flow: GradientFlow
  ) -> Prose {
    let count = group.gradVerdicts[verdict, default: 0]
    let untrained = group.untrained[verdict, default: 0]
    var text: Prose = "\(title) in \(count) of \(counted(group.runs, "run"))\(place(group, flow))"
    if let ratio = group.ratios[verdict], explains(ratio, verdict) {
      text +=
        ratio == 0
        ? ": no gradient reaches the first layer"
        : ": the gradient's norm in the first layer is \(significant(ratio)) times that in the last one"
      text += " (median of \(counted(count, "run")))"
    }
    if untrained == count {
      return text + "; \(all(count)) did not learn."
    }
    if untrained == 0 {
      return text + "; \(all(count)) learned all the same."
    }
    return text + "; \(untrained) of these \(count) did not learn."
  }

  /// `it`, `both` or `all 5`.
  private func all(_ count: Int) -> String {
    count == 1 ? "it" : count == 2 ? "both" : "all \(count)"
  }

  private func verdicts(_ counts: [String: Int]) -> String {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\(verdictWords($0.key)) \($0.value)" }.joined(separator: ", ")
  }

  private func share(_ value: Double?) -> String {
    guard let value else { return "—" }
    guard value == 0 || value >= 0.0005 else { return "<0.1 %" }
    return decimal(value * 100, value > 0 && value < 0.1 ? 1 : 0) + " %"
  }

  private func legend(_ flow: GradientFlow) -> Prose {
    let low = flow.groups.map(\.epochs.lowerBound).min() ?? 0
    let high = flow.groups.map(\.epochs.upperBound).max() ?? 0
    var text: Prose =
      "Medians over the runs of a group, on a fixed set of training rows and in evaluation mode, at "
    text += low == high ? "epoch \(low)" : "the first measured epoch of each (\(low) to \(high))"
    text += "; dead and saturated: the share of hidden units at the last measured epoch. "
    text += "“Per layer” is what one layer does to the gradient's norm on its way back: about 1 is "
    text +=
      "healthy. Verdicts are medians over the first quarter of training. Vanishing: the norm in "
    text += "the first layer is below 0.001 of the last one's and below 0.0001, or a layer's mean "
    text += "absolute gradient is below 1e-7. Exploding: more than 70 times the last one's, or not "
    text += "finite. “Did not learn”: failed, made no progress, or went less than "
    text += "\(percent(Learning.share)) of the way from an untrained network to the best run on "
    text += "the training data."
    return text
  }
}
