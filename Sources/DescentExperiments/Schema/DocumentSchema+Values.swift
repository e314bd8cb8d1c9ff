import Descent

// Values and candidates of a declared type.
extension DocumentSchema {
  /// How what stands behind a path is read.
  enum Reading: String {
    /// One value.
    case value
    /// Candidates: a list, an interval with its points, or one alone.
    case candidates
    /// What random draws are taken from: candidates, or an interval with all its points.
    case samples
    /// The rows of a column of `zip`: candidates, which may be alike.
    case column
  }

  /// What stands behind a path that takes values of a type.
  func values(of type: ValueType, _ reading: Reading) -> JSONSchema {
    define("\(reading)_\(type.definitionName)") {
      reading == .value ? literal(type) : candidates(of: type, reading)
    }
  }

  /// A value as it is.
  private func plain(_ type: ValueType) -> JSONSchema {
    define(type.definitionName) { type.schema }
  }

  /// A value, or `{value: ..}`.
  private func literal(_ type: ValueType) -> JSONSchema {
    .first(
      [(when: .type("object"), then: .map(["value": plain(type)], required: ["value"]))],
      otherwise: plain(type))
  }

  private func candidates(of type: ValueType, _ reading: Reading) -> JSONSchema {
    // As texts, 1 and 1.0 are two candidates.
    let areDifferent = type != .text && type != .texts && reading != .column
    let list = JSONSchema.list(of: values(of: type, .value), isSet: areDifferent)
    var cases = [
      (when: JSONSchema.type("array"), then: list),
      (when: .map(having: "values"), then: .map(["values": list])),
      (when: .map(having: "value"), then: values(of: type, .value)),
    ]
    if type.isNumeric {
      cases.append((when: .type("object"), then: interval(of: type, reading)))
    }
    return .first(cases, otherwise: plain(type))
  }

  // MARK: - Intervals

  /// An interval whose ends are values of the type.
  ///
  /// The upper end of an interval with a `step` need not be one of its points.
  private func interval(of type: ValueType, _ reading: Reading) -> JSONSchema {
    let type = type.withoutWord
    let needsPoints = reading != .samples
    let whole = define(needsPoints ? "interval" : "range") { interval(needsPoints: needsPoints) }
    let maximum = JSONSchema([.properties: .named(["max": plain(type)])])
    return JSONSchema([
      .allOf: .schemas([
        whole,
        JSONSchema([
          .properties: .named(["min": plain(type)]),
          .condition: .schema(.map(having: "step")),
          .alternative: .schema(maximum),
        ]),
      ])
    ])
  }

  /// An interval by its points, which random draws can do without.
  private func interval(needsPoints: Bool) -> JSONSchema {
    let number = ValueType.number(.any).schema
    let keys = [
      "min": number.described("The lower end, which is a value itself."),
      "max": number.described("The upper end."),
      "num": ValueType.integer(2...Interval.largestCount).schema
        .described("How many points, with both ends."),
      "step": ValueType.number(.above(0)).schema
        .described("The distance of the points, on a linear scale."),
      "scale": ValueType.choice(["linear", "log"]).schema
        .described("Equal distances, or equal ratios.", default: "linear"),
    ]
    var points = [JSONSchema.map(having: "num"), .map(having: "step")]
    if !needsPoints {
      points.append(JSONSchema([.not: .schema(.anyOf(points))]))
    }
    return JSONSchema.map(keys, required: ["min", "max"])
      .adding([
        .allOf: .schemas([Self.logarithmic, JSONSchema([.oneOf: .schemas(points)])])
      ])
  }

  /// A logarithm needs numbers above 0, and makes no equal steps.
  private static let logarithmic = JSONSchema([
    .condition: .schema(
      JSONSchema.map(having: "scale")
        .adding([.properties: .named(["scale": .choice(["log"])])])),
    .consequence: .schema(
      JSONSchema([
        .properties: .named(["min": ValueType.number(.above(0)).schema, "step": .never])
      ])),
  ])
}
