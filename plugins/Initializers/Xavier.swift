public import Descent

/// Weights scaled by fan-in and fan-out, so that signals and gradients keep their size through units
/// that are linear around zero.
///
///     Var w = 2 / (fan_in + fan_out)
///
/// PyTorch's `xavier_uniform_` and `xavier_normal_` with gain 1.
///
/// Glorot and Bengio 2010, *Understanding the difficulty of training deep feedforward neural networks*.
public struct Xavier: Initializer {
  public static let name = "xavier"
  public static let summary = "Variance 2 / (fan-in + fan-out), made for tanh and sigmoid"
  public static let formula = "Var w = 2 / (fan_in + fan_out)"
  public static let reference =
    "Glorot, Bengio 2010, Understanding the difficulty of training deep feedforward neural networks"
  public static let hyperparameters = [
    Hyperparameter("distribution", \Self.distribution, "the shape, of the same variance")
  ]

  public var distribution = Distribution.uniform

  public init() {}

  public func weights(of layer: LayerSite, random: inout RandomStream) throws -> [Double] {
    let variance = 2 / Double(layer.fanIn + layer.fanOut)
    return switch distribution {
    case .normal: layer.normal(sd: variance.squareRoot(), random: &random)
    case .uniform: layer.uniform(limit: (3 * variance).squareRoot(), random: &random)
    }
  }
}
