/// When and how it learns: every run, the median and a band over the epochs (F7).
package struct LearningCurves: Figure {
  package var panels: [Panel]
  package var x: Axis
  package var y: Axis
  /// What the band is: "interquartile range".
  package var bandName: String
  /// The names of the solid and the dashed lines, where both are drawn: "validation" and "training".
  package var lineNames: (solid: String, dashed: String)?
  /// A value to be reached.
  package var target: (value: Double, name: String)?

  package struct Panel: Sendable {
    package var title: String?
    package var groups: [Group]

    package init(title: String? = nil, groups: [Group]) {
      self.title = title
      self.groups = groups
    }
  }

  /// The runs that differ in their seeds alone, or in what is averaged over.
  package struct Group: Sendable {
    package var name: String
    package var series: Series
    package var runs: [Run]
    package var median: [Point]
    package var band: [(x: Double, lower: Double, upper: Double)]
    /// The median of a second quantity, dashed.
    package var second: [Point]
    package var mark: Mark

    package init(
      _ name: String, series: Series, runs: [Run], median: [Point],
      band: [(x: Double, lower: Double, upper: Double)] = [], second: [Point] = [], mark: Mark
    ) {
      self.name = name
      self.series = series
      self.runs = runs
      self.median = median
      self.band = band
      self.second = second
      self.mark = mark
    }
  }

  package struct Run: Sendable {
    /// To the last one that is finite.
    package var points: [Point]
    package var isFailed: Bool
    package var mark: Mark

    package init(_ points: [Point], isFailed: Bool = false, mark: Mark) {
      self.points = points
      self.isFailed = isFailed
      self.mark = mark
    }
  }

  package init(
    panels: [Panel], x: Axis, y: Axis, bandName: String,
    lineNames: (solid: String, dashed: String)? = nil, target: (value: Double, name: String)? = nil
  ) {
    self.panels = panels
    self.x = x
    self.y = y
    self.bandName = bandName
    self.lineNames = lineNames
    self.target = target
  }

  package func draw(on canvas: inout Canvas) {
    Chart(
      x: x, y: y,
      panels: panels.map { Chart.Panel(title: $0.title, layers: layers(of: $0)) },
      key: key, included: whole
    ).draw(on: &canvas)
  }

  /// What no axis may cut off: the target, and where the median starts.
  private var whole: [Double] {
    (target.map { [$0.value] } ?? []) + panels.flatMap(\.groups).flatMap(\.median).map(\.y)
  }

  /// The most runs that are marked one by one.
  private static let markedRuns = 600

  private func layers(of panel: Panel) -> [Layer] {
    let isCrowded = panels.flatMap(\.groups).reduce(0) { $0 + $1.runs.count } > Self.markedRuns
    var layers: [Layer] = target.map { [.rule(y: $0.value, label: $0.name)] } ?? []
    for group in panel.groups {
      layers.append(.band(group.band, group.series))
      if isCrowded {
        layers.append(.lines(group.runs.map(\.points), group.series, .thin, group.mark))
      } else {
        layers += group.runs.map { .lines([$0.points], group.series, .thin, $0.mark) }
      }
    }
    for group in panel.groups {
      if lineNames != nil {
        layers.append(.lines([group.second], group.series, .dashed, group.mark))
      }
      let weight: Layer.Weight = lineNames == nil ? .bold : .solid
      layers.append(.lines([group.median], group.series, weight, group.mark))
      layers += group.runs.filter(\.isFailed).compactMap { run in
        run.points.last(where: \.isFinite).map { end in
          .marker(Marker(point: end, shape: .cross, style: "cross", tone: "alarm"), run.mark)
        }
      }
      // A panel of one group is named by its title.
      let ends = [group.median] + group.runs.map(\.points)
      if panel.groups.count > 1 || panel.title == nil,
        let end = ends.lazy.compactMap({ $0.last(where: \.isFinite) }).first
      {
        layers.append(.name(group.name, end, group.series))
      }
    }
    return layers
  }

  private var key: Key {
    let groups = panels.flatMap(\.groups)
    var key = Key()
    if let lineNames {
      key.items.append((.stroke("line", tone: "ink"), lineNames.solid))
      key.items.append((.stroke("line dashed", tone: "ink"), lineNames.dashed))
    } else if groups.contains(where: { $0.median.count > 1 }) {
      key.items.append((.stroke("line", tone: "ink"), "median"))
    }
    if groups.contains(where: { !$0.runs.isEmpty }) {
      key.items.append((.stroke("line thin", tone: "ink"), "one run"))
    }
    if groups.contains(where: { !$0.band.isEmpty }) {
      key.items.append((.patch("band", tone: "ink"), bandName))
    }
    if groups.contains(where: { $0.runs.contains(where: \.isFailed) }) {
      key.items.append((.shape(.cross, "cross", tone: "alarm"), "failed here"))
    }
    return key
  }
}
