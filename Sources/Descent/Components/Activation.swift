/// An activation function that works on each number by itself: what most authors write.
///
///     struct LeakyReLU: Activation {
///       static let name = "leaky_relu"
///       static let hyperparameters = [Hyperparameter("slope", \Self.slope, in: 0..<1)]
///       var slope = 0.01
///       func callAsFunction<T: Scalar>(_ x: T) -> T { x > 0 ? x : T(slope) * x }
///     }
///
/// The formula is all that is needed: evaluated on dual numbers it gives the derivative, and the loop
/// over a whole layer is compiled from it.
public protocol Activation: RowActivation {
  /// The function's value at `x`.
  func callAsFunction<T: Scalar>(_ x: T) -> T

  /// The derivative at `x`; by default from the formula, evaluated on a dual number.
  ///
  /// At a kink it is the derivative of the branch that the formula takes.
  func derivative<T: RealScalar>(at x: T) -> T
}

/// An activation function that may look at a whole row, such as softmax.
public protocol RowActivation: Component {
  /// Writes the activation of `row` into `result`, which has the same length.
  func activate<T: Scalar>(_ row: Span<T>, into result: inout MutableSpan<T>)

  /// The pre-activations between which the function is not saturated, for the diagnostics; nil where
  /// it does not saturate on both sides.
  var unsaturatedRange: ClosedRange<Double>? { get }

  /// What first weights are multiplied by so that signals keep their size through the function.
  ///
  ///     gain = 1 / √E f(z)²          for z ~ N(0, 1)
  ///
  /// It follows from the formula where the function is element-wise, with learned coefficients at their
  /// first values: √2 for ReLU, 1 for the identity. It is 1 for a function of a whole row, and where
  /// E f(z)² is 0 or not finite. Say another one only where the literature does.
  ///
  /// He, Zhang, Ren and Sun 2015, [arXiv:1502.01852](https://arxiv.org/abs/1502.01852), section 2.2.
  var gain: Double { get }

  /// The loops that training runs. Compiled from the formula by default; there is rarely a reason to
  /// write one.
  func kernel(for type: Float.Type) -> ActivationKernel<Float>
  func kernel(for type: Double.Type) -> ActivationKernel<Double>
}

/// The loops of an activation over a layer's buffer, row-major, rows × columns.
public struct ActivationKernel<T: RealScalar>: Sendable {
  public typealias Forward =
    @Sendable (
      _ z: UnsafePointer<T>, _ y: UnsafeMutablePointer<T>, _ slopes: UnsafeMutablePointer<T>?,
      _ rows: Int, _ columns: Int
    ) -> Void
  public typealias Pullback =
    @Sendable (
      _ slopes: UnsafePointer<T>, _ dy: UnsafePointer<T>, _ dz: UnsafeMutablePointer<T>,
      _ rows: Int, _ columns: Int
    ) -> Void

  /// y ← f(z), and where `slopes` is given, what ``pullback`` needs: for an ``Activation`` that is f′(z), from
  /// which the diagnostics count dead units; a row-wise function keeps what it likes.
  public let forward: Forward
  /// dz ← (∂y/∂z)ᵀ dy.
  public let pullback: Pullback

  public init(forward: @escaping Forward, pullback: @escaping Pullback) {
    self.forward = forward
    self.pullback = pullback
  }
}

// MARK: - Defaults

extension RowActivation {
  public static var kind: ComponentKind { .activation }
  public var unsaturatedRange: ClosedRange<Double>? { nil }

  /// Whether it works on each number by itself.
  public var isElementwise: Bool { self is any Activation || self is any LearnedActivation }

  @inlinable
  public func kernel(for type: Float.Type) -> ActivationKernel<Float> { rowKernel() }
  @inlinable
  public func kernel(for type: Double.Type) -> ActivationKernel<Double> { rowKernel() }

  /// The loops of a row-wise function: its derivative takes one pass of dual numbers a column, for which z
  /// itself is kept as the slopes.
  @inlinable
  func rowKernel<T: RealScalar>() -> ActivationKernel<T> {
    ActivationKernel(
      forward: { z, y, slopes, rows, columns in
        slopes?.update(from: z, count: rows * columns)
        for row in 0..<rows {
          let input = UnsafeBufferPointer(start: z + row * columns, count: columns)
          let output = UnsafeMutableBufferPointer(start: y + row * columns, count: columns)
          var result = output.mutableSpan
          activate(input.span, into: &result)
        }
      },
      pullback: { z, dy, dz, rows, columns in
        withUnsafeTemporaryAllocation(of: Dual<T>.self, capacity: 2 * columns) { scratch in
          scratch.initialize(repeating: .constant(0))
          let input = UnsafeMutableBufferPointer(rebasing: scratch[..<columns])
          let output = UnsafeMutableBufferPointer(rebasing: scratch[columns...])
          for row in 0..<rows {
            let start = row * columns
            for j in 0..<columns { input[j] = .constant(z[start + j]) }
            for j in 0..<columns {
              input[j].tangent = 1
              var result = output.mutableSpan
              activate(UnsafeBufferPointer(input).span, into: &result)
              input[j].tangent = 0
              var sum: T = 0
              for i in 0..<columns { sum += dy[start + i] * output[i].tangent }
              dz[start + j] = sum
            }
          }
        }
      })
  }
}

extension Activation {
  @inlinable @inline(__always)
  public func derivative<T: RealScalar>(at x: T) -> T { self(Dual.variable(x)).tangent }

  @inlinable
  public func activate<T: Scalar>(_ row: Span<T>, into result: inout MutableSpan<T>) {
    for i in row.indices { result[i] = self(row[i]) }
  }

  @inlinable
  public func kernel(for type: Float.Type) -> ActivationKernel<Float> { elementwiseKernel() }
  @inlinable
  public func kernel(for type: Double.Type) -> ActivationKernel<Double> { elementwiseKernel() }

  @inlinable
  func elementwiseKernel<T: RealScalar>() -> ActivationKernel<T> {
    ActivationKernel(
      forward: { z, y, slopes, rows, columns in
        if let slopes {
          for i in 0..<(rows * columns) {
            let x = z[i]
            y[i] = self(x)
            slopes[i] = derivative(at: x)
          }
        } else {
          for i in 0..<(rows * columns) { y[i] = self(z[i]) }
        }
      },
      pullback: { slopes, dy, dz, rows, columns in
        for i in 0..<(rows * columns) { dz[i] = slopes[i] * dy[i] }
      })
  }
}
