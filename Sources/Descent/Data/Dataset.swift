/// A data set as a network sees it: encoded, split, scaled.
public struct Dataset: Sendable {
  public var task: LearningTask
  /// The columns of `inputs`; a category has one for each level, `island=Dream`.
  public var inputNames: [String]
  public var train: Part
  public var validation: Part
  /// Empty where the split has two shares, or folds, and there is no table of its own for it.
  public var test: Part
  /// What a standardised input was scaled by: as for targets.
  public var inputScaling: [Scaling]
  /// What a standardised target was scaled by: predicted · scale + offset is in its own units.
  public var targetScaling: [Scaling]

  /// A subtraction and a division.
  public struct Scaling: Hashable, Sendable {
    public var offset: Double
    public var scale: Double

    public static let identity = Scaling(offset: 0, scale: 1)

    /// A scaled number in its own units.
    package func undone(_ value: Float) -> Double { Double(value) * scale + offset }
  }

  /// One of the parts, row-major.
  public struct Part: Sendable {
    /// The rows of its table that it holds, in the table's order, from 0; dropped rows count too.
    public var rows: [Int]
    public var inputs: [Float]
    public var targets: [Float]

    public var count: Int { rows.count }

    public init(rows: [Int], inputs: [Float], targets: [Float]) {
      self.rows = rows
      self.inputs = inputs
      self.targets = targets
    }
  }

  public var inputCount: Int { inputNames.count }
  public var outputCount: Int { task.outputs }

  /// Encodes, splits and scales a table.
  ///
  /// - Parameters:
  ///   - given: The rows.
  ///   - test: The test part, where it is a table of its own; `preparation` then splits `given` into a training
  ///     and a validation part alone.
  ///   - task: What is learnt, and from which targets.
  ///   - preparation: How to split, scale and fill in.
  ///   - fold: The fold that is the validation part, from 1; all others are the training part.
  ///   - split: The stream that decides which row goes where.
  /// - Throws: A ``ComponentError`` for an empty cell, a part without rows, and the like.
  public init(
    _ given: Table, test: Table? = nil, task: LearningTask, preparation: DataPreparation,
    fold: Int = 1, split: inout RandomStream
  ) throws {
    let kept = try Self.rows(of: given, preparation.missing)
    let keptTest = try test.map { try Self.rows(of: $0, preparation.missing) } ?? []
    for table in [given, test].compactMap(\.self) { try Self.checkSizes(table) }
    if let test { try Self.checkTargets(of: test, like: given, task) }
    let whole = try test.map(given.appending) ?? given
    let all = kept + keptTest.map { $0 + given.rowCount }
    let levels = Self.levels(of: whole, task).map { rows in all.map { rows[$0] } }
    let table = all.count < whole.rowCount ? whole.keeping(all) : whole
    self.task = task
    let strata = Self.strata(levels.map { Array($0.prefix(kept.count)) })
    var parts: [[Int]]
    if let folds = preparation.folds {
      parts = try Self.parts(
        rows: kept.count, of: table, strata, task, fold: fold, of: folds, &split)
    } else {
      parts = Split.assign(
        rows: kept.count, shares: preparation.split, classes: strata, random: &split)
    }
    if test != nil { parts = Array(parts.prefix(2)) + [Array(kept.count..<all.count)] }
    let names = ["training", "validation", "test"]
    for (part, name) in zip(parts, names) where part.isEmpty {
      guard name != "test" || test == nil else {
        throw ComponentError("the test part has no rows", file: test?.path)
      }
      throw ComponentError(
        "\(kept.count) rows leave the \(name) part empty; "
          + "give it a larger share in data.split or more rows", file: table.path)
    }
    if case .classification(let classes) = task {
      let present = Set(parts[0].map { levels[0][$0] })
      if let absent = classes.indices.first(where: { !present.contains($0) }) {
        throw ComponentError(
          "class '\(classes[absent])' has too few rows to be in the training part", file: table.path
        )
      }
    }

    var columns: [EncodedColumn] = []
    for column in table.inputs {
      columns += EncodedColumn.columns(column, fittedOn: parts[0], preparation)
    }
    if columns.isEmpty {
      throw ComponentError("the table has no input column besides the target", file: table.path)
    }
    var targets: [EncodedColumn] = []
    switch task {
    case .regression(let names):
      for name in names {
        guard let column = table.columns.first(where: { $0.name == name }) else { continue }
        targets += EncodedColumn.columns(column, fittedOn: parts[0], preparation)
      }
      targetScaling = targets.map(\.scaling)
    case .labels(let labels):
      targets = zip(labels, levels).map { EncodedColumn(name: $0, values: $1.map { Double($0) }) }
      targetScaling = targets.map { _ in .identity }
    case .classification(let classes):
      let shown = classes.count == 2 ? [1] : Array(classes.indices)
      targets = shown.map { level in
        EncodedColumn(name: classes[level], values: levels[0].map { $0 == level ? 1 : 0 })
      }
      targetScaling = targets.map { _ in .identity }
    }
    inputNames = columns.map(\.name)
    inputScaling = columns.map(\.scaling)
    func part(_ rows: [Int]) -> Part {
      Part(
        rows: rows.map { $0 < kept.count ? kept[$0] : keptTest[$0 - kept.count] },
        inputs: EncodedColumn.rowMajor(columns, rows),
        targets: EncodedColumn.rowMajor(targets, rows))
    }
    train = part(parts[0])
    validation = part(parts[1])
    self.test = part(parts.count > 2 ? parts[2] : [])
  }

  /// The training and the validation part of a fold.
  private static func parts(
    rows: Int, of table: Table, _ classes: [Int]?, _ task: LearningTask, fold: Int, of folds: Int,
    _ random: inout RandomStream
  ) throws -> [[Int]] {
    guard folds <= rows else {
      throw ComponentError(
        "\(rows) rows leave some of the \(folds) folds empty", file: table.path)
    }
    if case .classification(let all) = task, let classes {
      let counts = Dictionary(grouping: classes) { $0 }.mapValues(\.count)
      if let lonely = all.indices.first(where: { counts[$0, default: 0] < 2 }) {
        throw ComponentError(
          "class '\(all[lonely])' has one row only, which one of the folds would not train on",
          file: table.path)
      }
    }
    let all = Split.assign(
      rows: rows, shares: Array(repeating: 1 / Double(folds), count: folds),
      classes: classes, random: &random)
    let others = all.indices.filter { $0 != fold - 1 }.flatMap { all[$0] }
    return [others.sorted(), all[fold - 1]]
  }

  /// Throws where a test table holds a class, or a label's value, that no other row has.
  private static func checkTargets(
    of test: Table, like table: Table, _ task: LearningTask
  ) throws {
    guard task.kind != .regression else { return }
    for target in table.columns where table.targets.contains(target.name) {
      guard let twin = test.columns.first(where: { $0.name == target.name }) else { continue }
      let known = Set(DataPreparation.levels(of: target.cells))
      let unknown = DataPreparation.levels(of: twin.cells).filter { !known.contains($0) }
      guard let first = unknown.first else { continue }
      throw ComponentError(
        "'\(first)' of the target '\(target.name)' is in no row that is trained on",
        file: test.path, line: test.path == nil ? nil : 1, column: twin.position)
    }
  }

  /// For the classes, or for each label, the place of every row's value; none for numbers.
  private static func levels(of table: Table, _ task: LearningTask) -> [[Int]] {
    let targets = table.columns.filter { table.targets.contains($0.name) }
    return switch task {
    case .regression: []
    case .classification(let classes): targets.prefix(1).map { places(of: $0.cells, in: classes) }
    case .labels:
      targets.map { places(of: $0.cells, in: DataPreparation.levels(of: $0.cells)) }
    }
  }

  /// The place of each cell's value; 0 for an empty cell.
  private static func places(of cells: Table.Cells, in levels: [String]) -> [Int] {
    let places = Dictionary(uniqueKeysWithValues: zip(levels, levels.indices))
    return switch cells {
    case .numbers(let values):
      values.map { $0.flatMap { places[Value.number($0).description] } ?? 0 }
    case .texts(let values): values.map { $0.flatMap { places[$0] } ?? 0 }
    }
  }

  /// What every part is to have its share of: the classes, or the combinations of labels.
  private static func strata(_ levels: [[Int]]) -> [Int]? {
    guard levels.count > 1 else { return levels.first }
    var strata: [[Int]: Int] = [:]
    return levels[0].indices.map { row in
      let combination = levels.map { $0[row] }
      let stratum = strata[combination] ?? strata.count
      strata[combination] = stratum
      return stratum
    }
  }

  /// Beyond 10³⁰ sums of squares leave the range of what training computes in.
  private static func checkSizes(_ table: Table) throws {
    for column in table.columns {
      guard case .numbers(let cells) = column.cells,
        let row = cells.firstIndex(where: { abs($0 ?? 0) > 1e30 }), let value = cells[row]
      else { continue }
      throw ComponentError(
        "the cell of column '\(column.name)' holds \(value), and training takes numbers up to 1e30",
        file: table.path, line: table.lines?[row], column: column.position)
    }
  }

  /// The rows that are kept: all but those with an empty cell that nothing can fill.
  private static func rows(
    of table: Table, _ policy: DataPreparation.MissingCells
  ) throws -> [Int] {
    var incomplete: Set<Int> = []
    for column in table.columns {
      let isTarget = table.targets.contains(column.name)
      for row in column.missing {
        switch policy {
        case .error:
          throw ComponentError(
            "the cell of column '\(column.name)'"
              + (table.lines == nil ? " in row \(row + 1)" : "") + " is empty; "
              + "say data.missing: drop, or mean for inputs",
            file: table.path, line: table.lines?[row], column: column.position)
        case .drop: incomplete.insert(row)
        case .mean: if isTarget { incomplete.insert(row) }
        }
      }
    }
    return (0..<table.rowCount).filter { !incomplete.contains($0) }
  }
}

/// A column of numbers, scaled by what was seen in the training part.
private struct EncodedColumn {
  var name: String
  var values: [Double]
  var scaling = Dataset.Scaling.identity

  /// The numbers of a column: themselves, or one 0/1 column for each category of the table.
  ///
  /// Categories are those of all rows, so that a network has the same width whatever the split.
  static func columns(
    _ column: Table.Column, fittedOn training: [Int], _ preparation: DataPreparation
  ) -> [EncodedColumn] {
    switch column.cells {
    case .numbers(let cells):
      let seen = training.compactMap { cells[$0] }
      let mean = seen.isEmpty ? 0 : seen.reduce(0, +) / Double(seen.count)
      return [
        EncodedColumn(name: column.name, values: cells.map { $0 ?? mean })
          .scaled(training, preparation)
      ]
    case .texts(let cells):
      let seen = Dictionary(grouping: training.compactMap { cells[$0] }) { $0 }.mapValues(\.count)
      let levels = Set(cells.compactMap { $0 }).sorted()
      let mode = levels.max { (seen[$0] ?? 0, $1) < (seen[$1] ?? 0, $0) }
      return levels.map { level in
        EncodedColumn(
          name: column.name + "=" + level,
          values: cells.map { ($0 ?? mode) == level ? 1 : 0 }
        ).scaled(training, preparation)
      }
    }
  }

  /// Mean 0 and standard deviation 1 (of the population) on the training rows; a constant column is
  /// only centred.
  private func scaled(_ training: [Int], _ preparation: DataPreparation) -> EncodedColumn {
    guard preparation.standardize else { return self }
    let count = Double(training.count)
    let mean = training.reduce(0) { $0 + values[$1] } / count
    let variance =
      training.reduce(0) { $0 + (values[$1] - mean) * (values[$1] - mean) } / count
    let sd = variance.squareRoot()
    let scale = sd > 1e-12 * Swift.max(1, Swift.abs(mean)) ? sd : 1
    return EncodedColumn(
      name: name, values: values.map { ($0 - mean) / scale },
      scaling: Dataset.Scaling(offset: mean, scale: scale))
  }

  static func rowMajor(_ columns: [EncodedColumn], _ rows: [Int]) -> [Float] {
    var result: [Float] = []
    result.reserveCapacity(rows.count * columns.count)
    for row in rows {
      for column in columns { result.append(Float(column.values[row])) }
    }
    return result
  }
}
