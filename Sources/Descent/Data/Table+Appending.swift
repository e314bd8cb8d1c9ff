extension Table {
  /// The table with the rows of another one behind its own, which has the same columns in any order.
  ///
  /// - Throws: A ``ComponentError`` where a column is missing, is none of this table's, or holds texts where
  ///   this one's holds numbers or the other way round.
  func appending(_ other: Table) throws -> Table {
    let own = path.map { "'\($0)'" } ?? "the data"
    func fault(_ message: String, at column: Column?) -> ComponentError {
      ComponentError(
        message, file: other.path, line: other.path == nil ? nil : 1, column: column?.position)
    }
    let names = Set(columns.map(\.name))
    if let column = other.columns.first(where: { !names.contains($0.name) }) {
      throw fault("column '\(column.name)' is none of those of \(own)", at: column)
    }
    var result = self
    for (index, column) in columns.enumerated() {
      guard let twin = other.columns.first(where: { $0.name == column.name }) else {
        throw fault("column '\(column.name)' of \(own) is missing", at: nil)
      }
      guard let cells = column.cells.appending(twin.cells) else {
        let isText = if case .texts = twin.cells { true } else { false }
        throw fault(
          "column '\(column.name)' holds \(isText ? "texts" : "numbers"), and "
            + "\(isText ? "numbers" : "texts") in \(own)", at: twin)
      }
      result.columns[index].cells = cells
    }
    result.lines = lines.flatMap { lines in other.lines.map { lines + $0 } }
    return result
  }
}

extension Table.Cells {
  /// Nil where one holds numbers and the other texts; empty cells are either.
  fileprivate func appending(_ other: Table.Cells) -> Table.Cells? {
    switch (self, other) {
    case (.numbers(let own), .numbers(let more)): .numbers(own + more)
    case (.texts(let own), .texts(let more)): .texts(own + more)
    case (.numbers(let own), .texts(let more)) where more.allSatisfy { $0 == nil }:
      .numbers(own + more.map { _ in nil })
    case (.texts(let own), .numbers(let more)) where more.allSatisfy { $0 == nil }:
      .texts(own + more.map { _ in nil })
    default: nil
    }
  }
}
