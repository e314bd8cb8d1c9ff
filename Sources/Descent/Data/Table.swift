/// Rows and named columns, as a data source delivers them: not yet encoded, split or scaled.
public struct Table: Sendable {
  /// The columns in order, targets among them.
  public var columns: [Column]
  /// The names of the columns to predict.
  public var targets: [String]
  /// What the source knows its targets to be; nil where only the user can know.
  public var task: LearningTask.Kind?
  /// For each row, its line in the file, from 1; nil for generated data.
  public var lines: [Int]?
  /// The path of the file, for messages.
  public var path: String?

  public init(
    columns: [Column], targets: [String], task: LearningTask.Kind? = nil, lines: [Int]? = nil,
    path: String? = nil
  ) {
    self.columns = columns
    self.targets = targets
    self.task = task
    self.lines = lines
    self.path = path
  }

  /// What keeps it from being a table: columns of other lengths, names that are not there, numbers that are
  /// none; nil where it is one.
  package var fault: String? {
    let names = columns.map(\.name)
    var seen: Set<String> = []
    if let double = names.first(where: { !seen.insert($0).inserted }) {
      return "two columns are named '\(double)'"
    }
    if let column = columns.first(where: { $0.count != rowCount }) {
      return "column '\(column.name)' has \(column.count) rows, '\(names[0])' has \(rowCount)"
    }
    if let lines, lines.count != rowCount {
      return "there are \(lines.count) lines for \(rowCount) rows"
    }
    if let target = targets.first(where: { !names.contains($0) }) {
      return "its target '\(target)' is none of its columns"
    }
    for column in columns {
      guard case .numbers(let values) = column.cells,
        let row = values.firstIndex(where: { $0?.isFinite == false })
      else { continue }
      return
        "row \(row + 1) of column '\(column.name)' holds \(values[row] ?? .nan), which is no number"
    }
    return nil
  }

  public var rowCount: Int { columns.first?.count ?? 0 }

  public var inputs: [Column] { columns.filter { !targets.contains($0.name) } }

  /// A named column.
  public struct Column: Sendable {
    public var name: String
    public var cells: Cells
    /// Its place in the file, from 1, for messages.
    public var position: Int?

    public init(_ name: String, _ cells: Cells, position: Int? = nil) {
      self.name = name
      self.cells = cells
      self.position = position
    }

    public var count: Int {
      switch cells {
      case .numbers(let values): values.count
      case .texts(let values): values.count
      }
    }

    /// The rows whose cell is empty.
    public var missing: [Int] {
      switch cells {
      case .numbers(let values): values.indices.filter { values[$0] == nil }
      case .texts(let values): values.indices.filter { values[$0] == nil }
      }
    }
  }

  /// What a column holds; nil where a cell is empty.
  public enum Cells: Sendable {
    case numbers([Double?])
    /// Categories: one-hot as an input, classes as a target.
    case texts([String?])
  }

  /// The table without some rows.
  public func keeping(_ rows: [Int]) -> Table {
    var result = self
    result.lines = lines.map { lines in rows.map { lines[$0] } }
    for i in columns.indices {
      switch columns[i].cells {
      case .numbers(let values): result.columns[i].cells = .numbers(rows.map { values[$0] })
      case .texts(let values): result.columns[i].cells = .texts(rows.map { values[$0] })
      }
    }
    return result
  }
}

extension Table {
  /// A table of generated classes: one column for each coordinate, and `class`.
  public static func classes(_ points: [[Double]], _ labels: [Int], names: [String]) -> Table {
    var columns = names.indices.map { axis in
      Column(names[axis], .numbers(points.map { $0[axis] }))
    }
    columns.append(Column("class", .texts(labels.map { String($0) })))
    return Table(columns: columns, targets: ["class"], task: .classification)
  }
}
