package import Descent

extension Document {
  /// The JSON Schema of the files that ``read(_:registry:)`` takes, as far as one can say it.
  ///
  /// With it an editor completes keys, names and hyperparameters, shows what they are, and marks
  /// mistakes.
  package static func schema(registry: Registry) -> JSONSchema {
    DocumentSchema(registry).schema
  }
}

/// Makes the JSON Schema of experiment files from the declarations by which they are read.
final class DocumentSchema {
  let registry: Registry
  private var definitions: [String: JSONSchema] = [:]

  init(_ registry: Registry) { self.registry = registry }

  /// A reference to a schema, which is made at the first mention of its name.
  func define(_ name: String, _ make: () -> JSONSchema) -> JSONSchema {
    if definitions[name] == nil {
      // Where it mentions itself, it is a reference.
      definitions[name] = .any
      definitions[name] = make()
    }
    return .reference(name)
  }

  // MARK: - The file

  var schema: JSONSchema {
    let file = JSONSchema.map(keys, patterns: dottedKeys)
      .adding([
        .dialect: .value("https://json-schema.org/draft/2020-12/schema"),
        .title: .value("An experiment of Descent"),
        .condition: .schema(Self.withoutDottedKeys(of: "base")),
        .consequence: .schema(withBase),
        .allOf: .schemas([blocksInStudies]),
      ])
    return file.adding([.definitions: .named(definitions)])
  }

  private var keys: [String: JSONSchema] {
    var keys = blocks
    for (key, schema) in [
      "name": ValueType.text.schema
        .adding([.pattern: .value("^(?![.]{1,2}$)[A-Za-z0-9_.-]{1,100}$")])
        .described("Names the results folder; by default the file's own name."),
      "question": ValueType.text.schema
        .described("What the experiment asks; it stands on top of the report."),
      "plugins": oneOrMore(ValueType.text.schema)
        .described(
          "Swift files, or folders of them, that bring components; relative to this file."),
      "base": settings(.value, without: Self.besideBase)
        .described("One complete run: components and settings. A list here is a value."),
      "studies": studies,
      "seeds": seeds, "metrics": metrics, "select": select, "compare": compare, "tune": tune,
      "target": target,
      "stop": settings(.value, below: "stop")
        .described("Early stopping: when a run ends before its last epoch."),
      "diverge": settings(.value, below: "diverge")
        .described("When a loss that is still finite counts as diverged."),
      "diagnostics": settings(.value, below: "diagnostics")
        .described("How often layers are measured, and from where on one counts as unwell."),
      "search": search,
      "run": JSONSchema.map(runKeys)
        .described("How the sweep is run; nothing of it changes a result."),
      "report": JSONSchema.map(reportKeys)
        .described("How the results are told; nothing of it changes a run."),
      "hypotheses": hypotheses,
    ] { keys[key] = schema }
    return keys
  }

  /// The sections of settings that stand beside `base`, not in it.
  private static let besideBase = ["stop", "diverge", "diagnostics"]

  /// A list of values without repetition, or one alone.
  func oneOrMore(_ item: JSONSchema) -> JSONSchema {
    .first([(when: .type("array"), then: .list(of: item, isSet: true))], otherwise: item)
  }

  // MARK: - Dotted keys

  /// `run.jobs: 2` for `run: {jobs: 2}`: taken, but not proposed.
  ///
  /// Below the large maps any path is taken; written there, it is looked at more closely.
  private var dottedKeys: [String: JSONSchema] {
    var patterns: [String: JSONSchema] = [
      "^(base|studies|target|search)[.]": .any, Self.dottedBlocks: .any,
    ]
    let maps = ["seeds": seedKeys, "select": selectKeys, "run": runKeys, "report": reportKeys]
    for (map, keys) in maps {
      for (key, schema) in keys { patterns["^\(map)[.]\(key)$"] = schema }
    }
    for section in Self.besideBase {
      for (path, schema) in leaves(.value) where path.hasPrefix(section + ".") {
        patterns["^" + path.replacing(".", with: "[.]") + "$"] = schema
      }
    }
    return patterns
  }

  /// A map in which none of the keys begins with the name and a point.
  private static func withoutDottedKeys(of name: String) -> JSONSchema {
    let pattern = "^(?!\(name)[.])"
    return JSONSchema([.propertyNames: .schema(JSONSchema([.pattern: .value(.text(pattern))]))])
  }

  /// `base` with all that has no default.
  private var withBase: JSONSchema {
    let rules = Slot.allCases.filter { $0.defaultName == nil && $0 != .output }.map { slot in
      // Only the data have to be there; the loss follows from them.
      let named = JSONSchema([
        .condition: .schema(.type("object")),
        .consequence: .schema(JSONSchema([.required: .value([.text(Slot.nameKey)])])),
      ])
      var given: [JSONSchema.Keyword: JSONSchema.Operand] = [
        .properties: .named([slot.rawValue: named])
      ]
      if slot == .data { given[.required] = .value([.text(slot.rawValue)]) }
      return JSONSchema([
        .condition: .schema(Self.withoutDottedKeys(of: slot.rawValue)),
        .consequence: .schema(JSONSchema(given)),
      ])
    }
    return JSONSchema([
      .required: .value(["base"]),
      .properties: .named(["base": JSONSchema([.allOf: .schemas(rules)])]),
    ])
  }
}
