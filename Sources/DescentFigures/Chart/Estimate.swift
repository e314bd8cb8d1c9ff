/// A value with the interval that it may lie in.
package struct Estimate: Equatable, Sendable {
  package var value: Double
  /// The ends of the interval; nil where it is open or nothing is known.
  package var lower, upper: Double?

  package init(_ value: Double, lower: Double? = nil, upper: Double? = nil) {
    self.value = value
    self.lower = lower
    self.upper = upper
  }

  var known: [Double] { [value, lower, upper].compactMap(\.self).filter(\.isFinite) }
}

extension Canvas {
  /// Draws an estimate along a row: its interval, and a shape at the value.
  ///
  /// What lies beyond the axis ends in an arrow.
  mutating func estimate(
    _ estimate: Estimate, _ scale: Scale, at y: Double, shape: Shape = .circle,
    style: String = "fill",
    radius: Double = 4.5
  ) {
    if let lower = estimate.lower, let upper = estimate.upper, lower.isFinite, upper.isFinite {
      line(scale(lower), y, scale(upper), y, "line solid")
      for value in [lower, upper] { arrow(beyond: value, scale, at: y) }
    }
    guard estimate.value.isFinite else { return }
    if scale.end(beyond: estimate.value) != nil {
      arrow(beyond: estimate.value, scale, at: y)
    } else {
      self.shape(shape, scale(estimate.value), y, radius: radius, style)
    }
  }

  /// An arrow at the end of the axis that a value lies beyond, if it does.
  mutating func arrow(beyond value: Double, _ scale: Scale, at y: Double) {
    switch scale.end(beyond: value) {
    case .lower: shape(.left, scale.start + 5, y, radius: 3.5, "fill")
    case .upper: shape(.right, scale.end - 5, y, radius: 3.5, "fill")
    case nil: break
    }
  }

  /// A cross for the failed runs of a row, with their count: `× 2/5`.
  mutating func failures(_ count: Int, of total: Int, at x: Double, _ y: Double, within area: Area)
  {
    group("alarm") { canvas in
      let held = min(max(x, area.left + 5), area.right - 5)
      canvas.shape(.cross, held, y, radius: 3.75, "cross")
      let isLeft = held > area.right - 34
      canvas.text(
        "\(count)/\(total)", held + (isLeft ? -8 : 8), y + TextStyle.axis.drop, .axis,
        anchor: isLeft ? .end : .start, tone: "alarm")
    }
  }
}
