import Descent
import DescentExperiments
import DescentPlugins
import DescentStore
import Testing

@Suite struct ExperimentTextTests {
  typealias Experiment = DescentExperiments.Experiment

  @Test("an experiment writes the file that holds it, a line for each key")
  func text() {
    let experiment = Experiment("moons") {
      Question("Which \"activation\" is best?")
      Base(
        data: Moons().with(\.samples, 300), hidden: [16, 16], loss: LogLoss(),
        optimizer: Momentum().with(\.momentum, 0.5).with(\.learningRate, 1e-7), epochs: 30,
        batchSize: .full)
      Axis("model.activation", [Tanh(), LeakyReLU().with(\.slope, 0.2)])
      Seeds(3)
      Axis("model.initializer", ["wide": Normal().with(\.sd, 1)])
      Axis("regularizer", [nil, L2()])
      Axis("model.hidden", [[], [8, 8]])
      Axis("training.batch_size", [16, "full"])
      Axis("optimizer.learning_rate", min: 0.001, max: 1, num: 4, scale: .log)
      Compare("model.activation", "regularizer")
      Tune()
    }
    #expect(
      experiment.text == """
        name: moons
        question: "Which \\"activation\\" is best?"
        base:
          data: {name: moons, samples: 300}
          loss: log_loss
          optimizer: {name: momentum, learning_rate: 1e-07, momentum: 0.5}
          model.hidden: [16, 16]
          training.epochs: 30
          training.batch_size: full
        grid:
          model.activation: [tanh, {name: leaky_relu, slope: 0.2}]
          model.initializer: [{name: normal, sd: 1, label: wide}]
          regularizer: [none, l2]
          model.hidden: [[], [8, 8]]
          training.batch_size: [16, full]
          optimizer.learning_rate: {min: 0.001, max: 1, num: 4, scale: log}
        seeds: 3
        compare: [model.activation, regularizer]
        tune: []

        """)
  }

  @Test("every key and every setting of a file can be given")
  func everything() throws {
    let experiment = Experiment("all") {
      Question("?")
      Base(
        data: Moons(), task: .classification, split: [0.5, 0.5], folds: 5, standardize: false,
        test: "more.csv", missing: .drop, depth: 2, width: 8, activation: Tanh(),
        normalization: .layer,
        dropout: 0.5, residual: true, initializer: Xavier(), output: Softmax(), loss: LogLoss(),
        optimizer: SGD(), schedule: Cosine(), warmup: 1, regularizer: L2(), epochs: 2, batchSize: 8,
        clipNorm: 1, clipValue: 0.1, trainMetrics: .full)
      Axis("model.hidden", [[4], [8]])
      Seeds(2, start: 7, vary: [.initialization, .shuffle])
      Metrics(Accuracy())
      Select("val_accuracy", goal: .maximize, at: .best)
      Compare("model.hidden")
      Tune()
      Stop(patience: 3, minDelta: 0.01)
      Diverge(lossAbove: 100, patience: 3)
      Diagnostics(every: 2)
      Run(jobs: 2, timeout: .milliseconds(1500), memory: "1GB", maxRuns: 100)
      Target("val_accuracy", 0.9)
      Reports(
        formats: [.csv, .latex], baseline: ["model.hidden": [8]],
        confidence: 0.9, sesoi: 0.01,
        scope: .general, test: .wilcoxon, aggregate: .iqm, failureScore: 0.5)
    }
    let text = experiment.text
    let isElsewhere = { (path: String) in  // `stop`, `diverge`, `diagnostics`
      path.hasPrefix("di") || path.hasPrefix("stop")
    }
    for setting in Setting.all where !isElsewhere(setting.path) {
      #expect(text.contains("  \(setting.path): "), "\(setting.path)")
    }
    // Widths and depth stand in place of each other, and so do shares and folds; that alone is wrong here.
    let mistakes = #expect(throws: DiagnosticList.self) {
      try experiment.document(registry: BuiltIns.registry)
    }
    let messages = mistakes?.diagnostics.map(\.message) ?? []
    #expect(
      messages.allSatisfy {
        $0.contains("both give the hidden layers") || $0.contains("both shares and folds")
      }, "\(messages)")
  }

  @Test("hypotheses are written with what they say, and arrive")
  func hypotheses() throws {
    let experiment = Experiment("hypotheses") {
      Base(data: Moons())
      Axis("optimizer", [SGD(), Momentum()])
      Axis("model.depth", [1, 2, 4])
      Hypotheses(
        Hypothesis(
          "H1", "it is faster", expect: "a < b by 5%", factor: "optimizer", a: "momentum", b: "sgd",
          metric: .init("epochs_to", of: "val_loss", target: 0.35), where: ["model.depth": 2],
          scope: .grid, alpha: 0.01, note: "so"),
        Hypothesis("H2", "it grows", expect: "increasing over model.depth", metric: "val_loss"))
    }
    #expect(
      experiment.text.hasSuffix(
        "hypotheses: [{id: H1, claim: \"it is faster\", expect: \"a < b by 5%\", "
          + "compare: {factor: optimizer, a: momentum, b: sgd}, "
          + "metric: {name: epochs_to, of: val_loss, target: 0.35}, where: {model.depth: 2}, "
          + "scope: grid, alpha: 0.01, note: so}, {id: H2, claim: \"it grows\", "
          + "expect: \"increasing over model.depth\", metric: {name: val_loss}}]\n"))
    let plan = try Plan(
      experiment.document(registry: BuiltIns.registry), registry: BuiltIns.registry, folder: ".")
    #expect(plan.hypotheses.map(\.id) == ["H1", "H2"])
    #expect(plan.hypotheses[0].groups == [[4], [1]])
  }

  @Test("thresholds that are not at their defaults are written, and arrive")
  func thresholds() throws {
    var thresholds = Thresholds()
    thresholds.deadRows = 0.05
    thresholds.explodingRatio = 100
    let experiment = Experiment("thresholds") {
      Base(data: Moons())
      Diagnostics(thresholds: thresholds)
    }
    #expect(
      experiment.text.hasSuffix(
        "diagnostics:\n  thresholds: {exploding_ratio: 100, dead_rows: 0.05}\n"))
    let plan = try Plan(
      experiment.document(registry: BuiltIns.registry), registry: BuiltIns.registry, folder: ".")
    #expect(plan.values("diagnostics.thresholds.dead_rows") == ["0.05"])
    #expect(plan.values("diagnostics.thresholds.dying_units") == ["0.5"])
  }

  @Test("metrics arrive with their settings and labels")
  func metrics() throws {
    let experiment = Experiment("metrics") {
      Base(data: Moons())
      Metrics(Accuracy(), TopK(), labeled: ["top_1": TopK().with(\.k, 1)])
    }
    #expect(
      experiment.text.hasSuffix(
        "metrics: [accuracy, top_k, {name: top_k, k: 1, label: top_1}]\n"))
    let metrics = try experiment.document(registry: BuiltIns.registry).metrics ?? []
    #expect(metrics.map(\.column) == ["accuracy", "top_k", "top_1"])
    #expect(metrics.map(\.settings) == [[:], [:], ["k": 1]])
  }

  @Test("options of the run and of the report arrive")
  func options() throws {
    let experiment = Experiment("options") {
      Base(data: Moons())
      Seeds([4, 9])
      Run(jobs: 2, timeout: .milliseconds(1500), memory: "1GB", maxRuns: 100)
      Target("val_loss", 0.25)
      Reports(
        formats: [.csv, .latex], baseline: ["optimizer": "sgd"],
        confidence: 0.9, sesoi: 0.01,
        scope: .general, test: .wilcoxon, aggregate: .iqm, failureScore: 0.5)
      Axis("optimizer", [SGD(), Momentum()])
      Select("val_loss", at: .best)
    }
    let document = try experiment.document(registry: BuiltIns.registry)
    #expect(document.seeds == [4, 9])
    #expect(document.options.jobs == 2)
    #expect(document.options.timeout == 1.5)
    #expect(document.options.memory?.bytes == 1_000_000_000)
    #expect(document.options.maxRuns == 100)
    let plan = try Plan(document, registry: BuiltIns.registry, folder: ".").comparison
    #expect(plan.target == .init(metric: "val_loss", value: 0.25, maximize: false))
    #expect(
      plan.report
        == .init(
          formats: [.csv, .latex], namesComparisons: false, baseline: ["optimizer": "sgd"],
          confidence: 0.9, sesoi: 0.01,
          scope: .general, test: .wilcoxon, aggregate: .iqm, failureScore: 0.5))
    #expect(document.select?.atBest == true)
  }

  @Test("parts may depend on something, and come from a loop")
  func control() {
    func experiment(isLong: Bool) -> Experiment {
      Experiment("control") {
        if isLong { Question("long") } else { Question("short") }
        Base(data: Moons())
        if isLong { Seeds(9) }
        for path in ["model.depth", "model.width"] { Axis(path, [2, 4]) }
      }
    }
    #expect(
      experiment(isLong: true).text == """
        name: control
        question: long
        base:
          data: moons
        seeds: 9
        grid:
          model.depth: [2, 4]
          model.width: [2, 4]

        """)
    #expect(
      experiment(isLong: false).text == """
        name: control
        question: short
        base:
          data: moons
        grid:
          model.depth: [2, 4]
          model.width: [2, 4]

        """)
  }

  // MARK: - What a value means

  @Test(
    "each built-in component survives with all its settings changed, in the base and in a branch",
    arguments: Slot.allCases.filter { $0 != .output }, [false, true])
  func components(slot: Slot, isBranch: Bool) throws {
    for type in BuiltIns.registry.components(of: slot.kind) {
      let defaults = type.init().settings
      let settings = Dictionary(
        uniqueKeysWithValues: type.hyperparameters.map {
          ($0.name, $0.type.value(otherThan: defaults[$0.name]))
        })
      let component = type.init(settings: settings)
      #expect(component.settings == settings)
      let written = Experiment("component") {
        if isBranch {
          Base(data: Moons())
          Axis(slot.rawValue, [component])
        } else {
          Base(component)
        }
      }
      let document = try Document.read(written.file, registry: BuiltIns.registry)
      var choice = document.base.components[slot]
      if isBranch, case .component(let branch)? = document.studies.first?.assignments.first?.choice
      {
        choice = branch
      }
      #expect(choice?.settings == settings)
    }
  }

  @Test("each built-in metric survives with all its settings changed")
  func metricSettings() throws {
    for type in BuiltIns.registry.components(of: .metric) {
      let defaults = type.init().settings
      let settings = Dictionary(
        uniqueKeysWithValues: type.hyperparameters.map {
          ($0.name, $0.type.value(otherThan: defaults[$0.name]))
        })
      let metric = try #require(type.init(settings: settings) as? any Metric)
      let written = Experiment("metric") {
        Base(data: Moons())
        Metrics(metric)
      }
      let document = try Document.read(written.file, registry: BuiltIns.registry)
      #expect(document.metrics?.map(\.name) == [type.name])
      #expect(document.metrics?.map(\.settings) == [settings])
    }
  }

  @Test("any text survives")
  func texts() throws {
    let scalars = (0...0x2100).compactMap(Unicode.Scalar.init) + ["\u{FEFF}", "\u{FFFF}", "😀"]
    var all = ""
    all.unicodeScalars.append(contentsOf: scalars)
    let words = [
      "null", "~", "no", "true", "1", "0x1", "a: b", "#a", "- a", "", " a ", "a\nb", "{", "'", "é",
    ]
    for text in [all] + words {
      let experiment = Experiment("texts") {
        Question(text)
        Base(data: CSV().with(\.path, text).with(\.categorical, [text]))
      }
      let document = try Document.read(experiment.file, registry: BuiltIns.registry)
      #expect(document.question == text)
      var settings = document.base.components[.data]?.settings ?? [:]
      // What is at its default is left out.
      settings["path"] = settings["path"] ?? ""
      #expect(settings == ["path": .text(text), "categorical": .list([.text(text)])])
    }
  }

  @Test("a branch is the component that stands there, whatever the base sets for it")
  func complete() throws {
    let experiment = Experiment("complete") {
      Base(data: Moons(), optimizer: Momentum().with(\.momentum, 0.5).with(\.learningRate, 0.3))
      Axis("optimizer", [Momentum(), SGD()])
    }
    let plan = try Plan(
      experiment.document(registry: BuiltIns.registry), registry: BuiltIns.registry, folder: ".")
    #expect(plan.values("optimizer.momentum") == ["0.9", nil])
    #expect(plan.values("optimizer.learning_rate") == ["0.1", "0.1"])
  }

  @Test("an axis of its own varies a setting that a branch has at its default")
  func dotted() throws {
    let experiment = Experiment("dotted") {
      Base(data: Moons(), optimizer: Momentum().with(\.learningRate, 0.3))
      Axis("optimizer", [Momentum(), SGD().with(\.learningRate, 0.5)])
      Axis("optimizer.learning_rate", [0.01, 0.02])
    }
    let plan = try Plan(
      experiment.document(registry: BuiltIns.registry), registry: BuiltIns.registry, folder: ".")
    #expect(plan.values("optimizer.learning_rate") == ["0.01", "0.02", "0.5"])
  }

  // MARK: - Mistakes

  @Test("mistakes point into the text, all at once")
  func mistakes() {
    let experiment = Experiment("mistakes") {
      Base(data: Moons(), optimizer: Momentum().with(\.momentum, 1.5))
      Axis("optimzer.learning_rate", [0.1, 0.2])
      Axis("loss", [Tanh()])
      Compare("loss")
    }
    let mistakes = #expect(throws: DiagnosticList.self) {
      try experiment.document(registry: BuiltIns.registry)
    }
    #expect(
      mistakes?.description == """
        experiment.yaml:4:41: error: 'momentum' of optimizer 'momentum' must be a number in 0..<1, not 1.5
          optimizer: {name: momentum, momentum: 1.5}
                                                ^
        experiment.yaml:6:3: error: unknown axis 'optimzer.learning_rate'; did you mean 'optimizer.learning_rate'?
          optimzer.learning_rate: [0.1, 0.2]
          ^
        experiment.yaml:7:10: error: unknown loss 'tanh'; expected one of these 9
          loss: [tanh]
                 ^
            focal
            hinge
            huber
            log_cosh
            log_loss
            mae
            mse
            quantile
            squared_hinge
        """)
  }

  @Test("a key that is given twice is the mistake that it is in a file")
  func twice() {
    let mistakes = #expect(throws: DiagnosticList.self) {
      try Experiment("twice") {
        Base(data: Moons())
        Seeds(2)
        Seeds(3)
      }.document(registry: BuiltIns.registry)
    }
    #expect(
      mistakes?.description == """
        experiment.yaml:5:1: error: key 'seeds' is given twice, first on line 4
        seeds: 3
        ^
        """)
  }

  @Test("a component of the program that has the name of another one is a mistake")
  func stranger() {
    let mistakes = #expect(throws: DiagnosticList.self) {
      try Experiment("stranger") { Base(data: Moons(), activation: OwnTanh()) }
        .document(registry: BuiltIns.registry)
    }
    #expect(
      mistakes?.description
        == "error: activation 'tanh' is DescentPlugins.Tanh, not DescentExperimentsTests.OwnTanh; "
        + "give one of them another name")
  }
}

/// An activation that a program did not name well.
struct OwnTanh: Activation {
  static let name = "tanh"
  func callAsFunction<T: Scalar>(_ x: T) -> T { T.tanh(x) }
}

extension Base {
  /// A base with a component in the slot of its kind.
  fileprivate init(_ component: any Component) {
    self.init(
      data: component as? any DataSource ?? Moons(), activation: component as? any RowActivation,
      initializer: component as? any Initializer, loss: component as? any RowLoss,
      optimizer: component as? any MatrixOptimizer, schedule: component as? any Schedule,
      regularizer: component as? any Regularizer, constraint: component as? any NormConstraint)
  }
}

extension ValueType {
  fileprivate func value(otherThan other: Value?) -> Value {
    let choices: [Value] = if case .choice(let names) = self { names.map { .text($0) } } else { [] }
    let candidates: [Value] = [
      .number(0.1 + 0.2), .number(1e300), .integer(17), .boolean(false), .boolean(true),
      .text("a: \"b\" # 1"),
      .list([.text("no"), .text("1")]), .list([.number(0.1 + 0.2), .number(1e300)]),
    ]
    return (choices + candidates).first { contains($0) && $0 != other } ?? .list([])
  }
}
