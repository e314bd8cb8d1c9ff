public import Descent

/// Uniform weights between two bounds, whatever the layer's size.
public struct Uniform: Initializer {
  public static let name = "uniform"
  public static let summary = "Uniform weights between -limit and limit"
  public static let formula = "w ~ U(-limit, limit)"
  public static let hyperparameters = [
    Hyperparameter("limit", \Self.limit, in: .above(0), "the largest size of a weight")
  ]

  public var limit = 0.05

  public init() {}

  public func weights(of layer: LayerSite, random: inout RandomStream) throws -> [Double] {
    layer.uniform(limit: limit, random: &random)
  }
}
