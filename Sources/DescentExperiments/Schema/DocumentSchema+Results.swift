import Descent
import DescentStore

// How often everything is trained, what is recorded, and how it is told.
extension DocumentSchema {
  // MARK: - Seeds

  var seeds: JSONSchema {
    let seed = ValueType.integer(0...Int(Int32.max)).schema
    return JSONSchema.first(
      [
        (when: .type("array"), then: .list(of: seed, isSet: true)),
        (when: .type("object"), then: .map(seedKeys)),
      ], otherwise: seedCount
    ).described(
      "How often every configuration is trained: 5 for 1 to 5, a list, or a map.", default: 5)
  }

  private var seedCount: JSONSchema { ValueType.integer(1...1_000_000).schema }

  var seedKeys: [String: JSONSchema] {
    let stream = ValueType.choice(RandomStream.Purpose.allCases.map(\.rawValue)).schema
    return [
      "count": seedCount.described("How many.", default: 5),
      "start": ValueType.integer(0...Int(Int32.max)).schema
        .described("The first of them.", default: 1),
      "vary": oneOrMore(stream).described("The random streams that differ; by default all."),
    ]
  }

  // MARK: - Metrics

  /// The metrics, as a list or one alone.
  var metrics: JSONSchema {
    let column = ValueType.text.schema
      .adding([.pattern: .value(.text(Self.identifier)), .type: .value(["string", "boolean"])])
      .described("The name of its column.")
    let metric = define("metric") {
      .first(
        [
          (
            when: .type("object"),
            then: configured(.metric, names(of: .metric), label: column) {
              hyperparameters(of: $0, .value)
            }
          )
        ], otherwise: names(of: .metric))
    }
    return oneOrMore(metric)
      .described("What is recorded besides the loss; by default accuracy, for numbers mae and r2.")
  }

  /// A recorded column such as `val_accuracy`, to which labels of metrics may add others.
  var column: JSONSchema {
    define("column") {
      let metrics = ["loss"] + registry.names(of: .metric)
      let names = MetricColumn.Part.allCases.flatMap { part in
        metrics.map { "\(part.rawValue)_\($0)" }
      }
      return .anyOf([ValueType.choice(names).schema, ValueType.text.schema])
    }
  }

  var select: JSONSchema {
    JSONSchema.first(
      [(when: .type("object"), then: .map(selectKeys, required: ["metric"]))], otherwise: column
    ).described("The primary metric, such as val_accuracy, or {metric, goal, at}.")
  }

  var selectKeys: [String: JSONSchema] {
    [
      "metric": column.described("A recorded column, such as val_accuracy."),
      "goal": ValueType.choice(["maximize", "minimize"]).schema
        .described("What is better; by default as the metric has it."),
      "at": ValueType.choice(["final", "best"]).schema
        .described("The epoch that counts.", default: "final"),
    ]
  }

  var target: JSONSchema {
    JSONSchema([
      .type: .value("object"), .minProperties: .value(1), .maxProperties: .value(1),
      .additionalProperties: .schema(values(of: .number(.any), .value)),
    ]).described("{val_accuracy: 0.97}: the first epoch at this value is recorded.")
  }

  // MARK: - Factors

  var compare: JSONSchema {
    oneOrMore(path)
      .described("What the question is about; by default every axis that is not tuned.")
  }

  var tune: JSONSchema {
    oneOrMore(path).described(
      "Nuisance settings: each compared level is also shown at its best over them.")
  }

  /// The path of a factor; axes of `zip` have names of their own.
  var path: JSONSchema {
    define("path") {
      let paths = leaves(.candidates).keys.filter { !$0.hasSuffix("." + Slot.nameKey) }.sorted()
      return .anyOf([ValueType.choice(paths).schema, ValueType.text.schema])
    }
  }

  // MARK: - The sweep

  var runKeys: [String: JSONSchema] {
    let number = "[+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?"
    func text(_ unit: String) -> JSONSchema {
      JSONSchema([.type: .value("string"), .pattern: .value(.text("^\(number)\(unit)$"))])
    }
    let standard = Document.RunOptions()
    return [
      "jobs": ValueType.integerOr(1...1024, "auto").schema
        .described("Runs that train at once.", default: "auto"),
      "timeout": JSONSchema.anyOf([text("[smh]?"), ValueType.number(.above(0)).schema])
        .described("When a run is stopped: 60s, 5m, 2h, or seconds."),
      "memory": text("[MG]B").described("What each run may have: 500MB, 2GB."),
      "max_runs": ValueType.integer(1...Int.max).schema
        .described("A limit to the plan's size.", default: .integer(standard.maxRuns)),
      "fail_fast": ValueType.boolean.schema
        .described("Whether the first run that fails ends the sweep.", default: false),
      "max_failures": ValueType.integer(1...Int.max).schema
        .described("So many runs that fail end the sweep."),
      "launcher": ValueType.choice(["local"]).schema.described(
        "What starts the workers.", default: "local"),
    ]
  }

  // MARK: - The report

  var reportKeys: [String: JSONSchema] {
    typealias Settings = StoredPlan.ReportSettings
    let standard = Settings()
    func choice<Choice: RawRepresentable<String> & CaseIterable>(_: Choice.Type) -> JSONSchema {
      ValueType.choice(Choice.allCases.map(\.rawValue)).schema
    }
    return [
      "formats": oneOrMore(choice(Settings.Format.self)).described(
        "The files that are written.",
        default: .list(standard.formats.map { .text($0.rawValue) })),
      "baseline": condition.described("The level that the others are compared with."),
      "confidence": values(of: .number(.between(0.5, 1)), .value)
        .described("The level of the intervals.", default: .number(standard.confidence)),
      "sesoi": values(of: .number(.above(0)), .value)
        .described("The smallest effect of interest, in units of select.metric."),
      "scope": choice(Settings.Scope.self).described(
        "What a comparison speaks of: the grid, or settings like it.",
        default: .text(standard.scope.rawValue)),
      "test": choice(Settings.Test.self)
        .described("Of a paired difference.", default: .text(standard.test.rawValue)),
      "aggregate": choice(Settings.Aggregate.self).described(
        "What the scores of a level are summed up by.",
        default: .text(standard.aggregate.rawValue)),
      "failure_score": values(of: .number(.any), .value)
        .described("What a failed run scores; by default what an untrained network does."),
    ]
  }
}
