import Descent

// What makes many configurations of one base.
extension DocumentSchema {
  /// The blocks of a study, which also stand at the top of a file that is one.
  var blocks: [String: JSONSchema] {
    [
      "grid": settings(.candidates)
        .described("Axes by path; every combination of their candidates is trained."),
      "zip": define("zip") { zip }
        .described("Axes by name that change several settings together, by columns or by rows."),
      "random": define("random") { random }
        .described("Points drawn from a space, crossed with every combination of the other axes."),
      "ablate": settings(.candidates)
        .described("Axes by path: base, then each candidate of each axis alone."),
      "adjust": define("adjust") { adjust }
        .described("Changes matching configurations, in order: {when: .., set: ..}."),
      "exclude": define("exclude") { items(nonempty(condition)) }
        .described("Leaves out the configurations that match one of these in every key."),
      "include": define("include") { items(settings(.value)) }
        .described("Adds configurations: what each changes of base."),
    ]
  }

  var studies: JSONSchema {
    let study = define("study") { .map(blocks, patterns: [Self.dottedBlocks: .any]) }
    return JSONSchema.map(
      [:], patterns: [Self.identifier: study, "^[A-Za-z][A-Za-z0-9_]*[.]": .any], least: 1
    ).described("A union of studies by name, each with a grid and the like.")
  }

  /// Where there are studies, the blocks stand in them.
  var blocksInStudies: JSONSchema {
    JSONSchema([
      .condition: .schema(.map(having: "studies")),
      .consequence: .schema(JSONSchema([.properties: .named(blocks.mapValues { _ in .never })])),
    ])
  }

  static let dottedBlocks = "^(grid|zip|random|ablate)[.]"
  static let identifier = "^[A-Za-z][A-Za-z0-9_]*$"

  /// A list of maps, which may be empty.
  private func items(_ item: JSONSchema) -> JSONSchema {
    JSONSchema([.type: .value("array"), .items: .schema(item)])
  }

  func nonempty(_ map: JSONSchema) -> JSONSchema {
    JSONSchema([.allOf: .schemas([map]), .minProperties: .value(1)])
  }

  private var adjust: JSONSchema {
    items(.map(["when": condition, "set": nonempty(settings(.value))], required: ["when", "set"]))
  }

  // MARK: - Several settings at once

  private var zip: JSONSchema {
    let paths = leaves(.value).keys
    let taken = Set(
      paths.compactMap { $0.split(separator: ".").first.map(String.init) }
        + paths.map { $0.replacing(".", with: "_") })
    let isTaken = ValueType.choice(taken.sorted()).schema
    let axis = define("zip_axis") {
      .first([(when: .type("array"), then: .list(of: row))], otherwise: columns)
    }
    return JSONSchema.map(
      [:], patterns: [Self.identifier: axis, "^[A-Za-z][A-Za-z0-9_]*[.]": .any]
    )
    .adding([.propertyNames: .schema(JSONSchema([.not: .schema(isTaken)]))])
  }

  /// A row by path, with its name; a component in it is written as on an axis.
  private var row: JSONSchema {
    var leaves = leaves(.value)
    for slot in Slot.allCases {
      leaves[slot.rawValue] = .first(
        [
          (when: .map(having: Slot.nameKey), then: component(slot, .candidates)),
          (when: .type("object"), then: settings(.value, below: slot.rawValue)),
        ], otherwise: component(slot, .candidates))
    }
    leaves[Slot.labelKey] = Self.label
    return map(leaves, below: "", .value)
  }

  /// Columns by path, with names for the rows; without nested maps these are at least two.
  private var columns: JSONSchema {
    var leaves = leaves(.column)
    leaves["labels"] = oneOrMore(Self.label).described("The names of the rows in reports.")
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
        "samples": ValueType.integer(1...Interval.largestCount).schema
          .described("How many points are drawn; more of them only add to those that are there."),
        "seed": ValueType.integer(0...Int(Int32.max)).schema
          .described("Of the draws.", default: 1),
        "method": ValueType.choice(DrawSequence.Method.allCases.map(\.rawValue)).schema
          .described("Points that fill the space evenly, or at random.", default: "halton"),
        "space": nonempty(settings(.samples)).described("Intervals and lists by path."),
      ], required: ["samples", "space"])
  }

  /// How a budget of epochs is spent.
  var search: JSONSchema {
    let method = ValueType.choice(Search.Method.allCases.map(\.rawValue)).schema
    let standard = Search(method: .hyperband)
    let settings = JSONSchema.map(
      [
        "method": method,
        "eta": ValueType.integer(2...100).schema.described(
          "One of so many configurations goes on from each rung to the next.",
          default: .integer(standard.eta)),
        "min_epochs": ValueType.integer(1...1_000_000).schema.described(
          "What the first rung trains at least.", default: .integer(standard.minEpochs)),
      ], required: ["method"])
    return JSONSchema.first([(when: .type("object"), then: settings)], otherwise: method)
      .described("Stops configurations early that are behind others.")
  }
}
