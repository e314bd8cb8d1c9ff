import Testing

/// Everything here starts the program, which uses all cores: one test after the other.
@Suite(.serialized) struct CommandLineTests {}

/// Experiments that take a moment.
enum Experiment {
  /// Four runs on the flowers, one configuration for each rate.
  static let iris = """
    name: flowers
    question: Which rate?
    base:
      data: {name: csv, path: iris.csv}
      model: {hidden: [8]}
      training: {epochs: 5}
    grid:
      optimizer.learning_rate: [0.01, 0.1]
    seeds: 2
    """

  /// The quickstart with fewer values: two or three seconds on one core.
  static let digits = """
    name: digits
    base:
      data: {name: csv, path: digits.csv, target: digit, task: classification}
      model: {width: 32, initializer: he}
      loss: log_loss
      optimizer: {name: momentum, momentum: 0.9}
      training: {epochs: 12, batch_size: 32}
    grid:
      model.activation: [sigmoid, relu]
      model.depth: [2, 6]
      optimizer.learning_rate: [0.01, 0.03, 0.1]
    seeds: 3
    """

  /// The tables that a folder of results holds.
  static let tables = [
    "comparisons.csv", "configs.csv", "failures.csv", "graph.csv", "history.csv",
    "importance.csv", "interactions.csv", "layers.csv", "lr_sensitivity.csv", "lr_summary.csv",
    "main_effects.csv", "runs.csv",
  ]
}

extension Workspace {
  /// All tables of a folder of results without the columns of time.
  func timelessTables(_ results: String) throws -> [String: CSVFile] {
    try Dictionary(
      uniqueKeysWithValues: Experiment.tables.map {
        ($0, try table(results + "/data/" + $0).withoutTimes)
      })
  }
}
