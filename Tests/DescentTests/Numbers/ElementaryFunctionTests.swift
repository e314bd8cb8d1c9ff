import Descent
import Foundation
import Testing

/// The elementary functions of `Float` against those of `Double`, whose own error is far smaller.
@Suite struct ElementaryFunctionTests {
  /// A function in both precisions, where it is tried, and the largest error allowed there.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var range: ClosedRange<Float>
    var ulp: Double
    var float: @Sendable (Float) -> Float
    var double: @Sendable (Double) -> Double

    var testDescription: String { "\(name) in \(range)" }
  }

  static let smallest = Float.leastNonzeroMagnitude
  static let largest = Float.greatestFiniteMagnitude
  static let cases: [Case] = [
    Case(name: "exp", range: -87...88.7, ulp: 1, float: { .exp($0) }, double: { exp($0) }),
    // Here the values are denormal, and so is the unit of their error.
    Case(name: "exp", range: -104...(-87), ulp: 1, float: { .exp($0) }, double: { exp($0) }),
    Case(name: "log", range: smallest...largest, ulp: 1, float: { .log($0) }, double: { log($0) }),
    Case(
      name: "log1p", range: -0.999_999...largest, ulp: 2.5, float: { .log1p($0) },
      double: { log1p($0) }),
    Case(name: "tanh", range: -100...100, ulp: 1.5, float: { .tanh($0) }, double: { tanh($0) }),
    Case(
      name: "sigmoid", range: -87...100, ulp: 2.5, float: { .sigmoid($0) },
      double: { 1 / (1 + exp(-$0)) }),
    Case(
      name: "softplus", range: -87...1e6, ulp: 2.5, float: { .softplus($0) },
      double: { max($0, 0) + log1p(exp(-abs($0))) }),
    Case(
      name: "sqrt", range: 0...largest, ulp: 0.5, float: { .sqrt($0) },
      double: { $0.squareRoot() }),
    Case(name: "sin", range: -100...100, ulp: 1.6, float: { .sin($0) }, double: { sin($0) }),
    Case(name: "cos", range: -100...100, ulp: 1.6, float: { .cos($0) }, double: { cos($0) }),
    Case(
      name: "sin", range: -0x1p28...0x1p28, ulp: 1.6, float: { .sin($0) }, double: { sin($0) }),
    Case(
      name: "cos", range: -0x1p28...0x1p28, ulp: 1.6, float: { .cos($0) }, double: { cos($0) }),
    Case(name: "erf", range: -100...100, ulp: 1.5, float: { .erf($0) }, double: { erf($0) }),
  ]

  @Test("a function is right to its number of ulp", arguments: cases)
  func accuracy(_ function: Case) {
    var (worst, place) = (0.0, Float(0))
    for x in Self.grid(function.range) {
      let expected = function.double(Double(x))
      let error = abs(Double(function.float(x)) - expected) / Double(Float(expected).ulp)
      if !(error <= worst) { (worst, place) = (error, x) }
    }
    #expect(worst <= function.ulp, "\(worst) ulp at \(place)")
  }

  @Test(
    "special values are those of the mathematical functions",
    arguments: [
      ("exp", Float.exp, [-.infinity: 0, -104: 0, 0: 1, 89: .infinity, .infinity: .infinity]),
      ("log", Float.log, [-0.0: -.infinity, 1: 0, .infinity: .infinity]),
      ("log1p", Float.log1p, [-1: -.infinity, 0: 0, 1e-20: 1e-20, .infinity: .infinity]),
      ("tanh", Float.tanh, [-.infinity: -1, -50: -1, 0: 0, 1e-20: 1e-20, .infinity: 1]),
      ("sigmoid", Float.sigmoid, [-.infinity: 0, -200: 0, 0: 0.5, 50: 1, .infinity: 1]),
      ("softplus", Float.softplus, [-.infinity: 0, -200: 0, 1e30: 1e30, .infinity: .infinity]),
      ("sqrt", Float.sqrt, [0: 0, 4: 2, .infinity: .infinity]),
      ("sin", Float.sin, [-0.0: -0.0, 1e-20: 1e-20]),
      ("cos", Float.cos, [-1e-20: 1, 0: 1]),
      ("erf", Float.erf, [-.infinity: -1, -5: -1, 0: 0, 5: 1, .infinity: 1]),
    ] as [(String, @Sendable (Float) -> Float, [Float: Float])])
  func special(_ name: String, _ function: @Sendable (Float) -> Float, _ values: [Float: Float]) {
    for (x, expected) in values { #expect(function(x) == expected, "\(name)(\(x))") }
    #expect(function(.nan).isNaN)
  }

  @Test("outside their domain functions are not a number")
  func domain() {
    #expect(Float.log(-1e-30).isNaN && Float.log(-.infinity).isNaN)
    #expect(Float.log1p(-1.5).isNaN && Float.log1p(-.infinity).isNaN)
    #expect(Float.sqrt(-1).isNaN)
    for x in [Float.infinity, -.infinity, .nan] {
      #expect(Float.sin(x).isNaN && Float.cos(x).isNaN)
    }
  }

  @Test("the sine of −0 is −0, and beyond 2²⁸ sine and cosine stay on the circle")
  func ends() {
    #expect(Float.sin(-0.0).sign == .minus && Float.erf(-0.0).sign == .minus)
    for x in [Float(0x1p28).nextUp, 3e9, 1e30, Self.largest] {
      #expect(Float.sin(x) == 0 && Float.sin(-x) == 0 && Float.cos(x) == 1)
    }
  }

  @Test("the functions of Double are those of the C library")
  func double() {
    for x in [-3.0, -0.5, 0.25, 2, 30] {
      #expect(Double.exp(x) == exp(x) && Double.tanh(x) == tanh(x) && Double.erf(x) == erf(x))
      #expect(Double.sin(x) == sin(x) && Double.cos(x) == cos(x))
      #expect(Double.log(x * x) == log(x * x) && Double.log1p(x * x) == log1p(x * x))
    }
  }

  /// About a million numbers, as dense near zero as floats are.
  private static func grid(_ range: ClosedRange<Float>) -> [Float] {
    func ordered(_ x: Float) -> Int64 {
      let bits = Int64(x.bitPattern & 0x7fff_ffff)
      return x.sign == .minus ? -bits : bits
    }
    func number(_ order: Int64) -> Float {
      let magnitude = Float(bitPattern: UInt32(abs(order)))
      return order < 0 ? -magnitude : magnitude
    }
    let (low, high) = (ordered(range.lowerBound), ordered(range.upperBound))
    return stride(from: low, through: high, by: Int((high - low) / 1_000_003 + 1)).map(number)
  }
}
