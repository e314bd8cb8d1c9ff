import Descent
public import DescentStore

extension Plan {
  /// The plan as the store and the report need it.
  public func stored(
    commandLine: [String], createdAt: String, provenance: StoredPlan.Provenance,
    plugins: [PluginSet.LoadedPlugin]
  ) -> StoredPlan {
    var provenance = provenance
    provenance.plugins = plugins.map {
      StoredPlan.Provenance.Plugin(
        path: $0.source.path, sha256: $0.source.sha256,
        components: $0.components.map { $0.kind.rawValue + " " + $0.name }, text: $0.source.text)
    }
    provenance.dataFiles = dataFiles.map {
      StoredPlan.Provenance.DataFile(path: $0.path, sha256: $0.sha256, rows: $0.rows)
    }
    var stored = StoredPlan(
      name: document.name, question: document.question, file: document.file.name,
      text: document.file.text, sha256: SHA256.hexDigest(of: document.file.bytes),
      commandLine: commandLine, createdAt: createdAt, metrics: comparison.metrics,
      metricKinds: comparison.metricKinds, selection: comparison.selection,
      target: comparison.target, factors: comparison.factors,
      comparisons: comparison.comparisons, tune: comparison.tune,
      report: comparison.report, hypotheses: comparison.hypotheses,
      configurations: zip(configurations, comparison.levels).map { planned, levels in
        StoredPlan.PlannedConfiguration(
          configID: planned.id, factorLevels: levels.factors,
          comparisonLevels: levels.comparisons,
          dataset: planned.configuration.datasetName,
          loss: planned.configuration.name(.loss) ?? "-",
          plugins: planned.plugins.map(\.path), defaultLearningRate: levels.defaultRate)
      },
      runs: runs.map {
        StoredPlan.PlannedRun(
          runID: $0.id, configID: configurations[$0.configuration].id, seed: $0.seed,
          fold: $0.fold, studies: configurations[$0.configuration].studies)
      },
      provenance: provenance)
    stored.hypothesesLeftOut = comparison.hypothesesLeftOut
    return stored
  }
}

extension SourceFile {
  /// The whole text.
  var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension Configuration {
  /// What reports call the data: a file's name without its ending, or the generator's.
  fileprivate var datasetName: String {
    guard let path = text("data.path"), let last = path.split(separator: "/").last else {
      return name(.data) ?? "-"
    }
    return last.split(separator: ".").first.map(String.init) ?? String(last)
  }
}
