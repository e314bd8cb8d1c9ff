/// Whether two settings interact: a value for every pair of levels, one map or several (F6).
///
/// The means stand beside their residuals; the rates of failure stand alone.
package struct HeatmapFigure: Figure {
  package var maps: [Heatmap]

  package init(maps: [Heatmap]) { self.maps = maps }

  /// The most cells of all maps together.
  private static let most = 1000

  package func draw(on canvas: inout Canvas) {
    let columns = maps.reduce(0) { $0 + $1.columns.count }
    let maps = maps.map { $0.cropped(toRows: max(Self.most / max(columns, 1), 1)) }
    let gap = 28.0
    let natural = maps.map { HeatmapLayout($0, width: .infinity).width }
    let isRow = natural.reduce(-gap) { $0 + $1 + gap } <= canvas.width
    var (left, top, height) = (0.0, 0.0, 0.0)
    for (map, width) in zip(maps, natural) {
      let layout = HeatmapLayout(map, width: isRow ? width : canvas.width)
      layout.draw(on: &canvas, left: left, top: top)
      height = max(height, top + layout.height)
      if isRow { left += width + gap } else { top += layout.height + gap }
    }
    canvas.height = height
  }
}

/// Values over two settings.
package struct Heatmap: Sendable {
  package var title: String
  /// The settings' names.
  package var rowTitle, columnTitle: String
  /// The names of their levels.
  package var rows, columns: [String]
  /// Row by row; nil where nothing was run.
  package var cells: [[Cell?]]
  package var colors: Colors

  package struct Cell: Sendable {
    /// Nil where there is none, as when every run failed and is left out.
    package var value: Double?
    package var text: String
    /// A second line, such as `3/5` where not all runs are in.
    package var note: String?
    package var mark: Mark

    package init(_ value: Double?, text: String, note: String? = nil, mark: Mark) {
      self.value = value
      self.text = text
      self.note = note
      self.mark = mark
    }
  }

  package enum Colors: Sendable {
    /// From the lowest to the highest value, or over a range.
    case sequential(ClosedRange<Double>?)
    /// To both sides of 0.
    case diverging
  }

  package init(
    title: String, rowTitle: String, columnTitle: String, rows: [String], columns: [String],
    cells: [[Cell?]], colors: Colors
  ) {
    self.title = title
    self.rowTitle = rowTitle
    self.columnTitle = columnTitle
    self.rows = rows
    self.columns = columns
    self.cells = cells
    self.colors = colors
  }

  /// The map with its first rows alone, which its title then says.
  fileprivate func cropped(toRows limit: Int) -> Heatmap {
    guard rows.count > limit else { return self }
    var map = self
    map.title += " (first \(limit) of \(rows.count) rows)"
    map.rows = Array(rows.prefix(limit))
    map.cells = Array(cells.prefix(limit))
    return map
  }

  /// The values from the first to the last color.
  var range: ClosedRange<Double> {
    let values = cells.joined().compactMap { $0?.value }.filter(\.isFinite)
    switch colors {
    case .sequential(let range):
      let low = values.min() ?? 0
      return range ?? low...(values.max() ?? low)
    case .diverging:
      let reach = values.map(abs).max() ?? 0
      return -reach...reach
    }
  }
}
