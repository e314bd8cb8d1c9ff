import Descent
import DescentStore

// Claims that the sweep is to test.
extension DocumentSchema {
  var hypotheses: JSONSchema {
    JSONSchema([.type: .value("array"), .items: .schema(define("hypothesis") { hypothesis })])
      .described("Claims that the sweep is to test, written down before the first run.")
  }

  private var hypothesis: JSONSchema {
    let text = ValueType.text.schema
    return JSONSchema.map(
      [
        "id": JSONSchema.type(["string", "boolean"])
          .adding([.pattern: .value(.text(Self.identifier))])
          .described("Its name: letters, digits and '_'."),
        "claim": text.described("The claim in prose."),
        "expect": expectation,
        "compare": define("sides") { sides },
        "metric": define("measure") { measure },
        "where": nonempty(condition).described(
          "What all configurations must have; by default nothing."),
        "tune": oneOrMore(path).described("Settings at whose best each side is taken."),
        "scope": ValueType.choice(StoredPlan.ReportSettings.Scope.allCases.map(\.rawValue)).schema
          .described("What the claim speaks of; by default as the report has it."),
        "alpha": values(of: .number(.between(0, 0.5)), .value)
          .described("The accepted chance of a false support.", default: 0.05),
        "note": text,
      ], required: ["id", "claim", "expect", "metric"]
    ).adding([
      .condition: .schema(
        JSONSchema([
          .properties: .named(["expect": JSONSchema([.pattern: .value("^[ ]*a[ <>=]")])])
        ])),
      .consequence: .schema(JSONSchema([.required: .value(["compare"])])),
      .alternative: .schema(JSONSchema([.properties: .named(["compare": .never])])),
    ])
  }

  /// What ``ExpectParser`` takes, as regular expressions.
  private var expectation: JSONSchema {
    let number = "[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?"
    let space = "[ ]*"
    let forms = [
      "a\(space)[<>]\(space)(b|\(number))([ ]+by[ ]+\(number)[x%]?)?",
      "a\(space)=\(space)b[ ]+within[ ]+\(number)",
      "(increasing|decreasing)[ ]+over[ ]+[^ <>=]+",
      "share[(][^ <>=]+[)]\(space)>\(space)share[(][^ <>=]+[)]",
    ]
    let pattern = "^\(space)(\(forms.joined(separator: "|")))\(space)$"
    return JSONSchema([.type: .value("string"), .pattern: .value(.text(pattern))])
      .described(
        "a > b, a < 0.5, a > b by 0.02 (or 10x, 5%), a = b within 0.005, increasing over FACTOR, "
          + "decreasing over FACTOR, or share(FACTOR) > share(FACTOR).")
  }

  private var sides: JSONSchema {
    .map(
      [
        "factor": path.described("What the sides are levels of."),
        "a": pattern.described("A level: a value, a component's name or label."),
        "b": pattern.described("The level that it is compared with."),
      ], required: ["factor", "a"])
  }

  private var measure: JSONSchema {
    let epochs = "^(init|final|best|epoch[ ]+[0-9]+|mean[ ]+[0-9]+[.][.][0-9]+)$"
    let layer = JSONSchema.anyOf([
      ValueType.choice(["first", "last", "max", "mean"]).schema,
      ValueType.integer(1...Int.max).schema,
    ])
    let keys = [
      "name": ValueType.text.schema.described(
        "A column of history.csv, with a layer one of layers.csv, or epochs_to, seconds_to, "
          + "failure_rate, lr_sensitivity."),
      "of": column.described("The column that is to reach the target."),
      "target": ValueType.number(.any).schema.described("What epochs_to waits for."),
      "layer": layer.described("Which of the layers."),
      "at": JSONSchema([.type: .value("string"), .pattern: .value(.text(epochs))])
        .described("init, epoch N, final, best or mean A..B.", default: "final"),
    ]
    return .first(
      [(when: .type("object"), then: .map(keys, required: ["name"]))], otherwise: column)
  }
}
