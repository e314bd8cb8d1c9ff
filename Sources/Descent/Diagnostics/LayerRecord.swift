/// One layer at one measured epoch: its gradient, weights and units on the probe set.
public struct LayerRecord: Sendable {
  public var epoch: Int
  /// From 1, the first hidden layer.
  public var layer: Int
  public var isOutput: Bool
  public var fanIn: Int
  public var fanOut: Int
  /// ‖G‖ of the gradient of the loss, without a penalty, by the weight matrix; with `gradientAbsMean` and `gradientZeroShare` NaN where the
  /// gradient is not finite.
  public var gradientNorm: Double
  public var gradientAbsMean: Double
  /// The share of the gradient's entries that are exactly 0.
  public var gradientZeroShare: Double
  public var weightNorm: Double
  /// ‖ΔW‖ / ‖W‖ in the last step before the measure; nil before the first.
  public var updateRatio: Double?
  public var activationMean: Double
  public var activationSD: Double
  /// Shares of the units, for hidden layers with an element-wise activation.
  public var units: UnitShares?

  package init(
    epoch: Int, layer: Int, isOutput: Bool, fanIn: Int, fanOut: Int, gradientNorm: Double,
    gradientAbsMean: Double, gradientZeroShare: Double, weightNorm: Double, updateRatio: Double?,
    activationMean: Double, activationSD: Double, units: UnitShares?
  ) {
    self.epoch = epoch
    self.layer = layer
    self.isOutput = isOutput
    self.fanIn = fanIn
    self.fanOut = fanOut
    self.gradientNorm = gradientNorm
    self.gradientAbsMean = gradientAbsMean
    self.gradientZeroShare = gradientZeroShare
    self.weightNorm = weightNorm
    self.updateRatio = updateRatio
    self.activationMean = activationMean
    self.activationSD = activationSD
    self.units = units
  }

  /// ‖G‖ / √entries, comparable across widths.
  public var gradientRMS: Double { gradientNorm / Double(fanIn * fanOut).squareRoot() }
}

/// Which share of a layer's units is unwell on the probe set.
public struct UnitShares: Sendable {
  /// Units whose derivative is not 0 on fewer than ``Thresholds/deadRows`` of the rows: a ReLU unit that hardly
  /// ever fires.
  public var dead: Double
  /// Units whose derivative is 0 on every row.
  public var strictlyDead: Double
  /// Units whose mean size is at most ``Thresholds/dormantSize`` of the layer's.
  ///
  /// Sokar, Agarwal, Castro and Evci 2023, *The Dormant Neuron Phenomenon in Deep Reinforcement
  /// Learning* (arXiv:2302.12902).
  public var dormant: Double
  /// Entries (unit × row) outside the activation's unsaturated range; nil where it has none.
  public var saturated: Double?

  package init(dead: Double, strictlyDead: Double, dormant: Double, saturated: Double?) {
    self.dead = dead
    self.strictlyDead = strictlyDead
    self.dormant = dormant
    self.saturated = saturated
  }
}
