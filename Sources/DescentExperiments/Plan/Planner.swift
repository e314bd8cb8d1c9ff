import Descent
import DescentStore

/// Turns a document into a plan: expands its studies, looks at the data, checks what fits together,
/// decides what is compared, and gives every run its id.
struct Planner {
  private(set) var document: Document
  let registry: Registry
  let catalog: DataCatalog
  /// The replicate that configurations are checked with.
  let streams: StreamReplicates
  /// What the studies vary.
  let varied: VariedPaths
  var mistakes: [Diagnostic] = []
  /// What was found to go together, by the sections that it depends on.
  private var fits: [[Section?]: Fit] = [:]
  private var notes: [Diagnostic] = []
  /// The files that the configurations read, each once.
  private var files: [Plan.DataFile] = []
  private var filePaths: Set<String> = []

  init(_ document: Document, registry: Registry, folder: String) {
    self.document = document
    self.registry = registry
    varied = VariedPaths(document)
    streams = StreamReplicates(seed: document.seeds.first ?? 1, vary: document.vary)
    catalog = DataCatalog(folder: folder, registry: registry)
  }

  mutating func plan() throws(DiagnosticList) -> Plan {
    fillLoss()
    let expansion = Expansion(document, registry: registry)
    mistakes += expansion.mistakes
    try checkSize(expansion)
    let settled = zip(expansion.configurations, expansion.studies).map { settle($0, in: $1) }
    let configurations = merged(settled.compactMap(\.self))
    if mistakes.isEmpty { checkVariation(configurations) }
    let comparison = comparison(
      mistakes.isEmpty
        ? configurations.map(\.configuration)
        : zip(settled, expansion.configurations).map { $0?.configuration ?? $1 },
      measured: configurations.first)
    checkSearch(configurations, comparison)
    if !mistakes.isEmpty { throw DiagnosticList(mistakes) }
    noteOddities(expansion, configurations, comparison)
    return Plan(
      document: document, configurations: configurations, runs: runs(configurations),
      counts: expansion.counts, comparison: comparison, notes: notes,
      dataFiles: files)
  }

  /// What the document names and its studies do not have; its data are not looked at.
  static func nameMistakes(_ document: Document, registry: Registry) -> [Diagnostic] {
    var planner = Planner(document, registry: registry, folder: "")
    let expansion = Expansion(document, registry: registry)
    planner.mistakes += expansion.mistakes
    _ = planner.comparison(expansion.configurations, measured: nil)
    return planner.mistakes
  }

  private mutating func comparison(
    _ configurations: [Configuration], measured: Plan.PlannedConfiguration?
  ) -> ComparisonPlan {
    ComparisonPlan(
      document, configurations: configurations, measured: measured, varied: varied,
      registry: registry, mistakes: &mistakes)
  }

  private mutating func checkSize(_ expansion: Expansion) throws(DiagnosticList) {
    let distinct = expansion.configurations.count
    let folds = expansion.configurations.reduce(0) { $0 + $1.folds.count }
    let count = expansion.counts.isEmpty ? document.combinationCount : folds
    let (runs, overflows) = count.multipliedReportingOverflow(by: document.seeds.count)
    guard overflows || runs > document.options.maxRuns else { return }
    let total = overflows || count == .max ? "far too many" : "\(runs)"
    mistakes.append(
      Diagnostic(
        (["the plan has \(total) runs, more than run.max_runs = \(document.options.maxRuns)"]
          + document.studies.flatMap(Self.sizes) + ["    seeds: \(document.seeds.count)"]
          + (folds > distinct ? ["    folds: " + Self.share(of: folds, distinct)] : []))
          .joined(separator: "\n"),
        at: document.studies.first?.dimensions.first?.position ?? document.base.position,
        code: "E16"))
    throw DiagnosticList(mistakes)
  }

  /// The size of each dimension of a study, a line each.
  private static func sizes(_ study: Study) -> [String] {
    let prefix = study.name.map { $0 + ", " } ?? ""
    return study.dimensions.map { "    \(prefix)\($0.name): \($0.points.count)" }
  }

  /// `10` where each of the configurations has ten, `14 in 4 configurations` where they differ.
  private static func share(of folds: Int, _ configurations: Int) -> String {
    folds.isMultiple(of: configurations)
      ? "\(folds / configurations)" : "\(folds) in \(configurations) configurations"
  }

  // MARK: - Configurations

  /// Gives the base the loss that follows from its data, where the file gives none and the data do not
  /// vary, so that conditions can name it.
  private mutating func fillLoss() {
    let isFixed = !varied.all.contains { $0 == "data" || $0.hasPrefix("data.") }
    guard document.base.components[.loss] == nil, isFixed,
      let base = Expansion(document.baseAlone, registry: registry).configurations.first,
      let table = try? catalog.table(base, replicate: streams[.data]),
      let task = try? base.preparation.task(of: table, loss: nil)
    else { return }
    document.base.components[.loss] = ComponentChoice(
      name: Self.defaultLoss(task), position: document.base.position)
  }

  private static func defaultLoss(_ task: LearningTask) -> String {
    task.kind == .regression ? "mse" : "log_loss"
  }

  /// Each configuration once: what follows from the data may make two of them equal.
  private func merged(
    _ configurations: [Plan.PlannedConfiguration]
  ) -> [Plan.PlannedConfiguration] {
    var places: [String: Int] = [:]
    var result: [Plan.PlannedConfiguration] = []
    for planned in configurations {
      if let place = places.updateValue(result.count, forKey: planned.digest) {
        places[planned.digest] = place
        result[place].studies += planned.studies.filter { !result[place].studies.contains($0) }
      } else {
        result.append(planned)
      }
    }
    return result
  }

  /// What follows from the data, from the loss and from how they are trained on.
  private struct Fit {
    var task: LearningTask
    var dataset: Dataset
    /// The sections with what was filled in.
    var sections: [(name: String, section: Section?)]
  }

  /// Fills in what follows from the data, and checks that everything fits together.
  private mutating func settle(
    _ configuration: Configuration, in studies: [String]
  ) -> Plan.PlannedConfiguration? {
    let paths = catalog.filePaths(of: configuration)
    guard hasPaths(configuration, paths) else { return nil }
    do {
      guard let fit = try fit(configuration) else { return nil }
      var configuration = configuration
      for (name, section) in fit.sections { configuration[section: name] = section }
      guard fitsMemory(fit.dataset, configuration), fitsTraining(&configuration) else {
        return nil
      }
      let hashes = try paths.map(catalog.sha256)
      for (path, hash) in zip(paths, hashes) where filePaths.insert(path).inserted {
        files.append(dataFile(path, hash, isFirst: path == paths.first, configuration))
      }
      try tryInitializer(configuration, fit.dataset, streams)
      return Plan.PlannedConfiguration(
        configuration, task: fit.task, fileHashes: hashes,
        plugins: configuration.plugins(in: registry), studies: studies)
    } catch let error as ComponentError {
      report(error, configuration)
    } catch {
      mistakes.append(Diagnostic("\(error)", at: document.base.position))
    }
    return nil
  }

  /// Looks at the data with a configuration; once for all that agree in what matters there.
  private mutating func fit(_ given: Configuration) throws -> Fit? {
    let names = [Slot.data, .loss, .output].map(\.rawValue) + ["training"]
    let key = names.map { given[section: $0] }
    if let fit = fits[key] { return fit }
    var configuration = given
    let table = try catalog.table(configuration, replicate: streams[.data])
    let chosen = configuration.component(.loss, from: registry, as: (any RowLoss).self)
    let task = try configuration.preparation.task(of: table, loss: chosen.map { type(of: $0) })
    if chosen == nil {
      configuration.fill(.loss, with: Self.defaultLoss(task), from: registry)
    }
    guard
      let loss = configuration.component(.loss, from: registry, as: (any RowLoss).self),
      fits(loss, task, &configuration)
    else { return nil }
    let dataset = try catalog.dataset(configuration, task: task, streams: streams)
    guard fits(dataset, &configuration) else { return nil }
    let fit = Fit(
      task: task, dataset: dataset,
      sections: (names + configuration.metricSections).map { ($0, configuration[section: $0]) })
    fits[key] = fit
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

  // MARK: - Runs

  private func runs(_ configurations: [Plan.PlannedConfiguration]) -> [Plan.PlannedRun] {
    let replicates = document.seeds.map { seed in
      let streams = StreamReplicates(seed: seed, vary: document.vary)
      return (streams: streams, text: RunIdentity.replicate(streams))
    }
    return configurations.indices.flatMap { index in
      let folds = configurations[index].configuration.folds
      return replicates.flatMap { replicate in
        folds.map { fold in
          Plan.PlannedRun(
            id: RunIdentity.runID(
              configurations[index].digest, replicate: replicate.text, fold: fold),
            configuration: index, streams: replicate.streams, fold: fold)
        }
      }
    }
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

  // MARK: - Messages

  mutating func report(
    _ message: String, at position: SourcePosition, _ code: String
  ) {
    mistakes.append(Diagnostic(message, at: position, code: code))
  }

  /// Reports settings that do not go together, with the `exclude` that leaves such combinations out, where
  /// some of them vary.
  mutating func report(
    _ message: String, at position: SourcePosition, combining paths: [String],
    of configuration: Configuration
  ) {
    let terms = paths.filter(varied.several.contains).compactMap { path in
      configuration.level(path).map { "\(path): \($0.value)" }
    }
    let entry = "{" + terms.joined(separator: ", ") + "}"
    let isFirst = document.studies.allSatisfy(\.exclusions.isEmpty)
    let hint = isFirst ? "exclude: [\(entry)]" : "- \(entry)"
    report(
      message + (terms.isEmpty ? "" : "; to leave it out, add this\n    " + hint), at: position,
      "E15")
  }

  /// A mistake in a file that the experiment names points into that file, any other at the component
  /// that reads it.
  mutating func report(_ error: ComponentError, _ configuration: Configuration) {
    guard let path = error.file else {
      report(error.message, at: position(.data, configuration), "E05")
      return
    }
    if error.line == nil, path == configuration.testPath {
      report(
        "\(path): \(error.message)", at: position("data.test", .text(path)), "E05")
    } else if let line = error.line, let bytes = try? catalog.load(path).bytes {
      let file = SourceFile(name: document.file.sibling(path), bytes: bytes)
      report(error.message, at: file.position(ofCell: error.column ?? 1, inLine: line), "E05")
    } else {
      let reader = Slot.allCases.first { slot in
        configuration.component(slot, from: registry, as: (any Component).self)?.files
          .contains(path) ?? false
      }
      report("\(path): \(error.message)", at: position(reader ?? .data, configuration), "E05")
    }
  }

  private mutating func noteOddities(
    _ expansion: Expansion, _ configurations: [Plan.PlannedConfiguration],
    _ comparison: ComparisonPlan
  ) {
    if comparison.selection.metric.hasPrefix("test_") {
      note(
        "'select' looks at the test part, which then no longer tells how well the best one does on "
          + "rows that nothing was chosen by")
    }
    notes += expansion.notes + comparison.notes
    noteBudgets(comparison)
    if document.seeds.count == 1, !comparison.hypotheses.isEmpty {
      note("hypotheses are tested over seeds: with one seed they can only be inconclusive")
    }
    let tasks = Set(configurations.map(\.task)).count
    if tasks > 1 {
      note(
        "the configurations learn \(tasks) different tasks: a score in one does not say the same as in "
          + "another")
    }
    if let planned = configurations.first(where: { $0.configuration.hasIdleResidual }) {
      note(
        "'model.residual' changes nothing for model.hidden "
          + "\(planned.configuration["model.hidden"] ?? []): no layer is as wide as the one before")
    }
    if document.seeds.count < 6, !comparison.comparisons.isEmpty {
      note(
        "\(document.seeds.count) seed\(document.seeds.count == 1 ? "" : "s"): below 6, the exact "
          + "companion test cannot reach 0.05")
    }
  }

  /// The best of many settings looks better than the best of few.
  private mutating func noteBudgets(_ comparison: ComparisonPlan) {
    guard !comparison.tune.isEmpty else { return }
    for factor in comparison.comparisons {
      let byLevel = Dictionary(grouping: comparison.levels) { $0.comparisons[factor.path] }
      let counts = factor.levels.map { byLevel[$0]?.count ?? 0 }
      guard Set(counts).count > 1 else { continue }
      let list = zip(factor.levels, counts).map { "\($0) \($1)" }.joined(separator: ", ")
      note(
        "'\(factor.path)' has unequal tuning budgets, and more settings are more chances: \(list)")
    }
  }

  private mutating func note(_ message: String) {
    notes.append(Diagnostic(message, severity: .note))
  }
}
