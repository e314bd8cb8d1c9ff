public import Descent

/// Normal weights of one standard deviation, without those farther than two of it from 0.
///
///     w ~ N(0, sd²), drawn again while |w| > 2 sd
///
/// Keras's `TruncatedNormal`, and PyTorch's `trunc_normal_` with `a` and `b` at ∓2 `std`: its defaults ∓2 hardly cut
/// anything. ``sd`` is that before the cut; what remains has 0.8796 of it. Biases are 0.
public struct TruncatedNormal: Initializer {
  public static let name = "truncated_normal"
  public static let summary = "Normal weights, cut at two standard deviations"
  public static let formula = "w ~ N(0, sd^2), drawn again while |w| > 2 sd"
  public static let hyperparameters = [
    Hyperparameter("sd", \Self.sd, in: .above(0), "the standard deviation before the cut")
  ]

  public var sd = 0.05

  public init() {}

  public func weights(of layer: LayerSite, random: inout RandomStream) throws -> [Double] {
    layer.normal(sd: sd, cutAt: 2, random: &random)
  }
}
