/// Where the panels of a chart stand.
struct PanelGrid {
  /// Right of every panel, for the names of lines.
  let labelRoom: Double
  private let count, columns: Int
  private let left, top, plotWidth, plotHeight: Double
  private let titleHeight: Double

  /// Below a row's axis, before the next one's title.
  private static let rowGap = 14.0
  private static let columnGap = 28.0
  private static let axisHeight = 22.0

  init(of chart: Chart, domain: ClosedRange<Double>, width: Double, top: Double) {
    let names = chart.panels.map { panel in
      panel.layers.compactMap { if case .name(let name, _, _) = $0 { name.onOneLine } else { nil } }
    }
    let widest = names.joined().map { TextMeasure.width(of: $0, style: .label) + 21 }.max() ?? 0
    count = max(chart.panels.count, 1)
    titleHeight = chart.panels.contains { $0.title != nil } ? 20 : 0
    self.top = top

    // The height is not known yet; the numbers are as wide as those of any.
    left =
      [110.0, 140, 200, 260, 320].map { height in
        Ticks(along: Scale(chart.y.kind, domain, from: height, to: 0), of: chart.y).widest
      }.reduce(0, max) + 9
    let room = min(max(widest, 12), 0.3 * width)
    let least = 150.0
    let most = max(
      1, min(4, Int((width - left + Self.columnGap) / (least + room + Self.columnGap))))
    let rows = (count + most - 1) / most
    columns = (count + rows - 1) / rows
    labelRoom = room
    plotWidth = (width - left - Self.columnGap * Double(columns - 1)) / Double(columns) - room
    // One panel is drawn larger than several; the names of its lines need their heights.
    let wanted =
      count == 1 ? min(plotWidth * 0.58, 320) : min(plotWidth * 0.72, rows > 3 ? 120 : 200)
    let needed = Double(names.map(\.count).max() ?? 0) * TextStyle.label.lineHeight
    plotHeight = max(wanted, needed, count == 1 ? 180 : rows > 3 ? 110 : 140)
  }

  private var rows: Int { (count + columns - 1) / columns }
  private var rowHeight: Double { titleHeight + plotHeight + Self.axisHeight + Self.rowGap }

  func area(of index: Int) -> Area {
    let (row, column) = index.quotientAndRemainder(dividingBy: columns)
    let x = left + Double(column) * (plotWidth + labelRoom + Self.columnGap)
    let y = top + Double(row) * rowHeight + titleHeight
    return Area(left: x, top: y, right: x + plotWidth, bottom: y + plotHeight)
  }

  func isFirstInRow(_ index: Int) -> Bool { index.isMultiple(of: columns) }
  func isLastInColumn(_ index: Int) -> Bool { index + columns >= count }

  /// The middle of all plots.
  var middle: Double {
    (left + area(of: columns - 1).right) / 2
  }

  /// Of the last row of plots.
  var bottom: Double { area(of: columns * (rows - 1)).bottom }
}
