/// The cells of a field that share a color, as runs of neighbours in a row.
struct CellRuns {
  private var runs: [(row: Int, columns: Range<Int>)] = []
  private let rows, columns: Int

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
  }

  /// Adds a cell; those of a row come in order.
  mutating func add(row: Int, column: Int) {
    if let last = runs.last, last.row == row, last.columns.upperBound == column {
      runs[runs.count - 1].columns = last.columns.lowerBound..<(column + 1)
    } else {
      runs.append((row, column..<(column + 1)))
    }
  }

  /// The rectangles of all runs, with row 0 at the bottom of the area.
  func path(in area: Area) -> Path {
    let cell = (width: area.width / Double(columns), height: area.height / Double(rows))
    var path = Path()
    for rectangle in rectangles {
      let left = area.left + Double(rectangle.columns.lowerBound) * cell.width
      let right = area.left + Double(rectangle.columns.upperBound) * cell.width
      let bottom = area.bottom - Double(rectangle.rows.lowerBound) * cell.height
      let top = area.bottom - Double(rectangle.rows.upperBound) * cell.height
      path.lines([Point(left, top), Point(right, top), Point(right, bottom), Point(left, bottom)])
      path.close()
    }
    return path
  }

  /// The runs, where those of the same columns in rows that follow each other are one.
  private var rectangles: [(rows: Range<Int>, columns: Range<Int>)] {
    var rectangles: [(rows: Range<Int>, columns: Range<Int>)] = []
    var latest: [Range<Int>: Int] = [:]
    for (row, columns) in runs {
      if let index = latest[columns], rectangles[index].rows.upperBound == row {
        rectangles[index].rows = rectangles[index].rows.lowerBound..<(row + 1)
      } else {
        latest[columns] = rectangles.count
        rectangles.append((row..<(row + 1), columns))
      }
    }
    return rectangles
  }
}

extension DecisionBoundary.Field {
  /// The classes of a color: the group's, and the path's.
  struct Tone: Hashable {
    let group, path: String
  }

  /// The cells by color, in the order of the colors' names.
  ///
  /// A class is the stronger the more certain it is: four steps from an even chance to certainty.
  var tones: [(tone: Tone, runs: CellRuns)] {
    switch self {
    case .classes(let cells):
      let classes = Set(cells.joined().map(\.label)).count
      let chance = 1 / Double(max(classes, 2))
      return Self.sorted(cells) { cell in
        let share = (cell.probability - chance) / (1 - chance)
        let step = share.isFinite ? Int(min(max(share * 4, 0), 3)) : 0
        return Tone(group: Series(cell.label).name, path: "cell class p\(step + 1)")
      }
    case .surface(let cells):
      let known = cells.joined().filter(\.isFinite)
      guard let low = known.min(), let high = known.max() else { return [] }
      return Self.sorted(cells) { value in
        guard value.isFinite else { return Tone(group: "empty", path: "cell") }
        return Tone(group: "q\(ColorRamp.step(of: value, in: low...high))", path: "cell")
      }
    }
  }

  private static func sorted<Cell>(
    _ cells: [[Cell]], tone: (Cell) -> Tone
  ) -> [(tone: Tone, runs: CellRuns)] {
    var runs: [Tone: CellRuns] = [:]
    let columns = cells.map(\.count).max() ?? 0
    for (row, own) in cells.enumerated() {
      for (column, cell) in own.enumerated() {
        runs[tone(cell), default: CellRuns(rows: cells.count, columns: columns)]
          .add(row: row, column: column)
      }
    }
    return runs.sorted { ($0.key.group, $0.key.path) < ($1.key.group, $1.key.path) }
      .map { (tone: $0.key, runs: $0.value) }
  }
}
