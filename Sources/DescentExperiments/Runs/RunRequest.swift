package import Descent

/// What a worker is asked to do: one run, with everything that it needs to know.
package struct RunRequest: Codable, Sendable {
  package var runID: String
  package var configID: String
  package var seed: Int
  package var streams: StreamReplicates
  package var configuration: [String: Value]
  /// The hashes of the files that the configuration reads, as the id holds them.
  package var fileHashes: [String]
  package var task: RequestedTask
  /// How many runs train at once on this host.
  package var concurrency: Int
  /// Where the run's weights and split go; nil where they are not wanted.
  package var weightsFolder: String?

  /// The task as the plan found it, so that a worker need not find it again.
  package struct RequestedTask: Codable, Sendable {
    package var kind: String
    package var names: [String]

    package init(_ task: LearningTask) {
      kind = task.kind.rawValue
      switch task {
      case .regression(let targets): names = targets
      case .classification(let classes): names = classes
      }
    }

    package var task: LearningTask {
      kind == LearningTask.Kind.regression.rawValue
        ? .regression(targets: names) : .classification(classes: names)
    }
  }
}

extension Plan {
  /// The request for one of the plan's runs.
  package func request(
    _ run: PlannedRun, concurrency: Int, weightsFolder: String?
  ) -> RunRequest {
    let planned = configurations[run.configuration]
    return RunRequest(
      runID: run.id, configID: planned.id, seed: run.seed, streams: run.streams,
      configuration: planned.configuration.values, fileHashes: planned.fileHashes,
      task: .init(planned.task),
      concurrency: concurrency, weightsFolder: weightsFolder)
  }
}
