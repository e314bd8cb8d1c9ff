import Descent
import DescentCommand
import DescentExperiments
import DescentPlugins

/// An activation that ends its worker when it is first asked for a value.
struct Trap: Activation {
  static let name = "trap"

  func callAsFunction<T: Scalar>(_ x: T) -> T { preconditionFailure("the trap is sprung") }
}

/// What goes wrong in a program, for its tests.
@main struct Faults: DescentProgram {
  static let components: [any Component.Type] = [Trap.self]

  static func run() async throws {
    switch CommandLine.arguments.dropFirst().first {
    case "crash": try await crash()
    case "cancel": try await cancel()
    case "mistake": try await mistake(isCaught: true)
    case "uncaught-mistake": try await mistake(isCaught: false)
    default: try await commandLine()
    }
  }

  /// Half of the runs crash; the second time only these are trained again.
  private static func crash() async throws {
    let experiment = Experiment("crash") {
      Base(data: Moons(), epochs: 2)
      Axis("model.activation", [Tanh(), Trap()])
      Seeds(2)
    }
    for _ in 1...2 {
      for run in try await run(experiment, jobs: 2).runs {
        let activation = run.levels["model.activation"] ?? "-"
        let isScored = run.score != nil && run.metrics["val_accuracy"] == run.score
        print(run.id, activation, run.seed, run.status, isScored ? "scored" : "no score")
      }
    }
  }

  private static func cancel() async throws {
    let experiment = Experiment("cancel") {
      Base(data: Moons(), epochs: 10_000_000)
      Run(timeout: .seconds(60))
    }
    let task = Task { try await run(experiment, jobs: 1) }
    try await Task.sleep(for: .milliseconds(300))
    task.cancel()
    do {
      _ = try await task.value
    } catch is CancellationError {
      print("cancelled")
    }
  }

  private static func mistake(isCaught: Bool) async throws {
    let experiment = Experiment("mistake") {
      Base(data: Moons(), epochs: 0)
      Axis("optimizer", [Momentum().with(\.momentum, 2)])
    }
    do {
      _ = try await run(experiment)
    } catch let mistakes as DiagnosticList where isCaught {
      print(mistakes)
    }
  }
}
