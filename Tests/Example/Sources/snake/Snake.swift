import Descent
import DescentCommand
import DescentExperiments
import DescentPlugins

/// Ziyin, Hartwig, Ueda 2020, *Neural Networks Fail to Learn Periodic Functions and How to Fix It*.
struct Snake: Activation {
  static let name = "snake"
  static let hyperparameters = [Hyperparameter("frequency", \Self.frequency, in: .above(0))]
  var frequency = 1.0

  func callAsFunction<T: Scalar>(_ x: T) -> T {
    let wave = T.sin(T(frequency) * x)
    return x + wave * wave / T(frequency)
  }
}

@main struct MyDescent: DescentProgram {
  static let components: [any Component.Type] = [Snake.self]

  static let experiment = Experiment("snake") {
    Question("Does snake tell two spirals apart better than tanh?")
    Base(
      data: Spirals().with(\.turns, 2), hidden: [32, 32], loss: LogLoss(), optimizer: Momentum(),
      epochs: 30)
    Axis("model.activation", [Tanh(), Snake(frequency: 2)])
    Axis("optimizer.learning_rate", [0.01, 0.03, 0.1, 0.3])
    Seeds(6)
    Compare("model.activation")
  }

  static func run() async throws {
    // With arguments it is the command `descent`, which knows snake too.
    guard CommandLine.arguments.count == 1 else { return try await commandLine() }
    let results = try await run(experiment)
    print(results.answer)
    let best = results.runs.compactMap(\.score).max() ?? 0
    print("the best of \(results.runs.count) runs: \(best); more in \(results.reportPath)")
  }
}
