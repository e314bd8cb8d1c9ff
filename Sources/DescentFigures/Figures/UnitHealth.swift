/// Whether the units are alive: the share of dead or saturated ones over the epochs (F9).
package struct UnitHealth: Figure {
  /// One a layer.
  package var panels: [Panel]
  package var x: Axis
  package var y: Axis

  package struct Panel: Sendable {
    package var title: String?
    package var lines: [Line]

    package init(title: String? = nil, lines: [Line]) {
      self.title = title
      self.lines = lines
    }
  }

  package struct Line: Sendable {
    /// What share it is: "dead".
    package var name: String
    package var series: Series
    /// Epoch and per cent.
    package var points: [Point]
    package var mark: Mark

    package init(_ name: String, series: Series, points: [Point], mark: Mark) {
      self.name = name
      self.series = series
      self.points = points
      self.mark = mark
    }
  }

  package init(
    panels: [Panel], x: Axis = Axis("Epoch", isWhole: true),
    y: Axis = Axis("Units (%)", limits: 0...100)
  ) {
    self.panels = panels
    self.x = x
    self.y = y
  }

  package func draw(on canvas: inout Canvas) {
    let panels = panels.map { panel in
      Chart.Panel(
        title: panel.title,
        layers: [.rule(y: 50, label: "half")]
          + panel.lines.map { .lines([$0.points], $0.series, .bold, $0.mark) }
          + panel.lines.compactMap { line in
            line.points.last(where: \.isFinite).map { .name(line.name, $0, line.series) }
          })
    }
    Chart(x: x, y: y, panels: panels, included: [0, 100]).draw(on: &canvas)
  }
}
