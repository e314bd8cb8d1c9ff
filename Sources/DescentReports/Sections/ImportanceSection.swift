import DescentStore

extension Analysis {
  /// What accounts for the differences between configurations, and which factors depend on each other.
  func importanceSection() -> Section {
    var section = Section(
      "importance", "Importance and interactions", sources: ["importance.csv", "interactions.csv"])
    guard let own = importance.importance else {
      section.add(
        importance.factors.isEmpty
          ? "Nothing varies, so there is nothing to share out."
          : importance.configurations == 0
            ? "No configuration has a score in every seed."
            : "All configurations scored the same: there is no variation to explain.")
      return section
    }
    section.add([budgetNote()].compactMap(\.self))
    section.add(table(of: own))
    section.add(legend(own))
    let groups = Dictionary(grouping: importance.represented, by: \.by)
    for factor in importance.factors.map(\.path) {
      guard let names = groups[factor]?.map({ lastName(of: $0.path) }) else { continue }
      section.add(
        "\(lastName(of: factor)) stands for \(listed(names)) as well: in these configurations they change "
          + "together.")
    }
    if !importance.confounded.isEmpty {
      let names = listed(importance.confounded.map { lastName(of: $0.path) })
      section.add(
        "No share of their own: \(names). In these configurations they change only together with others, "
          + "so that their parts cannot be told apart.")
    }
    for interaction in importance.interactions where interaction.share >= Self.shownShare {
      let paths = [interaction.first, interaction.second].map { lastName(of: $0.path) }
      section.blocks.append(.heading("\(paths[0]) × \(paths[1])"))
      section.add(interactionFigure(interaction))
      section.add(table(of: interaction))
    }
    return section
  }

  /// Pairs that account for less are not shown.
  private static var shownShare: Double { 0.005 }

  private func table(of own: Importance) -> TextTable {
    let order = own.terms.indices.sorted { (own.terms[$1].share, $0) < (own.terms[$0].share, $1) }
    var rows = order.map { index -> TextTable.Row in
      let term = own.terms[index]
      let name =
        term.factors.isEmpty
        ? "three factors and more"
        : term.factors.map { lastName(of: importance.factors[$0].path) }.joined(separator: " × ")
      return TextTable.Row(
        [
          "\(name)", share(term.share, term.interval), "\(significant(term.omegaSquared))",
          TextTable.Cell("\(probability(term.p))", value: term.p),
        ], key: "term=\(importance.name(of: term))")
    }
    if let noise = own.seedNoise {
      rows.append(
        TextTable.Row(["seeds, of all runs", share(noise.share, noise.interval), "–", "–"]))
    }
    var table = TextTable(
      "importance", "Shares of the variance between configurations", noun: "terms",
      columns: [
        "term", .number("share % [\(percent(confidence)) CI]"), .number("ω²"), .number("p"),
      ],
      rows: rows)
    table.show(first: 15)
    return table
  }

  private func share(_ share: Double, _ interval: Interval?) -> TextTable.Cell {
    let text = decimal(share * 100, 1)
    guard let interval else { return TextTable.Cell("\(text)", value: share) }
    let ends = [interval.lower, interval.upper].map { decimal($0 * 100, 1) }
    return TextTable.Cell("\(text) [\(ends[0]), \(ends[1])]", value: share)
  }

  private func legend(_ own: Importance) -> Prose {
    let planned = plan.configurations.count
    let isPart = importance.configurations < planned || importance.seeds < scores.seeds.count
    var text: Prose =
      isPart
      ? "Shares of the variance of the mean \(words.name) of \(importance.configurations) of "
        + "\(counted(planned, "configuration")) over \(importance.seeds) of "
        + "\(counted(scores.seeds.count, "seed")), the largest block in which no run is missing; failed "
        + "runs count as untrained networks. "
      : "Shares of the variance of the mean \(words.name) of \(counted(planned, "configuration")) over "
        + "\(counted(importance.seeds, "seed")), failed runs counting as untrained networks. "
    switch own.method {
    case .exact:
      text += isPart ? "They are" : "The grid is"
      text += isPart ? " a full grid" : " full"
      text += ", so the shares are exact and add up to 100 %. "
    case .approximate:
      text +=
        "\(isPart ? "They are not a full grid" : "The grid is not full"), so the shares are approximate (type II sums of squares of main "
      text += "effects and pairs) and need not add up to 100 %. "
    }
    if own.seedNoise?.interval != nil {
      text +=
        "Intervals resample the seeds \(SeedBootstrap.draws) times; with few seeds they are too "
      text += "narrow. "
    }
    text +=
      "A large share says that a factor made a difference within the values that were tried, not "
    return text + "that it is important in general."
  }

  private func table(of interaction: Interaction) -> TextTable {
    let columns =
      [TextTable.Column("\(lastName(of: interaction.first.path))")]
      + interaction.second.levels.map { level in
        TextTable.Column(
          "\(lastName(of: interaction.second.path)) \(shortened(level))", isNumeric: true)
      }
    let rows = zip(interaction.first.levels, interaction.cells).map { level, cells in
      TextTable.Row(
        ["\(shortened(level))"]
          + cells.map { cell -> TextTable.Cell in
            guard let mean = cell.mean else { return "—" }
            let residual = words.difference(cell.residual, nil, signed: true)
            let failed: Prose = cell.ok < cell.count ? ", \(cell.ok)/\(cell.count) ok" : ""
            return TextTable.Cell("\(words.bare(mean, nil)) (\(residual)\(failed))", value: mean)
          })
    }
    return TextTable(
      "interaction-\(interaction.first.path)-\(interaction.second.path)",
      "Mean \(words.name)\(words.unit) and, in brackets, what the two levels do together beyond what each does alone",
      noun: "rows", columns: columns, rows: rows)
  }
}
