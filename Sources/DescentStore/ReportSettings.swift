extension StoredPlan {
  /// How the results are told: `report` in an experiment file, of which nothing changes a run.
  public struct ReportSettings: Codable, Sendable, Equatable {
    public var formats: [Format]
    /// Whether the file names what is compared; otherwise everything that varies is.
    public var namesComparisons: Bool
    /// The level that the others are compared with, by the path of its comparison.
    public var baseline: [String: String]
    /// The level of the intervals; tests reject at 1 − `confidence`.
    public var confidence: Double
    /// The smallest effect of interest, in the units of the primary metric; nil where none was named.
    public var sesoi: Double?
    public var scope: Scope
    public var test: Test
    public var aggregate: Aggregate
    /// What a failed run scores; nil: what an untrained network does.
    public var failureScore: Double?

    public init(
      formats: [Format] = [.csv, .markdown, .html], namesComparisons: Bool = true,
      baseline: [String: String] = [:],
      confidence: Double = 0.95, sesoi: Double? = nil, scope: Scope = .grid, test: Test = .pairedT,
      aggregate: Aggregate = .mean, failureScore: Double? = nil
    ) {
      self.formats = formats
      self.namesComparisons = namesComparisons
      self.baseline = baseline
      self.confidence = confidence
      self.sesoi = sesoi
      self.scope = scope
      self.test = test
      self.aggregate = aggregate
      self.failureScore = failureScore
    }

    /// A kind of file that the report is written as.
    public enum Format: String, Codable, Sendable, CaseIterable {
      case csv, markdown, html, latex
    }

    /// What a comparison speaks of.
    public enum Scope: String, Codable, Sendable, CaseIterable {
      /// The settings of the grid, with other seeds.
      case grid
      /// Settings like those of the grid.
      case general
    }

    /// The test of a paired difference.
    public enum Test: String, Codable, Sendable, CaseIterable {
      case pairedT = "paired_t"
      case wilcoxon
    }

    /// What the scores of a level are summed up by.
    public enum Aggregate: String, Codable, Sendable, CaseIterable {
      case mean
      /// The mean of the middle half.
      case iqm
    }
  }

  /// What kind of number a recorded metric is.
  public struct MetricKind: Codable, Sendable, Equatable {
    /// The name of the metric where the column has another one, a label.
    public var component: String?
    /// Whether more is better.
    public var maximize: Bool

    public init(component: String? = nil, maximize: Bool) {
      self.component = component
      self.maximize = maximize
    }
  }

  /// The selection that another recorded column would make, at the same epoch of each run as the
  /// plan's own names: final or best.
  ///
  /// - Parameter column: `val_accuracy`, `test_loss` and the like; without a part of the data it is the
  ///   validation metric.
  /// - Returns: Nil for a column that is not recorded, or whose direction the results do not hold.
  public func selection(of column: String) -> Selection? {
    let name = MetricName(column)
    let own = MetricName(selection.metric)
    let kind =
      name.metric == "loss" ? MetricKind(maximize: false) : metricKinds[name.metric]
    guard let kind else { return nil }
    return Selection(
      metric: "\(name.part)_\(name.metric)", component: kind.component,
      maximize: name == own ? selection.maximize : kind.maximize, atBest: selection.atBest)
  }
}
