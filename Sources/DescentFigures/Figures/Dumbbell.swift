/// Whether tuning changes the answer: the score over the whole grid, and the tuned one (F3).
package struct Dumbbell: Figure {
  package var rows: [Row]
  package var axis: Axis
  /// What the two ends are: "mean of the grid" and "tuned".
  package var names: (from: String, to: String)
  package var headers: [String]

  package struct Row: Sendable {
    package var name: String
    /// Nil where there is none.
    package var from, to: Estimate?
    package var cells: [String]
    package var mark: Mark

    package init(
      _ name: String, from: Estimate?, to: Estimate?, cells: [String] = [], mark: Mark
    ) {
      self.name = name
      self.from = from
      self.to = to
      self.cells = cells
      self.mark = mark
    }
  }

  package init(
    rows: [Row], axis: Axis, names: (from: String, to: String), headers: [String] = []
  ) {
    self.rows = rows
    self.axis = axis
    self.names = names
    self.headers = headers
  }

  package func draw(on canvas: inout Canvas) {
    let key = Key(items: [
      (.shape(.circle, "fill", tone: "muted"), names.from),
      (.shape(.diamond, "fill", tone: "s0"), names.to),
    ])
    let layout = RowLayout(
      rows.map { .row(cells: $0.cells) }, names: { RowNames(rows.map(\.name), fitting: $0) },
      headers: headers, width: canvas.width,
      top: key.draw(on: &canvas, top: 0))
    let values = rows.flatMap { ($0.from?.known ?? []) + ($0.to?.known ?? []) }
    let scale = layout.scale(axis, axis.extent(of: values))
    layout.drawAxis(axis, scale, on: &canvas)
    layout.drawTexts(on: &canvas)
    for (row, middle) in zip(rows, layout.middles) {
      canvas.mark(row.mark, "row") { draw(row, scale, at: middle, on: &$0) }
    }
  }

  /// The two intervals stand a little apart, so that neither hides the other.
  private func draw(_ row: Row, _ scale: Scale, at y: Double, on canvas: inout Canvas) {
    if let from = row.from, let to = row.to, from.value.isFinite, to.value.isFinite {
      canvas.group("muted") {
        $0.line(scale(from.value), y - 2, scale(to.value), y + 2, "rule dotted")
      }
    }
    if let from = row.from {
      canvas.group("muted") { $0.estimate(from, scale, at: y - 2) }
    }
    if let to = row.to {
      canvas.group("s0") { $0.estimate(to, scale, at: y + 2, shape: .diamond) }
    }
  }
}
