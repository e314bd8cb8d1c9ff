extension StoredPlan {
  /// A claim that was declared before the sweep, with all that its test needs.
  public struct Hypothesis: Codable, Sendable, Equatable {
    public var id: String
    /// In prose, as the file has it.
    public var claim: String
    /// What is expected, as the file has it.
    public var expect: String
    public var expectation: Expectation
    public var metric: Metric
    /// The compared factor, or the one that a trend runs over.
    public var factor: String?
    /// The names of the sides, of a trend's levels, or none.
    public var levels: [String]
    /// Where each side's configurations stand in the plan: of `a`, then of `b`; of a trend by level; of all
    /// where shares are compared.
    public var groups: [[Int]]
    /// Where a trend's levels stand on its axis.
    public var axis: [Double]
    /// The varied paths that the sides fix themselves; all others make the setting that two must share.
    public var ownPaths: [String]
    /// `where`: the settings that all configurations have, by path.
    public var conditions: [String: String]
    /// What each side is at its best over, chosen without the seed that is scored.
    public var tune: [String]
    /// The longest of the runs that it speaks of, in epochs: one that misses a target takes one more.
    public var budget: Int
    public var scope: ReportSettings.Scope
    /// The chance of a false support that is accepted, before the correction for all hypotheses.
    public var alpha: Double
    public var note: String?

    public init(
      id: String, claim: String, expect: String, expectation: Expectation, metric: Metric,
      factor: String? = nil, levels: [String] = [], groups: [[Int]], axis: [Double] = [],
      ownPaths: [String] = [], conditions: [String: String] = [:], tune: [String] = [],
      budget: Int, scope: ReportSettings.Scope = .grid,
      alpha: Double = 0.05, note: String? = nil
    ) {
      self.id = id
      self.claim = claim
      self.expect = expect
      self.expectation = expectation
      self.metric = metric
      self.factor = factor
      self.levels = levels
      self.groups = groups
      self.axis = axis
      self.ownPaths = ownPaths
      self.conditions = conditions
      self.tune = tune
      self.budget = budget
      self.scope = scope
      self.alpha = alpha
      self.note = note
    }

    /// What is claimed of the metric.
    public enum Expectation: Codable, Sendable, Equatable {
      /// `a > b by 10x`
      case difference(isGreater: Bool, margin: Margin)
      /// `a > 0.5`
      case threshold(Double, isGreater: Bool, margin: Margin)
      /// `a = b within 0.005`
      case equivalence(within: Double)
      /// `increasing over model.depth`
      case trend(isIncreasing: Bool, factor: String)
      /// `share(model.width) > share(model.depth)`
      case shares(larger: String, smaller: String)
    }

    /// By how much, at least.
    public enum Margin: Codable, Sendable, Equatable {
      case none
      case absolute(Double)
      /// `10x`: so many times as much.
      case ratio(Double)
      /// `5%` of the mean of `b`, or of the number in its place.
      case percent(Double)
    }

    /// The number that each run has.
    public struct Metric: Codable, Sendable, Equatable {
      public var name: String
      /// The column that a target or a sensitivity is about.
      public var of: String?
      public var target: Double?
      /// Nil for a number of the whole run.
      public var layer: Layer?
      public var epochs: Epochs
      /// Whether more is better; nil for a number that is neither.
      public var maximize: Bool?

      public init(
        name: String, of: String? = nil, target: Double? = nil, layer: Layer? = nil,
        epochs: Epochs = .final, maximize: Bool? = nil
      ) {
        self.name = name
        self.of = of
        self.target = target
        self.layer = layer
        self.epochs = epochs
        self.maximize = maximize
      }
    }

    /// A layer, from the first hidden one to the output, or a summary of them all.
    public enum Layer: Codable, Sendable, Equatable {
      case first, last, max, mean
      /// From 1.
      case number(Int)
    }

    /// When a metric is read.
    public enum Epochs: Codable, Sendable, Equatable {
      /// Before the first step.
      case initial
      case epoch(Int)
      case final
      /// The epoch with the best primary metric.
      case best
      case mean(ClosedRange<Int>)
    }
  }
}

extension StoredPlan.Hypothesis.Metric {
  /// Metrics that are no column: epochs and training time to a target, how many runs fail, and how much the
  /// learning rate matters.
  public static let derived = ["epochs_to", "seconds_to", "failure_rate", "lr_sensitivity"]

  /// Columns of `layers.csv` that a hypothesis can be about.
  public static let layerColumns = [
    "grad_norm", "grad_rms", "grad_abs_mean", "grad_zero_frac", "weight_norm", "update_ratio",
    "act_mean", "act_sd", "dead_frac", "strict_dead_frac", "dormant_frac", "saturated_frac",
  ]

  /// Columns of `history.csv` besides the metrics that it can be about.
  public static let curveColumns = ["grad_norm", "update_ratio", "penalty", "learning_rate"]

  /// Whether differences between settings are of scale, so that ratios are compared.
  public var isScale: Bool {
    ["grad_norm", "grad_rms", "grad_abs_mean", "weight_norm", "update_ratio"].contains(name)
  }
}
