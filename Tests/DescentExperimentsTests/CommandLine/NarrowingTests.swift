import DescentExperiments
import DescentStore
import Testing

@Suite("--force, --only, --study and --seeds") struct NarrowingTests {
  private static let experiment = Experiment(
    """
    base: {data: moons, training: {epochs: 1}}
    studies:
      first:
        grid: {optimizer: [sgd, momentum], optimizer.learning_rate: [0.1, 1], model.depth: [1, 2, 4]}
        adjust: [{when: {model.depth: 4}, set: {model.dropout: 0.1}}]
        exclude: [{optimizer: sgd, model.depth: 2}]
        include: [{optimizer: adam}]
      second:
        grid: {model.activation: [relu, tanh]}
    seeds: [2, 5, 9]
    """)

  private func plan(_ edits: DocumentEdits) throws -> Plan { try Self.experiment.plan(edits) }

  @Test("what is forced is given to every configuration last, and makes some the same")
  func force() throws {
    let plan = try plan(
      DocumentEdits(forced: ["model.dropout=0.3", "optimizer.learning_rate=0.2"]))
    #expect(plan.values("model.dropout").allSatisfy { $0 == "0.3" })
    #expect(plan.values("optimizer.learning_rate").allSatisfy { $0 == "0.2" })
    // sgd at two depths, momentum at three, adam, and one activation more; the other is sgd at depth 1.
    #expect(plan.configurationCount == 7)
    #expect(
      plan.summary.prefix(2) == [
        "first   12 combinations, 4 adjusted, 2 excluded, 5 the same once forced, 1 included = 6",
        "second  2 combinations",
      ])
  }

  @Test("a forced component gets what the axes give it") func forcedComponent() throws {
    let plan = try plan(DocumentEdits(forced: ["optimizer=nesterov"], studies: ["first"]))
    #expect(plan.values("optimizer.name").allSatisfy { $0 == "nesterov" })
    #expect(Set(plan.values("optimizer.learning_rate")) == ["0.1", "1"])
  }

  @Test(
    "only configurations that have what is asked for are kept",
    arguments: [
      (["optimizer=momentum"], 6), (["optimizer.name=momentum,adam"], 7),
      (["model.depth=2..4"], 6), (["model.depth=..1", "optimizer.learning_rate=1"], 2),
      (["model.activation=tanh"], 1), (["optimizer=adam", "model.depth=1"], 1),
    ])
  func only(conditions: [String], count: Int) throws {
    let whole = try plan(DocumentEdits())
    let part = try plan(DocumentEdits(conditions: conditions))
    #expect(part.configurationCount == count)
    #expect(Set(part.runs.map(\.id)).isSubset(of: whole.runs.map(\.id)))
    #expect(part.summary.contains("\(count) of them kept by --only"))
  }

  @Test("the studies that are named are kept") func study() throws {
    let part = try plan(DocumentEdits(studies: ["second"]))
    #expect(part.values("model.activation.name") == ["relu", "tanh"])
    #expect(part.comparison.comparisons.map(\.path) == ["model.activation"])
    #expect(try plan(DocumentEdits(studies: ["second", "first"])).configurationCount == 12)
  }

  @Test(
    "a number of seeds takes the file's first ones and goes on behind its last",
    arguments: [("2", [2, 5]), ("5", [2, 5, 9, 10, 11]), ("1,4", [1, 4]), ("[7]", [7])])
  func seeds(argument: String, seeds: [Int]) throws {
    #expect(try plan(DocumentEdits(seeds: argument)).document.seeds == seeds)
  }

  @Test("a mistake points into the argument, and all are told at once") func mistakes() {
    let found = Self.experiment.mistakes(
      DocumentEdits(
        forced: ["model.dropout=2"], studies: ["secnd"], conditions: ["optimizer"], seeds: "none"))
    #expect(
      found?.description == """
        --force:1:15: error: 'model.dropout' must be a number in 0..<1, not 2
        model.dropout=2
                      ^
        --only:1:1: error: expected KEY=VALUE, found 'optimizer'
        optimizer
        ^
        --seeds:1:1: error: '--seeds' must be a whole number in 1...1000000, not 'none'
        none
        ^
        --study:1:1: error: unknown study 'secnd'; expected one of 'first', 'second'; did you mean 'second'?
        secnd
        ^
        """)
  }

  @Test(
    "what no configuration has or can have is a mistake", arguments: uselessEdits)
  func useless(edits: DocumentEdits, text: String) {
    #expect(Self.experiment.mistakes(edits)?.description == text)
  }

  private static let uselessEdits: [(edits: DocumentEdits, text: String)] = [
    (
      DocumentEdits(conditions: ["optimizer=sdg"]),
      "--only:1:11: error: no configuration has 'optimizer' 'sdg'; expected one of 'adam', 'momentum', "
        + "'sgd'; did you mean 'sgd'?\noptimizer=sdg\n          ^"
    ),
    (
      DocumentEdits(forced: ["optimizer.momentum=0.5"]),
      "--force:1:20: error: '--force' sets 'optimizer.momentum' where the optimizer is 'sgd', which has no "
        + "'momentum'\noptimizer.momentum=0.5\n                   ^\n"
        + "--force:1:20: error: '--force' sets 'optimizer.momentum' where the optimizer is 'adam', which has no "
        + "'momentum'\noptimizer.momentum=0.5\n                   ^"
    ),
    (
      DocumentEdits(forced: ["training.batch_size=9000"]),
      "--force:1:21: error: 'training.batch_size' is 9000, but the training part has 360 rows; "
        + "say 'full' for all of them\ntraining.batch_size=9000\n                    ^"
    ),
    (
      DocumentEdits(forced: ["model.dropout=0.1,0.2"]),
      "--force:1:19: error: '--force' takes one value\nmodel.dropout=0.1,0.2\n                  ^"
    ),
  ]

  @Test("a hypothesis that the command line leaves out is not withdrawn") func registration() throws
  {
    let experiment = Experiment(
      """
      base: {data: {name: moons, samples: 60}, training: {epochs: 1}}
      grid: {optimizer: [sgd, momentum]}
      hypotheses: [{id: H1, claim: c, expect: a > b, compare: {factor: optimizer, a: momentum, b: sgd}, metric: val_accuracy}]
      """)
    func stored(_ edits: DocumentEdits) throws -> StoredPlan {
      try experiment.plan(edits).stored(
        commandLine: [], createdAt: "2026-01-02T03:04:05Z", provenance: .unknown, plugins: [])
    }
    var whole = try stored(DocumentEdits())
    whole.register(after: [], runsCompleted: 0, commit: "abc")
    var part = try stored(DocumentEdits(conditions: ["optimizer=sgd"]))
    part.register(after: whole.registrations, runsCompleted: 10, commit: "abc")
    #expect(part.hypothesesLeftOut == ["H1"] && part.hypotheses.isEmpty)
    #expect(!part.amendments.contains { $0.entry == StoredPlan.Registration.entry(of: "H1") })
    var again = try stored(DocumentEdits())
    again.register(after: part.registrations, runsCompleted: 10, commit: "abc")
    #expect(!again.amendments.contains { $0.entry == StoredPlan.Registration.entry(of: "H1") })
  }
}
