import Descent

/// The gain that an initialiser scales its weights by.
public enum Gain: String, CaseIterable, Sendable {
  /// The one that the initialiser is known with, as PyTorch's and Keras's functions without further arguments.
  case standard
  /// That of the layer's own activation.
  case activation

  /// The gain's square, which scales a variance.
  func squared(at layer: LayerSite, standard: Double) -> Double {
    switch self {
    case .standard: standard
    case .activation: layer.activation.gain * layer.activation.gain
    }
  }
}
