/// Whether the order of the configurations is real: every seed, the mean and its interval (F2).
package struct LeaderboardStrip: Figure {
  /// The best first.
  package var rows: [Row]
  package var axis: Axis
  /// What a failed run scores.
  package var failureScore: Double?
  package var headers: [String]

  package struct Row: Sendable {
    package var name: ConfigurationName
    /// The scores of the runs that did not fail.
    package var scores: [Double]
    package var failed: Int
    package var mean: Estimate?
    /// Whether it cannot be told from the leader.
    package var isTied: Bool
    package var cells: [String]
    package var mark: Mark

    package init(
      _ name: ConfigurationName, scores: [Double], failed: Int = 0, mean: Estimate?, isTied: Bool,
      cells: [String] = [], mark: Mark
    ) {
      self.name = name
      self.scores = scores
      self.failed = failed
      self.mean = mean
      self.isTied = isTied
      self.cells = cells
      self.mark = mark
    }
  }

  package init(
    rows: [Row], axis: Axis, failureScore: Double? = nil, headers: [String] = []
  ) {
    self.rows = rows
    self.axis = axis
    self.failureScore = failureScore
    self.headers = headers
  }

  package func draw(on canvas: inout Canvas) {
    let layout = RowLayout(
      rows.map { .row(cells: $0.cells) },
      names: { RowNames(rows.map(\.name), fitting: $0) }, headers: headers, width: canvas.width,
      top: key.draw(on: &canvas, top: 0))
    let values = rows.flatMap { $0.scores + ($0.mean?.known ?? []) }
    let failures = values.isEmpty ? [failureScore].compactMap(\.self) : []
    let scale = layout.scale(axis, axis.extent(of: values + failures))
    layout.drawAxis(axis, scale, on: &canvas)
    drawTies(layout, on: &canvas)
    layout.drawTexts(on: &canvas)
    for (row, middle) in zip(rows, layout.middles) {
      canvas.mark(row.mark, row.isTied ? "s0" : "muted") { canvas in
        draw(row, scale, at: middle, in: layout.plot, on: &canvas)
      }
    }
  }

  private var key: Key {
    var key = Key()
    if rows.contains(where: { !$0.scores.isEmpty }) {
      key.items.append((.shape(.bar, "fill", tone: "muted"), "one seed"))
      key.items.append((.shape(.circle, "fill", tone: "s0"), "mean"))
    }
    if rows.contains(where: { $0.failed > 0 }) {
      key.items.append((.shape(.cross, "cross", tone: "alarm"), "failed"))
    }
    if rows.count(where: \.isTied) > 1 {
      key.items.append((.stroke("rule thick", tone: "muted"), "tied with the leader"))
    }
    return key
  }

  private func draw(
    _ row: Row, _ scale: Scale, at y: Double, in plot: Area, on canvas: inout Canvas
  ) {
    var ticks = Path()
    var beyond: [Scale.End: Double] = [:]
    for score in row.scores where score.isFinite {
      if let end = scale.end(beyond: score) {
        beyond[end] = score
      } else {
        ticks.move(to: scale(score), y - 7)
        ticks.line(to: scale(score), y + 7)
      }
    }
    if !ticks.isEmpty { canvas.path(ticks, "rule") }
    for score in beyond.values.sorted() { canvas.arrow(beyond: score, scale, at: y) }
    // Where every run failed, the mean is that of no run of its own.
    if let mean = row.mean, !row.scores.isEmpty { canvas.estimate(mean, scale, at: y) }
    if row.failed > 0 {
      canvas.failures(
        row.failed, of: row.failed + row.scores.count,
        at: scale(failureScore ?? scale.domain.lowerBound), y,
        within: plot)
    }
  }

  /// A bracket left of the rows that are tied with the leader, which need not follow each other.
  private func drawTies(_ layout: RowLayout, on canvas: inout Canvas) {
    guard rows.count(where: \.isTied) > 1 else { return }
    let x = layout.plot.left - 6
    canvas.group("muted") { canvas in
      var top: Double?
      for (index, row) in rows.enumerated() where row.isTied {
        let start = top ?? layout.middles[index] - 8
        let isJoined = index + 1 < rows.count && rows[index + 1].isTied && !layout.isStacked
        if !isJoined { canvas.line(x, start, x, layout.middles[index] + 8, "rule thick") }
        top = isJoined ? start : nil
      }
    }
  }
}
