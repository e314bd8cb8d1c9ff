/// How a table becomes a data set: the framework's settings of `data`, alike for all sources.
public struct DataPreparation: Hashable, Sendable {
  /// Nil: classification for text targets and for losses that take classes only; of several targets, labels.
  public var task: LearningTask.Kind?
  /// The shares of training, validation and test part.
  public var split: [Double]
  /// So many folds of a cross-validation in place of shares; nil for a single split.
  public var folds: Int?
  /// Whether inputs, and numeric targets, get mean 0 and deviation 1, fitted on the training part.
  public var standardize: Bool
  public var missing: MissingCells

  /// What becomes of empty cells.
  public enum MissingCells: String, CaseIterable, Sendable {
    case error
    /// The row is left out.
    case drop
    /// The training part's mean takes its place, or its most frequent text.
    case mean
  }

  public init(
    task: LearningTask.Kind? = nil, split: [Double] = [0.6, 0.2, 0.2], folds: Int? = nil,
    standardize: Bool = true, missing: MissingCells = .error
  ) {
    self.task = task
    self.split = split
    self.folds = folds
    self.standardize = standardize
    self.missing = missing
  }

  /// The task of a table: as declared, or what its targets and the loss leave open only once.
  ///
  /// - Throws: A ``ComponentError`` where that is not clear, or the targets do not fit.
  public func task(of table: Table, loss: (any RowLoss.Type)?) throws -> LearningTask {
    let targets = table.columns.filter { table.targets.contains($0.name) }
    let isText = targets.contains { if case .texts = $0.cells { true } else { false } }
    let kind: LearningTask.Kind
    if let known = task ?? table.task {
      kind = known
    } else if isText || loss.map({ $0.tasks == [.classification] }) ?? false {
      kind = targets.count > 1 ? .labels : .classification
    } else if loss.map({ $0.tasks == [.regression] }) ?? false {
      kind = .regression
    } else {
      throw ComponentError(
        targets.count > 1
          ? "the targets \(Self.quoted(table.targets)) hold numbers, which may be labels or quantities; "
            + "say data.task: labels or regression"
          : "the target \(Self.quoted(table.targets)) holds numbers, which may be classes or "
            + "quantities; say data.task: classification or regression")
    }
    switch kind {
    case .regression:
      if isText {
        throw ComponentError(
          (targets.count > 1 ? "one of the targets" : "the target")
            + " \(Self.quoted(table.targets)) holds texts; regression needs numbers",
          file: table.path, line: table.path == nil ? nil : 1)
      }
      return .regression(targets: targets.map(\.name))
    case .classification:
      guard targets.count == 1 else {
        throw ComponentError(
          "classification takes one target column, not \(targets.count); "
            + "for labels that a row has or has not, say data.task: labels", file: table.path)
      }
      let classes = Self.levels(of: targets[0].cells)
      guard classes.count > 1 else {
        throw ComponentError(
          "the target '\(targets[0].name)' has one class only"
            + (classes.first.map { ", '\($0)'" } ?? ""),
          file: table.path, line: table.path == nil ? nil : 1, column: targets[0].position)
      }
      return .classification(classes: classes)
    case .labels:
      for target in targets {
        let values = Self.levels(of: target.cells)
        guard values.count != 2 else { continue }
        throw ComponentError(
          "the label '\(target.name)' has \(values.count == 1 ? "one value only" : "\(values.count) values"), "
            + "\(Self.quoted(values.prefix(5)))\(values.count > 5 ? ", …" : ""); a label has two",
          file: table.path, line: table.path == nil ? nil : 1, column: target.position)
      }
      return .labels(targets.map(\.name))
    }
  }

  private static func quoted(_ names: some Sequence<String>) -> String {
    names.map { "'\($0)'" }.joined(separator: ", ")
  }

  /// The distinct values of a column: numbers in numeric order, texts in alphabetical order.
  static func levels(of cells: Table.Cells) -> [String] {
    switch cells {
    case .numbers(let values):
      Set(values.compactMap { $0 }).sorted().map { Value.number($0).description }
    case .texts(let values): Set(values.compactMap { $0 }).sorted()
    }
  }
}
