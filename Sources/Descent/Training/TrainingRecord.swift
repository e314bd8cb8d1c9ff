/// What became of one training.
public struct TrainingRecord: Sendable {
  /// Nil for a run that reached its end.
  public var divergence: Divergence?
  /// Why it ended before its last epoch, where it did without failing.
  public var stop: StopReason?
  /// From epoch 0, before the first step.
  public var history: [EpochRecord] = []
  public var layers: [LayerRecord] = []
  /// The nodes of a small graph at the first measured epoch after 0 and at the last epoch; empty for
  /// a large one.
  public var graph: [GraphRecord] = []
  /// What the trained network makes of the plane of two inputs, where there are two.
  public var surface: DecisionSurface?
  public var seconds = Seconds()
  public var parameterCount = 0
  public var steps = 0
  /// Training rows seen.
  public var samples = 0
  public var initialValues: [Float] = []
  public var finalValues: [Float] = []

  /// Why a run was content to end early.
  public enum StopReason: String, Sendable {
    /// No better value of a metric came for too long.
    case patience
    /// It had reached what it was to reach.
    case target
    /// It was to be trained so far and no farther.
    case budget
  }

  /// Where the time went.
  public struct Seconds: Sendable {
    public var wall = 0.0
    public var train = 0.0
    public var evaluation = 0.0
    public var diagnostics = 0.0
  }

  public var epochsRun: Int { history.last?.epoch ?? 0 }
}

/// How and where a run diverged.
public struct Divergence: Hashable, Sendable {
  public enum Reason: String, Sendable {
    /// NaN or infinity in the loss, a gradient or a weight.
    case nonfinite
    /// The epoch's loss was far above that of the untrained network for several epochs.
    case exploded
  }

  public var reason: Reason
  public var epoch: Int
  /// From 1 over the whole run.
  public var step: Int
  public var lastFiniteLoss: Double?
  /// The first tensor with a number that is not finite.
  public var tensor: String?
}

/// One epoch's losses, metrics and step statistics; names as in ``Metric``, and `loss`.
public struct EpochRecord: Sendable {
  public var epoch: Int
  public var step: Int
  public var seconds: Double
  public var learningRate: Double
  public var penalty: Double?
  public var gradientNorm: Double?
  public var updateRatio: Double?
  public var train: [String: Double]
  public var validation: [String: Double]
  public var test: [String: Double] = [:]
}

/// What a network measures before its first step.
///
/// It depends on the network, its first weights and the data alone: runs that differ in how they train
/// have it in common.
public struct UntrainedMeasures: Sendable {
  public var train: [String: Double] = [:]
  public var validation: [String: Double] = [:]
  public var layers: [LayerRecord] = []

  init() {}

  /// What a run measured at epoch 0.
  public init(_ record: TrainingRecord) {
    train = record.history.first?.train ?? [:]
    validation = record.history.first?.validation ?? [:]
    layers = record.layers.filter { $0.epoch == 0 }
  }
}
