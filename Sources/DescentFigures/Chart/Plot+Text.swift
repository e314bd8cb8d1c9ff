extension Plot {
  /// Rules' labels stand above their left ends, notes beside their points where no other one is.
  func drawNotes(_ layers: [Layer], on canvas: inout Canvas) {
    var taken: [Area] = []
    for case .rule(let value, let label) in layers where y.end(beyond: value) == nil {
      let isBelow = y(value) - 16 < area.top
      let baseline = y(value) + (isBelow ? TextStyle.axis.size + 3 : -4)
      taken.append(
        Area(left: area.left, top: baseline - 10, right: area.right, bottom: baseline + 3))
      canvas.text(
        label, area.left + 4, baseline, .axis, fitting: area.width - 8, isOver: true)
    }
    let markers = layers.compactMap { layer -> Area? in
      guard case .marker(let marker, _) = layer, marker.point.isFinite else { return nil }
      let at = place(marker.point)
      return Area(left: at.x - 5, top: at.y - 5, right: at.x + 5, bottom: at.y + 5)
    }
    for case .note(let text, let point, let tone) in layers where point.isFinite {
      let width = TextMeasure.width(of: text.onOneLine, style: .axis)
      // A note over a marker is better than none, one over another note is not.
      let free = places(beside: place(point), width: width).filter { own in
        !taken.contains { $0.overlaps(own) }
      }
      let best = free.first { own in !markers.contains { $0.overlaps(own) } } ?? free.first
      guard let own = best else { continue }
      taken.append(own)
      canvas.text(text, own.left, own.bottom - 3, .axis, tone: tone, isOver: true)
    }
  }

  /// Where a note of a width may stand within the area, the best first: right and left of its
  /// point, a little above and below, then right above and below it.
  private func places(beside at: Point, width: Double) -> [Area] {
    let beside = [at.x + 8, at.x - 8 - width].flatMap { left in
      [at.y - 4, at.y + 12].map { (left: left, baseline: $0) }
    }
    let over = [at.y - 10, at.y + 18].map { (left: at.x - width / 2, baseline: $0) }
    return (beside + over).filter { $0.left >= area.left && $0.left + width <= area.right }
      .map { left, wanted in
        let baseline = min(max(wanted, area.top + 10), area.bottom - 4)
        return Area(left: left, top: baseline - 10, right: left + width, bottom: baseline + 3)
      }
  }

  /// Names stand right of the last end of a line, as near to the own one's height as they can.
  func drawNames(_ layers: [Layer], on canvas: inout Canvas) {
    let names = layers.compactMap { layer -> (text: String, end: Point, series: Series)? in
      guard case .name(let text, let end, let series) = layer, end.isFinite else { return nil }
      return (text, place(end), series)
    }
    let left = (names.map(\.end.x).max() ?? area.right) + 10
    let half = TextStyle.label.lineHeight / 2
    let heights = spread(
      names.map(\.end.y), gap: TextStyle.label.lineHeight,
      within: min(area.top + half, area.bottom)...max(area.bottom - half, area.top + half))
    for (name, height) in zip(names, heights) {
      // A leader in the color of its curve would look like more of it.
      if abs(height - name.end.y) > 4 || name.end.x < left - 14 {
        canvas.line(name.end.x + 3, name.end.y, left - 2, height, "rule muted")
      }
      canvas.group(name.series.name) { canvas in
        canvas.shape(name.series.shape, left + 3, height, radius: 3.25, "fill")
        canvas.text(
          name.text, left + 10, height + TextStyle.label.drop,
          fitting: area.right + labelRoom - left - 10, isOver: left < area.right)
      }
    }
  }
}
