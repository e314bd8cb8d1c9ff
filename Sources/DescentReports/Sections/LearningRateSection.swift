import DescentStore

extension Analysis {
  /// How much each level depends on the learning rate.
  func learningRateSection() -> Section {
    var section = Section(
      "learning-rate", "Learning-rate sensitivity",
      sources: ["lr_sensitivity.csv", "lr_summary.csv"])
    let shown = learningRates.filter { $0.sensitivity != nil }
    guard !shown.isEmpty else {
      section.add(
        learningRates.isEmpty
          ? "The learning rate does not vary."
          : "No level was tried with two learning rates in a common setting.")
      return section
    }
    guard !scores.hasFailedThroughout else {
      section.add("Every run failed, whatever its learning rate.")
      return section
    }
    section.add([budgetNote(), gapNote()].compactMap(\.self))
    let factors = comparisons.map(\.factor.path).filter { path in
      shown.contains { $0.factor == path }
    }
    for factor in factors {
      if factors.count > 1 { section.blocks.append(.heading("\(factor)")) }
      let own = shown.filter { $0.factor == factor }
      section.add(learningRateFigure(own))
      section.add(table("\(lastName(of: factor))", own))
    }
    if factors.isEmpty {
      section.add(learningRateFigure(shown))
      section.add(table("", shown))
    }
    section.add(
      "Shortfall: by how much a rate of the grid falls short of the best one on average. Usable: the rates "
        + "around the best one at which no run failed and the mean is within "
        + (plan.report.sesoi == nil
          ? "one standard deviation of a seed of the best; "
          : "the smallest effect of interest, or one standard deviation of a seed, of the best; ")
        + "≥ where they reach the end of the grid.")
    section.add(leftOut())
    return section
  }

  /// Which levels have no row, and which rows do not hold all configurations.
  private func leftOut() -> [Prose] {
    let factors = comparisons.map(\.factor.path)
    return factors.compactMap { factor -> Prose? in
      let own = learningRates.filter { $0.factor == factor }
      let single = own.filter { $0.points.count == 1 }.compactMap(\.level)
      let absent = own.filter { $0.points.isEmpty }.compactMap(\.level)
      let partial = own.filter { $0.sensitivity != nil && $0.leftOut > 0 }
      guard own.contains(where: { $0.sensitivity != nil }) else { return nil }
      var sentences: [Prose] = []
      if !single.isEmpty {
        sentences.append(
          "\(listed(single.map { "\(lastName(of: factor)) \($0)" as Prose })) "
            + "\(single.count == 1 ? "has" : "have") no row, with one rate alone.")
      }
      if !absent.isEmpty {
        sentences.append(
          "\(listed(absent.map { "\(lastName(of: factor)) \($0)" as Prose })) "
            + "\(absent.count == 1 ? "has" : "have") no row: no setting was tried with all of its rates."
        )
      }
      if !partial.isEmpty {
        let parts = partial.map { "\($0.leftOut) of \($0.level ?? "all")" as Prose }
        sentences.append(
          "The rows of \(lastName(of: factor)) hold the settings that were tried with every rate of the "
            + "level; configurations left out: \(listed(parts)).")
      }
      return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }
  }

  private func table(_ title: Prose, _ profiles: [LearningRateProfile]) -> TextTable {
    let hasGap = profiles.contains { $0.tunabilityGap != nil }
    var columns: [TextTable.Column] = title.isEmpty ? [] : [TextTable.Column(title)]
    columns += [
      .number("rates tried"), .number("best rate"), "on the edge",
      .number("at the best rate\(words.unit)"), .number("shortfall\(words.differenceUnit)"),
      "usable rates", .number("failed / runs"),
    ]
    if hasGap { columns.append(.number("gain over the default\(words.differenceUnit)")) }
    let rows = profiles.compactMap { profile -> TextTable.Row? in
      guard let sensitivity = profile.sensitivity,
        let best = profile.points.first(where: { $0.rate == sensitivity.bestRate })
      else { return nil }
      var cells: [TextTable.Cell] = profile.level.map { ["\($0)"] } ?? []
      cells += [
        "\(profile.points.count)", "\(plain(sensitivity.bestRate))",
        "\(edge(sensitivity))", words.cell(best.mean, best.interval),
        TextTable.Cell(
          "\(words.difference(sensitivity.sensitivity, nil))", value: sensitivity.sensitivity),
        "\(window(sensitivity.window))",
        "\(profile.points.reduce(0) { $0 + $1.failed }) / \(profile.points.reduce(0) { $0 + $1.cells })",
      ]
      if hasGap {
        cells.append(
          TextTable.Cell(
            "\(words.difference(profile.tunabilityGap, nil))", value: profile.tunabilityGap))
      }
      return TextTable.Row(cells, key: key(of: profile))
    }
    return TextTable(
      "learning-rate", "Sensitivity to the learning rate", noun: "levels", columns: columns,
      rows: rows)
  }

  private func edge(_ sensitivity: LearningRateSensitivity) -> String {
    guard sensitivity.isAtEdge else { return "no" }
    return sensitivity.bestRate == sensitivity.rates.first ? "smallest" : "largest"
  }

  private func window(_ window: LearningRateSensitivity.Window?) -> String {
    guard let window else { return "none" }
    guard window.lower < window.upper else { return "\(plain(window.lower)) alone" }
    let span = decimal(window.decades, 1)
    return
      "\(plain(window.lower)) to \(plain(window.upper)) (\(window.isOpen ? "≥ " : "")\(span) decades)"
  }
}
