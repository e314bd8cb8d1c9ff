/// A dual number a + b·ε with ε² = 0: forward-mode differentiation, the chain rule in one type.
///
/// Evaluating f at (x, 1) gives (f(x), f′(x)). Comparisons look at the value alone, so a formula
/// takes the same branch as with plain numbers.
@frozen
public struct Dual<Base: RealScalar>: Scalar {
  public var value: Base
  /// The derivative with respect to the variable whose tangent is 1.
  public var tangent: Base

  @inlinable @inline(__always)
  public init(_ value: Base, tangent: Base) {
    self.value = value
    self.tangent = tangent
  }

  /// The independent variable: its derivative with respect to itself is 1.
  @inlinable @inline(__always)
  public static func variable(_ value: Base) -> Dual { Dual(value, tangent: 1) }

  @inlinable @inline(__always)
  public static func constant(_ value: Base) -> Dual { Dual(value, tangent: 0) }

  @inlinable @inline(__always)
  public init(_ value: Double) { self.init(Base(value), tangent: 0) }

  @inlinable @inline(__always)
  public init(floatLiteral value: Double) { self.init(Base(value), tangent: 0) }

  @inlinable @inline(__always)
  public init(integerLiteral value: Int) { self.init(Base(value), tangent: 0) }

  // MARK: - Comparison

  @inlinable @inline(__always)
  public static func == (lhs: Dual, rhs: Dual) -> Bool { lhs.value == rhs.value }

  @inlinable @inline(__always)
  public static func < (lhs: Dual, rhs: Dual) -> Bool { lhs.value < rhs.value }

  @inlinable @inline(__always)
  public static func > (lhs: Dual, rhs: Dual) -> Bool { lhs.value > rhs.value }

  @inlinable @inline(__always)
  public static func <= (lhs: Dual, rhs: Dual) -> Bool { lhs.value <= rhs.value }

  @inlinable @inline(__always)
  public static func >= (lhs: Dual, rhs: Dual) -> Bool { lhs.value >= rhs.value }

  // MARK: - Arithmetic

  @inlinable @inline(__always)
  public static func + (lhs: Dual, rhs: Dual) -> Dual {
    Dual(lhs.value + rhs.value, tangent: lhs.tangent + rhs.tangent)
  }

  @inlinable @inline(__always)
  public static func - (lhs: Dual, rhs: Dual) -> Dual {
    Dual(lhs.value - rhs.value, tangent: lhs.tangent - rhs.tangent)
  }

  @inlinable @inline(__always)
  public static func * (lhs: Dual, rhs: Dual) -> Dual {
    Dual(lhs.value * rhs.value, tangent: lhs.tangent * rhs.value + lhs.value * rhs.tangent)
  }

  @inlinable @inline(__always)
  public static func / (lhs: Dual, rhs: Dual) -> Dual {
    let quotient = lhs.value / rhs.value
    return Dual(quotient, tangent: (lhs.tangent - quotient * rhs.tangent) / rhs.value)
  }

  @inlinable @inline(__always)
  public static prefix func - (operand: Dual) -> Dual {
    Dual(-operand.value, tangent: -operand.tangent)
  }

  // MARK: - Elementary functions

  @inlinable @inline(__always)
  public static func exp(_ x: Dual) -> Dual {
    let value = Base.exp(x.value)
    return Dual(value, tangent: x.tangent * value)
  }

  @inlinable @inline(__always)
  public static func log(_ x: Dual) -> Dual {
    Dual(Base.log(x.value), tangent: x.tangent / x.value)
  }

  @inlinable @inline(__always)
  public static func log1p(_ x: Dual) -> Dual {
    Dual(Base.log1p(x.value), tangent: x.tangent / (1 + x.value))
  }

  @inlinable @inline(__always)
  public static func sqrt(_ x: Dual) -> Dual {
    let value = Base.sqrt(x.value)
    return Dual(value, tangent: x.tangent / (2 * value))
  }

  @inlinable @inline(__always)
  public static func tanh(_ x: Dual) -> Dual {
    let value = Base.tanh(x.value)
    return Dual(value, tangent: x.tangent * (1 - value * value))
  }

  @inlinable @inline(__always)
  public static func sin(_ x: Dual) -> Dual {
    Dual(Base.sin(x.value), tangent: x.tangent * Base.cos(x.value))
  }

  @inlinable @inline(__always)
  public static func cos(_ x: Dual) -> Dual {
    Dual(Base.cos(x.value), tangent: -x.tangent * Base.sin(x.value))
  }

  @inlinable @inline(__always)
  public static func erf(_ x: Dual) -> Dual {
    let slope = Base(1.1283791670955126) * Base.exp(-x.value * x.value)  // 2/√π · e^(−x²)
    return Dual(Base.erf(x.value), tangent: x.tangent * slope)
  }

  /// Φ(x); its derivative is the normal density, whose exponential is the one that Φ takes already.
  @inlinable @inline(__always)
  public static func normalCDF(_ x: Dual) -> Dual {
    let density = Base(0.3989422804014327) * Base.exp(-0.5 * x.value * x.value)
    return Dual(Base.normalCDF(x.value), tangent: x.tangent * density)
  }

  /// The logistic function; its derivative s(1 − s) needs no second exponential and never overflows.
  @inlinable @inline(__always)
  public static func sigmoid(_ x: Dual) -> Dual {
    let value = Base.sigmoid(x.value)
    return Dual(value, tangent: x.tangent * value * (1 - value))
  }

  /// log(1 + eˣ); its derivative is the logistic function.
  @inlinable @inline(__always)
  public static func softplus(_ x: Dual) -> Dual {
    Dual(Base.softplus(x.value), tangent: x.tangent * Base.sigmoid(x.value))
  }
}
