/// Rows with a name, a stretch of one common axis, and columns of text.
///
/// Where the axis would get less than two fifths of the width, the names and the columns stand above
/// their stretches, in one line or, where that is too narrow, in two.
struct RowLayout {
  /// A line of the layout.
  enum Line {
    case heading(String)
    /// The texts of the columns, one each; the name comes with the others'.
    case row(cells: [String])
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
  private let names: RowNames
  private let columns: TextColumns
  private let top, width, nameWidth: Double
  /// From the top of a row to the baselines of its texts.
  private let baselines: (name: Double, cells: Double)

  /// The most lines that are drawn.
  private static let most = 150
  private static let gap = 16.0

  /// Lays lines out below a top, with the names of all rows in the form that fits a width.
  init(
    _ lines: [Line], names: (_ width: Double) -> RowNames, headers: [String] = [], width: Double,
    top: Double
  ) {
    let shown = Array(lines.prefix(Self.most))
    let cells = shown.compactMap { line in
      if case .row(let cells) = line { cells } else { nil }
    }
    let natural = names(.infinity).width
    let beside = TextColumns(headers, cells: cells, width: width, share: 0.6, gap: Self.gap)
    let least = min(natural, 0.36 * width)
    let isStacked = beside.left - least - Self.gap < 0.4 * width
    let above = TextColumns(headers, cells: cells, width: width, share: 1, gap: Self.gap)
    let isFolded = isStacked && !names(above.left).areWhole
    nameWidth = isFolded ? width : isStacked ? above.left : least
    self.names = names(nameWidth)
    let middle: Double
    let rowHeight: Double
    if isStacked {
      baselines = (name: 14, cells: isFolded ? 30 : 14)
      middle = baselines.cells + 15
      rowHeight = middle + 19
    } else {
      baselines = (name: 11 + TextStyle.label.drop, cells: 11 + TextStyle.label.drop)
      middle = 11
      rowHeight = 22
    }

    var y = top + (headers.isEmpty && self.names.header.isEmpty ? 4 : 22)
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
        middles.append(y + middle)
        y += rowHeight
      }
    }
    omitted = lines.dropFirst(shown.count).count { if case .row = $0 { true } else { false } }
    bottom = y + (omitted > 0 ? 22 : 4)
    plot = Area(
      left: isStacked ? 10 : least + Self.gap, top: first,
      right: min(isStacked ? width : beside.left - 4, width - 12), bottom: bottom)
    columns = isStacked ? above : beside
    self.lines = placed
    self.middles = middles
    self.isStacked = isStacked
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
    let room = 2 * min(middle, width - middle)
    var baseline = bottom + 18
    for line in axis.title.wrapped(toWidth: room, style: .axis) {
      baseline += 14
      canvas.text(line, middle, baseline, .axis, anchor: .middle, fitting: room)
    }
    canvas.height = baseline + 6
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
    canvas.text(names.header, 0, top + 12, .axis, fitting: min(nameWidth, columns.left))
    columns.drawHeaders(on: &canvas, baseline: top + 12)
    var rest = names.texts[...]
    for (line, top) in lines {
      switch line {
      case .heading(let text):
        // It may reach over the axis, where nothing is drawn at its height.
        canvas.text(text, 0, top + 15, .heading, fitting: isStacked ? width : plot.right)
      case .row(let cells):
        canvas.text(rest.popFirst() ?? "", 0, top + baselines.name, fitting: nameWidth)
        columns.draw(cells, on: &canvas, baseline: top + baselines.cells)
      }
    }
    if omitted > 0 { canvas.text("and \(omitted) more", 0, bottom - 9, .axis) }
  }
}
