/// An area with two scales, on which layers are drawn.
struct Plot {
  let area: Area
  let x: Scale
  let y: Scale
  /// Right of the area, for the names of lines.
  let labelRoom: Double
  /// The most points of a line.
  let pointLimit: Int
  /// Whether there are too many markers to tell what each stands for.
  let areMerged: Bool

  func draw(_ layers: [Layer], on canvas: inout Canvas) {
    for layer in layers { draw(layer, on: &canvas) }
    canvas.markers(markers(of: layers), areMerged: areMerged)
    drawClipped(layers, on: &canvas)
    drawNotes(layers, on: &canvas)
    drawNames(layers, on: &canvas)
  }

  private func draw(_ layer: Layer, on canvas: inout Canvas) {
    switch layer {
    case .zone(let horizontal, let vertical, let tone):
      let covered = Area(
        left: horizontal.map { x($0.lowerBound) } ?? area.left,
        top: vertical.map { y($0.upperBound) } ?? area.top,
        right: horizontal.map { x($0.upperBound) } ?? area.right,
        bottom: vertical.map { y($0.lowerBound) } ?? area.bottom)
      canvas.group(tone) { $0.rectangle(covered, "zone") }
    case .rule(let value, _):
      guard y.end(beyond: value) == nil else { return }
      canvas.line(area.left, y(value), area.right, y(value), "rule dotted muted")
    case .band(let points, let series):
      let known = points.filter { $0.x.isFinite && $0.lower.isFinite && $0.upper.isFinite }
      guard known.count > 1 else { return }
      var path = Path()
      path.lines(known.map { place(Point($0.x, $0.upper)) })
      for point in known.reversed() {
        let end = place(Point(point.x, point.lower))
        path.line(to: end.x, end.y)
      }
      path.close()
      canvas.group(series.name) { $0.path(path, "band") }
    case .lines(let lines, let series, let weight, let mark):
      var path = Path()
      for line in lines {
        let known = decimated(line.filter(\.isFinite).map(place), to: pointLimit)
        if known.count > 1 { path.lines(known) }
      }
      guard !path.isEmpty else { return }
      canvas.mark(mark, series.name) { $0.path(path, weight.rawValue) }
    case .marker, .name, .note: break
    }
  }

  func place(_ point: Point) -> Point { Point(x(point.x), y(point.y)) }

  /// The markers within the axis, placed on the canvas.
  private func markers(of layers: [Layer]) -> [(marker: Marker, mark: Mark)] {
    layers.compactMap { layer in
      guard case .marker(var marker, let mark) = layer, marker.point.isFinite, !isClipped(marker)
      else { return nil }
      marker.point = place(marker.point)
      if marker.shape == .cross {
        marker.point.y = min(max(marker.point.y, area.top + 6), area.bottom - 6)
      }
      return (marker, mark)
    }
  }

  /// Crosses are held at the ends of the axis; other markers turn into arrows there.
  private func isClipped(_ marker: Marker) -> Bool {
    marker.shape != .cross && y.end(beyond: marker.point.y) != nil
  }

  /// Markers beyond the axis stand at its end as arrows, with their number where they are several.
  private func drawClipped(_ layers: [Layer], on canvas: inout Canvas) {
    let columnWidth = 34.0
    let columns = max(Int(area.width / columnWidth), 1)
    var above = [Int](repeating: 0, count: columns)
    var below = above
    var arrows: [(marker: Marker, mark: Mark)] = []
    for case .marker(var marker, let mark) in layers
    where marker.point.isFinite && isClipped(marker) {
      let isAbove = marker.point.y > y.domain.upperBound
      let at = x(marker.point.x)
      marker.shape = isAbove ? .triangle : .inverted
      marker.style = "fill"
      marker.radius = 3.5
      marker.point = Point(at, isAbove ? area.top + 5 : area.bottom - 5)
      arrows.append((marker, mark))
      let column = min(Int((at - area.left) / columnWidth), columns - 1)
      if isAbove { above[column] += 1 } else { below[column] += 1 }
    }
    canvas.markers(arrows, areMerged: areMerged)
    for (counts, baseline) in [(above, area.top + 20), (below, area.bottom - 12)] {
      for (column, count) in counts.enumerated() where count > 1 {
        let middle = area.left + (Double(column) + 0.5) * columnWidth
        canvas.text(
          "\(count)", middle, baseline, .axis, anchor: .middle, fitting: columnWidth - 2)
      }
    }
  }
}
