package import Descent

/// What a worker is asked to do: one run, with everything that it needs to know.
package struct RunRequest: Sendable {
  package var runID: String
  package var configID: String
  package var streams: StreamReplicates
  /// The fold that is the validation part, from 1.
  package var fold: Int?
  package var configuration: Configuration
  /// The hashes of the files that the configuration reads, as the id holds them.
  package var fileHashes: [String]
  /// The task as the plan found it, so that a worker need not find it again.
  package var task: LearningTask
  /// The hashes of the plugins that its components come from; for the coordinator alone.
  package var plugins: Set<String> = []
  /// How many runs train at once on this host.
  package var concurrency: Int
  /// The epoch that a search trains it through; nil for all of them.
  package var epochLimit: Int?
  /// Where the run's weights and split go; nil where they are not wanted.
  package var weightsFolder: String?

  package init(
    runID: String, configID: String, streams: StreamReplicates, fold: Int? = nil,
    configuration: Configuration,
    fileHashes: [String], task: LearningTask, concurrency: Int, weightsFolder: String? = nil
  ) {
    self.runID = runID
    self.configID = configID
    self.streams = streams
    self.fold = fold
    self.configuration = configuration
    self.fileHashes = fileHashes
    self.task = task
    self.concurrency = concurrency
    self.weightsFolder = weightsFolder
  }

  package var seed: Int { streams.seed }
}

extension Plan {
  /// The request for one of the plan's runs.
  package func request(
    _ run: PlannedRun, concurrency: Int, weightsFolder: String?
  ) -> RunRequest {
    let planned = configurations[run.configuration]
    var request = RunRequest(
      runID: run.id, configID: planned.id, streams: run.streams, fold: run.fold,
      configuration: planned.configuration, fileHashes: planned.fileHashes, task: planned.task,
      concurrency: concurrency, weightsFolder: weightsFolder)
    request.plugins = Set(planned.plugins.map(\.sha256))
    return request
  }
}
