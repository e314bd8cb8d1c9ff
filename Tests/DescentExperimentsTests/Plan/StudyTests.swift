import Descent
import DescentExperiments
import DescentStore
import Testing

@Suite struct StudyTests {
  @Test("studies are a union: what several have is trained once and carries their names")
  func union() throws {
    let plan = try Experiment(
      """
      base: {data: moons}
      studies:
        first: {grid: {optimizer: [sgd, momentum]}}
        second: {grid: {optimizer: [adam, momentum]}}
        third: {}
      seeds: 2
      """
    ).plan()
    #expect(plan.values("optimizer.name") == ["sgd", "momentum", "adam"])
    #expect(
      plan.configurations.map(\.studies) == [["first", "third"], ["first", "second"], ["second"]])
    #expect(
      plan.summary.prefix(4) == [
        "first   2 combinations", "second  2 combinations", "third   base alone",
        "2 of them in more than one study, trained once",
      ])
    #expect(plan.runs.count == 6)
    #expect(plan.comparison.factors.map(\.levels) == [["sgd", "momentum", "adam"]])
    let stored = plan.stored(
      commandLine: [], createdAt: "", provenance: StoredPlan.Provenance.unknown, plugins: [])
    #expect(stored.runs[2].studies == ["first", "second"])
  }

  @Test("a file without studies is one study, which tables call main")
  func oneStudy() throws {
    let plain = try Experiment("base: {data: moons}\ngrid: {optimizer: [sgd, momentum]}").plan()
    let named = try Experiment(
      "base: {data: moons}\nstudies: {main: {grid: {optimizer: [sgd, momentum]}}}"
    ).plan()
    #expect(plain.configurations.map(\.studies) == [["main"], ["main"]])
    #expect(plain.runs.map(\.id) == named.runs.map(\.id))
    #expect(plain.summary.first == "optimizer 2 = 2 combinations")
    #expect(named.summary.first == "main  2 combinations")
  }

  @Test("keys of studies may be dotted")
  func dottedKeys() throws {
    let dotted = try Experiment(
      """
      base.data: moons
      studies.one.grid.optimizer: [sgd, momentum]
      studies.one.random.samples: 2
      studies.one.random.space: {training.epochs: {min: 1, max: 9}}
      studies.two.ablate: {model.hidden: [[4], [8]]}
      """
    ).plan()
    #expect(dotted.summary.prefix(2) == ["one  2 x 2 draws = 4", "two  1 + 2 = 3"])
  }

  @Test(
    "a zip is one axis, by columns or by rows",
    arguments: [
      "{model.hidden: [[8], [16, 16]], training.epochs: [9, 3], optimizer: [sgd, momentum]}",
      "{model: {hidden: {values: [[8], [16, 16]]}}, training: {epochs: [9, 3]}, "
        + "optimizer.name: [sgd, momentum]}",
      "[{model.hidden: [8], training.epochs: 9, optimizer: sgd}, "
        + "{optimizer: momentum, model: {hidden: [16, 16]}, training.epochs: 3}]",
    ])
  func zip(rows: String) throws {
    let plan = try Experiment(
      "base: {data: moons}\ngrid: {training.batch_size: [4, 8]}\nzip: {size: \(rows)}"
    ).plan()
    #expect(plan.values("training.batch_size") == ["4", "4", "8", "8"])
    #expect(plan.values("model.hidden") == ["8", "16x16", "8", "16x16"])
    #expect(plan.values("training.epochs") == ["9", "3", "9", "3"])
    #expect(plan.values("optimizer.name") == ["sgd", "momentum", "sgd", "momentum"])
    #expect(
      plan.comparison.factors.map(\.path) == [
        "training.batch_size", "size", "model.hidden", "training.epochs", "optimizer",
        "model.depth", "model.width",
      ])
    // The axis is compared, not its keys.
    #expect(plan.comparison.comparisons.map(\.path) == ["training.batch_size", "size"])
    #expect(
      plan.comparison.comparisons[1].ownPaths
        == [
          "size", "model.hidden", "optimizer", "training.epochs", "model.depth", "model.width",
        ])
  }

  @Test(
    "what follows from what is tuned is no setting of its own",
    arguments: [
      (
        "zip: {size: {model.hidden: [[8], [16, 16]], training.epochs: [9, 3]}}", "size",
        ["model.hidden", "training.epochs", "model.depth", "model.width"]
      ),
      (
        "zip: {size: {model.hidden: [[8], [16, 16]], training.epochs: [9, 3]}}",
        "training.epochs", ["model.hidden", "size", "model.depth", "model.width"]
      ),
      ("adjust: []", "model.activation", []),
    ])
  func tuned(axis: String, tune: String, followers: [String]) throws {
    let plan = try Experiment(
      """
      base: {data: moons, model: {hidden: [8]}}
      grid: {optimizer: [sgd, momentum], model.activation: [relu, tanh]}
      \(axis)
      compare: [optimizer]
      tune: [\(tune)]
      """
    ).plan()
    #expect(plan.comparison.comparisons[0].ownPaths == ["optimizer"] + followers)
  }

  @Test("rows are called by their labels, or by what they set")
  func labels() throws {
    let rows = "model.hidden: [[8], [8]], training.epochs: [9, 3]"
    let plain = try Experiment("base: {data: moons}\nzip: {size: {\(rows)}}").plan()
    #expect(plain.comparison.factors[0].levels == ["hidden 8, epochs 9", "hidden 8, epochs 3"])
    for labelled in [
      "{\(rows), labels: [long, short]}",
      "[{label: long, model.hidden: [8], training.epochs: 9}, "
        + "{label: short, model.hidden: [8], training.epochs: 3}]",
    ] {
      let plan = try Experiment(
        """
        base: {data: moons}
        zip: {size: \(labelled)}
        compare: [size]
        report: {baseline: {size: short}}
        """
      ).plan()
      #expect(plan.comparison.comparisons.map(\.levels) == [["long", "short"]])
      #expect(plan.comparison.report.baseline == ["size": "short"])
      #expect(plan.runs.map(\.id) == plain.runs.map(\.id))
    }
  }

  @Test("a configuration outside a zip has no level of it")
  func outsideRows() throws {
    let plan = try Experiment(
      """
      base: {data: moons}
      zip: {size: {model.hidden: [[8], [16]], training.epochs: [9, 3]}}
      include: [{training.epochs: 5}]
      """
    ).plan()
    #expect(
      plan.comparison.levels.map { $0.factors["size"] }
        == ["hidden 8, epochs 9", "hidden 16, epochs 3", nil])
    #expect(
      plan.comparison.levels.map { $0.comparisons["size"] }
        == ["hidden 8, epochs 9", "hidden 16, epochs 3", nil])
    #expect(plan.comparison.comparisons[0].levels.count == 2)
  }

  @Test("an ablation is the base, then one change at a time, at each point of the other axes")
  func ablation() throws {
    let plan = try Experiment(
      """
      base: {data: moons, training: {epochs: 5}}
      grid: {optimizer: [sgd, momentum]}
      ablate:
        training.epochs: [5, 9]
        optimizer.momentum: [0.5]
        schedule: [{name: step, every: [2, 3]}]
      """
    ).plan()
    // The epochs of the base and a momentum for sgd are the base once more.
    #expect(plan.summary.first == "2 + 2 + 1 + 4 = 9")
    #expect(
      plan.values("optimizer.name")
        == Array(repeating: "sgd", count: 4) + Array(repeating: "momentum", count: 5))
    #expect(plan.values("training.epochs") == ["5", "9", "5", "5", "5", "9", "5", "5", "5"])
    #expect(
      plan.values("optimizer.momentum")
        == [nil, nil, nil, nil, "0.9", "0.9", "0.5", "0.9", "0.9"])
    #expect(plan.values("schedule.every") == [nil, nil, "2", "3", nil, nil, nil, "2", "3"])
  }

  @Test("anchors and merge keys build studies of one another")
  func anchors() throws {
    let plan = try Experiment(
      """
      base: {data: moons}
      studies:
        short: &short
          grid: &grid
            optimizer: [sgd, momentum]
            training.epochs: [2, 3]
        long:
          <<: *short
          grid: {<<: *grid, training.epochs: [20]}
      """
    ).plan()
    #expect(plan.summary.prefix(2) == ["short  4 combinations", "long   2 combinations"])
    #expect(plan.values("training.epochs") == ["2", "3", "2", "3", "20", "20"])
  }
}
