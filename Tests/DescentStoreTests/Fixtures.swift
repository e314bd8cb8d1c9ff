import DescentStore
import Foundation

/// A folder of its own for a test, removed at its end.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }
}

extension StoredOutcome {
  /// An outcome in which every column holds a value.
  static func full(
    _ id: String = "r0123456789ab", epochs: Int = 3, layers: Int = 2, status: RunStatus = .ok
  ) -> StoredOutcome {
    let run = RunRow(
      runID: id, configID: "c01", seed: 7, fold: 2, configuration: #"{"training.epochs":3}"#,
      status: status, statusReason: "patience", statusEpoch: 2, statusStep: 31,
      lastFiniteLoss: 0.1 + 0.2, failedTensor: "layers.0.weight",
      lastWords: "a 'quoted' \"word\"\n",
      epochsRun: epochs, noProgress: true, wallSeconds: 1.25, trainSeconds: 1 / 3,
      evalSeconds: .leastNonzeroMagnitude, diagSeconds: 1.7976931348623157e308, concurrency: 2,
      samplesPerSecond: 12345.678901234567, parameterCount: 421, estimatedFLOPs: 1e18,
      gradVerdict: "vanishing", unitVerdict: "dead", startedAt: "2026-01-02T03:04:05Z",
      host: "häuschen", build: "0.1.0 abc", preregistrationHash: "ef01")
    let history = (0...epochs).map { epoch in
      HistoryRow(
        epoch: epoch, step: epoch * 10, seconds: Double(epoch) / 7, learningRate: 1e-3,
        penalty: 0.01, gradNorm: 1e-30, updateRatio: 2.5e-4,
        train: ["loss": 2.302585092994046 / Double(epoch + 1), "accuracy": 0.1],
        validation: ["loss": 2.3, "accuracy": Double(epoch) / 3],
        test: epoch == epochs ? ["loss": 2.4, "accuracy": 0.9] : [:])
    }
    let rows = (0...epochs).flatMap { epoch in
      (1...max(layers, 1)).map { layer in
        LayerRow(
          epoch: epoch, layer: layer, kind: layer == layers ? "output" : "hidden", fanIn: 64,
          fanOut: 10, gradNorm: 1e-5, gradRMS: 1e-7, gradAbsMean: 1e-8, gradZeroFrac: 0.5,
          weightNorm: 3, updateRatio: 1e-3, actMean: 0.1, actSD: 0.2, deadFrac: 0.25,
          strictDeadFrac: 0.125, dormantFrac: 0.3, saturatedFrac: 0.7)
      }
    }
    return StoredOutcome(
      run: run, history: history, layers: layers == 0 ? [] : rows, graph: .small,
      surface: .classes(["left", "right"]))
  }

  /// The outcome as it comes with all others.
  var bare: StoredOutcome { StoredOutcome(run: run, history: history, layers: layers) }
}

extension GraphRow {
  /// A product and its loss at two epochs.
  static let small = GraphRow(
    nodes: [
      Node(name: "x", operation: "input", shape: "batch × 2", inputs: []),
      Node(name: "w", operation: "parameter", shape: "2 × 1", inputs: []),
      Node(name: "y", operation: "matrix product", shape: "batch × 1", inputs: [0, 1]),
    ],
    epochs: [1, 8].map { epoch in
      Epoch(
        epoch: epoch,
        norms: [
          Norms(value: 1.5, gradient: nil), Norms(value: 1 / 3, gradient: 1e-300),
          Norms(value: nil, gradient: Double(epoch)),
        ])
    })
}

extension SurfaceRow {
  static func plane(_ classes: [String]) -> Plane {
    Plane(
      x: Axis(name: "x", range: -1.5...2), y: Axis(name: "größe", range: 0...1e9),
      classes: classes,
      points: [Point(x: 0.1, y: 5, target: 1), Point(x: -1, y: 1e8, target: 0)])
  }

  /// Nine cells, the first of which is of the last class, which no other cell is.
  static func classes(_ classes: [String]) -> SurfaceRow? {
    SurfaceRow(
      plane(classes), classes: [classes.count - 1] + Array(repeating: 0, count: 8),
      values: (0..<9).map { 1 - Float($0) / 16 })
  }
}

extension StoredPlan {
  /// A plan in which every property holds a value.
  static func full(runs ids: [String] = ["r1", "r2"]) -> StoredPlan {
    StoredPlan(
      name: "moons", question: "Which one?", file: "moons.yaml", text: "name: moons\n# ü\n",
      sha256: "ab12", commandLine: ["descent", "run", "moons.yaml"],
      createdAt: "2026-01-02T03:04:05Z", metrics: ["accuracy"],
      metricKinds: ["accuracy": MetricKind(component: "top_k", maximize: true)],
      selection: Selection(metric: "val_accuracy", maximize: true, atBest: true),
      target: Target(metric: "val_accuracy", value: 0.97, maximize: true),
      factors: [
        Factor(path: "optimizer", isNumeric: false, levels: ["sgd", "adam"]),
        Factor(path: "optimizer.learning_rate", isNumeric: true, levels: ["0.1"]),
      ],
      comparisons: [
        Comparison(path: "optimizer", levels: ["sgd", "adam"], ownPaths: ["optimizer"])
      ],
      tune: ["optimizer.learning_rate"],
      report: ReportSettings(
        formats: [.csv, .latex], baseline: ["optimizer": "sgd"], confidence: 0.9, sesoi: 0.01,
        scope: .general, test: .wilcoxon, aggregate: .iqm, failureScore: -1),
      hypotheses: [
        Hypothesis(
          id: "H1", claim: "more", expect: "a > b by 10x",
          expectation: .difference(isGreater: true, margin: .ratio(10)),
          metric: Hypothesis.Metric(
            name: "grad_norm", of: "val_loss", target: 0.1, layer: .number(2),
            epochs: .mean(1...4), maximize: false),
          factor: "optimizer", levels: ["sgd", "adam"], groups: [[0], [1]], axis: [1, 2],
          ownPaths: ["optimizer"], conditions: ["model.depth": "8"],
          tune: ["optimizer.learning_rate"], budget: 20, scope: .general, alpha: 0.01, note: "so")
      ],
      registrations: [
        Registration(
          sha256: "ef", registeredAt: "2026-01-02T03:04:05Z", commit: "abc", runsCompleted: 3,
          seeds: [1, 2], runs: ["r1"], entries: ["tune": "[]"])
      ],
      configurations: [
        PlannedConfiguration(
          configID: "c01", factorLevels: ["optimizer": "sgd"],
          comparisonLevels: ["optimizer": "sgd"], dataset: "moons", loss: "log_loss")
      ],
      runs: ids.enumerated().map { index, id in
        PlannedRun(
          runID: id, configID: "c01", seed: index + 1, fold: index == 0 ? nil : 1,
          studies: ["main", "l2"])
      },
      provenance: Provenance(
        version: "0.1.0", commit: "abc", isDirty: true, swiftVersion: "6.3", compilerFlags: "-O",
        operatingSystem: "Linux", processor: "a processor", cores: 2, jobs: 2, floatType: "Float",
        matrixKernel: "portable", seedDerivation: "hash(purpose, replicate)",
        dataFiles: [Provenance.DataFile(path: "data/digits.csv", sha256: "cd", rows: 1797)]))
  }
}
