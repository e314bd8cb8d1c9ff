public import Descent

/// What an experiment file asks for: its configurations, and a run for each of them and each seed.
public struct Plan: Sendable {
  public let document: Document
  /// Study by study in the order of the file, each where it appears first.
  package let configurations: [PlannedConfiguration]
  /// Configurations × seeds × folds, where there are any.
  public let runs: [PlannedRun]
  /// How each study comes to its configurations, in the order of the file.
  let counts: [StudyCounts]
  package let comparison: ComparisonPlan
  /// What is worth knowing before the run, one sentence each.
  public let notes: [Diagnostic]
  package let dataFiles: [DataFile]

  /// A configuration with what follows from its data.
  package struct PlannedConfiguration: Sendable {
    package let id: String
    package let configuration: Configuration
    package let task: LearningTask
    /// The hashes of the files that it reads.
    package let fileHashes: [String]
    /// The plugins that its components come from.
    package let plugins: [Registry.Plugin]
    /// Why it is skipped: its settings do not go together; nil where they do.
    package let invalidity: String?
    /// The names of the studies that it is in.
    package var studies: [String]
    package var isSkipped: Bool { invalidity != nil }
    /// The hash of everything that its runs' results depend on, but for the replicate.
    let digest: String

    init(
      _ configuration: Configuration, task: LearningTask, fileHashes: [String],
      plugins: [Registry.Plugin], invalidity: String?, studies: [String], digest: String
    ) {
      self.configuration = configuration
      self.task = task
      self.fileHashes = fileHashes
      self.plugins = plugins
      self.invalidity = invalidity
      self.studies = studies
      self.digest = digest
      id = RunIdentity.configurationID(digest)
    }
  }

  /// One run to be done.
  public struct PlannedRun: Sendable {
    public var id: String
    /// The place of its configuration in the plan.
    package var configuration: Int
    package var streams: StreamReplicates
    /// The fold of a cross-validation, from 1.
    public var fold: Int?

    public var seed: Int { streams.seed }
  }

  /// A file that runs read.
  package struct DataFile: Sendable {
    package var path: String
    package var sha256: String
    /// Nil where it holds no data, such as one of weights.
    package var rows: Int?
  }

  /// Plans an experiment.
  ///
  /// - Parameters:
  ///   - document: The experiment.
  ///   - registry: The components that it may name.
  ///   - folder: Where paths in the file start from.
  /// - Throws: Every mistake of the file, as a ``DiagnosticList``.
  public init(
    _ document: Document, registry: Registry, folder: String
  ) throws(DiagnosticList) {
    var planner = Planner(document, registry: registry, folder: folder)
    self = try planner.plan()
  }

  init(
    document: Document, configurations: [PlannedConfiguration], runs: [PlannedRun],
    counts: [StudyCounts], comparison: ComparisonPlan, notes: [Diagnostic], dataFiles: [DataFile]
  ) {
    self.document = document
    self.configurations = configurations
    self.runs = runs
    self.counts = counts
    self.comparison = comparison
    self.notes = notes
    self.dataFiles = dataFiles
  }
}

extension Document {
  /// The plugins that an experiment file names, which must be loaded before it is read.
  ///
  /// - Parameters:
  ///   - file: The experiment file.
  ///   - folder: Where relative paths start from.
  /// - Returns: The plugins in their order.
  /// - Throws: What is wrong with the list, or with the file as YAML.
  public static func plugins(
    of file: SourceFile, folder: String
  ) throws(DiagnosticList) -> [PluginSet.Request] {
    try DocumentReader.readPlugins(file).map {
      PluginSet.Request($0.value, folder: folder, position: $0.position)
    }
  }

  /// Reads an experiment file.
  ///
  /// - Parameters:
  ///   - file: The experiment file.
  ///   - registry: The components that it may name.
  ///   - folder: Where relative paths start from: a file with mistakes is then held against its data, too.
  ///   - edits: What a command line changes in it.
  /// - Returns: The experiment.
  /// - Throws: Every mistake of the file and of the edits.
  public static func read(
    _ file: SourceFile, registry: Registry, folder: String? = nil,
    edits: DocumentEdits = DocumentEdits()
  ) throws(DiagnosticList) -> Document {
    try DocumentReader.read(file, registry: registry, folder: folder, edits: edits)
  }
}
