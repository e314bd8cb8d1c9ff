/// A limit on the weights of each unit, restored after every step: it stands where a ``Regularizer`` does.
///
/// The weights are those of one unit's inputs, a column of the fan-in × fan-out matrix; biases and what
/// activations and normalisation learn are free.
public protocol NormConstraint: Component {
  /// The Euclidean norm that weights of the given norm are scaled to: the same one where they may stay.
  func callAsFunction(norm: Double) -> Double
}

extension NormConstraint {
  public static var kind: ComponentKind { .regularizer }
}
