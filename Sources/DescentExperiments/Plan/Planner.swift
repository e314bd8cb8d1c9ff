import Descent
import DescentStore

/// Turns a document into a plan: expands its studies, looks at the data, checks what fits together,
/// decides what is compared, and gives every run its id.
struct Planner {
  var document: Document
  let registry: Registry
  let catalog: DataCatalog
  /// The replicate that configurations are checked with.
  let streams: StreamReplicates
  /// What the studies vary.
  let varied: VariedPaths
  var mistakes: [Diagnostic] = []
  /// What does not go together in configurations that are skipped.
  var invalidities: [Diagnostic] = []
  /// What follows from sections that occur together, nil where they do not go together.
  var settlements: [[Section]: Settlement?] = [:]
  var hash = ConfigurationHash()
  var notes: [Diagnostic] = []
  /// The files that the configurations read, each once.
  var files: [Plan.DataFile] = []
  var filePaths: Set<String> = []

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
    // Where all are skipped, there is nothing to plan.
    if configurations.allSatisfy(\.isSkipped) { mistakes += invalidities }
    if mistakes.isEmpty { checkVariation(configurations) }
    let comparison = comparison(
      mistakes.isEmpty
        ? configurations.map(\.configuration)
        : zip(settled, expansion.configurations).map { $0?.configuration ?? $1 },
      measured: configurations.first { !$0.isSkipped })
    checkSearch(configurations, comparison)
    if !mistakes.isEmpty { throw DiagnosticList(mistakes) }
    noteOddities(expansion, configurations, comparison)
    return Plan(
      document: document, configurations: configurations, runs: runs(configurations),
      counts: expansion.counts, comparison: comparison, notes: notes,
      dataFiles: files)
  }

  mutating func comparison(
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
        at: document.options.maxRunsPosition ?? document.studies.first?.dimensions.first?.position
          ?? document.base.position, code: "E16"))
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
  mutating func fillLoss() {
    let isFixed = !varied.all.contains { $0 == "data" || $0.hasPrefix("data.") }
    guard document.base.components[.loss] == nil, isFixed,
      let base = Expansion(document.baseAlone, registry: registry).configurations.first,
      let table = try? catalog.table(base, replicate: streams[.data]),
      let task = try? base.preparation.task(of: table, loss: nil)
    else { return }
    document.base.components[.loss] = ComponentChoice(
      name: Self.defaultLoss(task), position: document.base.position)
  }

  static func defaultLoss(_ task: LearningTask) -> String {
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
}
