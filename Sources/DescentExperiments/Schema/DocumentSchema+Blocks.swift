import Descent

// What makes many configurations of one base.
extension DocumentSchema {
  /// The blocks of a study, which also stand at the top of a file that is one.
  var blocks: [String: JSONSchema] {
    [
      "grid": settings(.candidates)
        .described("Axes by path; every combination of their candidates is trained."),
      "zip": zip, "random": random,
      "ablate": settings(.candidates)
        .described("Axes by path; base, and each candidate of each axis alone."),
      "adjust": define("adjust") {
        .list(of: .map(["when": condition, "set": changes], required: ["when", "set"]))
      }.described("Changes matching configurations, in order: {when: .., set: ..}."),
      "exclude": define("exclude") { .list(of: condition) }
        .described("Leaves out the configurations that match one of these in every key."),
      "include": define("include") { .list(of: changes) }
        .described("Adds configurations: what each changes of base."),
    ]
  }

  var studies: JSONSchema {
    JSONSchema.map(
      [:], patterns: [Self.identifier: define("study") { .map(blocks, least: 1) }], least: 1
    ).described("A union of studies by name, each with a grid and the like.")
  }

  static let identifier = "^[A-Za-z][A-Za-z0-9_]*$"

  /// Values of some paths, in place of those of base.
  private var changes: JSONSchema {
    define("changes") {
      JSONSchema([.allOf: .schemas([settings(.value)]), .minProperties: .value(1)])
    }
  }

  // MARK: - Several settings at once

  private var zip: JSONSchema {
    let axis = define("zip_axis") {
      .first([(when: .type("array"), then: .list(of: changes))], otherwise: columns)
    }
    let sections = Set(leaves(.value).keys.compactMap { $0.split(separator: ".").first }).sorted()
    return JSONSchema.map([:], patterns: [Self.identifier: axis], least: 1)
      .adding([
        .propertyNames: .schema(
          JSONSchema([.not: .schema(ValueType.choice(sections.map(String.init)).schema)]))
      ])
      .described("Axes by name that change several settings together, by columns or by rows.")
  }

  /// Columns by path, with names for the rows; without nested maps these are at least two.
  private var columns: JSONSchema {
    var leaves = leaves(.column)
    leaves["labels"] = JSONSchema.list(of: ValueType.text.schema, isSet: true)
      .described("The names of the rows in reports.")
    return map(leaves, below: "", .column).adding([
      .condition: .schema(
        JSONSchema([
          .additionalProperties: .schema(JSONSchema([.not: .schema(.type("object"))]))
        ])),
      .consequence: .schema(JSONSchema([.minProperties: .value(2)])),
    ])
  }

  private var random: JSONSchema {
    JSONSchema.map(
      [
        "samples": ValueType.integer(1...Int.max).schema
          .described("How many points are drawn; more of them only add to those that are there."),
        "seed": ValueType.integer(0...Int(Int32.max)).schema
          .described("Of the draws."),
        "method": ValueType.choice(["halton", "uniform"]).schema
          .described("Points that fill the space evenly, or at random.", default: "halton"),
        "space": settings(.samples)
          .described("Intervals and lists by path."),
      ], required: ["samples", "space"]
    ).described("Points drawn from a space, crossed with every combination of the other axes.")
  }

  /// How a budget is spent; its other keys are those of the method.
  var search: JSONSchema {
    JSONSchema.map(
      ["method": ValueType.choice(["successive_halving", "hyperband"]).schema],
      others: .any, required: ["method"]
    ).described("Stops configurations early that are behind others.")
  }

  // MARK: - Conditions

  /// Which configurations are meant, by their resolved settings.
  var condition: JSONSchema {
    define("condition") {
      let known = leaves(.value).map { path, schema in
        (path, Slot(rawValue: path).map(level) ?? pattern)
      }
      return JSONSchema.map(
        Dictionary(uniqueKeysWithValues: known), others: pattern, least: 1)
    }
  }

  /// A component by its name or label, or by what else it has.
  private func level(_ slot: Slot) -> JSONSchema {
    .anyOf([names(of: slot.kind, allowsNone: slot.allowsNone), pattern])
  }

  /// A value, a list of which any will do, or an interval; otherwise a nested path.
  var pattern: JSONSchema {
    define("pattern") {
      let number = ValueType.number(.any).schema
      let interval = JSONSchema.map(["min": number, "max": number])
      let scalar = ValueType.text.schema
      let one = JSONSchema.first([(when: .type("array"), then: .any)], otherwise: scalar)
      return .first(
        [
          (when: .type("array"), then: .list(of: .any)),
          (when: .map(having: "min"), then: interval),
          (when: .map(having: "max"), then: interval),
          (when: .map(having: "values"), then: .map(["values": .list(of: .any)])),
          (when: .map(having: "value"), then: .map(["value": one])),
          (when: .type("object"), then: .map([:], others: self.pattern)),
        ], otherwise: scalar)
    }
  }
}
