import Descent

/// The distribution that an initialiser draws from; both have the same variance.
public enum Distribution: String, CaseIterable, Sendable {
  case normal
  case uniform

  /// One number with mean 0 and the given variance for each weight of the layer.
  func weights(
    of layer: LayerSite, variance: Double, random: inout RandomStream
  ) -> [Double] {
    switch self {
    case .normal: layer.normal(sd: variance.squareRoot(), random: &random)
    case .uniform: layer.uniform(limit: (3 * variance).squareRoot(), random: &random)
    }
  }
}
