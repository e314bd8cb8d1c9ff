import Descent

// What follows for a configuration from its data, and from its sections together.
extension Planner {
  struct Settlement {
    var task: LearningTask
    /// Nil where the settings do not go together.
    var dataset: Dataset?
    /// Why they do not, where such runs are skipped.
    var invalidity: String?
    /// The sections that something was filled into.
    var filled: [Section]

    init(
      _ task: LearningTask, _ dataset: Dataset? = nil, invalidity: String? = nil,
      from given: Configuration, to settled: Configuration
    ) {
      self.task = task
      self.dataset = dataset
      self.invalidity = invalidity
      filled = settled.sections.filter { !given.sections.contains($0) }
    }
  }

  /// Fills in what follows from the data, and checks that everything fits together.
  mutating func settle(
    _ given: Configuration, in studies: [String]
  ) -> Plan.PlannedConfiguration? {
    let paths = catalog.filePaths(of: given)
    guard hasPaths(given, paths) else { return nil }
    do {
      guard let settlement = try settlement(of: given) else { return nil }
      let configuration = given.filled(with: settlement.filled)
      let hashes = try paths.map(catalog.sha256)
      for (path, hash) in zip(paths, hashes) where filePaths.insert(path).inserted {
        files.append(dataFile(path, hash, isFirst: path == paths.first, configuration))
      }
      let plugins = configuration.plugins(in: registry)
      return Plan.PlannedConfiguration(
        configuration, task: settlement.task, fileHashes: hashes, plugins: plugins,
        invalidity: settlement.invalidity, studies: studies,
        digest: hash.digest(
          of: configuration, fileHashes: hashes, plugins: plugins.map(\.sha256)))
    } catch let error as ComponentError {
      report(error, given)
    } catch {
      mistakes.append(Diagnostic("\(error)", at: document.base.position))
    }
    return nil
  }

  /// Looks at a configuration as a whole; once for all that differ in nothing that is looked at.
  private mutating func settlement(of given: Configuration) throws -> Settlement? {
    let free = [Slot.optimizer, .regularizer].map(\.rawValue)
    let key = given.sections.filter { !free.contains($0.name) }
    if let known = settlements[key] { return known }
    settlements[key] = .some(nil)
    guard let fit = try fit(given) else { return nil }
    guard let dataset = fit.dataset else {
      settlements[key] = fit
      return fit
    }
    var configuration = given.filled(with: fit.filled)
    guard fitsMemory(dataset, configuration) else { return nil }
    let before = mistakes.count
    let goesTogether = fitsTraining(&configuration)
    let invalidity = takeInvalidity(since: before)
    guard goesTogether || invalidity != nil else { return nil }
    try tryInitializer(configuration, dataset, streams)
    let settlement = Settlement(
      fit.task, dataset, invalidity: invalidity, from: given, to: configuration)
    settlements[key] = settlement
    return settlement
  }

  /// What does not go together in a configuration that is to be skipped, which then is no mistake.
  ///
  /// - Parameter count: How many mistakes there were before it was looked at.
  /// - Returns: The first reason; nil where nothing else was found, or what is no matter of combining.
  private mutating func takeInvalidity(since count: Int) -> String? {
    let found = mistakes[count...]
    guard document.skipsInvalid, let first = found.first, found.allSatisfy({ $0.code == "E15" })
    else { return nil }
    invalidities += found
    mistakes.removeSubrange(count...)
    return first.message
  }

  /// Looks at the data with a configuration; once for all that agree in what matters there.
  private mutating func fit(_ given: Configuration) throws -> Settlement? {
    let matters = [Slot.data, .loss, .output].map(\.rawValue) + ["training"]
    let key = given.sections.filter { matters.contains($0.name) }
    if let known = settlements[key] { return known }
    settlements[key] = .some(nil)
    var configuration = given
    let table = try catalog.table(configuration, replicate: streams[.data])
    let chosen = configuration.component(.loss, from: registry, as: (any RowLoss).self)
    let task = try configuration.preparation.task(of: table, loss: chosen.map { type(of: $0) })
    if chosen == nil {
      configuration.fill(.loss, with: Self.defaultLoss(task), from: registry)
    }
    guard let loss = configuration.component(.loss, from: registry, as: (any RowLoss).self) else {
      return nil
    }
    let before = mistakes.count
    guard fits(loss, task, &configuration) else {
      guard let invalidity = takeInvalidity(since: before) else { return nil }
      let fit = Settlement(task, invalidity: invalidity, from: given, to: configuration)
      settlements[key] = fit
      return fit
    }
    let dataset = try catalog.dataset(configuration, task: task, streams: streams)
    guard fits(dataset, &configuration) else { return nil }
    let fit = Settlement(task, dataset, from: given, to: configuration)
    settlements[key] = fit
    return fit
  }

  /// Whether every component that reads a file was told which.
  private mutating func hasPaths(_ configuration: Configuration, _ paths: [String]) -> Bool {
    guard paths.contains("") else { return true }
    for slot in Slot.allCases {
      let component = configuration.component(slot, from: registry, as: (any Component).self)
      guard let component, component.files.contains("") else { continue }
      report(
        "\(slot.kind.rawValue) '\(type(of: component).name)' needs the path of a file",
        at: position(slot, configuration), "E05")
      break
    }
    return false
  }

  /// A file that a configuration reads; the first one of data that are not generated is the data's.
  private func dataFile(
    _ path: String, _ hash: String, isFirst: Bool, _ configuration: Configuration
  ) -> Plan.DataFile {
    let table =
      isFirst && !catalog.isGenerated(configuration)
      ? try? catalog.table(configuration, replicate: 0)
      : path == configuration.testPath ? try? catalog.testTable(configuration) : nil
    return Plan.DataFile(path: path, sha256: hash, rows: table?.rowCount)
  }
}

extension Configuration {
  /// The configuration with sections in the place of its own.
  fileprivate func filled(with sections: [Section]) -> Configuration {
    var configuration = self
    for section in sections { configuration[section: section.name] = section }
    return configuration
  }
}
