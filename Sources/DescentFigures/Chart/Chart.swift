/// Panels with the same axes, in which layers are drawn one over the other.
///
/// The figures of lines and points are made of it: they say what is drawn, and it finds the extent of
/// the axes, places the panels, and writes the names of lines at their ends.
struct Chart: Figure {
  var x: Axis
  var y: Axis
  var panels: [Panel]
  var key = Key()
  /// Values of y that must be seen.
  var included: [Double] = []

  struct Panel: Sendable {
    var title: String?
    var layers: [Layer] = []
  }

  func draw(on canvas: inout Canvas) {
    var top = key.draw(on: &canvas, top: 2)
    canvas.text(y.title, 0, top + TextStyle.axis.size, .axis, fitting: canvas.width)
    top += TextStyle.axis.lineHeight + 7

    let layers = panels.flatMap(\.layers)
    // A marker on a line is no second value.
    let points = Set(layers.flatMap(\.points))
    let domain = (
      x: x.extent(of: layers.flatMap(\.horizontalValues)),
      y: y.extent(of: points.map(\.y), including: included)
    )
    let grid = PanelGrid(of: self, domain: domain.y, width: canvas.width, top: top)
    for (index, panel) in panels.enumerated() {
      let area = grid.area(of: index)
      let plot = Plot(
        area: area, x: Scale(x.kind, domain.x, from: area.left, to: area.right),
        y: Scale(y.kind, domain.y, from: area.bottom, to: area.top), labelRoom: grid.labelRoom,
        pointLimit: pointLimit, areMerged: areMerged)
      if let title = panel.title {
        canvas.text(
          title, area.left, area.top - 7, .heading, fitting: area.width + grid.labelRoom)
      }
      canvas.verticalAxis(
        plot.y, Ticks(along: plot.y, of: y), of: area, labelled: grid.isFirstInRow(index))
      canvas.horizontalAxis(
        plot.x, Ticks(fitting: plot.x, of: x), of: area, labelled: grid.isLastInColumn(index))
      plot.draw(panel.layers, on: &canvas)
    }
    canvas.text(
      x.title, grid.middle, grid.bottom + 32, .axis, anchor: .middle, fitting: canvas.width)
    canvas.height = grid.bottom + 38
  }

  private var areMerged: Bool {
    let markers = panels.flatMap(\.layers).count {
      if case .marker = $0 { true } else { false }
    }
    return markers > Marker.most
  }

  /// Up to 300 points a line, and fewer where there are so many lines that none can be followed.
  private var pointLimit: Int {
    let lines = panels.flatMap(\.layers).reduce(0) { sum, layer in
      if case .lines(let lines, _, _, _) = layer { sum + lines.count } else { sum }
    }
    return min(300, max(40, 40_000 / max(lines, 1)))
  }
}
