/// Whether the range of a setting is wide enough: the score of every run over it (F5).
///
/// The "basic axis plot" of the [tuning playbook](https://github.com/google-research/tuning_playbook).
package struct AxisPlot: Figure {
  package var levels: Levels
  package var runs: [Run]
  /// Of the score.
  package var score: Axis
  /// The end of its axis where failed runs stand, which is the worse one.
  package var worse: Scale.End

  package enum Levels: Sendable {
    case numeric(Axis)
    /// The names of the levels, in the order of the rows; runs hold their numbers.
    case categorical(title: String, [String])
  }

  package struct Run: Sendable {
    /// The setting's value, or the number of its level.
    package var level: Double
    /// Nil where it failed.
    package var score: Double?
    package var mark: Mark

    package init(level: Double, score: Double?, mark: Mark) {
      self.level = level
      self.score = score
      self.mark = mark
    }
  }

  package init(levels: Levels, runs: [Run], score: Axis, worse: Scale.End = .lower) {
    self.levels = levels
    self.runs = runs
    self.score = score
    self.worse = worse
  }

  package func draw(on canvas: inout Canvas) {
    switch levels {
    case .numeric(let axis): chart(axis).draw(on: &canvas)
    case .categorical(let title, let names): drawRows(title, names, on: &canvas)
    }
  }

  private var key: Key {
    var key = Key(items: [(.shape(.circle, "cloud", tone: "s0"), "one run")])
    if runs.contains(where: { $0.score == nil }) {
      key.items.append((.shape(.cross, "cross", tone: "alarm"), "failed"))
    }
    return key
  }

  private func chart(_ axis: Axis) -> Chart {
    let layers = zip(runs, jitter(within: width(of: axis))).map { run, shift in
      let x = axis.kind.backward(axis.kind.forward(run.level) + shift)
      guard let score = run.score else {
        let end = Double.greatestFiniteMagnitude
        let point = Point(x, worse == .lower ? -end : end)
        return Layer.marker(
          Marker(point: point, shape: .cross, style: "cross", tone: "alarm", radius: 3.5), run.mark)
      }
      return .marker(
        Marker(point: Point(x, score), shape: .circle, style: "cloud", tone: "s0", radius: 3.25),
        run.mark)
    }
    return Chart(x: axis, y: score, panels: [.init(title: nil, layers: layers)], key: key)
  }

  /// How far points of one level may be moved apart: a quarter of the distance of the nearest levels.
  private func width(of axis: Axis) -> Double {
    let levels = Set(runs.map { axis.kind.forward($0.level) }).filter(\.isFinite).sorted()
    return (zip(levels, levels.dropFirst()).map { $1 - $0 }.min() ?? 0) / 4
  }

  /// Shifts that look random and fill the width evenly: multiples of the golden ratio, modulo 1.
  private func jitter(within width: Double) -> [Double] {
    runs.indices.map { index in
      ((Double(index) * 0.618_033_988_749_895).truncatingRemainder(dividingBy: 1) - 0.5) * width
    }
  }

  private func drawRows(_ title: String, _ names: [String], on canvas: inout Canvas) {
    let lines = [RowLayout.Line.heading(title)] + names.map { _ in .row(cells: []) }
    let layout = RowLayout(
      lines, names: { RowNames(names, fitting: $0) }, width: canvas.width,
      top: key.draw(on: &canvas, top: 0))
    let scale = layout.scale(score, score.extent(of: runs.compactMap(\.score)))
    layout.drawAxis(score, scale, on: &canvas)
    layout.drawTexts(on: &canvas)
    let markers = zip(runs, jitter(within: 12)).compactMap { run, shift in
      Int(exactly: run.level).flatMap { row in
        layout.middles.indices.contains(row)
          ? marker(of: run, scale, at: layout.middles[row] + shift) : nil
      }
    }
    canvas.markers(markers, areMerged: markers.count > Marker.most)
  }

  private func marker(
    of run: Run, _ scale: Scale, at y: Double
  ) -> (marker: Marker, mark: Mark)? {
    guard let score = run.score else {
      let point = Point(worse == .lower ? scale.start + 6 : scale.end - 6, y)
      return (
        Marker(point: point, shape: .cross, style: "cross", tone: "alarm", radius: 3), run.mark
      )
    }
    guard !score.isNaN else { return nil }
    switch scale.end(beyond: score) {
    case .lower:
      return (Marker(point: Point(scale.start + 5, y), shape: .left, tone: "s0"), run.mark)
    case .upper:
      return (Marker(point: Point(scale.end - 5, y), shape: .right, tone: "s0"), run.mark)
    case nil:
      let point = Point(scale(score), y)
      return (
        Marker(point: point, shape: .circle, style: "cloud", tone: "s0", radius: 3.25), run.mark
      )
    }
  }
}
