import DescentExperiments
import DescentReports

extension Failure {
  /// All mistakes in what is asked of stored runs.
  init(_ mistakes: QueryMistakes) {
    let count = mistakes.all.count
    let lines = mistakes.all.map { "error: \($0.text)" }
    self.init(
      lines.joined(separator: "\n") + (count > 1 ? "\n\(count) mistakes; nothing was written" : ""))
  }
}

extension QueryMistake {
  /// What is wrong, and what was expected.
  fileprivate var text: String {
    switch self {
    case .unreadable(.condition, let argument):
      "--where '\(argument)' is not PATH=VALUE, PATH=VALUE,VALUE or PATH=MIN..MAX"
    case .unreadable(.baseline, let argument): "--baseline '\(argument)' is not PATH=LEVEL or LEVEL"
    case .unknownSetting(let path, let varied, let settings):
      "--where names '\(path)', which no configuration has; "
        + Self.others(than: path, varied, or: settings)
    case .noSuchLevel(.condition, let path, let value, let levels):
      "--where: no configuration has \(path.map { "'\($0)' " } ?? "")'\(value)'; "
        + alternatives(to: value, among: levels)
    case .noSuchLevel(.baseline, let path, let value, let levels):
      "--baseline: no level \(path.map { "of '\($0)'" } ?? "that is compared") is '\(value)'; "
        + alternatives(to: value, among: levels)
    case .nothingMatches: "no configuration meets every --where at once"
    case .notVaried(let path, let varied):
      "--group-by names '\(path)', which does not vary between these runs; "
        + Self.others(than: path, varied)
    case .notRecorded(let column, let recorded):
      "--metric names '\(column)', which is not recorded for all of these runs; "
        + alternatives(to: column, among: recorded)
    case .incomparable(let column, let varied, let alternative):
      "'\(varied)' varies, so '\(column)' cannot be compared between runs; choose one of its levels "
        + "with --where" + (alternative.map { ", or another column, such as --metric \($0)" } ?? "")
    case .differentMetrics(let metrics, let recorded):
      "the folders score their runs by different columns (\(metrics.joined(separator: ", "))); "
        + (recorded.isEmpty
          ? "they have none in common"
          : "use --metric with one that all have: "
            + recorded.map { "'\($0)'" }.joined(separator: ", "))
    case .differentEpochs:
      "some folders score the last epoch of a run and others its best, which cannot be compared"
    case .notCompared(let path, let compared):
      "--baseline names '\(path)', which is not compared; "
        + Self.others(than: path, compared)
    case .severalLevels(let text, let levels):
      "--baseline '\(text)' means several levels: "
        + levels.map { "'\($0)'" }.joined(separator: ", ") + "; one is the baseline"
    }
  }

  /// What could have stood in the place of a path: one that varies, or else any that is near.
  private static func others(
    than path: String, _ varied: [String], or settings: [String] = []
  ) -> String {
    let isNear = nearestName(to: path, among: varied) != nil
    if !isNear, let near = nearestName(to: path, among: settings) {
      return "did you mean '\(near)'?"
    }
    return ComparisonPlan.othersThan(path, among: varied)
  }
}
