import DescentFigures
import DescentStore

extension Analysis {
  /// Whether the signal reaches the first layer (F8): the gradient of each group, layer by layer.
  func gradientFigure(_ flow: GradientFlow) -> FigureBlock? {
    guard !flow.paths.isEmpty else { return nil }
    // A line for each level of what is compared, a panel for each combination of the rest.
    let linePath = plan.comparisons.map(\.path).first(where: flow.paths.contains) ?? flow.paths[0]
    guard let line = flow.paths.firstIndex(of: linePath) else { return nil }
    var panels: [(title: String, groups: [GradientFlow.Group])] = []
    for group in flow.groups where group.late.count > 1 {
      let rest = zip(flow.paths, group.levels).compactMap { path, level in
        path == linePath ? nil : level.map { "\(lastName(of: path)) \($0)" }
      }.joined(separator: ", ")
      if let index = panels.firstIndex(where: { $0.title == rest }) {
        panels[index].groups.append(group)
      } else {
        panels.append((rest, [group]))
      }
    }
    guard !panels.isEmpty else { return nil }
    let order =
      plan.comparisons.first { $0.path == linePath }?.levels
      ?? plan.factors.first { $0.path == linePath }?.levels ?? []
    let shown = panels.prefix(6)
    let figure = DescentFigures.GradientFlow(
      panels: shown.map { panel in
        DescentFigures.GradientFlow.Panel(
          title: panel.title.isEmpty ? nil : panel.title,
          lines: panel.groups.prefix(7).map { group in
            let level = group.levels[line] ?? "–"
            return DescentFigures.GradientFlow.Line(
              level, series: Series(order.firstIndex(of: level) ?? 0), early: points(group.early),
              late: points(group.late),
              mark: Mark(key: "\(linePath)=\(level)", words: words(of: group, level)))
          })
      }, moments: (early: "before training", late: "at the end"), vanishing: 1e-7)
    let vanishing = flow.groups.filter { $0.gradVerdicts["vanishing", default: 0] > 0 }
    let more =
      panels.count > shown.count
      ? "the first \(shown.count) of \(panels.count) architectures · " : ""
    return FigureBlock(
      "gradients", figure,
      title: !flow.isMeasuredInTraining
        ? "Before training: no run got as far as its second measurement"
        : vanishing.isEmpty
          ? "The gradient reaches the first layer"
          : "Vanishing gradients in \(vanishing.reduce(0) { $0 + $1.gradVerdicts["vanishing", default: 0] }) of "
            + "\(counted(flow.groups.reduce(0) { $0 + $1.runs }, "run"))",
      subtitle:
        "Root mean square of each layer's gradient · \(more)medians over runs · dashed: before "
        + "training; solid: at the last measured epoch",
      source: "layers.csv")
  }

  private func points(_ values: [Double?]) -> [Point] {
    // A gradient of exactly 0 has no place on a logarithmic axis; it is drawn at 1e-30.
    values.enumerated().compactMap { index, value in
      value.map { Point(Double(index + 1), max($0, 1e-30)) }
    }
  }

  private func words(of group: GradientFlow.Group, _ level: String) -> String {
    "\(level): \(significant(group.firstRMS)) in the first layer, \(significant(group.lastRMS)) in the last, "
      + counted(group.runs, "run")
  }

  /// Whether the units are alive (F9): in each hidden layer, the shares of dead and saturated units.
  func unitFigure() -> FigureBlock? {
    let choices = drawn.unhealthy.map { ($0, outcomes(of: $0.configuration)) }
      .filter { $0.1.contains { !$0.layers.isEmpty } }
    let layers = choices.flatMap(\.1).flatMap(\.layers).filter { $0.kind == "hidden" }
    let numbers = Set(layers.map(\.layer)).sorted()
    // Whichever share is the larger one at the end is the trouble.
    func largest(_ share: (LayerRow) -> Double?) -> Double {
      layers.compactMap(share).filter(\.isFinite).max() ?? 0
    }
    let isDeath = largest(\.deadFrac) >= largest(\.saturatedFrac)
    let share: (LayerRow) -> Double? = isDeath ? \.deadFrac : \.saturatedFrac
    let kind = isDeath ? "dead" : "saturated"
    guard !numbers.isEmpty, largest(share) > 0 else { return nil }
    let panels = numbers.prefix(8).map { layer in
      UnitHealth.Panel(
        title: "layer \(layer)",
        lines: choices.enumerated().compactMap { index, item in
          let points = shares(share, in: layer, item.1)
          guard let last = points.last else { return nil }
          return UnitHealth.Line(
            item.0.name, series: Series(index), points: points,
            mark: Mark(
              key: plan.configurations[item.0.configuration].configID,
              words: "\(item.0.name), layer \(layer): \(decimal(last.y, 0)) % \(kind) at the end"))
        })
    }
    return FigureBlock(
      "units",
      UnitHealth(panels: panels, y: Axis("\(capitalized(kind)) units (%)", limits: 0...100)),
      title: "\(capitalized(kind)) units, layer by layer",
      subtitle: "The worst configuration of each level: "
        + choices.map { "\($0.0.name): \(name(ofConfiguration: $0.0.configuration))" }
        .joined(separator: "; ") + " · medians over \(seedWords)",
      source: "layers.csv")
  }

  /// The median share over the runs, by epoch.
  private func shares(
    _ share: (LayerRow) -> Double?, in layer: Int, _ outcomes: [StoredOutcome]
  ) -> [Point] {
    var values: [Int: [Double]] = [:]
    for row in outcomes.flatMap(\.layers) where row.layer == layer {
      if let value = share(row), value.isFinite { values[row.epoch, default: []].append(value) }
    }
    return values.keys.sorted().compactMap { epoch in
      Sample(values[epoch] ?? []).median.map { Point(Double(epoch), 100 * $0) }
    }
  }
}
