import Testing

extension CommandLineTests {
  /// Networks that cannot learn, each for a reason that is known, and what the tables say of them.
  @Suite struct PlantedCauseTests {
    /// A cause that is planted, and the verdicts of each run's row of runs.csv.
    struct Planted: Sendable, CustomTestStringConvertible {
      var testDescription: String
      var model: String
      var data = "digits"
      var loss = "log_loss"
      var optimizer = "{name: sgd, learning_rate: 0.05}"
      var status = "ok"
      var gradient: Set<String?> = ["ok"]
      var units = "ok"
      var learns = false
    }

    static let planted: [Planted] = [
      Planted(
        testDescription: "a healthy relu network",
        model: "{hidden: [16, 16, 16], activation: relu, initializer: he}", learns: true),
      Planted(
        testDescription: "a healthy tanh network",
        model: "{hidden: [16, 16, 16], activation: tanh, initializer: xavier}", learns: true),
      Planted(
        testDescription: "a healthy network of one layer, with Adam",
        model: "{hidden: [16], activation: sigmoid, initializer: xavier}",
        optimizer: "{name: adam, learning_rate: 0.01}", learns: true),
      Planted(
        testDescription: "vanishing gradients of many sigmoid layers",
        model: "{width: 16, depth: 8, activation: sigmoid, initializer: xavier}",
        gradient: ["vanishing"]),
      Planted(
        testDescription: "units of relu that large weights and steps killed",
        model: "{hidden: [16, 16, 16], activation: relu, initializer: he}",
        data: "{name: digits, standardize: false}",
        optimizer: "{name: sgd, learning_rate: 0.2}", gradient: ["no_signal", "vanishing"],
        units: "dead"),
      Planted(
        testDescription: "tanh units that large weights saturate",
        model: "{hidden: [16, 16], activation: tanh, initializer: {name: normal, sd: 5}}",
        units: "saturated"),
    ]

    @Test("each cause is told from the others, and no healthy run is accused", arguments: planted)
    func verdicts(cause: Planted) async throws {
      let workspace = try Workspace()
      try workspace.write(
        """
        base:
          data: \(cause.data)
          model: \(cause.model)
          loss: \(cause.loss)
          optimizer: \(cause.optimizer)
          training: {epochs: 8}
        seeds: 3
        """, to: "x.yaml")
      let ending = try await workspace.run("run", "x.yaml", "--quiet")
      #expect(ending.status == 0, "\(ending.errors)")
      for run in try workspace.table("results/x/data/runs.csv").records {
        #expect(run["status"] == cause.status)
        #expect(cause.gradient.contains(run["grad_verdict"]))
        #expect(run["unit_verdict"] == cause.units)
        let score = try run.number("score")
        #expect(cause.learns ? score > 0.8 : score < 0.5, "\(score)")
      }
    }

    /// A cause that makes runs diverge, and the one that failures.csv gives.
    struct Failing: Sendable, CustomTestStringConvertible {
      var testDescription: String
      var experiment: String
      var cause: String
      var ok = 0
    }

    static let failing: [Failing] = [
      Failing(
        testDescription: "gradients that explode in deep networks with large weights",
        experiment: """
          base:
            data: digits
            model: {width: 64, depth: 6, activation: relu, initializer: {name: normal, sd: 1}}
            training: {epochs: 4}
          grid:
            optimizer: [{name: sgd, learning_rate: 0.001}, {name: momentum, learning_rate: 0.001}]
          seeds: 3
          """, cause: "exploding_gradient"),
      Failing(
        testDescription: "a learning rate that is too high, and a fine one",
        experiment: """
          base:
            data: sine
            model: {hidden: [16], activation: relu, initializer: he}
            loss: mse
            optimizer: sgd
            training: {epochs: 4}
          grid: {optimizer.learning_rate: [0.01, 30]}
          seeds: 3
          """, cause: "lr_too_high", ok: 3),
      Failing(
        testDescription: "the logarithm of a number that is not above 0",
        experiment: """
          plugins: [poisson.swift]
          base:
            data: sine
            model: {hidden: [16], activation: tanh, initializer: xavier}
            loss: poisson
            optimizer: {name: sgd, learning_rate: 0.01}
            training: {epochs: 4}
          seeds: 3
          """, cause: "loss_domain"),
    ]

    /// The deviance of counts without the exponential that keeps their mean above 0.
    static let poisson = """
      import Descent

      struct Poisson: Loss {
        static let name = "poisson"
        static let summary = "The deviance of counts, up to a constant"
        func callAsFunction<T: Scalar>(predicted: T, expected: T) -> T {
          predicted - expected * .log(predicted)
        }
      }
      let components: [any Component.Type] = [Poisson.self]
      """

    @Test("runs that diverge get the cause that was planted", arguments: failing)
    func causes(example: Failing) async throws {
      let workspace = try Workspace()
      try workspace.write(Self.poisson, to: "poisson.swift")
      try workspace.write(example.experiment, to: "x.yaml")
      let ending = try await workspace.run("run", "x.yaml", "--quiet")
      #expect(ending.status == 0, "\(ending.errors)")
      let runs = try workspace.table("results/x/data/runs.csv").records
      let failures = try workspace.table("results/x/data/failures.csv").records
      #expect(runs.count { $0["status"] == "ok" } == example.ok)
      #expect(failures.count == runs.count - example.ok && !failures.isEmpty)
      #expect(Set(failures.map { $0["cause"] }) == [example.cause])
    }
  }
}
