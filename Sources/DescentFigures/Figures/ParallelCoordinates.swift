/// Every configuration as a line through its settings down to its score.
///
/// Parallel coordinates after Inselberg (1985), with the axes one below the other, so that the names
/// of levels have room on a phone too.
package struct ParallelCoordinates: Figure {
  package var factors: [AxisPlot.Levels]
  /// The last of the axes.
  package var score: Axis
  package var lines: [Line]

  package struct Line: Sendable {
    /// One for each factor, a number as in ``AxisPlot/Run``; nil for a setting that it does not have.
    package var levels: [Double?]
    package var score: Double
    /// Drawn strong, over the others.
    package var isBest: Bool
    package var mark: Mark

    package init(levels: [Double?], score: Double, isBest: Bool, mark: Mark) {
      self.levels = levels
      self.score = score
      self.isBest = isBest
      self.mark = mark
    }
  }

  package init(factors: [AxisPlot.Levels], score: Axis, lines: [Line]) {
    self.factors = factors
    self.score = score
    self.lines = lines
  }

  /// From one axis to the next.
  private static let step = 64.0

  package func draw(on canvas: inout Canvas) {
    let key = Key(items: [
      (.stroke("line solid", tone: "s0"), "among the best"),
      (.stroke("rule", tone: "muted"), "another one"),
    ])
    let top = key.draw(on: &canvas, top: 0) + 16
    let titles = (factors.map(\.title) + [score.title]).map(\.onOneLine)
    let widest = titles.map { TextMeasure.width(of: $0, style: .label) }.max() ?? 0
    let isBeside = widest < 0.22 * canvas.width
    let plot = Area(
      left: isBeside ? widest + 20 : 12, top: top, right: canvas.width - 12,
      bottom: top + Double(factors.count) * Self.step)
    let axes = factors.map(\.axis) + [score]
    let scales = zip(axes, domains(of: axes)).map { axis, domain in
      Scale(axis.kind, domain, from: plot.left, to: plot.right)
    }
    let rooms = factors.indices.map { room(at: $0, scales[$0]) } + [0]
    let order = lines.indices.sorted { lines[$0].score < lines[$1].score }
    let ways = order.enumerated().map { rank, index in
      let share = (Double(rank) + 0.5) / Double(lines.count) - 0.5
      return (line: lines[index], way: way(of: lines[index], scales, rooms.map { $0 * share }, top))
    }
    for (line, way) in ways.filter({ !$0.line.isBest }) + ways.filter(\.line.isBest) {
      canvas.mark(line.mark, line.isBest ? "s0" : "muted") {
        $0.path(way, line.isBest ? "line solid" : "line thin")
      }
    }
    for (index, scale) in scales.enumerated() {
      let y = top + Double(index) * Self.step
      canvas.text(
        titles[index], 0, isBeside ? y + TextStyle.label.drop : y - 6, fitting: canvas.width,
        isOver: true)
      if index < factors.count, case .categorical(_, let names) = factors[index] {
        draw(names, scale, below: y, on: &canvas)
      } else {
        canvas.horizontalAxis(
          scale, Ticks(fitting: scale, of: axes[index]),
          of: Area(left: plot.left, top: y, right: plot.right, bottom: y), hasGrid: false,
          isOver: true)
      }
    }
    canvas.height = plot.bottom + 24
  }

  private func domains(of axes: [Axis]) -> [ClosedRange<Double>] {
    let levels = factors.indices.map { index in
      if case .categorical(_, let names) = factors[index] {
        return -0.5...(Double(names.count) - 0.5)
      }
      return axes[index].extent(of: [], including: lines.compactMap { $0.levels[index] })
    }
    return levels + [score.extent(of: lines.map(\.score))]
  }

  /// How far apart lines of one level may lie: two fifths of the distance to the next one.
  private func room(at index: Int, _ scale: Scale) -> Double {
    let places = Set(lines.compactMap { $0.levels[index] }.filter(\.isFinite).map { scale($0) })
      .sorted()
    return min(0.4 * (zip(places, places.dropFirst()).map { $1 - $0 }.min() ?? 0), 48)
  }

  /// From axis to axis; a setting that the configuration does not have interrupts it.
  ///
  /// Lines that share levels would cover each other: each is shifted by the place of its score.
  private func way(of line: Line, _ scales: [Scale], _ shifts: [Double], _ top: Double) -> Path {
    var path = Path()
    var isDrawing = false
    for (index, (value, scale)) in zip(line.levels + [line.score], scales).enumerated() {
      guard let value, value.isFinite else {
        isDrawing = false
        continue
      }
      let y = top + Double(index) * Self.step
      let x = min(max(scale(value) + shifts[index], scale.start), scale.end)
      if isDrawing { path.line(to: x, y) } else { path.move(to: x, y) }
      isDrawing = true
    }
    return path
  }

  private func draw(
    _ names: [String], _ scale: Scale, below y: Double, on canvas: inout Canvas
  ) {
    let room = (scale.end - scale.start) / Double(names.count) - 6
    canvas.line(scale.start, y, scale.end, y, "rule muted")
    for (index, name) in names.enumerated() {
      let x = scale(Double(index))
      canvas.line(x, y, x, y + 4, "rule muted")
      guard room > 12 else { continue }
      canvas.text(name, x, y + 16, .axis, anchor: .middle, fitting: room, isOver: true)
    }
  }
}

extension AxisPlot.Levels {
  fileprivate var title: String {
    switch self {
    case .numeric(let axis): axis.title
    case .categorical(let title, _): title
    }
  }

  fileprivate var axis: Axis {
    switch self {
    case .numeric(let axis): axis
    case .categorical(let title, _): Axis(title)
    }
  }
}
