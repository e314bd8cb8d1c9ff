package import Descent
import Foundation

/// The data sets and other files of an experiment: found, read once, hashed.
///
/// Paths are relative to the experiment file; `shipped:digits.csv` and the like are files of the program.
package final class DataCatalog {
  private let folder: String
  private let registry: Registry
  private var files: [String: Entry] = [:]
  /// The files that a component reads.
  private var paths: [Section: [String]] = [:]
  private var tables: [TableKey: Table] = [:]
  private var datasets: [DatasetKey: Dataset] = [:]

  private struct Entry {
    var file: LoadedFile
    var sha256: String
  }

  private struct TableKey: Hashable {
    var source: [String: Value]
    /// The replicate of the stream; nil where the table is a file's.
    var replicate: Int?
  }

  private struct DatasetKey: Hashable {
    var table: TableKey
    var preparation: DataPreparation
    var task: LearningTask
    /// The file of the test part, where it has one.
    var test: String?
    var replicate: Int
    var fold: Int?
  }

  package init(folder: String, registry: Registry) {
    self.folder = folder
    self.registry = registry
  }

  // MARK: - Files

  /// - Throws: A `ComponentError` where the file cannot be read.
  package func load(_ path: String) throws -> LoadedFile { try entry(path).file }

  package func sha256(_ path: String) throws -> String { try entry(path).sha256 }

  private func entry(_ path: String) throws -> Entry {
    if let entry = files[path] { return entry }
    let bytes = try unpacked(try bytes(path), path)
    var hash = SHA256()
    hash.update(bytes)
    let entry = Entry(file: LoadedFile(path: path, bytes: bytes), sha256: hash.hexDigest)
    files[path] = entry
    return entry
  }

  private func bytes(_ path: String) throws -> [UInt8] {
    guard !path.isEmpty else { throw ComponentError("no path is given") }
    if ShippedFile.isNamed(by: path) {
      guard let bytes = ShippedFile.bytes(path) else {
        throw ComponentError(
          "no such file is shipped; " + alternatives(to: path, among: ShippedFile.paths),
          file: path)
      }
      return bytes
    }
    let url = URL(fileURLWithPath: path, relativeTo: URL(fileURLWithPath: folder + "/"))
    do {
      return [UInt8](try Data(contentsOf: url))
    } catch {
      let exists = FileManager.default.fileExists(atPath: url.path)
      throw ComponentError(exists ? "the file cannot be read" : "there is no such file", file: path)
    }
  }

  /// What is in a file: a gzip file stands for what it was packed from, also in the id of a run.
  private func unpacked(_ bytes: [UInt8], _ path: String) throws -> [UInt8] {
    guard Deflate.isGzip(bytes) else { return bytes }
    do {
      return try Deflate.unpacked(bytes, .gzip)
    } catch let error as ComponentError {
      throw ComponentError(error.message, file: path)
    }
  }

  /// The hashes of all files that the configuration's components read, in order.
  package func fileHashes(of configuration: Configuration) throws -> [String] {
    try filePaths(of: configuration).map(sha256)
  }

  package func filePaths(of configuration: Configuration) -> [String] {
    Slot.allCases.flatMap { filePaths(of: $0, in: configuration) }
  }

  /// The files that one component reads.
  func filePaths(of slot: Slot, in configuration: Configuration) -> [String] {
    guard let section = configuration[section: slot.rawValue] else { return [] }
    if let paths = paths[section] { return paths }
    let component = configuration.component(slot, from: registry, as: (any Component).self)
    if paths.count >= 1000 { paths.removeAll() }
    let test = slot == .data ? configuration.testPath : nil
    let own = (component?.files ?? []) + (test.map { [$0] } ?? [])
    paths[section] = own
    return own
  }

  // MARK: - Data

  /// The table of a configuration for one replicate of its stream.
  package func table(_ configuration: Configuration, replicate: Int) throws -> Table {
    try table(key(configuration, replicate), configuration)
  }

  private func key(_ configuration: Configuration, _ replicate: Int) -> TableKey {
    var source = configuration[section: Slot.data.rawValue]?.values ?? [:]
    for key in Setting.keys(in: .data) { source[key] = nil }
    return TableKey(source: source, replicate: isGenerated(configuration) ? replicate : nil)
  }

  /// Whether the rows are drawn at random, as against read from a file.
  package func isGenerated(_ configuration: Configuration) -> Bool {
    configuration.component(.data, from: registry, as: (any DataSource).self)?.isGenerated ?? false
  }

  private func table(_ key: TableKey, _ configuration: Configuration) throws -> Table {
    if let table = tables[key] { return table }
    let source = try source(configuration)
    let table = try table(from: source.files, source, replicate: key.replicate)
    tables[key] = table
    return table
  }

  /// The rows of the test part where they lie in a file of their own, which the data source reads as its own.
  package func testTable(_ configuration: Configuration) throws -> Table? {
    guard let path = configuration.testPath else { return nil }
    let source = try source(configuration)
    guard source.files.count == 1 else {
      throw ComponentError(
        "data source '\(type(of: source).name)' reads \(source.files.isEmpty ? "no file" : "several files"), "
          + "so that 'data.test' cannot be one like it", file: path)
    }
    // The source takes the file for its own and says so, in errors too.
    do {
      var table = try table(from: [path], source, replicate: nil)
      table.path = table.path.map { _ in path }
      return table
    } catch var error as ComponentError {
      if error.file == source.files.first { error.file = path }
      throw error
    }
  }

  private func source(_ configuration: Configuration) throws -> any DataSource {
    guard
      let source = configuration.component(.data, from: registry, as: (any DataSource).self)
    else { throw ComponentError("there is no data source") }
    return source
  }

  private func table(
    from files: [String], _ source: any DataSource, replicate: Int?
  ) throws -> Table {
    var random = RandomStream(.data, replicate: replicate ?? 0)
    let table = try source.table(from: files.map { try load($0) }, random: &random)
    if let fault = table.fault {
      throw ComponentError("data source '\(type(of: source).name)' made no table: \(fault)")
    }
    return table
  }

  /// The data set of a configuration: encoded, split, scaled.
  package func dataset(
    _ configuration: Configuration, task: LearningTask, streams: StreamReplicates,
    fold: Int? = nil
  ) throws -> Dataset {
    let tableKey = key(configuration, streams[.data])
    let preparation = configuration.preparation
    let key = DatasetKey(
      table: tableKey, preparation: preparation, task: task, test: configuration.testPath,
      replicate: streams[.split], fold: fold)
    if let dataset = datasets[key] { return dataset }
    var split = RandomStream(.split, replicate: streams[.split])
    let dataset = try Dataset(
      try table(tableKey, configuration), test: try testTable(configuration), task: task,
      preparation: preparation, fold: fold ?? 1, split: &split)
    // A worker sees the runs of one seed after the other, so few data sets are wanted at a time.
    if datasets.count >= 8 { datasets.removeAll() }
    if tables.count >= 16 { tables.removeAll() }
    datasets[key] = dataset
    return dataset
  }
}

extension Configuration {
  /// Whether some rows are neither trained on nor looked at while a run trains.
  package var hasTestPart: Bool {
    testPath != nil || preparation.folds == nil && preparation.split.count > 2
  }

  /// The file of the test part, where it has one.
  var testPath: String? { text("data.test") }

  /// The framework's settings of `data`.
  package var preparation: DataPreparation {
    var preparation = DataPreparation()
    if case .text(let task)? = self["data.task"] { preparation.task = .init(rawValue: task) }
    if case .list(let shares)? = self["data.split"] {
      preparation.split = shares.compactMap(\.number)
    }
    if testPath != nil {
      // The file stands in the place of the third share; the others keep their ratio.
      let shares = preparation.split.prefix(2)
      let sum = shares.reduce(0, +)
      preparation.split = shares.map { $0 / sum }
    }
    if case .integer(let folds)? = self["data.split.folds"] { preparation.folds = folds }
    if case .boolean(let standardize)? = self["data.standardize"] {
      preparation.standardize = standardize
    }
    if case .text(let missing)? = self["data.missing"] {
      preparation.missing = .init(rawValue: missing) ?? .error
    }
    return preparation
  }
}
