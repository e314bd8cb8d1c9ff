import DescentStore

/// Makes sweeps for tests: every combination of some axes, with scores from a function.
struct SweepBuilder: Sendable {
  /// A varied setting, by its path.
  struct Axis: Sendable {
    var path: String
    var levels: [String]

    init(_ path: String, _ levels: [String]) {
      self.path = path
      self.levels = levels
    }
  }

  /// What became of a run.
  struct Result {
    var status = RunStatus.ok
    /// The primary metric by epoch, from 0.
    var curve: [Double]
    var layers: [LayerRow] = []
    var gradVerdict = "ok"
    var unitVerdict = "ok"
    var noProgress = false

    static func ok(_ curve: Double...) -> Result { Result(curve: curve) }

    static func failed(_ status: RunStatus = .diverged, from start: Double) -> Result {
      Result(status: status, curve: [start])
    }
  }

  var axes: [Axis]
  var seeds: [Int] = [1, 2, 3, 4, 5]
  var metric = "val_accuracy"
  var maximize = true
  var atBest = false
  var compare: [String]?
  var tune: [String] = []
  var question: String? = "Which one is better?"

  var dataset: (@Sendable ([String: String]) -> String) = { _ in "digits" }
  /// Combinations that the plan holds.
  var holds: (@Sendable ([String: String]) -> Bool) = { _ in true }
  var target: StoredPlan.Target?
  var hypotheses: [StoredPlan.Hypothesis] = []
  var registrations: [StoredPlan.Registration] = []

  /// The sweep with the results of a function of a combination and a seed; nil was not reached.
  func sweep(_ result: (_ levels: [String: String], _ seed: Int) -> Result?) -> SmallSweep {
    var combinations: [[String: String]] = [[:]]
    for axis in axes {
      combinations = combinations.flatMap { combination in
        axis.levels.map { combination.merging([axis.path: $0]) { $1 } }
      }
    }
    combinations = combinations.filter(holds)
    var outcomes: [String: StoredOutcome] = [:]
    var runs: [StoredPlan.PlannedRun] = []
    let compared = compare ?? axes.map(\.path).filter { !tune.contains($0) }
    let configurations = combinations.enumerated().map { index, levels in
      StoredPlan.PlannedConfiguration(
        configID: "c\(padded(index))", factorLevels: levels,
        comparisonLevels: levels.filter { compared.contains($0.key) }, dataset: dataset(levels),
        loss: "log_loss")
    }
    for (index, levels) in combinations.enumerated() {
      for seed in seeds {
        let id = "r\(padded(index))s\(seed)"
        runs.append(
          StoredPlan.PlannedRun(
            runID: id, configID: configurations[index].configID, seed: seed, studies: ["main"]))
        outcomes[id] = result(levels, seed).map {
          outcome(id, configurations[index].configID, seed, $0)
        }
      }
    }
    return SmallSweep(plan: plan(configurations, runs, compared), outcomes: outcomes)
  }

  private func padded(_ index: Int) -> String { String("\(10_000 + index)".dropFirst()) }

  private func outcome(
    _ id: String, _ config: String, _ seed: Int, _ result: Result
  ) -> StoredOutcome {
    let failed = result.status.isFailure
    let run = RunRow(
      runID: id, configID: config, seed: seed, configuration: "{}", status: result.status,
      statusReason: failed ? "nonfinite" : "-", statusEpoch: failed ? result.curve.count : nil,
      statusStep: failed ? 17 : nil, lastFiniteLoss: failed ? 0.885 : nil,
      failedTensor: failed ? "layers.1.weight" : nil, epochsRun: max(result.curve.count - 1, 0),
      noProgress: result.noProgress, wallSeconds: 0.5, trainSeconds: 0.25, evalSeconds: 0.1,
      diagSeconds: 0.05, concurrency: 2, samplesPerSecond: 50_000, parameterCount: 2762,
      estimatedFLOPs: 1e9, gradVerdict: result.gradVerdict, unitVerdict: result.unitVerdict,
      startedAt: "2026-01-02T03:04:05Z", host: "host", build: "0.1.0 (abc1234)")
    let name = metric.split(separator: "_", maxSplits: 1).last.map(String.init) ?? metric
    let history = result.curve.enumerated().map { epoch, value in
      var row = HistoryRow(
        epoch: epoch, step: epoch * 34, seconds: Double(epoch) * 0.0125, learningRate: 0.1,
        gradNorm: 0.5, train: ["loss": 0.5], validation: ["loss": 0.6])
      if metric.hasPrefix("train") {
        row.train[name] = value
      } else if metric.hasPrefix("test") {
        row.test[name] = epoch == 0 ? nil : value
        row.validation[name] = value
      } else {
        row.validation[name] = value
      }
      return row
    }
    return StoredOutcome(run: run, history: history, layers: result.layers)
  }

  private func plan(
    _ configurations: [StoredPlan.PlannedConfiguration], _ runs: [StoredPlan.PlannedRun],
    _ compared: [String]
  ) -> StoredPlan {
    StoredPlan(
      name: "sweep", question: question, file: "sweep.yaml", text: "name: sweep\n",
      sha256: "0123456789abcdef", commandLine: ["descent", "run", "sweep.yaml"],
      createdAt: "2026-01-02T03:04:00Z", metrics: metric.hasSuffix("loss") ? [] : ["accuracy"],
      selection: StoredPlan.Selection(metric: metric, maximize: maximize, atBest: atBest),
      target: target,
      factors: axes.map { axis in
        StoredPlan.Factor(
          path: axis.path, isNumeric: axis.levels.allSatisfy { Double($0) != nil },
          levels: axis.levels)
      },
      comparisons: compared.map { path in
        StoredPlan.Comparison(
          path: path, levels: axes.first { $0.path == path }?.levels ?? [], ownPaths: [path])
      },
      tune: tune, hypotheses: hypotheses, registrations: registrations,
      configurations: configurations, runs: runs,
      provenance: StoredPlan.Provenance(
        version: "0.1.0", commit: "abc1234", isDirty: false, swiftVersion: "6.3",
        compilerFlags: "-O", operatingSystem: "Linux", processor: "a processor", cores: 2, jobs: 2,
        floatType: "Float", matrixKernel: "portable",
        seedDerivation: "each stream is hash(purpose, replicate)",
        dataFiles: [
          StoredPlan.Provenance.DataFile(path: "data/digits.csv", sha256: "feed", rows: 1797)
        ]))
  }
}

/// A number between −1 and 1 that depends on its arguments alone.
func noise(_ seed: Int, _ salt: String = "") -> Double {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in "\(seed)/\(salt)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  hash ^= hash >> 29
  hash = hash &* 0xbf58_476d_1ce4_e5b9
  hash ^= hash >> 32
  return Double(hash >> 11) / Double(1 << 52) - 1
}
