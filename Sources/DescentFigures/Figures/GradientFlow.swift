/// Whether the signal reaches the first layer: the size of the gradient, layer by layer (F8).
package struct GradientFlow: Figure {
  package var panels: [Panel]
  /// Layers, from the first.
  package var x: Axis
  /// Root mean squares, which are positive.
  package var y: Axis
  /// When the dashed and the solid lines were measured: "epoch 0" and "epoch 20".
  package var moments: (early: String, late: String)
  /// Below it a gradient vanishes.
  package var vanishing: Double?

  package struct Panel: Sendable {
    package var title: String?
    package var lines: [Line]

    package init(title: String? = nil, lines: [Line]) {
      self.title = title
      self.lines = lines
    }
  }

  package struct Line: Sendable {
    package var name: String
    package var series: Series
    /// Layer and size; without points where it was not measured.
    package var early, late: [Point]
    package var mark: Mark

    package init(_ name: String, series: Series, early: [Point] = [], late: [Point], mark: Mark) {
      self.name = name
      self.series = series
      self.early = early
      self.late = late
      self.mark = mark
    }
  }

  package init(
    panels: [Panel], x: Axis = Axis("Layer", isWhole: true),
    y: Axis = Axis("Root mean square of the gradient", kind: .logarithmic),
    moments: (early: String, late: String), vanishing: Double? = nil
  ) {
    self.panels = panels
    self.x = x
    self.y = y
    self.moments = moments
    self.vanishing = vanishing
  }

  package func draw(on canvas: inout Canvas) {
    var key = Key()
    if panels.flatMap(\.lines).contains(where: { !$0.early.isEmpty }) {
      key.items = [
        (.stroke("line", tone: "ink"), moments.late),
        (.stroke("line dashed", tone: "ink"), moments.early),
      ]
    }
    if !included.isEmpty { key.items.append((.patch("band", tone: "alarm"), "vanishing")) }
    Chart(
      x: x, y: y, panels: panels.map { Chart.Panel(title: $0.title, layers: layers(of: $0)) },
      key: key, included: included
    ).draw(on: &canvas)
  }

  /// A gradient that vanishes is seen below the threshold, even if it is the only one.
  private var included: [Double] {
    guard let vanishing else { return [] }
    let sizes = panels.flatMap(\.lines).flatMap { $0.early + $0.late }.map(\.y)
    return sizes.contains { $0 < vanishing } ? [vanishing / 10] : []
  }

  private func layers(of panel: Panel) -> [Layer] {
    var layers: [Layer] = []
    if let vanishing, vanishing > 0 {
      layers.append(
        .zone(y: .leastNormalMagnitude...vanishing, tone: "alarm"))
    }
    for line in panel.lines {
      layers.append(.lines([line.early], line.series, .dashed, line.mark))
      layers.append(.lines([line.late], line.series, .solid, line.mark))
      layers += line.late.map { point in
        .marker(
          Marker(point: point, shape: line.series.shape, tone: line.series.name, radius: 3),
          line.mark)
      }
      if panel.lines.count > 1 || panel.title == nil,
        let end = line.late.last(where: \.isFinite)
      {
        layers.append(.name(line.name, end, line.series))
      }
    }
    return layers
  }
}
