/// What an experiment file asked for, as a report needs it: the last plan of a results folder.
public struct StoredPlan: Codable, Sendable, Equatable {
  public var name: String
  public var question: String?
  /// The experiment file as it was: where it lay, its text and its SHA-256.
  public var file: String
  public var text: String
  public var sha256: String
  public var commandLine: [String]
  /// ISO 8601 in UTC.
  public var createdAt: String

  /// The recorded metrics besides `loss`, in order (`accuracy`, …).
  public var metrics: [String]
  /// What each of them is, by its name; without those of results from before this was stored.
  public var metricKinds: [String: MetricKind]
  public var selection: Selection
  public var target: Target?
  /// Every varied setting: one `f_` column each, in file order.
  public var factors: [Factor]
  /// What the sweep compares, the first being the one that the answer is about.
  public var comparisons: [Comparison]
  /// Paths of the nuisance settings: a level is also shown at its best over them.
  public var tune: [String]
  public var report: ReportSettings
  /// The claims that were declared before the sweep, in the order of the file.
  public var hypotheses: [Hypothesis]
  /// The ids of those whose configurations the command line took away; nil in plans of earlier versions.
  public var hypothesesLeftOut: [String]?
  /// What was declared when, from the first on; empty where no hypothesis ever was.
  public var registrations: [Registration]
  public var configurations: [PlannedConfiguration]
  /// In the order of the plan: configurations × seeds.
  public var runs: [PlannedRun]
  public var provenance: Provenance

  public init(
    name: String, question: String?, file: String, text: String, sha256: String,
    commandLine: [String], createdAt: String, metrics: [String],
    metricKinds: [String: MetricKind] = [:], selection: Selection,
    target: Target? = nil, factors: [Factor], comparisons: [Comparison], tune: [String],
    report: ReportSettings = ReportSettings(), hypotheses: [Hypothesis] = [],
    registrations: [Registration] = [], configurations: [PlannedConfiguration],
    runs: [PlannedRun],
    provenance: Provenance
  ) {
    self.name = name
    self.question = question
    self.file = file
    self.text = text
    self.sha256 = sha256
    self.commandLine = commandLine
    self.createdAt = createdAt
    self.metrics = metrics
    self.metricKinds = metricKinds
    self.selection = selection
    self.target = target
    self.factors = factors
    self.comparisons = comparisons
    self.tune = tune
    self.report = report
    self.hypotheses = hypotheses
    self.registrations = registrations
    self.configurations = configurations
    self.runs = runs
    self.provenance = provenance
  }

  /// The one primary metric, `select` in the file.
  public struct Selection: Codable, Sendable, Equatable {
    /// A column of the history.
    ///
    /// `val_accuracy`, `val_loss`, `train_loss`, `test_accuracy`, …
    public var metric: String
    /// The name of the metric where the column has another one, a label.
    public var component: String?
    public var maximize: Bool
    /// Score at the epoch with the best `metric` instead of the last one.
    public var atBest: Bool

    public init(
      metric: String, component: String? = nil, maximize: Bool, atBest: Bool = false
    ) {
      self.metric = metric
      self.component = component
      self.maximize = maximize
      self.atBest = atBest
    }
  }

  /// A value of a history column whose first reaching is timed.
  public struct Target: Codable, Sendable, Equatable {
    public var metric: String
    public var value: Double
    public var maximize: Bool

    public init(metric: String, value: Double, maximize: Bool) {
      self.metric = metric
      self.value = value
      self.maximize = maximize
    }
  }

  /// A varied setting.
  public struct Factor: Codable, Sendable, Equatable {
    /// Its whole path, `optimizer.learning_rate`; its CSV column is `f_optimizer_learning_rate`.
    public var path: String
    /// Whether every level is a number.
    public var isNumeric: Bool
    /// Its levels in the order of the file.
    public var levels: [String]

    public init(path: String, isNumeric: Bool, levels: [String]) {
      self.path = path
      self.isNumeric = isNumeric
      self.levels = levels
    }

    public var column: String { "f_" + path.map { $0 == "." ? "_" : String($0) }.joined() }
  }

  /// A factor whose levels are compared with each other.
  public struct Comparison: Codable, Sendable, Equatable {
    /// The factor: `optimizer`, `model.hidden` and the like.
    public var path: String
    /// Its levels as reports name them, in the order of the file: `sgd`, `momentum(momentum=0.5)`.
    public var levels: [String]
    /// The paths that the level itself fixes.
    ///
    /// The factor's own, and for a component the varied hyperparameters that only some levels have.
    /// All other varied paths make the setting that two levels must share to be paired.
    public var ownPaths: [String]

    public init(path: String, levels: [String], ownPaths: [String]) {
      self.path = path
      self.levels = levels
      self.ownPaths = ownPaths
    }
  }

  /// One value of every factor.
  public struct PlannedConfiguration: Codable, Sendable, Equatable {
    public var configID: String
    /// The level of each factor that the configuration has, by path, as text.
    public var factorLevels: [String: String]
    /// The level of each comparison, by its path.
    public var comparisonLevels: [String: String]
    /// Data set and loss: scores of failed runs are taken from untrained networks of the same kind.
    public var dataset: String
    public var loss: String
    /// The paths of the plugins that its components come from.
    public var plugins: [String]
    /// The learning rate that its optimizer declares; nil in results from before this was stored.
    public var defaultLearningRate: Double?

    public init(
      configID: String, factorLevels: [String: String], comparisonLevels: [String: String],
      dataset: String, loss: String, plugins: [String] = [], defaultLearningRate: Double? = nil
    ) {
      self.configID = configID
      self.factorLevels = factorLevels
      self.comparisonLevels = comparisonLevels
      self.dataset = dataset
      self.loss = loss
      self.plugins = plugins
      self.defaultLearningRate = defaultLearningRate
    }
  }

  /// A configuration with a seed.
  public struct PlannedRun: Codable, Sendable, Equatable {
    public var runID: String
    public var configID: String
    public var seed: Int
    public var fold: Int?
    public var studies: [String]

    public init(runID: String, configID: String, seed: Int, fold: Int? = nil, studies: [String]) {
      self.runID = runID
      self.configID = configID
      self.seed = seed
      self.fold = fold
      self.studies = studies
    }
  }

  /// Where and with what the plan ran.
  public struct Provenance: Codable, Sendable, Equatable {
    public var version: String
    public var commit: String
    public var isDirty: Bool
    public var swiftVersion: String
    public var compilerFlags: String
    public var operatingSystem: String
    public var processor: String
    public var cores: Int
    public var jobs: Int
    public var floatType: String
    public var matrixKernel: String
    public var seedDerivation: String
    public var dataFiles: [DataFile]
    /// What was loaded at run time; nil in results from before there were plugins.
    public var plugins: [Plugin]?

    public init(
      version: String, commit: String, isDirty: Bool, swiftVersion: String, compilerFlags: String,
      operatingSystem: String, processor: String, cores: Int, jobs: Int, floatType: String,
      matrixKernel: String, seedDerivation: String, dataFiles: [DataFile], plugins: [Plugin] = []
    ) {
      self.version = version
      self.commit = commit
      self.isDirty = isDirty
      self.swiftVersion = swiftVersion
      self.compilerFlags = compilerFlags
      self.operatingSystem = operatingSystem
      self.processor = processor
      self.cores = cores
      self.jobs = jobs
      self.floatType = floatType
      self.matrixKernel = matrixKernel
      self.seedDerivation = seedDerivation
      self.dataFiles = dataFiles
      self.plugins = plugins
    }

    /// A plugin that was loaded.
    public struct Plugin: Codable, Sendable, Equatable {
      /// The file or folder, as the experiment file names it.
      public var path: String
      public var sha256: String
      /// What it brought, such as `activation snake`.
      public var components: [String]
      /// Its source, as it was.
      public var text: String

      public init(path: String, sha256: String, components: [String], text: String) {
        self.path = path
        self.sha256 = sha256
        self.components = components
        self.text = text
      }
    }

    /// A file that runs read.
    public struct DataFile: Codable, Sendable, Equatable {
      public var path: String
      public var sha256: String
      /// Nil where it holds no data, such as one of weights.
      public var rows: Int?

      public init(path: String, sha256: String, rows: Int?) {
        self.path = path
        self.sha256 = sha256
        self.rows = rows
      }
    }
  }
}
