public import Descent

/// Weights scaled by the fan-in, so that signals keep their size through rectified units.
///
///     Var w = 2 / fan_in
///
/// PyTorch's `kaiming_normal_` and `kaiming_uniform_` with `nonlinearity="relu"` and `mode="fan_in"`.
///
/// He, Zhang, Ren and Sun 2015, *Delving Deep into Rectifiers* (arXiv:1502.01852).
public struct He: Initializer {
  public static let name = "he"
  public static let summary = "Variance 2 / fan-in, made for ReLU"
  public static let formula = "Var w = 2 / fan_in"
  public static let reference = "He, Zhang, Ren, Sun 2015, Delving Deep into Rectifiers"
  public static let hyperparameters = [
    Hyperparameter("distribution", \Self.distribution, "the shape, of the same variance")
  ]

  public var distribution = Distribution.normal

  public init() {}

  public func weights(of layer: LayerSite, random: inout RandomStream) throws -> [Double] {
    let variance = 2 / Double(layer.fanIn)
    return switch distribution {
    case .normal: layer.normal(sd: variance.squareRoot(), random: &random)
    case .uniform: layer.uniform(limit: (3 * variance).squareRoot(), random: &random)
    }
  }
}
