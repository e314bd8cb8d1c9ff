/// Which levels the pairwise tests tell apart: means with their intervals, and a bar beside them for
/// each group that holds together.
///
/// After the critical difference diagram of Demšar (2006), turned: levels that are tied lie too close
/// to each other on the axis for a bar along it, so the bars run over the rows.
package struct TieBars: Figure {
  /// The best first.
  package var rows: [Row]
  package var groups: [Group]
  package var axis: Axis
  package var headers: [String]

  package struct Row: Sendable {
    package var name: String
    package var mean: Estimate
    package var cells: [String]
    package var mark: Mark

    package init(_ name: String, mean: Estimate, cells: [String] = [], mark: Mark) {
      self.name = name
      self.mean = mean
      self.cells = cells
      self.mark = mark
    }
  }

  /// Rows of which no two are told apart; other rows may stand between them.
  package struct Group: Sendable {
    /// Where the rows stand, ascending.
    package var members: [Int]
    package var mark: Mark

    package init(members: [Int], mark: Mark) {
      self.members = members
      self.mark = mark
    }
  }

  package init(rows: [Row], groups: [Group], axis: Axis, headers: [String] = []) {
    self.rows = rows
    self.groups = groups
    self.axis = axis
    self.headers = headers
  }

  package func draw(on canvas: inout Canvas) {
    var key = Key(items: [(.shape(.circle, "fill", tone: "s0"), "mean")])
    if !groups.isEmpty {
      key.items.append((.stroke("rule thick", tone: "ink"), "joins levels that are not told apart"))
    }
    // Side by side, in a quarter of the width at most.
    let step = min(14, 0.25 * canvas.width / Double(max(groups.count, 1)))
    let room = groups.isEmpty ? 0 : Double(groups.count) * step + 4
    let layout = RowLayout(
      rows.map { .row(cells: $0.cells) }, names: { RowNames(rows.map(\.name), fitting: $0) },
      headers: headers,
      width: canvas.width - room, top: key.draw(on: &canvas, top: 0))
    let scale = layout.scale(axis, axis.extent(of: rows.flatMap(\.mean.known)))
    layout.drawAxis(axis, scale, on: &canvas)
    layout.drawTexts(on: &canvas)
    for (row, middle) in zip(rows, layout.middles) {
      canvas.mark(row.mark, "s0") { $0.estimate(row.mean, scale, at: middle) }
    }
    for (index, group) in groups.enumerated() {
      let x = canvas.width - room + (Double(index) + 0.5) * step + 4
      canvas.mark(group.mark, "ink") {
        draw(group, at: x, layout.middles, radius: min(4, 0.3 * step), on: &$0)
      }
    }
  }

  private func draw(
    _ group: Group, at x: Double, _ middles: [Double], radius: Double, on canvas: inout Canvas
  ) {
    let heights = group.members.filter(middles.indices.contains).map { middles[$0] }
    guard let first = heights.first, let last = heights.last else { return }
    canvas.line(x, first, x, last, "rule thick")
    for height in heights { canvas.shape(.circle, x, height, radius: radius, "fill") }
  }
}
