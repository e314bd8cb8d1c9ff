import DescentExperiments
import DescentStore
import Testing

@Suite("--set") struct SetTests {
  /// A file, an argument, and the file that says the same.
  struct Change: Sendable, CustomTestStringConvertible {
    var name: String
    var file: String
    var settings: [String]
    var same: String

    init(_ name: String, _ file: String, _ settings: String..., same: String) {
      self.name = name
      self.file = file
      self.settings = settings
      self.same = same
    }

    var testDescription: String { name }
  }

  @Test("is as if the file said so", arguments: changes)
  func change(_ change: Change) throws {
    let edited = try Experiment(change.file).plan(DocumentEdits(settings: change.settings))
    let same = try Experiment(change.same).plan()
    #expect(edited.runs.map(\.id) == same.runs.map(\.id))
    #expect(edited.comparison.factors.map(\.path) == same.comparison.factors.map(\.path))
    let plain = try Experiment(change.file).plan()
    #expect(edited.runs.map(\.id) != plain.runs.map(\.id), "the argument does something")
  }

  private static let changes = [
    Change(
      "a value of the base, nested or dotted",
      "base: {data: moons, training: {epochs: 3, batch_size: 16}, optimizer.learning_rate: 0.3}",
      "training.epochs=5", "optimizer.learning_rate=1e-1",
      same:
        "base: {data: moons, training: {epochs: 5, batch_size: 16}, optimizer.learning_rate: 0.1}"
    ),
    Change(
      "a value that the base does not give", "base: {data: moons}", "model.dropout=0.5",
      same: "base: {data: moons, model.dropout: 0.5}"),
    Change(
      "a list of numbers is one value", "base: {data: moons}", "model.hidden=[4, 4]",
      same: "base: {data: moons, model: {hidden: [4, 4]}}"),
    Change(
      "a component, which keeps nothing of another one's",
      "base: {data: {name: moons, samples: 60, split: [0.5, 0.5]}, optimizer: {name: momentum, momentum: 0.5}}",
      "optimizer=sgd", "data=circles",
      same: "base: {data: {name: circles, split: [0.5, 0.5]}, optimizer: sgd}"),
    Change(
      "the same component, which keeps its own",
      "base: {data: {name: moons, samples: 60}, optimizer: {name: momentum, momentum: 0.5}}",
      "optimizer={name: momentum, learning_rate: 0.2}",
      same:
        "base: {data: {name: moons, samples: 60}, optimizer: {name: momentum, momentum: 0.5, learning_rate: 0.2}}"
    ),
    Change(
      "what gives the same in another way",
      "base: {data: {name: moons, split: {folds: 5}}, model: {depth: 2, width: 8}}",
      "data.split=[0.5, 0.5]", "model.hidden=[4]",
      same: "base: {data: {name: moons, split: [0.5, 0.5]}, model: {hidden: [4]}}"),
    Change(
      "an axis, in its place",
      "base: {data: moons}\ngrid: {training: {epochs: [1, 2]}, optimizer: [sgd, momentum]}",
      "training.epochs=3,4", "optimizer.name=adam,sgd",
      same: "base: {data: moons}\ngrid: {training.epochs: [3, 4], optimizer: [adam, sgd]}"),
    Change(
      "an axis with one value", "base: {data: moons}\ngrid: {training.epochs: [1, 2]}",
      "training.epochs=3", same: "base: {data: moons, training.epochs: 3}"),
    Change(
      "an axis with an interval", "base: {data: moons}\ngrid: {training.epochs: [1, 2]}",
      "training.epochs={min: 1, max: 5, step: 2}",
      same: "base: {data: moons}\ngrid: {training.epochs: [1, 3, 5]}"),
    Change(
      "several values, where there is no axis",
      "base: {data: moons}\ngrid: {optimizer: [sgd, momentum]}", "model.activation=relu,tanh",
      same:
        "base: {data: moons}\ngrid: {optimizer: [sgd, momentum], model.activation: [relu, tanh]}"
    ),
    Change(
      "a setting of whatever component varies",
      "base: {data: moons}\ngrid: {optimizer: [sgd, momentum, {name: adam, learning_rate: 0.01}]}",
      "optimizer.learning_rate=0.5",
      same:
        "base: {data: moons}\ngrid: {optimizer: [{name: sgd, learning_rate: 0.5}, {name: momentum, "
        + "learning_rate: 0.5}, {name: adam, learning_rate: 0.01}]}"),
    Change(
      "the column of a zip",
      "base: {data: moons}\nzip: {size: {model.hidden: [[4], [8]], training.epochs: [2, 1]}}",
      "training.epochs=3",
      same: "base: {data: moons}\nzip: {size: {model.hidden: [[4], [8]], training.epochs: [3, 3]}}"),
    Change(
      "the rows of a zip",
      "base: {data: moons}\nzip: {size: [{model: {hidden: [4]}, training.epochs: 2}, {model: {hidden: [8]}, training.epochs: 1}]}",
      "training.epochs=3",
      same: "base: {data: moons}\nzip: {size: {model.hidden: [[4], [8]], training.epochs: [3, 3]}}"),
    Change(
      "a key of a random space",
      "base: {data: moons}\nrandom: {samples: 4, space: {optimizer.learning_rate: {min: 0.1, max: 1}, model.dropout: {min: 0, max: 0.5}}}",
      "model.dropout=0.1",
      same:
        "base: {data: moons, model.dropout: 0.1}\nrandom: {samples: 4, space: {optimizer.learning_rate: {min: 0.1, max: 1}}}\ngrid: {model.dropout: [0.1]}"
    ),
    Change(
      "the only key of a random space",
      "base: {data: moons}\nrandom: {samples: 4, space: {model.dropout: {min: 0, max: 0.5}}}",
      "model.dropout=0.1", same: "base: {data: moons, model.dropout: 0.1}"),
    Change(
      "what is drawn from",
      "base: {data: moons}\nrandom: {samples: 4, space: {model.dropout: {min: 0, max: 0.5}}}",
      "model.dropout=0,0.1,0.2",
      same: "base: {data: moons}\nrandom: {samples: 4, space: {model.dropout: [0, 0.1, 0.2]}}"),
    Change(
      "a key of an ablation", "base: {data: moons}\nablate: {training.epochs: [1, 2]}",
      "training.epochs=3,4", same: "base: {data: moons}\nablate: {training.epochs: [3, 4]}"),
    Change(
      "each study's axis, and the base of the others",
      """
      base: {data: moons}
      studies:
        a: {grid: {training.epochs: [1, 2], optimizer: [sgd]}}
        b: {grid: {model.activation: [relu, tanh]}}
      """, "training.epochs=3",
      same: """
        base: {data: moons, training.epochs: 3}
        studies:
          a: {grid: {optimizer: [sgd]}}
          b: {grid: {model.activation: [relu, tanh]}}
        """),
    Change(
      "keys that are no settings", "base: {data: moons}\nstop: {patience: 3}\nseeds: 2", "seeds=3",
      "stop.patience=4", "metrics=accuracy,f1", "select.metric=val_f1", "run.jobs=1",
      same:
        "base: {data: moons}\nstop: {patience: 4}\nseeds: 3\nmetrics: [accuracy, f1]\nselect: val_f1"
    ),
    Change(
      "a later argument wins", "base: {data: moons}", "training.epochs=5", "training.epochs=6",
      same: "base: {data: moons, training.epochs: 6}"),
  ]

  @Test("what the file says of values that are gone is left out, and said", arguments: leftOut)
  func leaveOut(_ rest: String, _ note: String) throws {
    let plan = try Experiment(
      """
      base: {data: moons, training: {epochs: 1}}
      grid: {optimizer: [sgd, momentum], model.activation: [relu, tanh]}
      \(rest)
      """
    ).plan(DocumentEdits(settings: ["optimizer=sgd"]))
    #expect(plan.configurationCount == 2)
    #expect(note.isEmpty || plan.notes.map(\.message).contains(note))
    #expect(plan.comparison.comparisons.map(\.path) == ["model.activation"])
  }

  private static let leftOut = [
    (
      "compare: [optimizer, model.activation]",
      "'optimizer' of 'compare' is left out: this command line leaves no two values of it"
    ),
    (
      "compare: [optimizer]",
      "'optimizer' of 'compare' is left out: this command line leaves no two values of it"
    ),
    (
      "report: {baseline: {optimizer: momentum}}",
      "'baseline' is left out: this command line leaves no such level"
    ),
    (
      "hypotheses: [{id: H1, claim: c, expect: a > b, compare: {factor: optimizer, a: momentum, b: sgd}, metric: val_accuracy}]",
      "hypothesis 'H1' is left out: this command line leaves nothing to test it on"
    ),
    ("exclude: [{optimizer: momentum, model.activation: tanh}]", ""),
    ("adjust: [{when: {optimizer: momentum}, set: {training.epochs: 2}}]", ""),
  ]

  @Test("an axis for components that are gone is left out") func goneAxis() throws {
    let plan = try Experiment(
      "base: {data: moons}\ngrid: {optimizer: [sgd, momentum], optimizer.momentum: [0.5, 0.9]}"
    ).plan(DocumentEdits(settings: ["optimizer=sgd"]))
    #expect(plan.values("optimizer.name") == ["sgd"])
  }

  @Test("a mistake points into the argument", arguments: mistakes)
  func mistake(_ setting: String, _ code: String, _ text: String) {
    let found = Experiment(
      """
      base: {data: moons}
      grid: {optimizer: [{name: adam, learning_rate: 0.01}, {name: sgd, learning_rate: 0.1}]}
      zip: {size: {model.hidden: [[4], [8]], training.epochs: [2, 1]}}
      """
    ).mistakes(DocumentEdits(settings: [setting]))
    #expect(found?.description.hasPrefix(text) == true)
    #expect(found?.diagnostics.map(\.code) == [code])
  }

  private static let mistakes = [
    (
      "stop=3", "E02",
      "--set:1:1: error: 'stop' is a map; expected one of 'stop.at_target', 'stop.min_delta', "
        + "'stop.patience'\nstop=3\n^"
    ),
    (
      "training.epochs", "E05",
      "--set:1:1: error: expected KEY=VALUE, found 'training.epochs'\ntraining.epochs\n^"
    ),
    ("=3", "E05", "--set:1:1: error: expected KEY=VALUE, found '=3'\n=3\n^"),
    (
      "model.dropout=x", "E05",
      "--set:1:15: error: 'model.dropout' must be a number in 0..<1, not 'x'\nmodel.dropout=x\n              ^"
    ),
    (
      "optimzer=sgd", "E02",
      "--set:1:1: error: unknown key 'optimzer'; expected one of these 53; did you mean 'optimizer'?\n"
        + "optimzer=sgd\n^\n    compare\n"
    ),
    (
      "optimizer=sgdd", "E03",
      "--set:1:11: error: unknown optimizer 'sgdd'; expected one of these 14; did you mean 'sgd'?\n"
        + "optimizer=sgdd\n          ^\n    adadelta\n"
    ),
    (
      "optimizer.learning_rate=0.5", "E18",
      "--set:1:1: error: 'optimizer.learning_rate' cannot be set: each of 'adam', 'sgd' sets 'learning_rate' "
        + "itself or does not have it; use --force\noptimizer.learning_rate=0.5\n^"
    ),
    (
      "training.epochs=1,2", "E09",
      "--set:1:17: error: 'training.epochs' is a column of 'zip.size': give one value, which takes the place of "
        + "the whole column\ntraining.epochs=1,2\n                ^"
    ),
    (
      "model.hidden=[4", "E01",
      "--set:1:13: error: '[' is never closed\nmodel.hidden=[4\n            ^"
    ),
  ]
}
