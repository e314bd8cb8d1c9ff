/// Why a query cannot be answered: what was found, and what could have stood in its place.
public enum QueryMistake: Equatable, Sendable {
  /// A condition or a baseline that cannot be read.
  case unreadable(Option, String)
  /// No configuration has a setting at the path.
  case unknownSetting(path: String, varied: [String], settings: [String])
  /// A value that no configuration has in the setting; in none that is compared where there is no path.
  case noSuchLevel(Option, path: String?, value: String, levels: [String])
  /// Each condition is met, but never all at once.
  case nothingMatches
  /// A factor that does not vary between the runs.
  case notVaried(path: String, varied: [String])
  /// A column that is not recorded, or not in each results folder.
  case notRecorded(column: String, recorded: [String])
  /// A loss cannot rank runs between which it differs; another column can.
  case incomparable(column: String, varied: String, alternative: String?)
  /// Folders that score their runs by different columns, each written as `FOLDER: COLUMN`; those that all have.
  case differentMetrics([String], recorded: [String])
  /// Folders of which some score the last epoch of a run, and others the best.
  case differentEpochs
  /// A baseline that means no compared factor.
  case notCompared(path: String, compared: [String])
  /// A baseline that means several levels, each written as `PATH=LEVEL`.
  case severalLevels(String, [String])

  /// The part of a query that holds the mistake.
  public enum Option: Sendable {
    case condition, baseline
  }
}

/// Every mistake of a query.
public struct QueryMistakes: Error, Equatable, Sendable {
  public let all: [QueryMistake]
}
