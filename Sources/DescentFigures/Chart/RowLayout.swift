/// Rows with a name, a stretch of one common axis, and columns of text.
///
/// Where the axis would get less than two fifths of the width, the names and the columns stand above
/// their stretches.
struct RowLayout {
  /// A line of the layout.
  enum Line {
    case heading(String)
    /// The texts of the columns, one each.
    case row(name: String, cells: [String])
  }

  let plot: Area
  let bottom: Double
  /// The middles of the rows' stretches, without the headings.
  let middles: [Double]
  private let lines: [Line]
  /// The rows that are not drawn.
  private let omitted: Int
  private let headers: [String]
  /// Whether the names stand above the stretches.
  let isStacked: Bool
  private let top, width, nameWidth: Double
  /// The right ends and the widths of the columns.
  private let columns: [(right: Double, width: Double)]

  /// The most lines that are drawn.
  private static let most = 150
  private static let gap = 16.0
  private static let stackedHeight = 44.0

  init(_ lines: [Line], headers: [String] = [], width: Double, top: Double) {
    let all = lines
    let lines = Array(all.prefix(Self.most))
    self.lines = lines
    omitted = all[lines.count...].count { if case .row = $0 { true } else { false } }
    self.headers = headers
    self.width = width
    self.top = top
    var names: [String] = []
    var widths = headers.map { TextMeasure.width(of: $0, style: .axis) }
    for case .row(let name, let cells) in lines {
      names.append(name.onOneLine)
      for (index, cell) in zip(widths.indices, cells) {
        widths[index] = max(widths[index], TextMeasure.width(of: cell.onOneLine, style: .label))
      }
    }
    let columnsWidth = { (widths: [Double]) in widths.reduce(0) { $0 + $1 + Self.gap } }
    let excess = columnsWidth(widths) / (0.6 * width)
    if excess > 1 { widths = widths.map { $0 / excess } }
    let natural = names.map { TextMeasure.width(of: $0, style: .label) }.max() ?? 0
    let name = min(natural, 0.36 * width)
    isStacked = width - name - Self.gap - columnsWidth(widths) < 0.4 * width

    var right = width
    var columns: [(right: Double, width: Double)] = []
    for width in widths.reversed() {
      columns.insert((right, width), at: 0)
      right -= width + Self.gap
    }
    self.columns = columns
    nameWidth = isStacked ? right : name
    let left = isStacked ? 10 : name + Self.gap

    var y = top + (headers.isEmpty ? 4 : 22)
    let first = y
    var middles: [Double] = []
    for (index, line) in lines.enumerated() {
      switch line {
      case .heading: y += index == 0 ? 22 : 30
      case .row:
        middles.append(y + (isStacked ? 26 : 11))
        y += isStacked ? Self.stackedHeight : 22
      }
    }
    self.middles = middles
    bottom = y + (omitted > 0 ? 22 : 4)
    plot = Area(
      left: left, top: first, right: isStacked ? width - 12 : min(right - 4, width - 12),
      bottom: bottom)
  }

  /// The axis with its grid, below all that the figure draws.
  func drawAxis(_ axis: Axis, _ scale: Scale, on canvas: inout Canvas) {
    let ticks = Ticks(fitting: scale, of: axis)
    for value in ticks.values { rule(at: scale(value), "rule grid", on: &canvas) }
    canvas.horizontalAxis(scale, ticks, of: plot, hasGrid: false)
    canvas.text(
      axis.title, (plot.left + plot.right) / 2, bottom + 32, .axis, anchor: .middle,
      fitting: 2 * min((plot.left + plot.right) / 2, width - (plot.left + plot.right) / 2))
    canvas.height = bottom + 38
  }

  /// A vertical line through all rows, which leaves out the names that stand above stretches.
  func rule(at x: Double, _ name: String, on canvas: inout Canvas) {
    guard isStacked else {
      canvas.line(x, plot.top, x, plot.bottom, name)
      return
    }
    for middle in middles { canvas.line(x, middle - 9, x, middle + 9, name) }
  }

  func drawTexts(on canvas: inout Canvas) {
    for (header, column) in zip(headers, columns) {
      canvas.text(header, column.right, top + 12, .axis, anchor: .end, fitting: column.width)
    }
    var y = plot.top
    for (index, line) in lines.enumerated() {
      switch line {
      case .heading(let text):
        y += index == 0 ? 22 : 30
        canvas.text(text, 0, y - 7, .heading, fitting: nameRoom)
      case .row(let name, let cells):
        let baseline = y + (isStacked ? 14 : 11 + TextStyle.label.drop)
        canvas.text(name, 0, baseline, fitting: nameWidth)
        for (cell, column) in zip(cells, columns) {
          canvas.text(cell, column.right, baseline, anchor: .end, fitting: column.width)
        }
        y += isStacked ? Self.stackedHeight : 22
      }
    }
    if omitted > 0 { canvas.text("and \(omitted) more", 0, y + 13, .axis) }
  }

  /// Where words above the stretches stand, beside the columns' titles.
  var hintBaseline: Double { top + (isStacked ? -4 : 12) }

  /// A heading may reach over the axis, where nothing is drawn at its height.
  private var nameRoom: Double { isStacked ? width : plot.right }

  /// A scale along the stretches.
  func scale(_ axis: Axis, _ domain: ClosedRange<Double>) -> Scale {
    Scale(axis.kind, domain, from: plot.left, to: plot.right)
  }
}
