/// One epoch of a run: the row of `history` in the store.
///
/// Metric values are keyed by the metric's bare name (`loss`, `accuracy`, …). A value that is not
/// finite is left out, never written as NaN.
public struct HistoryRow: Sendable, Equatable {
  /// 0 = before the first step.
  public var epoch: Int
  /// Optimizer steps taken so far.
  public var step: Int
  /// Training seconds so far.
  public var seconds: Double
  /// The scheduled rate of the epoch's last step; at epoch 0, of the first.
  public var learningRate: Double
  /// The regulariser's penalty, which no `loss` contains.
  public var penalty: Double?
  /// The norm of the whole gradient in the epoch's last step.
  public var gradNorm: Double?
  /// ‖Δw‖ / ‖w‖ over all parameters in the epoch's last step.
  public var updateRatio: Double?
  public var train: [String: Double]
  public var validation: [String: Double]
  /// Measured at the last epoch and at the best epoch of each validation metric; otherwise empty.
  public var test: [String: Double]

  public init(
    epoch: Int, step: Int, seconds: Double, learningRate: Double, penalty: Double? = nil,
    gradNorm: Double? = nil, updateRatio: Double? = nil, train: [String: Double] = [:],
    validation: [String: Double] = [:], test: [String: Double] = [:]
  ) {
    self.epoch = epoch
    self.step = step
    self.seconds = seconds
    self.learningRate = learningRate
    self.penalty = penalty
    self.gradNorm = gradNorm
    self.updateRatio = updateRatio
    self.train = train
    self.validation = validation
    self.test = test
  }
}

/// One layer of a run at one measured epoch: the row of `layers` in the store.
///
/// Measured on the probe set, the first min(256, n) training rows. A layer is a weight matrix with its
/// bias and activation; layer 1 is the first. A quantity that does not apply is nil.
public struct LayerRow: Sendable, Equatable {
  public var epoch: Int
  public var layer: Int
  /// `hidden` or `output`.
  public var kind: String
  public var fanIn: Int
  public var fanOut: Int
  public var gradNorm: Double?
  public var gradRMS: Double?
  public var gradAbsMean: Double?
  public var gradZeroFrac: Double?
  public var weightNorm: Double?
  public var updateRatio: Double?
  public var actMean: Double?
  public var actSD: Double?
  public var deadFrac: Double?
  public var strictDeadFrac: Double?
  public var dormantFrac: Double?
  public var saturatedFrac: Double?

  public init(
    epoch: Int, layer: Int, kind: String, fanIn: Int, fanOut: Int, gradNorm: Double? = nil,
    gradRMS: Double? = nil, gradAbsMean: Double? = nil, gradZeroFrac: Double? = nil,
    weightNorm: Double? = nil, updateRatio: Double? = nil, actMean: Double? = nil,
    actSD: Double? = nil, deadFrac: Double? = nil, strictDeadFrac: Double? = nil,
    dormantFrac: Double? = nil, saturatedFrac: Double? = nil
  ) {
    self.epoch = epoch
    self.layer = layer
    self.kind = kind
    self.fanIn = fanIn
    self.fanOut = fanOut
    self.gradNorm = gradNorm
    self.gradRMS = gradRMS
    self.gradAbsMean = gradAbsMean
    self.gradZeroFrac = gradZeroFrac
    self.weightNorm = weightNorm
    self.updateRatio = updateRatio
    self.actMean = actMean
    self.actSD = actSD
    self.deadFrac = deadFrac
    self.strictDeadFrac = strictDeadFrac
    self.dormantFrac = dormantFrac
    self.saturatedFrac = saturatedFrac
  }
}
