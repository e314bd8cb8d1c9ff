public import CKernels

// The functions below are polynomials between bit operations, without a branch or a checked
// conversion, so that LLVM turns a loop over them into vector code. Their coefficients are the
// minimax fits of Moshier's Cephes library (1984–1992); those of erf were found by linear programming, as
// the ones with the least largest error relative to erf. The largest errors seen against the double
// functions are 1.00 ulp for exp, 0.82 for log, 1.33 for tanh, 1.44 for log1p, 1.57 for sin and cos up to
// 2²⁸, 1.24 for erf, and of what is made of them 2.46 for sigmoid and 1.89 for softplus (every 37th
// number; `ElementaryFunctionTests` holds them).
extension Float: RealScalar {
  @inlinable @inline(__always)
  public static func exp(_ x: Float) -> Float {
    let bounded = x > 104 ? 104 : (x < -104 ? -104 : x)
    let (p, exponent) = bounded.mantissaAndExponentOfExp
    // 2ⁿ as the product of two powers, so that it overflows and underflows as it should.
    let half = exponent &>> 1
    let scale = Float(bitPattern: UInt32(bitPattern: (half &+ 127) &<< 23))
    let rest = Float(bitPattern: UInt32(bitPattern: (exponent &- half &+ 127) &<< 23))
    return p * scale * rest
  }

  /// eˣ for the functions below, to which a number near the largest is as good as infinity, and one near
  /// the smallest as good as 0.
  @inlinable @inline(__always)
  static func roughExp(_ x: Float) -> Float {
    let bounded = x > 88.5 ? 88.5 : (x < -88 ? -88 : x)
    let (p, exponent) = bounded.mantissaAndExponentOfExp
    return p * Float(bitPattern: UInt32(bitPattern: (exponent &+ 127) &<< 23))
  }

  /// p and n of eˣ = p · 2ⁿ, with p in about [√½, √2].
  @inlinable @inline(__always)
  var mantissaAndExponentOfExp: (Float, Int32) {
    // Adding 1.5·2²³ rounds to an integer and leaves it in the low bits.
    let shifted = descent_multiply_add(self, 1.442_695_04, 12_582_912)
    let n = shifted - 12_582_912
    let exponent = Int32(bitPattern: shifted.bitPattern) &- 0x4b40_0000
    let r = descent_multiply_add(
      n, 2.121_944_4e-4, descent_multiply_add(n, -0.693_359_375, self))
    var p: Float = 1.987_569_2e-4
    p = descent_multiply_add(p, r, 1.398_199_9e-3)
    p = descent_multiply_add(p, r, 8.333_452e-3)
    p = descent_multiply_add(p, r, 4.166_579_6e-2)
    p = descent_multiply_add(p, r, 1.666_666_5e-1)
    p = descent_multiply_add(p, r, 0.5)
    p = descent_multiply_add(p, r * r, r) + 1
    return (p, exponent)
  }

  @inlinable @inline(__always)
  public static func log(_ x: Float) -> Float {
    // x = m·2ᵉ with m in [√½, √2); a denormal number is scaled up first.
    let isDenormal = x < 0x1p-126
    let bits = Int32(bitPattern: (isDenormal ? x * 0x1p23 : x).bitPattern)
    let e = (bits &- 0x3f35_04f3) &>> 23
    let m = Float(bitPattern: UInt32(bitPattern: bits &- (e &<< 23))) - 1
    var p: Float = 7.037_683_6e-2
    p = descent_multiply_add(p, m, -1.151_461_03e-1)
    p = descent_multiply_add(p, m, 1.167_699_87e-1)
    p = descent_multiply_add(p, m, -1.242_014_1e-1)
    p = descent_multiply_add(p, m, 1.424_932_28e-1)
    p = descent_multiply_add(p, m, -1.666_805_77e-1)
    p = descent_multiply_add(p, m, 2.000_071_48e-1)
    p = descent_multiply_add(p, m, -2.499_999_4e-1)
    p = descent_multiply_add(p, m, 3.333_333_1e-1)
    let square = m * m
    // e is below 2²³, so the same trick turns it into a float.
    let shift: Float = isDenormal ? 12_582_935 : 12_582_912
    let exponent = Float(bitPattern: UInt32(bitPattern: e &+ 0x4b40_0000)) - shift
    let tail = p * m * square - exponent * 2.121_944_4e-4 - 0.5 * square
    let value = m + tail + exponent * 0.693_359_375
    let positive = x == .infinity ? x : value
    return x > 0 ? positive : (x == 0 ? -.infinity : .nan)
  }

  @inlinable @inline(__always)
  public static func log1p(_ x: Float) -> Float {
    // log(u) for u = fl(1 + x), and to first order what the rounding of u has lost.
    let u = 1 + x
    let corrected = log(u) + (x - (u - 1)) / u
    return u > 0 && u < .infinity ? corrected : log(u)
  }

  @inlinable @inline(__always)
  public static func sqrt(_ x: Float) -> Float { descent_square_root(x) }

  @inlinable @inline(__always)
  public static func tanh(_ x: Float) -> Float {
    let size = abs(x)
    let square = x * x
    var p: Float = -5.704_988_7e-3
    p = descent_multiply_add(p, square, 2.063_909_0e-2)
    p = descent_multiply_add(p, square, -5.373_971_6e-2)
    p = descent_multiply_add(p, square, 1.333_144_2e-1)
    p = descent_multiply_add(p, square, -3.333_328_2e-1)
    let near = descent_multiply_add(p * square, x, x)
    let far = 1 - 2 / (roughExp(2 * size) + 1)
    let signed = x < 0 ? -far : far
    return size < 0.625 ? near : signed
  }

  @inlinable @inline(__always)
  public static func sigmoid(_ x: Float) -> Float { 1 / (1 + roughExp(-x)) }

  /// Beyond ±2²⁸, where neighbouring floats are five waves apart, it is taken as 0.
  @inlinable @inline(__always)
  public static func sin(_ x: Float) -> Float {
    let (rest, quarters) = x.magnitude.quarterTurns
    let size = sineOfQuarterTurns(rest, quarters)
    return Float(bitPattern: size.bitPattern ^ (x.bitPattern & 0x8000_0000))
  }

  /// Beyond ±2²⁸ it is taken as 1.
  @inlinable @inline(__always)
  public static func cos(_ x: Float) -> Float {
    let (rest, quarters) = x.magnitude.quarterTurns
    return sineOfQuarterTurns(rest, quarters &+ 1)
  }

  /// r and n of x = r + n · π/2, with r in about [−π/4, π/4], for x ≥ 0; both are 0 above 2²⁸.
  @inlinable @inline(__always)
  var quarterTurns: (Float, UInt32) {
    // Infinity times 0 is not a number.
    let bounded = Double(self <= 0x1p28 ? self : self * 0)
    let shifted = bounded * 0.636_619_772_367_581_4 + 0x1.8p52
    let n = shifted - 0x1.8p52
    // π/2 in two parts. The first has 25 bits, so that its product with n is exact.
    let rest = bounded - n * 1.5707963109016418 - n * 1.5893254773528196e-08
    return (Float(rest), UInt32(truncatingIfNeeded: shifted.bitPattern))
  }

  /// sin(r + n · π/2).
  @inlinable @inline(__always)
  static func sineOfQuarterTurns(_ r: Float, _ n: UInt32) -> Float {
    let square = r * r
    var s: Float = -1.951_529_6e-4
    s = descent_multiply_add(s, square, 8.332_161e-3)
    s = descent_multiply_add(s, square, -1.666_665_5e-1)
    let sine = descent_multiply_add(s * square, r, r)
    var c: Float = 2.443_315_7e-5
    c = descent_multiply_add(c, square, -1.388_731_6e-3)
    c = descent_multiply_add(c, square, 4.166_664_6e-2)
    let cosine = descent_multiply_add(
      c, square * square, descent_multiply_add(-0.5, square, 1))
    let size = n & 1 == 0 ? sine : cosine
    return Float(bitPattern: size.bitPattern ^ ((n & 2) << 30))
  }

  @inlinable @inline(__always)
  public static func erf(_ x: Float) -> Float {
    let size = x.magnitude
    let square = x * x
    var p: Float = 8.065_953e-5
    p = descent_multiply_add(p, square, -8.063_776e-4)
    p = descent_multiply_add(p, square, 5.193_37e-3)
    p = descent_multiply_add(p, square, -2.685_599_2e-2)
    p = descent_multiply_add(p, square, 1.128_362_8e-1)
    p = descent_multiply_add(p, square, -3.761_263e-1)
    p = descent_multiply_add(p, square, 1.283_791_7e-1)
    let near = descent_multiply_add(p, x, x)
    // The logarithm of erfc; from 4 on erf is 1.
    let bounded = size > 4 ? 4 : size
    var l: Float = 1.958_137_1e-4
    l = descent_multiply_add(l, bounded, -3.042_173_6e-3)
    l = descent_multiply_add(l, bounded, 2.222_333_5e-2)
    l = descent_multiply_add(l, bounded, -1.039_251_7e-1)
    l = descent_multiply_add(l, bounded, -6.371_886e-1)
    l = descent_multiply_add(l, bounded, -1.127_672_3)
    l = descent_multiply_add(l, bounded, -1.963_842_7e-4)
    let far = 1 - roughExp(l)
    return size < 0.92 ? near : (x < 0 ? -far : far)
  }

  /// The tail Φ(−|x|) is e^(−x²/2) times a polynomial in t = 1 / (1 + 0.265 |x|), fitted as those of erf.
  @inlinable @inline(__always)
  public static func normalCDF(_ x: Float) -> Float {
    let t = 1 / descent_multiply_add(x.magnitude, 0.265, 1)
    var p: Float = 3.119_501_3e-2
    p = descent_multiply_add(p, t, -1.461_087_8e-1)
    p = descent_multiply_add(p, t, 2.218_457_2e-1)
    p = descent_multiply_add(p, t, -1.211_607_3e-1)
    p = descent_multiply_add(p, t, 1.414_083_8e-1)
    p = descent_multiply_add(p, t, 5.877_801_8e-2)
    p = descent_multiply_add(p, t, 1.031_102_1e-1)
    p = descent_multiply_add(p, t, 1.051_870_36e-1)
    p = descent_multiply_add(p, t, 1.057_451_9e-1)
    let tail = p * t * exp(-0.5 * x * x)
    return x < 0 ? tail : 1 - tail
  }

  public static func kernel(of activation: any RowActivation) -> ActivationKernel<Float> {
    activation.kernel(for: Float.self)
  }

  public static func learnedKernel(
    of activation: any LearnedActivation
  ) -> LearnedActivationKernel<Float> {
    activation.learnedKernel(for: Float.self)
  }

  public static func kernel(of loss: any RowLoss) -> LossKernel<Float> {
    loss.kernel(for: Float.self)
  }

  public static func kernel(of regularizer: any Regularizer) -> RegularizerKernel<Float> {
    regularizer.kernel(for: Float.self)
  }

  public static func kernel(of optimizer: any MatrixOptimizer) -> OptimizerKernel<Float> {
    optimizer.kernel(for: Float.self)
  }

  public static func product(_ shape: ProductShape) -> MatrixProduct<Float> {
    .justInTime(shape) ?? .portable(shape)
  }
}
