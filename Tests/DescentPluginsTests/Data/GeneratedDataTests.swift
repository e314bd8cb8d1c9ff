import Descent
import DescentPlugins
import Foundation
import Testing

/// Generated tables are what their descriptions say.
@Suite struct GeneratedDataTests {
  private func columns(_ source: any DataSource, replicate: Int = 1) throws -> [[Double]] {
    var random = RandomStream(.data, replicate: replicate)
    return try source.table(from: [], random: &random).columns.map { column in
      switch column.cells {
      case .numbers(let values): values.compactMap { $0 }
      case .texts(let values): values.compactMap { $0.flatMap(Double.init) }
      }
    }
  }

  private func variance(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
  }

  @Test(
    "another replicate has other rows",
    arguments: BuiltIns.all.compactMap { $0.init() as? any DataSource }.filter(\.isGenerated))
  func replicates(_ source: any DataSource) throws {
    #expect(try columns(source) == columns(source))
    #expect(try columns(source) != columns(source, replicate: 2))
    #expect(try columns(source)[0].count == 600)
  }

  @Test("without noise a sine is a sine, with noise it is off by its standard deviation")
  func sine() throws {
    let exact = try columns(Sine(settings: ["frequency": .number(3), "noise": .number(0)]))
    for (x, y) in zip(exact[0], exact[1]) {
      #expect((-1..<1).contains(x) && abs(y - sin(6 * Double.pi * x)) < 1e-12)
    }
    let noisy = try columns(
      Sine(settings: ["samples": .integer(20_000), "noise": .number(0.3)]))
    let residuals = zip(noisy[0], noisy[1]).map { $1 - sin(2 * Double.pi * $0) }
    // The standard error of the variance is 1 %.
    #expect(abs(variance(residuals) / 0.09 - 1) < 0.04)
  }

  @Test(
    "without noise a polynomial has its coefficients, the constant first",
    arguments: [[], [2], [1, -1], [0.5, 0, -2, 0, 3]] as [[Double]])
  func polynomial(_ coefficients: [Double]) throws {
    let data = try columns(
      PolynomialCurve().with(\.coefficients, coefficients).with(\.noise, 0))
    for (x, y) in zip(data[0], data[1]) {
      let terms = coefficients.indices.map { coefficients[$0] * pow(x, Double($0)) }
      #expect((-1..<1).contains(x) && abs(y - terms.reduce(0, +)) < 1e-12)
    }
  }

  @Test("by default a polynomial is Chebyshev's of degree 3: the cosine of three times the angle")
  func chebyshev() throws {
    let data = try columns(PolynomialCurve().with(\.noise, 0))
    for (x, y) in zip(data[0], data[1]) { #expect(abs(y - cos(3 * acos(x))) < 1e-12) }
  }

  @Test("without noise the rows of xor are the corners of a square, equally often")
  func xor() throws {
    let data = try columns(XOR(settings: ["samples": .integer(400), "noise": .number(0)]))
    for corner in [(-1, -1), (-1, 1), (1, -1), (1, 1)] as [(Double, Double)] {
      let rows = (0..<400).filter { data[0][$0] == corner.0 && data[1][$0] == corner.1 }
      #expect(rows.count == 100)
      #expect(rows.allSatisfy { data[2][$0] == (corner.0 == corner.1 ? 0 : 1) })
    }
    let noisy = try columns(XOR(settings: ["samples": .integer(20_000), "noise": .number(0.5)]))
    #expect(abs(variance(noisy[0]) - 1.25) < 0.03)
  }

  @Test(
    "the class of a row of bits is the parity of the relevant ones",
    arguments: [(1, 1), (2, 2), (8, 3), (10, 10)])
  func parity(bits: Int, relevant: Int) throws {
    let source = Parity().with(\.bits, bits).with(\.relevant, relevant).with(\.samples, 4000)
    let data = try columns(source)
    #expect(data.count == bits + 1 && data[bits].reduce(0, +) == 2000)
    for row in 0..<4000 {
      let bits = data[..<bits].map { $0[row] }
      #expect(bits.allSatisfy { $0 == 0 || $0 == 1 })
      #expect(bits[..<relevant].reduce(0, +).truncatingRemainder(dividingBy: 2) == data.last?[row])
    }
    // Each bit is 1 in half of the rows, to within five standard errors.
    for bit in data[..<bits] { #expect(abs(bit.reduce(0, +) / 4000 - 0.5) < 0.04) }
    // And with several relevant ones, in half of the rows of each class.
    guard relevant > 1 else { return }
    for bit in data[..<bits] {
      let ones = (0..<4000).filter { data[bits][$0] == 1 }.reduce(0) { $0 + bit[$1] }
      #expect(abs(ones / 2000 - 0.5) < 0.056)
    }
  }

  @Test("more relevant bits than bits are a mistake")
  func tooManyRelevant() throws {
    var random = RandomStream(seed: 1)
    let error = try #require(throws: ComponentError.self) {
      try Parity().with(\.bits, 2).table(from: [], random: &random)
    }
    #expect(error.description == "'relevant' is 3, but there are 2 bits")
  }

  @Test("the moons lie on two half circles, as many rows on each")
  func moons() throws {
    let data = try columns(Moons(settings: ["noise": .number(0), "samples": .integer(500)]))
    for row in 0..<500 {
      let (x, y) = (data[0][row], data[1][row])
      if data[2][row] == 0 {
        #expect(abs(hypot(x, y) - 1) < 1e-12 && y >= 0)
      } else {
        #expect(abs(hypot(x - 1, y - 0.5) - 1) < 1e-12 && y <= 0.5)
      }
    }
    #expect(data[2].reduce(0, +) == 250)
  }

  @Test("the circles have radii 1 and the factor, and noise its standard deviation")
  func circles() throws {
    let exact = try columns(Circles(settings: ["noise": .number(0), "factor": .number(0.3)]))
    for row in exact[0].indices {
      let radius = exact[2][row] == 0 ? 1 : 0.3
      #expect(abs(hypot(exact[0][row], exact[1][row]) - radius) < 1e-12)
    }
    let settings: [String: Value] = ["noise": .number(0.1), "samples": .integer(20_000)]
    let noisy = try columns(Circles(settings: settings))
    // Var x = E r²/2 + noise², r² being 1 and ¼ in turn.
    #expect(abs(variance(noisy[0]) - (0.3125 + 0.01)) < 0.01)
  }

  @Test("each spiral arm is the first one turned")
  func spirals() throws {
    let settings: [String: Value] = [
      "noise": .number(0), "classes": .integer(3), "turns": .number(2),
    ]
    let data = try columns(Spirals(settings: settings))
    for row in data[0].indices {
      let radius = hypot(data[0][row], data[1][row])
      let angle = 2 * Double.pi * (2 * radius + data[2][row] / 3)
      #expect(radius <= 1)
      #expect(abs(data[0][row] - radius * cos(angle)) < 1e-9)
      #expect(abs(data[1][row] - radius * sin(angle)) < 1e-9)
    }
    #expect(Set(data[2]) == [0, 1, 2])
  }

  @Test("blobs have standard deviation 1 around centres within the cube")
  func blobs() throws {
    let settings: [String: Value] = [
      "samples": .integer(30_000), "features": .integer(2), "spread": .number(5),
    ]
    let data = try columns(Blobs(settings: settings))
    for label in 0..<3 {
      let rows = data[2].indices.filter { data[2][$0] == Double(label) }
      #expect(rows.count == 10_000)
      for axis in 0..<2 {
        let values = rows.map { data[axis][$0] }
        // The standard error of a variance of 1 over 10,000 rows is 0.014.
        #expect(abs(variance(values) - 1) < 0.06)
        #expect(abs(values.reduce(0, +) / 10_000) < 5.05)
      }
    }
  }

  @Test("an ill-conditioned regression has its condition number, and every input the same weight")
  func illConditioned() throws {
    let settings: [String: Value] = [
      "samples": .integer(20_000), "features": .integer(5), "condition": .number(1000),
      "noise": .number(0.2),
    ]
    let data = try columns(IllConditioned(settings: settings))
    let variances = data[..<5].map { variance($0) }
    // The standard error of each variance is 1 %, that of their ratio 1.4 %.
    #expect(abs(variances[0] / variances[4] / 1000 - 1) < 0.06)
    for (feature, value) in variances.enumerated() {
      #expect(abs(value / pow(1000, -Double(feature) / 4) - 1) < 0.04)
    }
    // y is the sum of the inputs in units of their true deviations, plus noise.
    let residuals = data[5].indices.map { row in
      (0..<5).reduce(data[5][row]) { $0 - data[$1][row] / pow(1000, -Double($1) / 8) }
    }
    #expect(abs(variance(residuals) / 0.04 - 1) < 0.04)
  }
}
