import Foundation
import Testing

extension CommandLineTests {
  @Suite struct PluginCommandTests {
    let workspace: Workspace

    init() throws { workspace = try Workspace() }

    static let kinds = [
      "activation", "row_activation", "learned_activation", "loss", "row_loss", "optimizer",
      "matrix_optimizer", "schedule", "adaptive_schedule", "regularizer", "norm_constraint",
      "initializer", "metric", "data_source",
    ]

    @Test("what 'plugin new' writes compiles and obeys every law", arguments: kinds)
    func new(_ kind: String) async throws {
      let written = try await workspace.run("plugin", "new", kind, "my_own")
      #expect(written.status == 0, "\(written.errors)")
      let ending = try await workspace.run("plugin", "check", "my_own.swift")
      #expect(ending.status == 0, "\(ending.output)\(ending.errors)")
      #expect(ending.output.contains(" 'my_own':\n  every law holds"))
    }

    @Test("plugins of every kind go into one experiment")
    func everyKind() async throws {
      for kind in Self.kinds {
        #expect(try await workspace.run("plugin", "new", kind, "own_" + kind).status == 0)
      }
      try workspace.write(
        """
        plugins: [\(Self.kinds.map { "own_\($0).swift" }.joined(separator: ", "))]
        base:
          data: {name: own_data_source, samples: 200, noise: 0.05}
          model: {hidden: [4, 4], activation: own_activation, initializer: own_initializer}
          loss: own_loss
          optimizer: {name: own_optimizer, learning_rate: 0.05}
          schedule: {name: own_schedule, half_life: 3}
          regularizer: {name: own_regularizer, strength: 1e-4}
          training: {epochs: 2}
        grid:
          model.activation:
            - own_activation
            - own_row_activation
            - {name: own_learned_activation, beta: [1, 2]}
          loss: [own_loss, own_row_loss]
          optimizer: [own_optimizer, own_matrix_optimizer]
          schedule: [own_schedule, own_adaptive_schedule]
          regularizer: [own_regularizer, own_norm_constraint]
        metrics: [accuracy, own_metric]
        select: val_own_metric
        seeds: 1
        """, to: "x.yaml")
      let ending = try await workspace.run("run", "x.yaml", "--quiet")
      #expect(ending.status == 0, "\(ending.errors)")
      let runs = try workspace.table("results/x/data/runs.csv").records
      #expect(runs.count == 64 && runs.allSatisfy { $0["status"] == "ok" })
      #expect(runs.allSatisfy { $0["val_own_metric"] == $0["val_accuracy"] })
      #expect(Set(runs.compactMap { $0["f_model_activation_beta"] }) == ["", "1", "2"])
    }

    @Test("'plugin new' leaves a file alone, and refuses the name of a built-in component")
    func refusals() async throws {
      try workspace.write("mine", to: "snake.swift")
      let first = try await workspace.run("plugin", "new", "activation", "snake")
      #expect(first.status == 2 && first.errors == "error: 'snake.swift' is there already\n")
      #expect(try workspace.text("snake.swift") == "mine")
      let second = try await workspace.run("plugin", "new", "loss", "mse")
      #expect(second.status == 2 && second.errors.contains("loss 'mse' comes with Descent already"))
      let third = try await workspace.run("plugin", "new", "loss", "MyLoss")
      #expect(third.status == 2 && third.errors.contains("snake_case"))
    }

    /// A plugin that breaks a law, and what is said about it.
    struct Fault: CustomTestStringConvertible, Sendable {
      var testDescription: String
      var source: String
      var finding: [String]
    }

    static let faults = [
      Fault(
        testDescription: "a derivative that is 1 % off",
        source: """
          struct Odd: Activation {
            static let name = "odd"
            static let summary = "tanh, with a wrong derivative"
            func callAsFunction<T: Scalar>(_ x: T) -> T { .tanh(x) }
            func derivative<T: RealScalar>(at x: T) -> T { T(1.01) * (1 - .tanh(x) * .tanh(x)) }
          }
          """,
        finding: [
          "broken: the derivative equals central differences of the formula",
          "at x = -4.1 the derivative is",
        ]),
      Fault(
        testDescription: "an optimizer with shared state",
        source: """
          final class Memory: @unchecked Sendable { var last = 0.0 }
          struct Odd: Optimizer {
            static let name = "odd"
            static let summary = "Momentum, with one velocity for all weights"
            static let memory = Memory()
            var learningRate = 0.1
            func update<T: RealScalar>(
              _ weight: inout T, gradient: T, state: OptimizerState<T, NoSlot>, step: Step
            ) {
              Self.memory.last = 0.9 * Self.memory.last + Double(gradient)
              weight -= T(step.learningRate * Self.memory.last)
            }
          }
          """,
        finding: ["optimizer 'odd'", "broken: ", "weight"]),
      Fault(
        testDescription: "a schedule that turns negative",
        source: """
          struct Odd: Schedule {
            static let name = "odd"
            static let summary = "Falls below 0"
            func multiplier(at time: Double, of total: Double) -> Double { 1 - 1.1 * time / total }
          }
          """,
        finding: [
          "broken: the multiplier is finite and at least 0 over the whole run",
          "after 1.0 of 1.0 epochs it is -0.1",
        ]),
      Fault(
        testDescription: "a loss that is NaN far out",
        source: """
          struct Odd: Loss {
            static let name = "odd"
            static let summary = "A softplus that overflows"
            static let takesLogits = true
            static let tasks: Set<LearningTask.Kind> = [.classification]
            func callAsFunction<T: Scalar>(predicted: T, expected: T) -> T {
              .exp(predicted) / (1 + .exp(predicted)) + expected * expected
            }
          }
          """,
        finding: ["broken: ", "finite", "nan", "10000"]),
      Fault(
        testDescription: "an activation that rolls dice",
        source: """
          struct Odd: Activation {
            static let name = "odd"
            static let summary = "Noise"
            func callAsFunction<T: Scalar>(_ x: T) -> T { x + T(Double.random(in: 0..<0.01)) }
          }
          """,
        finding: ["broken: computed again, the same numbers come out", "at x = "]),
      Fault(
        testDescription: "a trap",
        source: """
          func none() -> Double { fatalError("nothing here") }
          struct Odd: Activation {
            static let name = "odd"
            static let summary = "Traps"
            func callAsFunction<T: Scalar>(_ x: T) -> T { x > 1e9 ? x : T(none()) }
          }
          """,
        finding: ["activation 'odd':\n  it ended the process: signal 4 (trap)", "nothing here"]),
    ]

    @Test("'plugin check' finds what is wrong, and names the point", arguments: faults)
    func check(_ fault: Fault) async throws {
      try workspace.write(
        "import Descent\n" + fault.source + "\nlet components: [any Component.Type] = [Odd.self]\n",
        to: "odd.swift")
      let ending = try await workspace.run("plugin", "check", "odd.swift")
      #expect(ending.status == 1, "\(ending.errors)")
      for part in fault.finding { #expect(ending.output.contains(part), "\(ending.output)") }
    }
  }
}
