public import Descent

/// Weights scaled by the fan-in, so that the sums of a layer have the variance of its inputs.
///
///     Var w = gain² / fan_in          gain = 1, or that of the layer's activation
///
/// What the fixed point of ``SELU`` assumes. PyTorch's `kaiming_normal_` and `kaiming_uniform_` with
/// `nonlinearity="linear"`; Keras's `lecun_normal` is cut at two standard deviations. Biases are 0.
///
/// LeCun, Bottou, Orr and Müller 1998, *Efficient BackProp*, section 4.6.
public struct LeCun: Initializer {
  public static let name = "lecun"
  public static let summary = "Variance 1 / fan-in, made for SELU"
  public static let formula = "Var w = gain^2 / fan_in"
  public static let reference = "LeCun, Bottou, Orr, Müller 1998, Efficient BackProp"
  public static let hyperparameters = [
    Hyperparameter("distribution", \Self.distribution, "the shape, of the same variance"),
    Hyperparameter("gain", \Self.gain, "1, or that of the layer's activation"),
  ]

  public var distribution = Distribution.normal
  public var gain = Gain.standard

  public init() {}

  public func weights(of layer: LayerSite, random: inout RandomStream) throws -> [Double] {
    let variance = gain.squared(at: layer, standard: 1) / Double(layer.fanIn)
    return distribution.weights(of: layer, variance: variance, random: &random)
  }
}
