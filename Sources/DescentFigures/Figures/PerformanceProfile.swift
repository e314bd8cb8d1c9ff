/// How often each is nearly the fastest: the share of settings that it solves within τ times the best
/// time (F10).
///
/// [Dolan and Moré 2002](https://arxiv.org/abs/cs/0102001).
package struct PerformanceProfile: Figure {
  package var lines: [Line]
  /// Of the ratio τ, from 1.
  package var x: Axis
  /// Of the share in per cent.
  package var y: Axis

  package struct Line: Sendable {
    package var name: String
    package var series: Series
    /// Where the share rises, and what it is from there on; in the order of τ.
    package var steps: [Point]
    package var mark: Mark

    package init(_ name: String, series: Series, steps: [Point], mark: Mark) {
      self.name = name
      self.series = series
      self.steps = steps
      self.mark = mark
    }
  }

  package init(
    lines: [Line], x: Axis = Axis("Time relative to the fastest, τ", kind: .logarithmic),
    y: Axis = Axis("Settings solved within τ (%)", limits: 0...100)
  ) {
    self.lines = lines
    self.x = x
    self.y = y
  }

  package func draw(on canvas: inout Canvas) {
    let last = lines.flatMap(\.steps).map(\.x).filter(\.isFinite).max() ?? 1
    let layers = lines.flatMap { line -> [Layer] in
      let corners = corners(of: line.steps, to: last)
      let name = corners.last.map { Layer.name(line.name, $0, line.series) }
      return [.lines([corners], line.series, .bold, line.mark)] + (name.map { [$0] } ?? [])
    }
    Chart(x: x, y: y, panels: [.init(title: nil, layers: layers)], included: [0, 100])
      .draw(on: &canvas)
  }

  private func corners(of steps: [Point], to last: Double) -> [Point] {
    var corners: [Point] = []
    for step in steps where step.isFinite {
      corners.append(Point(step.x, corners.last?.y ?? 0))
      corners.append(step)
    }
    if let end = corners.last { corners.append(Point(last, end.y)) }
    return corners
  }
}
