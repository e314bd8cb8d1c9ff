/// What a network says about every point of a plane: its classes, or its surface (F11).
package struct DecisionBoundary: Figure {
  package var panels: [Panel]
  package var x: Axis
  package var y: Axis
  /// What the cells of each panel cover together.
  package var xRange, yRange: ClosedRange<Double>
  /// The names of the classes, by number; empty for a surface.
  package var classNames: [String]

  package struct Panel: Sendable {
    package var title: String?
    package var field: Field
    /// The examples that it learned from.
    package var points: [(point: Point, label: Int)]
    package var mark: Mark

    package init(
      title: String? = nil, field: Field, points: [(point: Point, label: Int)] = [], mark: Mark
    ) {
      self.title = title
      self.field = field
      self.points = points
      self.mark = mark
    }
  }

  /// Values of the cells, row by row; the first row has the smallest y.
  package enum Field: Sendable {
    /// The likeliest class, and its probability.
    case classes([[(label: Int, probability: Double)]])
    case surface([[Double]])
  }

  package init(
    panels: [Panel], x: Axis, y: Axis, xRange: ClosedRange<Double>, yRange: ClosedRange<Double>,
    classNames: [String] = []
  ) {
    self.panels = panels
    self.x = x
    self.y = y
    self.xRange = xRange
    self.yRange = yRange
    self.classNames = classNames
  }

  package func draw(on canvas: inout Canvas) {
    let shown = classNames.enumerated().map { number, name -> (sign: Key.Sign, text: String) in
      (.shape(Series(number).shape, "fill", tone: Series(number).name), name)
    }
    let top = Key(items: shown).draw(on: &canvas, top: 0)
    let probe = Scale(y.kind, yRange, from: 300, to: 0)
    let labelRoom = Ticks(along: probe, of: y).widest + 9
    let gap = 28.0
    let most = max(1, Int((canvas.width - labelRoom + gap) / (190 + gap)))
    let rows = max(1, (panels.count + most - 1) / most)
    let columns = max(1, (panels.count + rows - 1) / rows)
    let room = (canvas.width - labelRoom - 12 + gap) / Double(columns) - gap
    let side = min(room, 300)
    var bottom = top
    canvas.text(y.title, 0, top + TextStyle.axis.size, .axis, fitting: canvas.width)
    for (index, panel) in panels.enumerated() {
      let (row, column) = index.quotientAndRemainder(dividingBy: columns)
      let left = labelRoom + Double(column) * (side + gap)
      let y = top + 40 + Double(row) * (side + 52)
      let area = Area(left: left, top: y, right: left + side, bottom: y + side)
      let isLast = index + columns >= panels.count
      draw(panel, in: area, isFirst: column == 0, isLast: isLast, on: &canvas)
      bottom = max(bottom, area.bottom)
    }
    canvas.text(
      x.title, labelRoom + side / 2, bottom + 32, .axis, anchor: .middle, fitting: side)
    canvas.height = bottom + 38
  }

  private func draw(
    _ panel: Panel, in area: Area, isFirst: Bool, isLast: Bool, on canvas: inout Canvas
  ) {
    if let title = panel.title {
      canvas.text(title, area.left, area.top - 7, .heading, fitting: area.width)
    }
    let scales = (
      x: Scale(x.kind, xRange, from: area.left, to: area.right),
      y: Scale(y.kind, yRange, from: area.bottom, to: area.top)
    )
    canvas.mark(panel.mark, "field") { canvas in
      for (tone, runs) in panel.field.tones {
        canvas.group(tone.group) { $0.path(runs.path(in: area), tone.path) }
      }
    }
    canvas.verticalAxis(
      scales.y, Ticks(along: scales.y, of: y), of: area, labelled: isFirst, hasGrid: false)
    canvas.horizontalAxis(
      scales.x, Ticks(fitting: scales.x, of: x), of: area, labelled: isLast, hasGrid: false)
    drawPoints(of: panel, scales.x, scales.y, on: &canvas)
  }

  /// One path for each class, whatever the number of examples.
  private func drawPoints(
    of panel: Panel, _ x: Scale, _ y: Scale, on canvas: inout Canvas
  ) {
    for label in Set(panel.points.map(\.label)).sorted() {
      var path = Path()
      for (point, own) in panel.points where own == label && point.isFinite {
        guard x.end(beyond: point.x) == nil, y.end(beyond: point.y) == nil else { continue }
        path.append(Series(label).shape.path(x(point.x), y(point.y), radius: 2.75))
      }
      if !path.isEmpty { canvas.group(Series(label).name) { $0.path(path, "halo") } }
    }
  }
}
