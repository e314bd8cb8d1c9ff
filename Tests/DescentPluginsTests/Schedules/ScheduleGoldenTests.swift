import Descent
import DescentPlugins
import Testing

/// Schedules, and momentum under one, against `torch.optim`.
@Suite struct ScheduleGoldenTests {
  /// What `Tests/Reference/schedules.py` writes.
  struct Golden: Decodable, Sendable {
    var epochs: Int
    var schedules: [Rates]
    var runs: [Run]

    struct Rates: Decodable, Sendable, CustomTestStringConvertible {
      var name: String
      var settings: [String: Value]
      var multipliers: [Double]

      var testDescription: String { "\(name) \(settings)" }
    }

    struct Run: Decodable, Sendable {
      var optimizer: String
      var learning_rate: Double
      var momentum: Double
      var factor: Double
      var path: [[Double]]
      var gradients: [[Double]]
    }
  }

  private static func golden() throws -> Golden {
    try Repository.golden("schedules", as: Golden.self)
  }

  /// Empty where the file cannot be read, which the test of completeness says.
  static let cases = (try? golden().schedules) ?? []

  @Test("a schedule's multiplier is PyTorch's before every epoch", arguments: cases)
  func multipliers(_ rates: Golden.Rates) throws {
    let golden = try Self.golden()
    let schedule = try #require(
      BuiltIns.registry.make(
        .schedule, named: rates.name, settings: rates.settings, as: (any Schedule).self))
    #expect(rates.multipliers.count == golden.epochs + 1)
    for (epoch, expected) in rates.multipliers.enumerated() {
      let multiplier = schedule.multiplier(at: Double(epoch), of: Double(golden.epochs))
      #expect(abs(multiplier - expected) <= 1e-12, "epoch \(epoch)")
    }
  }

  @Test("every schedule but the constant one, and those that see losses, has golden data")
  func completeness() throws {
    let ofTime = BuiltIns.registry.components(of: .schedule)
      .filter { !($0 is any AdaptiveSchedule.Type) }
    #expect(
      Set(try Self.golden().schedules.map(\.name) + ["constant"]) == Set(ofTime.map { $0.name }))
  }

  @Test("momentum under a schedule takes PyTorch's way, not the other form's", arguments: 0..<2)
  func momentum(index: Int) throws {
    let run = try Self.golden().runs[index]
    let optimizer = try #require(
      BuiltIns.registry.make(
        .optimizer, named: run.optimizer,
        settings: [
          "learning_rate": .number(run.learning_rate), "momentum": .number(run.momentum),
        ], as: (any MatrixOptimizer).self))
    let schedule = Exponential(settings: ["factor": .number(run.factor)])
    let kernel = Double.kernel(of: optimizer)
    var (weights, state) = (run.path[0], [0.0, 0])
    // v ← μ v − η g, θ ← θ + v: the same at a constant rate, another way under a schedule.
    var (other, velocity) = (run.path[0], [0.0, 0])
    for (time, gradient) in run.gradients.enumerated() {
      let rate =
        optimizer.learningRate
        * schedule.multiplier(at: Double(time), of: Double(run.gradients.count))
      let step = Step(index: time + 1, epoch: Double(time), learningRate: rate)
      kernel.run(&weights, gradient, &state, 1, 2, step)
      for i in 0..<2 {
        #expect(abs(weights[i] - run.path[time + 1][i]) <= 1e-12, "step \(time + 1)")
        velocity[i] = run.momentum * velocity[i] - rate * gradient[i]
        other[i] += velocity[i]
      }
    }
    #expect(run.gradients.count >= 20)
    #expect(abs(other[0] - weights[0]) > 0.01, "the two forms of momentum must differ here")
  }
}
