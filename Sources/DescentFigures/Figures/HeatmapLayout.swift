/// Where the cells of a heatmap stand, in blocks of as many columns as have room.
struct HeatmapLayout {
  private let map: Heatmap
  private let range: ClosedRange<Double>
  private let cellWidth, cellHeight, nameWidth: Double
  private let columnsPerBlock: Int

  private static let titleHeight = 22.0
  /// The titles of rows and columns, and the names of the columns.
  private static let headHeight = 36.0

  /// Lays a map out in a width, which is infinite to learn what is wanted.
  init(_ map: Heatmap, width: Double) {
    self.map = map
    range = map.range
    let cells = map.cells.joined().compactMap(\.self)
    let texts = cells.flatMap { [$0.text, $0.note ?? ""] }
      .map { TextMeasure.width(of: $0.onOneLine, style: .value) }
    let heads = map.columns.map { TextMeasure.width(of: $0.onOneLine, style: .axis) }
    let names = map.rows.map { TextMeasure.width(of: $0.onOneLine, style: .axis) }
    let rowTitle = TextMeasure.width(of: map.rowTitle.onOneLine, style: .axis)
    let least = min(max(texts.max() ?? 0, 14), 90) + 8
    let wanted = max(least, min((heads.max() ?? 0) + 10, 76), 44)
    let count = max(map.columns.count, 1)
    // Names get what the cells leave, and three tenths in any case.
    let nameRoom = max(0.3 * width, min(width - wanted * Double(count) - 8, 160))
    nameWidth = min(max(names.max() ?? 0, rowTitle), width.isFinite ? nameRoom : 160) + 8
    let room = width - nameWidth
    if wanted * Double(count) <= room {
      (cellWidth, columnsPerBlock) = (wanted, count)
    } else {
      columnsPerBlock = max(1, min(count, Int(room / least)))
      cellWidth = min(wanted, room / Double(columnsPerBlock))
    }
    cellHeight = cells.contains { $0.note != nil } ? 36 : 28
  }

  /// At least as wide as the title, so that it need not be shortened.
  var width: Double {
    let title = TextMeasure.width(of: map.title.onOneLine, style: .heading)
    return max(nameWidth + cellWidth * Double(columnsPerBlock), min(title, 320))
  }

  var height: Double {
    let blocks = max((map.columns.count + columnsPerBlock - 1) / columnsPerBlock, 1)
    return Self.titleHeight + Double(blocks)
      * (Self.headHeight + Double(map.rows.count) * cellHeight + 10)
  }

  func draw(on canvas: inout Canvas, left: Double, top: Double) {
    canvas.text(map.title, left, top + 13, .heading, fitting: min(width, canvas.width - left))
    for (block, first) in stride(from: 0, to: map.columns.count, by: columnsPerBlock).enumerated() {
      let blockHeight = Self.headHeight + Double(map.rows.count) * cellHeight + 10
      let y = top + Self.titleHeight + Double(block) * blockHeight
      let columns = first..<min(first + columnsPerBlock, map.columns.count)
      draw(columns, on: &canvas, left: left, top: y)
    }
  }

  private func draw(_ columns: Range<Int>, on canvas: inout Canvas, left: Double, top: Double) {
    let cellsLeft = left + nameWidth
    let cellsTop = top + Self.headHeight
    canvas.text(
      map.columnTitle, cellsLeft, top + 12, .axis, fitting: cellWidth * Double(columns.count))
    canvas.text(map.rowTitle, left, top + 29, .axis, fitting: nameWidth - 8)
    for (position, column) in columns.enumerated() {
      canvas.text(
        map.columns[column], cellsLeft + (Double(position) + 0.5) * cellWidth, top + 29, .axis,
        anchor: .middle, fitting: cellWidth - 4, tone: "ink")
    }
    for (row, name) in map.rows.enumerated() {
      let y = cellsTop + Double(row) * cellHeight
      canvas.text(
        name, left, y + cellHeight / 2 + TextStyle.axis.drop, .axis, fitting: nameWidth - 8,
        tone: "ink")
      guard map.cells.indices.contains(row) else { continue }
      for (position, column) in columns.enumerated() {
        let area = Area(
          left: cellsLeft + Double(position) * cellWidth, top: y,
          right: cellsLeft + Double(position + 1) * cellWidth - 1, bottom: y + cellHeight - 1)
        guard map.cells[row].indices.contains(column), let cell = map.cells[row][column] else {
          continue
        }
        draw(cell, in: area, on: &canvas)
      }
    }
  }

  /// The class of a cell's color; one without a value has its text all the same.
  private func tone(of cell: Heatmap.Cell) -> String {
    guard let value = cell.value, value.isFinite else { return "empty" }
    let step = ColorRamp.step(of: value, in: range)
    if case .diverging = map.colors { return "d\(step)" }
    return "q\(step)"
  }

  private func draw(_ cell: Heatmap.Cell, in area: Area, on canvas: inout Canvas) {
    canvas.mark(cell.mark, tone(of: cell)) { canvas in
      canvas.rectangle(area, "cell")
      let middle = (x: (area.left + area.right) / 2, y: (area.top + area.bottom) / 2)
      let lines = [cell.text, cell.note].compactMap(\.self)
      for (index, line) in lines.enumerated() {
        let shift = (Double(index) - Double(lines.count - 1) / 2) * 13
        canvas.text(
          line, middle.x, middle.y + shift + TextStyle.value.drop, .value, anchor: .middle,
          fitting: area.width - 3)
      }
    }
  }
}
