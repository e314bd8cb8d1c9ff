public import Descent

/// A random orthogonal matrix, which changes no lengths: signals and gradients keep their size through linear layers,
/// however many.
///
///     Wᵀ W = gain² I, or W Wᵀ where fan-out is the larger          gain = 1, or that of the layer's activation
///
/// Uniform over all such matrices: normal numbers, made orthonormal one vector after the other, twice against rounding.
/// PyTorch's `orthogonal_`, which takes the same from a QR decomposition. Biases are 0.
///
/// Saxe, McClelland and Ganguli 2014, [arXiv:1312.6120](https://arxiv.org/abs/1312.6120).
public struct Orthogonal: Initializer {
  public static let name = "orthogonal"
  public static let summary = "A random orthogonal matrix, which changes no lengths"
  public static let formula = "W' W = gain^2 I"
  public static let reference =
    "Saxe, McClelland, Ganguli 2014, Exact Solutions to the Nonlinear Dynamics of Learning"
  public static let hyperparameters = [
    Hyperparameter("gain", \Self.gain, "1, or that of the layer's activation")
  ]

  public var gain = Gain.standard

  public init() {}

  public func weights(of layer: LayerSite, random: inout RandomStream) throws -> [Double] {
    let length = max(layer.fanIn, layer.fanOut)
    var vectors: [[Double]] = []
    while vectors.count < min(layer.fanIn, layer.fanOut) {
      var vector = (0..<length).map { _ in random.normal() }
      for other in vectors + vectors {
        let share = zip(vector, other).reduce(0) { $0 + $1.0 * $1.1 }
        for i in vector.indices { vector[i] -= share * other[i] }
      }
      let norm = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      vectors.append(vector.map { $0 / norm })
    }
    let scale = gain.squared(at: layer, standard: 1).squareRoot()
    return (0..<layer.fanIn * layer.fanOut).map { place in
      let (input, output) = place.quotientAndRemainder(dividingBy: layer.fanOut)
      return scale * (layer.fanIn < layer.fanOut ? vectors[input][output] : vectors[output][input])
    }
  }
}
