import Descent
import DescentPlugins
import Foundation
import Testing

/// Every optimizer against `torch.optim`, and where that has none against optax.
@Suite struct OptimizerGoldenTests {
  /// What `Tests/Reference/optimizers.py` writes.
  struct Golden: Decodable, Sendable {
    var steps: Int
    var runs: [Run]
  }

  struct Run: Decodable, Sendable, CustomTestStringConvertible {
    var optimizer: String
    var settings: [String: Value]
    /// What the rate is multiplied by after each step.
    var factor: Double
    var path: [[Double]]

    var testDescription: String { "\(optimizer) \(settings), factor \(factor)" }
  }

  static let golden = Result { try Repository.golden("optimizers", as: Golden.self) }
  static let runs = (try? golden.get().runs) ?? []

  @Test("an optimizer goes the way that the reference library goes", arguments: runs)
  func way(_ run: Run) throws {
    let (error, step) = try Self.largestError(of: run, in: Double.self)
    #expect(error <= 1e-12, "after step \(step)")
  }

  @Test("in Float it goes near that way", arguments: runs)
  func wayInFloat(_ run: Run) throws {
    let (error, step) = try Self.largestError(of: run, in: Float.self)
    #expect(error <= 1e-5, "after step \(step)")
  }

  @Test("every optimizer has golden data: two settings, and a schedule")
  func completeness() throws {
    let golden = try Self.golden.get()
    #expect(golden.steps >= 30)
    #expect(golden.runs.allSatisfy { $0.path.count == golden.steps + 1 })
    for name in BuiltIns.registry.names(of: .optimizer) {
      let runs = golden.runs.filter { $0.optimizer == name }
      #expect(Set(runs.map(\.settings)).count >= 2, "\(name)")
      #expect(runs.contains { $0.factor != 1 }, "\(name)")
    }
  }

  @Test("the ways differ from one another, and from a straight line")
  func difference() {
    let ends = Self.runs.map { $0.path.last ?? [] }
    #expect(Set(ends).count == ends.count)
  }

  // MARK: - The way

  /// The distance of a coordinate from the golden path, where it is largest.
  private static func largestError<T: RealScalar>(
    of run: Run, in type: T.Type
  ) throws -> (error: Double, step: Int) {
    let path = try path(of: run, in: type)
    let errors = zip(path, run.path).map { zip($0, $1).map { abs($0 - $1) }.max() ?? .infinity }
    let worst = errors.indices.max { errors[$0] < errors[$1] } ?? 0
    return (errors[worst], worst)
  }

  private static func path<T: RealScalar>(of run: Run, in type: T.Type) throws -> [[Double]] {
    let optimizer = try #require(
      BuiltIns.registry.make(
        .optimizer, named: run.optimizer, settings: run.settings, as: (any MatrixOptimizer).self))
    let schedule = Exponential().with(\.factor, run.factor)
    let kernel = T.kernel(of: optimizer)
    var weights = run.path[0].map { T($0) }
    let slots = Swift.type(of: optimizer).slotCount
    var state = [T](repeating: 0, count: max(1, slots * weights.count))
    var path = [run.path[0]]
    for index in 1..<run.path.count {
      let time = Double(index - 1)
      let rate = optimizer.learningRate * schedule.multiplier(at: time, of: 1)
      let gradient = gradient(at: weights.map { Double($0) }).map { T($0) }
      let step = Step(index: index, epoch: time, learningRate: rate)
      kernel.run(&weights, gradient, &state, 1, weights.count, step)
      path.append(weights.map { Double($0) })
    }
    return path
  }

  /// Of 10 (b − a²)² + (1 − a)² + 2 (d − sin 2c)² + ½ c² + ½ a d cos c.
  private static func gradient(at w: [Double]) -> [Double] {
    let (a, b, c, d) = (w[0], w[1], w[2], w[3])
    let (rise, swing) = (b - a * a, d - sin(2 * c))
    return [
      -40 * a * rise - 2 * (1 - a) + 0.5 * d * cos(c),
      20 * rise,
      -8 * swing * cos(2 * c) + c - 0.5 * a * d * sin(c),
      4 * swing + 0.5 * a * cos(c),
    ]
  }
}
