public import Descent

/// All weights zero: units of a layer stay equal to each other, so a deep network cannot learn.
public struct Zeros: Initializer {
  public static let name = "zeros"
  public static let summary = "All weights zero, which a deep network cannot leave"
  public static let formula = "w = 0"

  public init() {}

  public func weights(of layer: LayerSite, random: inout RandomStream) throws -> [Double] {
    Array(repeating: 0, count: layer.fanIn * layer.fanOut)
  }
}
