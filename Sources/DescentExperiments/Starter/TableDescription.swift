package import Descent

/// What the columns of a table hold, as far as a first experiment depends on it.
package struct TableDescription: Hashable, Sendable {
  package var rowCount: Int
  package var columns: [Column]
  /// The targets that the source names by itself.
  package var targets: [String]

  package struct Column: Hashable, Sendable {
    package var name: String
    package var content: Content
    /// Different values, empty cells apart.
    package var levelCount: Int
    /// Empty cells.
    package var missingCount: Int

    package init(_ name: String, _ content: Content, levels: Int, missing: Int = 0) {
      self.name = name
      self.content = content
      levelCount = levels
      missingCount = missing
    }
  }

  package enum Content: Hashable, Sendable {
    /// From the least to the largest.
    case numbers(ClosedRange<Double>, areWhole: Bool)
    /// The first few in alphabetical order.
    case texts([String])
  }

  package init(rowCount: Int, columns: [Column], targets: [String] = []) {
    self.rowCount = rowCount
    self.columns = columns
    self.targets = targets
  }

  package init(_ table: Table) {
    self.init(
      rowCount: table.rowCount, columns: table.columns.map(Column.init), targets: table.targets)
  }

  /// The name of a column that is rather a cell: a file without a header has its first row there.
  ///
  /// Then all columns of numbers have numbers as names, and most of these lie among their cells. Names
  /// that count, such as 0, 1, 2 or 2019, 2020, are names.
  package var cellInHeader: String? {
    var names: [(text: String, number: Double, isAmongCells: Bool)] = []
    for column in columns {
      guard case .numbers(let range, _) = column.content else { continue }
      guard let number = Double(column.name) else { return nil }
      names.append((column.name, number, range.contains(number)))
    }
    let areCounted =
      names.count > 1 && zip(names, names.dropFirst()).allSatisfy { $0.number + 1 == $1.number }
    let amongCells = names.filter(\.isAmongCells)
    return areCounted || 2 * amongCells.count < names.count ? nil : amongCells.first?.text
  }
}

extension TableDescription.Column {
  init(_ column: Table.Column) {
    let missing = column.missing.count
    switch column.cells {
    case .numbers(let cells):
      let numbers = cells.compactMap { $0 }
      let range = (numbers.min() ?? 0)...(numbers.max() ?? 0)
      let areWhole = numbers.allSatisfy { $0 == $0.rounded() }
      self.init(
        column.name, .numbers(range, areWhole: areWhole), levels: Set(numbers).count,
        missing: missing)
    case .texts(let cells):
      let texts = Set(cells.compactMap { $0 })
      self.init(
        column.name, .texts(Array(texts.sorted().prefix(Self.shownTexts))), levels: texts.count,
        missing: missing)
    }
  }

  private static let shownTexts = 4
}

extension TableDescription {
  /// Reads a CSV file.
  ///
  /// - Parameters:
  ///   - path: Where it is; a relative path starts from the current folder.
  ///   - registry: With the data source `csv`, by whose rules it is read.
  /// - Throws: What keeps it from being a table, with its place in the file.
  package init(csv path: String, registry: Registry) throws(DiagnosticList) {
    let catalog = DataCatalog(folder: ".", registry: registry)
    do {
      self = try Self.read(path, catalog, registry)
    } catch {
      throw DiagnosticList([Self.diagnostic(error, path, catalog)])
    }
    guard let name = cellInHeader else { return }
    throw DiagnosticList([
      Self.diagnostic(
        ComponentError(
          "column '\(name)' is named like one of its cells; expected a header row with names",
          file: path, line: 1, column: (columns.firstIndex { $0.name == name } ?? 0) + 1),
        path, catalog)
    ])
  }

  private static func read(
    _ path: String, _ catalog: DataCatalog, _ registry: Registry
  ) throws -> TableDescription {
    let file = try catalog.load(path)
    let source: (any DataSource)? = registry.make(
      .data, named: Starter.format, settings: ["path": .text(path)])
    guard let source else { throw ComponentError("there is no data source '\(Starter.format)'") }
    var random = RandomStream(.data, replicate: 0)
    return TableDescription(try source.table(from: [file], random: &random))
  }

  /// The mistake with its line, as far as it has one.
  private static func diagnostic(
    _ error: any Error, _ path: String, _ catalog: DataCatalog
  ) -> Diagnostic {
    let fault = error as? ComponentError
    let message = fault?.message ?? "\(error)"
    guard let line = fault?.line, let bytes = try? catalog.load(path).bytes else {
      return Diagnostic("\(path): \(message)")
    }
    let file = SourceFile(name: path, bytes: bytes)
    return Diagnostic(message, at: file.position(ofCell: fault?.column ?? 1, inLine: line))
  }
}
