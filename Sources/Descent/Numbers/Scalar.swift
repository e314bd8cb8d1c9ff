/// A number that a formula is written over: a plain real, or a dual number that carries a derivative.
///
/// A plugin's formula is generic over `Scalar`, and everything else comes from it: evaluated on
/// `Float` it is the value, on ``Dual`` the derivative, and over a whole buffer a vector loop. All
/// functions are branch-free for `Float`, so that the loop over them vectorises; a choice in a formula
/// is best written as `condition ? a : b`.
public protocol Scalar: Comparable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, Sendable
{
  /// The plain real that it is, or that its value is.
  associatedtype Base: RealScalar

  /// A number with a derivative; a plain real has none and leaves it out.
  init(_ value: Base, tangent: Base)
  /// The constant nearest to `value`; its derivative is zero.
  init(_ value: Double)

  static func + (lhs: Self, rhs: Self) -> Self
  static func - (lhs: Self, rhs: Self) -> Self
  static func * (lhs: Self, rhs: Self) -> Self
  static func / (lhs: Self, rhs: Self) -> Self
  static prefix func - (operand: Self) -> Self

  /// eˣ; overflows to infinity and underflows to zero.
  static func exp(_ x: Self) -> Self
  /// The natural logarithm; −∞ at 0, NaN below.
  static func log(_ x: Self) -> Self
  /// log(1 + x), accurate near 0.
  static func log1p(_ x: Self) -> Self
  /// √x; NaN below 0.
  static func sqrt(_ x: Self) -> Self
  /// The hyperbolic tangent.
  static func tanh(_ x: Self) -> Self
  /// The sine of x radians; in `Float` 0 beyond ±2²⁸.
  static func sin(_ x: Self) -> Self
  /// The cosine of x radians; in `Float` 1 beyond ±2²⁸.
  static func cos(_ x: Self) -> Self
  /// The error function 2/√π ∫₀ˣ e^(−t²) dt.
  static func erf(_ x: Self) -> Self
  /// Φ(x), the chance that a standard normal number is below x: ½ (1 + erf(x / √2)), accurate where it is
  /// small, too.
  static func normalCDF(_ x: Self) -> Self
  /// The logistic function 1 / (1 + e^(−x)), without overflow on either side.
  static func sigmoid(_ x: Self) -> Self
  /// log(1 + eˣ), without overflow: max(x, 0) + log(1 + e^(−|x|)).
  static func softplus(_ x: Self) -> Self
}

extension Scalar {
  @inlinable @inline(__always)
  public static func += (lhs: inout Self, rhs: Self) { lhs = lhs + rhs }

  @inlinable @inline(__always)
  public static func -= (lhs: inout Self, rhs: Self) { lhs = lhs - rhs }

  @inlinable @inline(__always)
  public static func *= (lhs: inout Self, rhs: Self) { lhs = lhs * rhs }

  /// |x|; its derivative at 0 is taken as 1.
  @inlinable @inline(__always)
  public static func abs(_ x: Self) -> Self { x < 0 ? -x : x }

  // Requirements too, so that dual numbers bring derivatives of their own: that of the quotient below
  // is ∞/∞ where e^(−x) overflows.

  @inlinable @inline(__always)
  public static func sigmoid(_ x: Self) -> Self { 1 / (1 + exp(-x)) }

  @inlinable @inline(__always)
  public static func softplus(_ x: Self) -> Self { (x > 0 ? x : 0) + log1p(exp(-abs(x))) }
}

/// A plain real number that a network computes in: `Float` in training, `Double` where derivatives
/// are checked.
///
/// Generic code reaches a component's compiled loops through the `kernel(of:)` functions, since a
/// generic requirement called through an existential would stay unspecialised.
public protocol RealScalar: Scalar, BinaryFloatingPoint, SIMDScalar, BitwiseCopyable, Codable
where Base == Self {
  static func kernel(of activation: any RowActivation) -> ActivationKernel<Self>
  static func learnedKernel(of activation: any LearnedActivation) -> LearnedActivationKernel<Self>
  static func kernel(of loss: any RowLoss) -> LossKernel<Self>
  static func kernel(of regularizer: any Regularizer) -> RegularizerKernel<Self>
  static func kernel(of optimizer: any MatrixOptimizer) -> OptimizerKernel<Self>
  /// The fastest product of this shape that the machine has.
  static func product(_ shape: ProductShape) -> MatrixProduct<Self>
  /// Writes the transpose of a row-major rows × columns matrix; the buffers do not overlap.
  static func transpose(
    _ source: UnsafePointer<Self>, rows: Int, columns: Int, into target: UnsafeMutablePointer<Self>)
}

extension RealScalar {
  @inlinable @inline(__always)
  public init(_ value: Self, tangent: Self) { self = value }
}
