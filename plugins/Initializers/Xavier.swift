public import Descent

/// Weights scaled by fan-in and fan-out, so that signals and gradients keep their size through units
/// that are linear around zero.
///
///     Var w = 2 gain² / (fan_in + fan_out)          gain = 1, or that of the layer's activation
///
/// PyTorch's `xavier_uniform_` and `xavier_normal_`. Biases are 0.
///
/// Glorot and Bengio 2010, *Understanding the difficulty of training deep feedforward neural networks*.
public struct Xavier: Initializer {
  public static let name = "xavier"
  public static let summary = "Variance 2 / (fan-in + fan-out), made for tanh and sigmoid"
  public static let formula = "Var w = 2 gain^2 / (fan_in + fan_out)"
  public static let reference =
    "Glorot, Bengio 2010, Understanding the difficulty of training deep feedforward neural networks"
  public static let hyperparameters = [
    Hyperparameter("distribution", \Self.distribution, "the shape, of the same variance"),
    Hyperparameter("gain", \Self.gain, "1, or that of the layer's activation"),
  ]

  public var distribution = Distribution.uniform
  public var gain = Gain.standard

  public init() {}

  public func weights(of layer: LayerSite, random: inout RandomStream) throws -> [Double] {
    let variance = 2 * gain.squared(at: layer, standard: 1) / Double(layer.fanIn + layer.fanOut)
    return distribution.weights(of: layer, variance: variance, random: &random)
  }
}
