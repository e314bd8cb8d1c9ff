package import Descent

/// A first experiment on a data set: what its columns let one guess.
///
/// The question is which optimizer is best at its best learning rate. Everything else is made so that the
/// answer is there within seconds, and is a beginning.
package struct Starter: Sendable {
  package let source: Source
  package let task: LearningTask.Kind
  /// The column to predict; nil where the source has it of itself.
  package private(set) var target: String?
  /// Columns that say nothing about any other row.
  package private(set) var ignored: [Ignored] = []
  /// Inputs of a few whole numbers, which may be categories.
  package private(set) var fewLeveled: [String] = []
  /// Empty cells of the columns that are not left out.
  package private(set) var missingCount = 0
  package let hidden: [Int]
  package let batchSize: Int?
  package let epochs: Int

  /// Where the data come from.
  package enum Source: Sendable {
    /// Two half moons, which need no file.
    case moons
    /// A CSV file, by its path from the experiment file.
    case csv(path: String, TableDescription)
  }

  /// A column that is left out.
  package struct Ignored: Hashable, Sendable {
    package let name: String
    package let reason: Reason

    package enum Reason: String, Sendable {
      case isConstant = "has one value only"
      case isIdentifier = "tells the rows apart"
    }
  }

  /// A starter on a generated data set.
  package static let moons = Starter(.moons, task: .classification, rows: moonCount)

  static let moonCount = 300

  /// A starter on a file of some columns.
  package init(path: String, _ table: TableDescription) {
    let ignored = table.columns.compactMap { column in
      column.reasonToIgnore(rows: table.rowCount).map { Ignored(name: column.name, reason: $0) }
    }
    let useful = table.columns.filter { column in !ignored.contains { $0.name == column.name } }
    let target = Self.target(among: useful) ?? table.columns.last
    let isClass = target?.holdsClasses(rows: table.rowCount) ?? true
    self.init(
      .csv(path: path, table), task: isClass ? .classification : .regression,
      rows: table.rowCount)
    self.target = target?.name
    self.ignored = ignored.filter { $0.name != target?.name }
    fewLeveled = useful.filter { $0.name != target?.name && $0.hasFewLevels }.map(\.name)
    missingCount = useful.map(\.missingCount).reduce(0, +)
  }

  private init(_ source: Source, task: LearningTask.Kind, rows: Int) {
    self.source = source
    self.task = task
    let trained = Int(Double(rows) * Self.trainingShare)
    let size = Self.batchSizes.first { trained < $0.below }?.size ?? 512
    hidden = rows < 5000 ? (rows < 500 ? [16] : [32]) : [64, 64]
    batchSize = size <= trained ? size : nil
    let affordable = Self.rowPasses / (Self.networkCount * max(trained, 1))
    epochs = [50, 30, 20, 10, 5].first { $0 <= affordable } ?? 3
  }

  // MARK: - What a sweep may cost

  private static let trainingShare = 0.6
  /// The rows that all networks see together.
  private static let rowPasses = 20_000_000
  private static let batchSizes = [
    (below: 300, size: 16), (below: 10_000, size: 32), (below: 100_000, size: 128),
  ]
  /// Three optimizers at four learning rates, six times.
  static let networkCount = 3 * 4 * 6

  /// The data source that reads the file.
  static let format = "csv"

  // MARK: - The target

  /// What people call a column to predict, the clearest first.
  private static let targetNames = ["target", "label", "class", "y", "outcome", "response"]

  private static func target(
    among columns: [TableDescription.Column]
  ) -> TableDescription.Column? {
    for name in targetNames {
      if let column = columns.first(where: { $0.name.lowercased() == name }) { return column }
    }
    return columns.last
  }
}

extension TableDescription.Column {
  /// Why it is no use to a network, if it is none.
  fileprivate func reasonToIgnore(rows: Int) -> Starter.Ignored.Reason? {
    let filled = rows - missingCount
    if levelCount < 2 { return .isConstant }
    switch content {
    // Of few rows nobody can say.
    case .texts: return levelCount > 10 && 2 * levelCount > filled ? .isIdentifier : nil
    case .numbers(_, let areWhole):
      return areWhole && levelCount == filled && isNamedIdentifier ? .isIdentifier : nil
    }
  }

  fileprivate var hasFewLevels: Bool {
    guard case .numbers(_, areWhole: true) = content else { return false }
    return (3...10).contains(levelCount)
  }

  private var isNamedIdentifier: Bool {
    let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }
    return ["id", "index", "row", "rownames"].contains(words.last ?? "") || name.hasSuffix("Id")
      || name.hasSuffix("ID")
  }

  /// Whether it rather holds classes than quantities: texts, two values, or few whole numbers.
  fileprivate func holdsClasses(rows: Int) -> Bool {
    guard case .numbers(_, let areWhole) = content, levelCount != 2 else { return true }
    return areWhole && levelCount <= 20 && 5 * levelCount <= rows - missingCount
  }
}
