/// A penalty on the size of weights that is added to the loss; biases go free.
///
/// The reported losses never contain it: it has a column of its own.
public protocol Regularizer: Component {
  /// The penalty of one weight.
  func callAsFunction<T: Scalar>(_ weight: T) -> T

  /// The loops that training runs, compiled from the formula by default.
  func kernel(for type: Float.Type) -> RegularizerKernel<Float>
  func kernel(for type: Double.Type) -> RegularizerKernel<Double>
}

/// The loops of a penalty over a weight matrix.
public struct RegularizerKernel<T: RealScalar>: Sendable {
  /// The sum of the penalties of `count` weights.
  public let value: @Sendable (_ weights: UnsafePointer<T>, _ count: Int) -> T
  /// gradient ← gradient + scale · penalty′(weights).
  public let addGradient:
    @Sendable (
      _ weights: UnsafePointer<T>, _ gradient: UnsafeMutablePointer<T>, _ scale: T, _ count: Int
    ) -> Void

  public init(
    value: @escaping @Sendable (_ weights: UnsafePointer<T>, _ count: Int) -> T,
    addGradient:
      @escaping @Sendable (
        _ weights: UnsafePointer<T>, _ gradient: UnsafeMutablePointer<T>, _ scale: T, _ count: Int
      ) -> Void
  ) {
    self.value = value
    self.addGradient = addGradient
  }
}

extension Regularizer {
  public static var kind: ComponentKind { .regularizer }

  @inlinable
  public func kernel(for type: Float.Type) -> RegularizerKernel<Float> { elementwiseKernel() }
  @inlinable
  public func kernel(for type: Double.Type) -> RegularizerKernel<Double> { elementwiseKernel() }

  @inlinable
  func elementwiseKernel<T: RealScalar>() -> RegularizerKernel<T> {
    RegularizerKernel(
      value: { weights, count in
        var sum = 0.0
        for i in 0..<count { sum += Double(self(weights[i])) }
        return T(sum)
      },
      addGradient: { weights, gradient, scale, count in
        for i in 0..<count { gradient[i] += scale * self(Dual.variable(weights[i])).tangent }
      })
  }
}
