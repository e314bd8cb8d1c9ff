import Descent
import DescentPlugins
import Testing

/// Activation functions and their derivatives against PyTorch.
@Suite struct ActivationGoldenTests {
  /// What `Tests/Reference/activations.py` writes.
  struct Golden: Decodable, Sendable {
    var points: [Double]
    var functions: [Function]
    var softmax: Softmax

    struct Function: Decodable, Sendable, CustomTestStringConvertible {
      var name: String
      var settings: [String: Value]
      var values: [Double]
      var slopes: [Double]

      var testDescription: String { "\(name) \(settings)" }
    }

    struct Softmax: Decodable, Sendable {
      var weights: [Double]
      var values: [Double]
      var pullback: [Double]
    }
  }

  static let golden = Result { try Repository.golden("activations", as: Golden.self) }
  static let functions = (try? golden.get().functions) ?? []

  @Test("value and derivative are PyTorch's at 200 points", arguments: functions)
  func values(_ function: Golden.Function) throws {
    let points = try Self.golden.get().points
    let activation = try #require(
      BuiltIns.registry.make(
        .activation, named: function.name,
        settings: function.settings.mapValues { .number($0.number ?? .nan) }.merging(
          function.settings.filter { $0.value.number == nil }
        ) { $1 }, as: (any RowActivation).self))
    let count = points.count
    try #require(count == 200 && function.values.count == count)
    let kernel = Double.kernel(of: activation)
    var (y, slopes) = (Array(repeating: 0.0, count: count), Array(repeating: 0.0, count: count))
    kernel.forward(points, &y, &slopes, count, 1)
    for index in points.indices {
      let x = points[index]
      #expect(agree(y[index], function.values[index]), "f(\(x)) = \(y[index])")
      #expect(agree(slopes[index], function.slopes[index]), "f'(\(x)) = \(slopes[index])")
    }
  }

  @Test("softmax and its pullback are PyTorch's")
  func softmax() throws {
    let golden = try Self.golden.get()
    let kernel = Double.kernel(of: Softmax())
    let count = golden.points.count
    var (y, slopes) = (Array(repeating: 0.0, count: count), Array(repeating: 0.0, count: count))
    var pullback = slopes
    kernel.forward(golden.points, &y, &slopes, count / 5, 5)
    let weights = (0..<count).map { golden.softmax.weights[$0 % 5] }
    kernel.pullback(slopes, weights, &pullback, count / 5, 5)
    for index in 0..<count {
      #expect(agree(y[index], golden.softmax.values[index]), "number \(index)")
      #expect(agree(pullback[index], golden.softmax.pullback[index]), "number \(index)")
    }
  }

  @Test("every activation has golden data")
  func completeness() {
    #expect(
      Set(Self.functions.map(\.name) + ["softmax"])
        == Set(BuiltIns.registry.names(of: .activation)))
  }

  /// To a relative 1e-6; numbers below 1e-9 came about by cancellation, in PyTorch too.
  private func agree(_ value: Double, _ expected: Double) -> Bool {
    abs(value - expected) <= 1e-6 * abs(expected) + 1e-15
  }
}
