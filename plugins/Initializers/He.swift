public import Descent

/// Weights scaled by the fan-in, so that signals keep their size through rectified units.
///
///     Var w = gain² / fan_in          gain = √2, or that of the layer's activation
///
/// PyTorch's `kaiming_normal_` and `kaiming_uniform_` with `mode="fan_in"` and `nonlinearity="relu"`, or the one of the
/// activation; Keras's `he_normal` is cut at two standard deviations. Biases are 0.
///
/// He, Zhang, Ren and Sun 2015, *Delving Deep into Rectifiers* (arXiv:1502.01852).
public struct He: Initializer {
  public static let name = "he"
  public static let summary = "Variance 2 / fan-in, made for ReLU"
  public static let formula = "Var w = gain^2 / fan_in"
  public static let reference = "He, Zhang, Ren, Sun 2015, Delving Deep into Rectifiers"
  public static let hyperparameters = [
    Hyperparameter("distribution", \Self.distribution, "the shape, of the same variance"),
    Hyperparameter("gain", \Self.gain, "the square root of 2, or that of the layer's activation"),
  ]

  public var distribution = Distribution.normal
  public var gain = Gain.standard

  public init() {}

  public func weights(of layer: LayerSite, random: inout RandomStream) throws -> [Double] {
    let variance = gain.squared(at: layer, standard: 2) / Double(layer.fanIn)
    return distribution.weights(of: layer, variance: variance, random: &random)
  }
}
