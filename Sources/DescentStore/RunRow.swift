/// How a run ended.
public enum RunStatus: String, Sendable, CaseIterable {
  /// Trained to its end, or stopped early on purpose.
  case ok
  /// The loss, a gradient or a weight became non-finite, or the loss exploded.
  case diverged
  /// The worker process died, or the run could not be set up.
  case crashed
  /// The run took longer than `run.timeout`.
  case timeout
  /// Stopped by a search because others did better.
  case pruned
  /// Cut off by the user before its end.
  case interrupted
  /// Declared impossible by a component, and passed over on request.
  case skipped

  /// Whether the run counts as a failure: it scores like an untrained network and is never dropped.
  public var isFailure: Bool { self == .diverged || self == .crashed || self == .timeout }

  /// Whether there is nothing left to train: a diverged run would diverge again.
  public var isDone: Bool {
    self == .ok || self == .diverged || self == .pruned || self == .skipped
  }

  /// Whether the run has a score; a run without one is a missing cell.
  public var hasScore: Bool { self == .ok || self == .pruned || isFailure }
}

/// The outcome of one run, without its curves: the row of `runs` in the store.
///
/// What belongs to a plan rather than to a run (factor levels, studies, scores) is not here: the same
/// run may be part of several plans.
public struct RunRow: Sendable, Equatable {
  public var runID: String
  public var configID: String
  /// The replicate; every comparison is paired by it.
  public var seed: Int
  /// The fold of a cross-validation, from 1.
  public var fold: Int?
  /// The frozen resolved configuration as canonical JSON: sorted paths, defaults filled in.
  public var configuration: String

  public var status: RunStatus
  /// Why it ended so (`nonfinite`, `exploded`, `patience`, `target`, `signal 11`, …), or `-`.
  public var statusReason: String
  /// The epoch (0 = before training) in which a failure showed.
  public var statusEpoch: Int?
  /// The optimizer step, from 1 over the whole run, in which a failure showed.
  public var statusStep: Int?
  public var lastFiniteLoss: Double?
  /// The first tensor found non-finite, such as `layers.0.weight`.
  public var failedTensor: String?
  /// The end of a crashed worker's standard error.
  public var lastWords: String?

  public var epochsRun: Int
  /// No gain in training and validation score ever reached one point.
  public var noProgress: Bool

  /// Seconds from the start of the run to its end; its parts follow.
  public var wallSeconds: Double
  public var trainSeconds: Double
  public var evalSeconds: Double
  public var diagSeconds: Double
  /// How many runs trained at once on the host.
  public var concurrency: Int
  /// Training rows per second of `trainSeconds`.
  public var samplesPerSecond: Double?
  public var parameterCount: Int
  /// 6 × weights × samples seen.
  public var estimatedFLOPs: Double

  /// `ok`, `vanishing`, `exploding` or `no_signal`; `-` where nothing was measured.
  public var gradVerdict: String
  /// `ok`, `dormant`, `saturated`, `dying` or `dead`; `-` where nothing was measured.
  public var unitVerdict: String

  /// When it started, ISO 8601 in UTC.
  public var startedAt: String
  public var host: String
  /// The version and commit of the program that trained it.
  public var build: String
  /// The SHA-256 of what was declared when it was trained; nil where no hypothesis was.
  public var preregistrationHash: String?

  public init(
    runID: String, configID: String, seed: Int, fold: Int? = nil, configuration: String,
    status: RunStatus, statusReason: String = "-", statusEpoch: Int? = nil, statusStep: Int? = nil,
    lastFiniteLoss: Double? = nil, failedTensor: String? = nil, lastWords: String? = nil,
    epochsRun: Int = 0, noProgress: Bool = false, wallSeconds: Double = 0, trainSeconds: Double = 0,
    evalSeconds: Double = 0, diagSeconds: Double = 0, concurrency: Int = 1,
    samplesPerSecond: Double? = nil, parameterCount: Int = 0, estimatedFLOPs: Double = 0,
    gradVerdict: String = "-", unitVerdict: String = "-", startedAt: String, host: String,
    build: String, preregistrationHash: String? = nil
  ) {
    self.runID = runID
    self.configID = configID
    self.seed = seed
    self.fold = fold
    self.configuration = configuration
    self.status = status
    self.statusReason = statusReason
    self.statusEpoch = statusEpoch
    self.statusStep = statusStep
    self.lastFiniteLoss = lastFiniteLoss
    self.failedTensor = failedTensor
    self.lastWords = lastWords
    self.epochsRun = epochsRun
    self.noProgress = noProgress
    self.wallSeconds = wallSeconds
    self.trainSeconds = trainSeconds
    self.evalSeconds = evalSeconds
    self.diagSeconds = diagSeconds
    self.concurrency = concurrency
    self.samplesPerSecond = samplesPerSecond
    self.parameterCount = parameterCount
    self.estimatedFLOPs = estimatedFLOPs
    self.gradVerdict = gradVerdict
    self.unitVerdict = unitVerdict
    self.startedAt = startedAt
    self.host = host
    self.build = build
    self.preregistrationHash = preregistrationHash
  }
}
