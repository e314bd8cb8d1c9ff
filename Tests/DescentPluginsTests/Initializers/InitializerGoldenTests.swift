import Descent
import DescentPlugins
import Testing

/// The spread of first weights against `torch.nn.init`.
@Suite struct InitializerGoldenTests {
  /// What `Tests/Reference/initializers.py` writes.
  struct Golden: Decodable, Sendable {
    var cases: [Spread]

    struct Spread: Decodable, Sendable {
      var name: String
      var distribution: String
      var fan_in: Int
      var fan_out: Int
      var sd: Double
      var bound: Double?
    }
  }

  @Test("weights have PyTorch's standard deviation and bound", arguments: 0..<12)
  func spread(index: Int) throws {
    let golden = try Repository.golden("initializers", as: Golden.self)
    #expect(golden.cases.count == 12)
    let spread = golden.cases[index]
    let initializer = try #require(
      BuiltIns.registry.make(
        .initializer, named: spread.name, settings: ["distribution": .text(spread.distribution)],
        as: (any Initializer).self))
    var random = RandomStream(.initialization, replicate: 1)
    let site = LayerSite(index: 0, fanIn: spread.fan_in, fanOut: spread.fan_out)
    // Enough layers that the standard error of the deviation is about a quarter of a percent.
    let weights = try (0..<(100_000 / (spread.fan_in * spread.fan_out) + 1)).flatMap { _ in
      try initializer.weights(of: site, random: &random)
    }
    let count = Double(weights.count)
    let mean = weights.reduce(0, +) / count
    let sd = (weights.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
    #expect(abs(sd / spread.sd - 1) < 0.01)
    #expect(abs(mean) < 4 * spread.sd / count.squareRoot())
    let largest = weights.map(abs).max() ?? 0
    if let bound = spread.bound {
      #expect(largest <= bound && largest > 0.999 * bound)
    } else {
      #expect(largest > 3.5 * spread.sd)
    }
  }

  @Test("normal and uniform have the spread that is asked for")
  func fixed() throws {
    var random = RandomStream(.initialization, replicate: 2)
    let site = LayerSite(index: 0, fanIn: 200, fanOut: 100)
    let normal = try Normal(settings: ["sd": .number(0.5)]).weights(of: site, random: &random)
    let sd = (normal.reduce(0) { $0 + $1 * $1 } / 20_000).squareRoot()
    #expect(abs(sd - 0.5) < 0.01)
    let uniform = try Uniform(settings: ["limit": .number(0.2)]).weights(of: site, random: &random)
    let ends = (uniform.min() ?? 0, uniform.max() ?? 0)
    #expect(ends.0 >= -0.2 && ends.0 < -0.199 && ends.1 < 0.2 && ends.1 > 0.199)
    #expect(try Zeros().weights(of: site, random: &random).allSatisfy { $0 == 0 })
  }
}
