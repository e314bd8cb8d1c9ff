extension Canvas {
  /// Grid lines of a horizontal axis that runs along the bottom of an area, and its numbers below.
  mutating func horizontalAxis(
    _ scale: Scale, _ ticks: Ticks, of area: Area, labelled: Bool = true, hasGrid: Bool = true,
    isOver: Bool = false
  ) {
    for value in ticks.values where hasGrid {
      line(scale(value), area.top, scale(value), area.bottom, "rule grid")
    }
    line(area.left, area.bottom, area.right, area.bottom, "rule muted")
    guard labelled else { return }
    for (value, label) in zip(ticks.values, ticks.labels) {
      line(scale(value), area.bottom, scale(value), area.bottom + 4, "rule muted")
      text(
        label, scale.middle(of: label, at: value), area.bottom + 16, anchor: .middle,
        isOver: isOver)
    }
  }

  /// Grid lines of a vertical axis, and its numbers to the left.
  mutating func verticalAxis(
    _ scale: Scale, _ ticks: Ticks, of area: Area, labelled: Bool = true, hasGrid: Bool = true
  ) {
    for (value, label) in zip(ticks.values, ticks.labels) {
      if hasGrid { line(area.left, scale(value), area.right, scale(value), "rule grid") }
      if labelled {
        text(label, area.left - 7, scale(value) + TextStyle.axis.drop, anchor: .end)
      }
    }
  }
}

extension Scale {
  /// The middle of a number under a horizontal axis, which reaches out of it a little at most.
  fileprivate func middle(of label: TickLabel, at value: Double) -> Double {
    let reach = min(label.width / 2 - 12, (end - start) / 2)
    return min(max(self(value), start + reach), end - reach)
  }
}

extension Ticks {
  /// As many ticks as have room for their labels side by side: those of the axis's own levels, else
  /// round ones.
  init(fitting scale: Scale, of axis: Axis) {
    let levels = Ticks(at: axis.levels.filter { scale.end(beyond: $0) == nil })
    if levels.values.count > 1, levels.fit(scale) {
      self = levels
      return
    }
    let length = abs(scale.end - scale.start)
    var limit = min(max(Int(length / 38), 2), 9)
    while true {
      let ticks = Ticks(in: scale.domain, kind: axis.kind, atMost: limit, isWhole: axis.isWhole)
      if ticks.fit(scale) {
        self = ticks
        return
      }
      if limit == 2 {
        self = ticks.first
        return
      }
      limit -= 1
    }
  }

  /// Whether there is room between any two labels.
  private func fit(_ scale: Scale) -> Bool {
    let ends = zip(values, labels).map { value, label -> (left: Double, right: Double) in
      let middle = scale.middle(of: label, at: value)
      return (left: middle - label.width / 2, right: middle + label.width / 2)
    }
    return zip(ends, ends.dropFirst()).allSatisfy { $0.right + 10 <= $1.left }
  }

  /// A vertical axis has room for a label every 40 pixels, and for two in any case.
  init(along scale: Scale, of axis: Axis) {
    let limit = min(max(Int(abs(scale.end - scale.start) / 40), 2), 8)
    let all = (limit...limit + 2).lazy.map {
      Ticks(in: scale.domain, kind: axis.kind, atMost: $0, isWhole: axis.isWhole)
    }
    self = all.first { $0.values.count > 1 } ?? all[all.startIndex]
  }

  /// In pixels; 0 without labels.
  var widest: Double { labels.map(\.width).max() ?? 0 }
}
