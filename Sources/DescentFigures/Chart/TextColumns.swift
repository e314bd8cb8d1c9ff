/// Columns of text at the right of a figure, each as wide as its widest cell.
struct TextColumns {
  /// Left of all columns and of the gap before them.
  let left: Double
  private let headers: [String]
  private let columns: [(right: Double, width: Double)]

  /// Fits the columns into a share of the width at most.
  init(_ headers: [String], cells: [[String]], width: Double, share: Double, gap: Double) {
    self.headers = headers
    var widths = headers.map { TextMeasure.width(of: $0.onOneLine, style: .axis) }
    for row in cells {
      for (index, cell) in zip(widths.indices, row) {
        widths[index] = max(widths[index], TextMeasure.width(of: cell.onOneLine, style: .label))
      }
    }
    let room = share * width - gap * Double(widths.count)
    let natural = widths.reduce(0, +)
    if natural > room { widths = widths.map { $0 * room / natural } }

    var right = width
    var columns: [(right: Double, width: Double)] = []
    for width in widths.reversed() {
      columns.append((right, width))
      right -= width + gap
    }
    self.columns = columns.reversed()
    left = right
  }

  func drawHeaders(on canvas: inout Canvas, baseline: Double) {
    for (header, column) in zip(headers, columns) {
      canvas.text(header, column.right, baseline, .axis, anchor: .end, fitting: column.width)
    }
  }

  func draw(_ cells: [String], on canvas: inout Canvas, baseline: Double) {
    for (cell, column) in zip(cells, columns) {
      canvas.text(cell, column.right, baseline, anchor: .end, fitting: column.width)
    }
  }
}
