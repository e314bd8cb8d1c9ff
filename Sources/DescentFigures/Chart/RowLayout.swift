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
  /// Whether the names stand above the stretches.
  let isStacked: Bool
  private let lines: [(line: Line, top: Double)]
  /// The rows that are not drawn.
  private let omitted: Int
  private let columns: TextColumns
  private let top, width, nameWidth: Double

  /// The most lines that are drawn.
  private static let most = 150
  private static let gap = 16.0

  init(_ lines: [Line], headers: [String] = [], width: Double, top: Double) {
    let shown = Array(lines.prefix(Self.most))
    let rows = shown.compactMap { line in
      if case .row(let name, let cells) = line { (name: name, cells: cells) } else { nil }
    }
    let columns = TextColumns(headers, cells: rows.map(\.cells), width: width, gap: Self.gap)
    let natural = rows.map { TextMeasure.width(of: $0.name.onOneLine, style: .label) }.max() ?? 0
    let name = min(natural, 0.36 * width)
    let isStacked = columns.left - name - Self.gap < 0.4 * width

    var y = top + (headers.isEmpty ? 4 : 22)
    let first = y
    var placed: [(line: Line, top: Double)] = []
    var middles: [Double] = []
    for line in shown {
      switch line {
      case .heading:
        if !placed.isEmpty { y += 8 }
        placed.append((line, y))
        y += 22
      case .row:
        placed.append((line, y))
        middles.append(y + (isStacked ? 26 : 11))
        y += isStacked ? 44 : 22
      }
    }
    omitted = lines.dropFirst(shown.count).count { if case .row = $0 { true } else { false } }
    bottom = y + (omitted > 0 ? 22 : 4)
    let right = isStacked ? width : columns.left - 4
    plot = Area(
      left: isStacked ? 10 : name + Self.gap, top: first, right: min(right, width - 12),
      bottom: bottom)
    nameWidth = isStacked ? columns.left : name
    self.lines = placed
    self.middles = middles
    self.isStacked = isStacked
    self.columns = columns
    self.top = top
    self.width = width
  }

  /// A scale along the stretches.
  func scale(_ axis: Axis, _ domain: ClosedRange<Double>) -> Scale {
    Scale(axis.kind, domain, from: plot.left, to: plot.right)
  }

  /// Where words above the stretches stand, beside the columns' titles.
  var hintBaseline: Double { top + (isStacked ? -4 : 12) }
}

// MARK: - Drawing

extension RowLayout {
  /// The axis with its grid, below all that the figure draws.
  func drawAxis(_ axis: Axis, _ scale: Scale, on canvas: inout Canvas) {
    let ticks = Ticks(fitting: scale, of: axis)
    for value in ticks.values { rule(at: scale(value), "rule grid", on: &canvas) }
    canvas.horizontalAxis(scale, ticks, of: plot, hasGrid: false)
    let middle = (plot.left + plot.right) / 2
    canvas.text(
      axis.title, middle, bottom + 32, .axis, anchor: .middle,
      fitting: 2 * min(middle, width - middle))
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
    columns.drawHeaders(on: &canvas, baseline: top + 12)
    for (line, top) in lines {
      switch line {
      case .heading(let text):
        // It may reach over the axis, where nothing is drawn at its height.
        canvas.text(text, 0, top + 15, .heading, fitting: isStacked ? width : plot.right)
      case .row(let name, let cells):
        let baseline = top + (isStacked ? 14 : 11 + TextStyle.label.drop)
        canvas.text(name, 0, baseline, fitting: nameWidth)
        columns.draw(cells, on: &canvas, baseline: baseline)
      }
    }
    if omitted > 0 { canvas.text("and \(omitted) more", 0, bottom - 9, .axis) }
  }
}
