public import DescentStore

/// What is asked of stored runs: which of them, compared by what, and scored how.
public struct ReportQuery: Sendable, Equatable {
  /// `PATH=VALUE`, `PATH=VALUE,VALUE` or `PATH=MIN..MAX`; a configuration must meet them all.
  public var conditions: [String]
  /// The path of the factor that the answer is about.
  public var grouping: String?
  /// The column that scores the runs: `val_loss`.
  public var metric: String?
  /// `PATH=LEVEL`, or a level's name alone: what the others are compared with.
  public var baselines: [String]

  public init(
    conditions: [String] = [], grouping: String? = nil, metric: String? = nil,
    baselines: [String] = []
  ) {
    self.conditions = conditions
    self.grouping = grouping
    self.metric = metric
    self.baselines = baselines
  }

  /// What a query comes to: the runs to report, and how the report describes them.
  public struct Result<Source: Sweep>: Sendable {
    public let sweep: JoinedSweep<Source>
    /// Nil where the report is that of one whole plan, as it was run.
    public let view: ReportView?
  }

  /// Chooses from the sweeps of one or more results folders.
  ///
  /// - Parameters:
  ///   - sources: At least one sweep, with the name of its folder.
  ///   - commandLine: The command that the report names as its own.
  /// - Returns: The runs, under a plan that compares them as asked.
  /// - Throws: `QueryMistakes` with all of them, or what reading a sweep reports.
  public func result<Source: Sweep>(
    from sources: [(folder: String, sweep: Source)], commandLine: [String]
  ) throws -> Result<Source> {
    let sweeps = sources.map(\.sweep)
    if self == ReportQuery(), sweeps.count == 1 {
      return Result(sweep: JoinedSweep(sweeps[0].plan, sweeps), view: nil)
    }
    let planner = QueryPlanner(
      self, try sources.map { ($0.folder, $0.sweep.plan, try $0.sweep.resolvedConfigurations()) })
    guard planner.mistakes.isEmpty else { throw QueryMistakes(all: planner.mistakes) }
    let plan = planner.plan
    let hypotheses = sweeps.reduce(0) { $0 + $1.plan.hypotheses.count }
    let view = ReportView(
      commandLine: commandLine,
      origins: sources.map { Origin($0.sweep.plan, folder: $0.folder) }, query: self,
      conditions: planner.conditions.map(\.words), plannedRuns: planner.plannedRuns,
      hypothesesLeftOut: hypotheses - plan.hypotheses.count)
    return Result(sweep: JoinedSweep(plan, sweeps), view: view)
  }
}
