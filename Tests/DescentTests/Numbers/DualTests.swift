import Descent
import Testing

@Suite struct DualTests {
  /// A function of a dual number and its value in `Double`, with points of its domain.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var points: [Double]
    var dual: @Sendable (Dual<Double>) -> Dual<Double>
    var double: @Sendable (Double) -> Double

    var testDescription: String { name }
  }

  static let everywhere = [-3.1, -1, -0.2, 0.3, 1.7, 4]
  static let positive = [0.02, 0.4, 1, 3, 50]
  static let cases: [Case] = [
    Case(name: "exp", points: everywhere, dual: { .exp($0) }, double: { .exp($0) }),
    Case(name: "log", points: positive, dual: { .log($0) }, double: { .log($0) }),
    Case(name: "log1p", points: [-0.7] + positive, dual: { .log1p($0) }, double: { .log1p($0) }),
    Case(name: "sqrt", points: positive, dual: { .sqrt($0) }, double: { .sqrt($0) }),
    Case(name: "tanh", points: everywhere, dual: { .tanh($0) }, double: { .tanh($0) }),
    Case(name: "sin", points: everywhere, dual: { .sin($0) }, double: { .sin($0) }),
    Case(name: "cos", points: everywhere, dual: { .cos($0) }, double: { .cos($0) }),
    Case(
      name: "normalCDF", points: [-6, -2, -0.3, 0, 1.1], dual: { .normalCDF($0) },
      double: { .normalCDF($0) }),
    Case(name: "erf", points: [-2, -0.3, 0, 1.1], dual: { .erf($0) }, double: { .erf($0) }),
    Case(name: "sigmoid", points: everywhere, dual: { .sigmoid($0) }, double: { .sigmoid($0) }),
    Case(name: "softplus", points: everywhere, dual: { .softplus($0) }, double: { .softplus($0) }),
    Case(name: "abs", points: everywhere, dual: { .abs($0) }, double: { .abs($0) }),
    Case(name: "x + 1/x", points: positive, dual: { $0 + 1 / $0 }, double: { $0 + 1 / $0 }),
    Case(
      name: "x² − x/(x² + 1)", points: everywhere, dual: { $0 * $0 - $0 / ($0 * $0 + 1) },
      double: { $0 * $0 - $0 / ($0 * $0 + 1) }),
    Case(name: "−x", points: everywhere, dual: { -$0 }, double: { -$0 }),
    Case(
      name: "exp(sin x · tanh x)", points: everywhere, dual: { .exp(.sin($0) * .tanh($0)) },
      double: { .exp(.sin($0) * .tanh($0)) }),
  ]

  @Test(
    "a derivative equals central differences, and the value is the function's", arguments: cases)
  func derivative(_ function: Case) {
    let h = 1e-5
    for x in function.points {
      let result = function.dual(.variable(x))
      #expect(result.value == function.double(x))
      let difference = (function.double(x + h) - function.double(x - h)) / (2 * h)
      #expect(abs(result.tangent - difference) <= 1e-6 * max(1e-3, abs(difference)), "at \(x)")
    }
  }

  @Test("constants have the derivative 0")
  func constants() {
    #expect(Dual<Double>(2.5).tangent == 0 && Dual<Double>.constant(3).tangent == 0)
    let literal: Dual<Double> = 1.5
    #expect(literal.value == 1.5 && literal.tangent == 0)
    #expect((Dual.variable(2.0) * 3 + 1).tangent == 3)
  }

  @Test("comparisons look at the value alone")
  func comparisons() {
    let (low, high) = (Dual(1.0, tangent: 9), Dual(2.0, tangent: -9))
    #expect(low < high && low <= high && high > low && high >= low)
    #expect(low == Dual(1.0, tangent: 0) && max(low, high).tangent == -9)
  }

  @Test("generic formulas take the derivatives that dual numbers bring", arguments: [-1000, 1000])
  func requirements(x: Float) {
    func sigmoid<T: Scalar>(_ x: T) -> T { .sigmoid(x) }
    func softplus<T: Scalar>(_ x: T) -> T { .softplus(x) }
    #expect(sigmoid(Dual.variable(x)).tangent == 0)
    #expect(softplus(Dual.variable(x)).tangent == (x > 0 ? 1 : 0))
  }
}
