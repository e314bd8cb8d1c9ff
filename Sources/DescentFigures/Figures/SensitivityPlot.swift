/// How careful one must be with a setting such as the learning rate: the score over it (F4).
package struct SensitivityPlot: Figure {
  package var panels: [Panel]
  package var x: Axis
  package var y: Axis
  /// Where failed runs are drawn.
  package var failureScore: Double?

  package struct Panel: Sendable {
    package var title: String?
    package var curves: [Curve]
    /// The values of the setting that do nearly as well as the best.
    package var usable: ClosedRange<Double>?

    package init(title: String? = nil, curves: [Curve], usable: ClosedRange<Double>? = nil) {
      self.title = title
      self.curves = curves
      self.usable = usable
    }
  }

  package struct Curve: Sendable {
    package var name: String
    package var series: Series
    /// In the order of the setting's values.
    package var levels: [Level]
    package var mark: Mark

    package init(_ name: String, series: Series, levels: [Level], mark: Mark) {
      self.name = name
      self.series = series
      self.levels = levels
      self.mark = mark
    }
  }

  package struct Level: Sendable {
    package var value: Double
    /// Nil where every run failed.
    package var mean: Estimate?
    package var failed: Int
    package var count: Int
    /// Whether it is the best one, and at the end of the grid: a better one may lie beyond.
    package var isBestAtEdge: Bool
    package var mark: Mark

    package init(
      _ value: Double, mean: Estimate?, failed: Int = 0, count: Int, isBestAtEdge: Bool = false,
      mark: Mark
    ) {
      self.value = value
      self.mean = mean
      self.failed = failed
      self.count = count
      self.isBestAtEdge = isBestAtEdge
      self.mark = mark
    }
  }

  package init(panels: [Panel], x: Axis, y: Axis, failureScore: Double? = nil) {
    self.panels = panels
    self.x = x
    self.y = y
    self.failureScore = failureScore
  }

  package func draw(on canvas: inout Canvas) {
    Chart(
      x: x, y: y, panels: panels.map { Chart.Panel(title: $0.title, layers: layers(of: $0)) },
      key: key, included: included
    ).draw(on: &canvas)
  }

  /// The means that are no worse than a failure, which no axis may cut off as outliers; without any
  /// mean, the failures' score.
  private var included: [Double] {
    guard let failureScore, failureScore.isFinite else { return [] }
    let means = panels.flatMap(\.curves).flatMap(\.levels).compactMap(\.mean?.value)
      .filter(\.isFinite).sorted()
    guard !means.isEmpty else { return [failureScore] }
    let typical = means[means.count / 2]
    return means.filter {
      min(failureScore, typical) <= $0 && $0 <= max(failureScore, typical)
    }
  }

  private func layers(of panel: Panel) -> [Layer] {
    var layers: [Layer] = []
    if let usable = panel.usable { layers.append(.zone(x: usable, tone: "s2")) }
    for curve in panel.curves {
      let means = curve.levels.compactMap { level in
        level.mean.map { (level: level, point: Point(level.value, $0.value), mean: $0) }
      }
      layers.append(
        .band(
          means.compactMap { level, point, mean in
            guard let lower = mean.lower, let upper = mean.upper else { return nil }
            return (point.x, lower, upper)
          }, curve.series))
      layers.append(.lines([means.map(\.point)], curve.series, .bold, curve.mark))
      for (level, point, _) in means {
        layers.append(
          .marker(
            Marker(
              point: point, shape: level.isBestAtEdge ? .triangle : curve.series.shape,
              tone: curve.series.name, radius: level.isBestAtEdge ? 6 : 3.5), level.mark))
      }
      layers += curve.levels.flatMap { failures(of: $0, isAlone: panel.curves.count == 1) }
      if panel.curves.count > 1 || panel.title == nil, let end = means.last?.point {
        layers.append(.name(curve.name, end, curve.series))
      }
    }
    return layers
  }

  /// A cross, and how many of the runs it stands for where no other curve's could be meant.
  private func failures(of level: Level, isAlone: Bool) -> [Layer] {
    guard level.failed > 0 else { return [] }
    let point = Point(level.value, failureScore ?? -.greatestFiniteMagnitude)
    let marker = Marker(point: point, shape: .cross, style: "cross", tone: "alarm")
    let count = Layer.note("\(level.failed)/\(level.count)", point, tone: "alarm")
    return [.marker(marker, level.mark)] + (isAlone ? [count] : [])
  }

  private var key: Key {
    let levels = panels.flatMap(\.curves).flatMap(\.levels)
    var key = Key()
    if panels.contains(where: { $0.usable != nil }) {
      key.items.append((.patch("band", tone: "s2"), "nearly as good as the best"))
    }
    if levels.contains(where: \.isBestAtEdge) {
      key.items.append((.shape(.triangle, "fill", tone: "ink"), "best, at the end of the grid"))
    }
    if levels.contains(where: { $0.failed > 0 }) {
      key.items.append((.shape(.cross, "cross", tone: "alarm"), "failed runs"))
    }
    return key
  }
}
