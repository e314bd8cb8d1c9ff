public import Descent

/// Normal weights of one standard deviation, whatever the layer's size.
public struct Normal: Initializer {
  public static let name = "normal"
  public static let summary = "Normal weights with mean 0 and a fixed standard deviation"
  public static let formula = "w ~ N(0, sd^2)"
  public static let hyperparameters = [
    Hyperparameter("sd", \Self.sd, in: .above(0), "the standard deviation")
  ]

  public var sd = 0.05

  public init() {}

  public func weights(of layer: LayerSite, random: inout RandomStream) throws -> [Double] {
    layer.normal(sd: sd, random: &random)
  }
}
