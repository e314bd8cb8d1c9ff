import Descent
import DescentPlugins
import Foundation
import Testing

/// Gains and the moments of first weights against `torch.nn.init`.
@Suite struct InitializerGoldenTests {
  /// What `Tests/Reference/initializers.py` writes.
  struct Golden: Decodable, Sendable {
    var gains: [KnownGain]
    var cases: [Spread]
    var orthogonal: [Orthogonality]

    struct KnownGain: Decodable, Sendable, CustomTestStringConvertible {
      var activation: String
      var settings: [String: Value]
      var gain: Double

      var testDescription: String { "\(activation) \(settings)" }
    }

    struct Spread: Decodable, Sendable, CustomTestStringConvertible {
      var name: String
      var settings: [String: Value]
      var activation: String
      var fan_in: Int
      var fan_out: Int
      var sd: Double
      var kurtosis: Double
      var bound: Double?
      var bias_bound: Double?

      var testDescription: String { "\(name) \(settings) \(fan_in)x\(fan_out)" }
    }

    struct Orthogonality: Decodable, Sendable {
      var gain: String
      var activation: String
      var fan_in: Int
      var fan_out: Int
      var scale: Double
    }
  }

  static let golden = Result { try Repository.golden("initializers", as: Golden.self) }
  static let gains = (try? golden.get().gains) ?? []
  static let spreads = (try? golden.get().cases) ?? []
  static let orthogonal = (try? golden.get().orthogonal) ?? []

  @Test("an activation's gain is PyTorch's, or 1 / √E f(z)² where that has none", arguments: gains)
  func gain(_ golden: Golden.KnownGain) throws {
    let activation = try #require(
      BuiltIns.registry.make(
        .activation, named: golden.activation, settings: golden.settings,
        as: (any RowActivation).self))
    #expect(abs(activation.gain / golden.gain - 1) < 1e-9)
  }

  @Test("every element-wise activation has a golden gain, and softmax has 1")
  func completeness() {
    #expect(
      Set(Self.gains.map(\.activation) + ["softmax"])
        == Set(BuiltIns.registry.names(of: .activation)))
    #expect(Softmax().gain == 1)
  }

  @Test("a function that is always zero has the gain 1, not an infinite one")
  func zero() {
    struct Nothing: Activation {
      static let name = "nothing"
      func callAsFunction<T: Scalar>(_ x: T) -> T { 0 }
    }
    #expect(Nothing().gain == 1)
  }

  @Test("weights have PyTorch's mean, deviation, kurtosis and bounds", arguments: spreads)
  func spread(_ golden: Golden.Spread) throws {
    let initializer = try #require(
      BuiltIns.registry.make(
        .initializer, named: golden.name, settings: golden.settings, as: (any Initializer).self))
    let site = try Self.site(golden.fan_in, golden.fan_out, golden.activation)
    var random = RandomStream(.initialization, replicate: 1)
    // Enough layers that the standard error of the deviation is about a quarter of a percent.
    let layers = 100_000 / (golden.fan_in * golden.fan_out) + 1
    let weights = try (0..<layers).flatMap { _ in
      try initializer.weights(of: site, random: &random)
    }
    let count = Double(weights.count)
    let mean = weights.reduce(0, +) / count
    func moment(_ power: Double) -> Double {
      weights.reduce(0) { $0 + pow($1 - mean, power) } / count
    }
    let sd = moment(2).squareRoot()
    #expect(abs(sd / golden.sd - 1) < 0.01)
    #expect(abs(mean) < 4 * golden.sd / count.squareRoot())
    // Normal numbers have 3, cut ones 2.37, uniform ones 1.8; the standard error is at most 0.016.
    #expect(abs(moment(4) / (sd * sd * sd * sd) - golden.kurtosis) < 0.08)
    let (least, most) = (weights.min() ?? 0, weights.max() ?? 0)
    if let bound = golden.bound {
      #expect(least >= -bound && least < -0.999 * bound && most <= bound && most > 0.999 * bound)
    } else {
      #expect(least < -3.5 * golden.sd && most > 3.5 * golden.sd)
    }
    let biases = try (0..<layers).flatMap { _ in try initializer.biases(of: site, random: &random) }
    if let bound = golden.bias_bound {
      #expect((biases.map(abs).max() ?? 0) <= bound && (biases.max() ?? 0) > 0.97 * bound)
      #expect((biases.min() ?? 0) < -0.97 * bound)
    } else {
      #expect(biases.allSatisfy { $0 == 0 })
    }
  }

  @Test("orthogonal weights change no lengths but by the gain", arguments: orthogonal)
  func orthogonality(_ golden: Golden.Orthogonality) throws {
    let initializer = Orthogonal(settings: ["gain": .text(golden.gain)])
    let site = try Self.site(golden.fan_in, golden.fan_out, golden.activation)
    var random = RandomStream(.initialization, replicate: 3)
    let weights = Matrix(
      rows: site.fanIn, columns: site.fanOut,
      values: try initializer.weights(of: site, random: &random))
    let isTall = site.fanIn > site.fanOut
    let product = isTall ? weights.transposed * weights : weights * weights.transposed
    for row in 0..<product.rows {
      for column in 0..<product.columns {
        let expected = row == column ? golden.scale * golden.scale : 0
        #expect(abs(product[row, column] - expected) < 1e-12, "at \(row), \(column)")
      }
    }
  }

  @Test("orthogonal matrices are drawn uniformly: each weight is as often positive as negative")
  func uniformity() throws {
    let site = try Self.site(3, 3, "relu")
    var random = RandomStream(.initialization, replicate: 4)
    let draws = try (0..<20_000).map { _ in try Orthogonal().weights(of: site, random: &random) }
    for place in 0..<9 {
      // A weight has mean 0 and variance 1/3: the mean of the draws a standard error of 0.004.
      #expect(abs(draws.reduce(0) { $0 + $1[place] } / 20_000) < 0.016, "weight \(place)")
      let square = draws.reduce(0) { $0 + $1[place] * $1[place] } / 20_000
      #expect(abs(square - 1 / 3.0) < 0.01, "weight \(place)")
    }
  }

  @Test(
    "zeros and constant give one number",
    arguments: [(Zeros() as any Initializer, 0.0), (ConstantWeights().with(\.value, -0.3), -0.3)])
  func fixed(_ initializer: any Initializer, value: Double) throws {
    var random = RandomStream(.initialization, replicate: 2)
    let site = try Self.site(20, 10, "relu")
    #expect(
      try initializer.weights(of: site, random: &random) == Array(repeating: value, count: 200))
    #expect(try initializer.biases(of: site, random: &random) == Array(repeating: 0, count: 10))
  }

  @Test("the last layer's gain is that of the output activation")
  func lastLayer() throws {
    let network = MultilayerPerceptron(
      .init(
        inputs: 400, outputs: 400, hidden: [400], activation: Tanh(), outputActivation: Identity(),
        loss: MeanSquaredError()))
    var random = RandomStream(.initialization, replicate: 5)
    let values = try network.initialValues(He().with(\.gain, .activation), random: &random)
    func sd(_ numbers: ArraySlice<Double>) -> Double {
      (numbers.reduce(0) { $0 + $1 * $1 } / Double(numbers.count)).squareRoot()
    }
    let (first, last) = (values.prefix(160_000), values.suffix(160_400).prefix(160_000))
    #expect(abs(sd(first) * 20 / (5 / 3.0) - 1) < 0.01)
    #expect(abs(sd(last) * 20 - 1) < 0.01)
  }

  private static func site(
    _ fanIn: Int, _ fanOut: Int, _ activation: String
  ) throws -> LayerSite {
    LayerSite(
      index: 0, fanIn: fanIn, fanOut: fanOut,
      activation: try #require(
        BuiltIns.registry.make(.activation, named: activation, as: (any RowActivation).self)))
  }
}
