public import Descent

/// What holds for every data source.
public enum DataSourceLaws {
  /// All laws, for a source that is given the files that it asks for.
  public static func findings(
    for source: any DataSource, files: [LoadedFile] = []
  ) -> [Finding] {
    shape(of: source, files: files) + repetition(of: source, files: files)
  }

  /// All columns are equally long, and the targets are among them.
  public static func shape(of source: any DataSource, files: [LoadedFile]) -> [Finding] {
    guard let table = table(of: source, files, seed: 1) else {
      return [Finding(source, "it makes a table", "it throws an error")]
    }
    var findings: [Finding] = []
    let lengths = Set(table.columns.map(\.count))
    if lengths.count != 1 || lengths == [0] {
      findings.append(
        Finding(
          source, "all columns are equally long and not empty",
          "the lengths are \(table.columns.map(\.count))"))
    }
    let names = table.columns.map(\.name)
    if Set(names).count < names.count {
      findings.append(Finding(source, "columns have names of their own", "they are \(names)"))
    }
    if table.targets.isEmpty || !table.targets.allSatisfy(names.contains) {
      findings.append(
        Finding(
          source, "the targets are columns of the table",
          "the targets are \(table.targets), the columns \(names)"))
    }
    if let lines = table.lines, lines.count != table.rowCount {
      findings.append(
        Finding(
          source, "each row has its line",
          "there are \(lines.count) lines for \(table.rowCount) rows"))
    }
    return findings
  }

  /// The same stream gives the same table.
  public static func repetition(of source: any DataSource, files: [LoadedFile]) -> [Finding] {
    guard let first = table(of: source, files, seed: 2),
      let second = table(of: source, files, seed: 2), contents(first) != contents(second)
    else { return [] }
    return [
      Finding(source, "the same stream gives the same table", "the second one is another")
    ]
  }

  private static func table(
    of source: any DataSource, _ files: [LoadedFile], seed: UInt64
  ) -> Table? {
    var random = RandomStream(seed: seed)
    return try? source.table(from: files, random: &random)
  }

  private static func contents(_ table: Table) -> [String] {
    [table.targets.description]
      + table.columns.map { column in
        switch column.cells {
        case .numbers(let values): column.name + ": \(values)"
        case .texts(let values): column.name + ": \(values)"
        }
      }
  }
}
