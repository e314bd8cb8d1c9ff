public import Descent

/// All weights equal: units of a layer stay equal to each other, as with ``Zeros``, but gradients flow.
///
/// Biases are 0.
public struct ConstantWeights: Initializer {
  public static let name = "constant"
  public static let summary = "All weights equal, so that the units of a layer never differ"
  public static let formula = "w = value"
  public static let hyperparameters = [
    Hyperparameter("value", \Self.value, in: .any, "each weight")
  ]

  public var value = 0.1

  public init() {}

  public func weights(of layer: LayerSite, random: inout RandomStream) throws -> [Double] {
    Array(repeating: value, count: layer.fanIn * layer.fanOut)
  }
}
