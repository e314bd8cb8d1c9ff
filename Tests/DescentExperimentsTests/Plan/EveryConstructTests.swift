import Descent
import DescentExperiments
import DescentStore
import Testing

/// The file of section 1 of the grammar: all constructs in one, with the counts of its comments.
@Suite struct EveryConstructTests {
  static let text = """
    name: activation_x_optimizer
    question: Does the best optimizer depend on the activation?      # shown on top of the report
    plugins: [plugins/snake.swift]                 # optional: loaded before the file is checked; paths relative to this file
    base:                                          # one complete run; a list here is a value
      data:        {name: moons, samples: 600, noise: 0.2, split: [0.6, 0.2, 0.2]}
      model:       {hidden: [16, 16], activation: relu, initializer: he}
      loss:        log_loss                        # "x" is short for {name: x}
      optimizer:   {name: sgd, learning_rate: 0.1}
      schedule:    constant
      regularizer: none
      training:    {epochs: 100, batch_size: 32}   # batch_size: full = batch gradient descent, 1 = stochastic
    studies:                                       # a union; a single study may put grid/zip/... at top level instead
      main:
        grid:                                      # product of axes: 4 x 6 x 4 x 3 x (size 2) = 576 combinations, 360 distinct
          model.activation:
            - relu
            - sigmoid
            - {name: leaky_relu, slope: [0.01, 0.2]}               # a branch: 2 variants
          optimizer:
            - sgd
            - {name: momentum, momentum: [0.5, 0.9]}               # 2 variants
            - {name: adam, learning_rate: {min: 1.0e-4, max: 1.0e-2, num: 3, scale: log}}   # its own axis hides the one below
          optimizer.learning_rate: {min: 1.0e-3, max: 1.0, num: 4, scale: log}              # 0.001, 0.01, 0.1, 1
          schedule:
            - constant
            - {name: step, every: 30, factor: [0.1, 0.5]}
        zip:
          size:                                    # one named axis with 2 rows
            model.hidden: [[8], [32, 32, 32]]
            training.epochs: [200, 60]
        adjust:                                    # change matching combinations (90 of them)
          - when: {model.activation.name: sigmoid}
            set:  {model.initializer: xavier}
        exclude:                                   # partial match (-48, -24)
          - {optimizer.name: adam, schedule.name: step}
          - {optimizer.name: momentum, optimizer.momentum: 0.9, optimizer.learning_rate: 1.0}
        include:                                   # extra configurations over base (+2), 290 in all
          - {optimizer: {name: momentum, momentum: 0.99, learning_rate: 0.01}, schedule: constant}
          - {model.activation: sigmoid, loss: mse}
      l2:
        grid:
          optimizer: [sgd, {name: momentum, momentum: 0.9}]
        random:                                    # every grid point x 8 draws, the same draws for both: 16
          samples: 8
          seed: 7
          method: halton                           # or uniform
          space:
            optimizer.learning_rate: {min: 1.0e-3, max: 1.0, scale: log}
            regularizer: [{name: l2, strength: {min: 1.0e-6, max: 1.0e-2, scale: log}}]
            training.batch_size: [16, 32, 64]
      ablation:
        ablate:                                    # base, then 8 changes one at a time: 9 runs, 6 distinct
          training.batch_size: [8, 32, 128]
          model.initializer: [he, xavier, zeros]
          schedule: [constant, {name: cosine, floor: 0}]
    seeds:   {count: 5, start: 1, vary: [initialization, shuffle]}   # 312 configurations x 5 = 1560 runs
    compare: [model.activation, optimizer]         # what the study is about (default: every component axis)
    tune:    [optimizer.learning_rate, regularizer.strength, training.batch_size]   # nuisance: the best by `select`, per compared level
    select:  {metric: val_accuracy, goal: maximize, at: final}               # at: final (default) | best
    target:  {val_accuracy: 0.97}                  # recorded (time to target); the run goes on
    stop:    {patience: 30, min_delta: 1.0e-4}      # early stopping on select.metric; {at_target: true} ends a run at its target
    diverge: {loss_above: 1.0e6, patience: 1}      # in multiples of the epoch-0 loss; a non-finite loss always counts as diverged
    run:     {jobs: auto, fail_fast: false, max_failures: 20, timeout: 60s, max_runs: 5000}
    report:  {formats: [csv, markdown, html], baseline: {optimizer.name: sgd}, confidence: 0.95}
    hypotheses: []                                 # see reports.md, section 3
    """

  /// The file, whose plugins bring nothing that it names.
  static func plan() throws -> Plan {
    try Experiment(text).plan()
  }

  @Test("a file with every construct comes to the counts of its comments")
  func counts() throws {
    let plan = try Self.plan()
    #expect(
      plan.summary.prefix(3) == [
        "main      576 combinations, 360 distinct (optimizer.learning_rate fixed inside adam: "
          + "288 -> 72), 90 adjusted, 72 excluded, 2 included = 290",
        "l2        2 x 8 draws = 16",
        "ablation  1 + 2 + 2 + 1 = 6",
      ])
    #expect(plan.factorsOfRuns == "312 configurations x 5 seeds")
    #expect(plan.runs.count == 1560)
    #expect(Set(plan.runs.map(\.id)).count == 1560)
    #expect(
      plan.configurations.map(\.studies)
        == Array(repeating: ["main"], count: 290) + Array(repeating: ["l2"], count: 16)
        + Array(repeating: ["ablation"], count: 6))
  }

  @Test("what is compared, tuned and varied follows from all studies")
  func comparison() throws {
    let plan = try Self.plan()
    #expect(
      plan.comparison.comparisons.map { "\($0.path): \($0.levels.joined(separator: " "))" } == [
        "model.activation: relu sigmoid leaky_relu(slope=0.01) leaky_relu(slope=0.2)",
        "optimizer: sgd momentum(momentum=0.5) momentum(momentum=0.9) adam momentum(momentum=0.99)",
      ])
    #expect(
      plan.comparison.tune
        == ["optimizer.learning_rate", "regularizer.strength", "training.batch_size"])
    // The initializer of a sigmoid is adjusted: it belongs to the activation's level.
    #expect(
      plan.comparison.comparisons[0].ownPaths
        == ["model.activation", "model.activation.slope", "model.initializer"])
    #expect(plan.comparison.report.baseline == ["optimizer": "sgd"])
    let size = plan.comparison.factors.first { $0.path == "size" }
    #expect(size?.column == "f_size")
    #expect(size?.levels == ["hidden 8, epochs 200", "hidden 32x32x32, epochs 60"])
  }

  @Test("adjusted, excluded and included configurations are what the file says")
  func changes() throws {
    let plan = try Self.plan()
    let main = plan.configurations.prefix(290).map(\.configuration)
    let product = main.prefix(288)
    #expect(
      product.allSatisfy {
        $0["model.initializer.name"]
          == ($0["model.activation.name"] == "sigmoid" ? "xavier" : "he")
      })
    #expect(!product.contains { $0["optimizer.name"] == "adam" && $0["schedule.name"] == "step" })
    let included = main.suffix(2).map { configuration in
      ["optimizer.momentum", "optimizer.learning_rate", "loss.name", "model.initializer.name"]
        .map { configuration[$0]?.description ?? "-" }
    }
    #expect(included == [["0.99", "0.01", "log_loss", "he"], ["-", "0.1", "mse", "he"]])
  }
}
