import Descent

extension ValueType {
  /// One value of the type, as an editor finds it in YAML.
  ///
  /// Editors resolve a scalar before they look at its schema, and not all alike: `1e-3` is a number to
  /// YAML 1.2 and a text to YAML 1.1, `no` is a text or false, a label of digits a number. All that the
  /// reader takes is allowed here, whatever a resolver makes of it.
  var schema: JSONSchema {
    switch self {
    case .number(let bounds): Self.number("number", bounds)
    case .integer(let range): Self.number("integer", Bounds(range))
    case .numberOr(let bounds, let word):
      .anyOf([Self.choice([word]), ValueType.number(bounds).schema])
    case .integerOr(let range, let word):
      .anyOf([Self.choice([word]), ValueType.integer(range).schema])
    case .boolean: .type("boolean")
    case .text: .type(["string", "number", "boolean"])
    case .choice(let names): Self.choice(names)
    case .texts:
      .first(
        [(when: .type("array"), then: Self.list(of: .text))], otherwise: ValueType.text.schema)
    case .integers(let range): Self.list(of: .integer(range))
    case .numbers(let bounds): Self.list(of: .number(bounds))
    }
  }

  /// Whether an interval can stand for values of the type.
  var isNumeric: Bool {
    switch self {
    case .number, .numberOr, .integer, .integerOr: true
    default: false
    }
  }

  /// The type without the word that may stand in a number's place.
  var withoutWord: ValueType {
    switch self {
    case .numberOr(let bounds, _): .number(bounds)
    case .integerOr(let range, _): .integer(range)
    default: self
    }
  }

  /// Its name among the definitions of a schema: `number_above_0`, `integer_from_1_or_full`.
  var definitionName: String {
    switch self {
    case .number(let bounds): "number" + bounds.definitionName
    case .numberOr(let bounds, let word): "number\(bounds.definitionName)_or_\(word)"
    case .integer(let range): "integer" + Bounds(range).definitionName
    case .integerOr(let range, let word): "integer\(Bounds(range).definitionName)_or_\(word)"
    case .boolean: "boolean"
    case .text: "text"
    case .choice(let names): "choice_of_" + names.map(Self.plain).joined(separator: "_or_")
    case .texts: "texts"
    case .integers(let range): "integers" + Bounds(range).definitionName
    case .numbers(let bounds): "numbers" + bounds.definitionName
    }
  }

  /// A name without what references escape, which not all editors do alike.
  private static func plain(_ name: String) -> String {
    name.unicodeScalars.map { scalar in
      let isPlain =
        scalar.isASCII
        && (scalar.properties.isAlphabetic || "0123456789_".contains(Character(scalar)))
      return isPlain ? String(scalar) : "-" + String(scalar.value, radix: 16)
    }.joined()
  }

  // MARK: - Parts

  /// One of some names; a resolver of YAML 1.1 takes a few for booleans.
  static func choice(_ names: [String]) -> JSONSchema {
    .choice(
      names.flatMap { name -> [Value] in
        switch name {
        case "yes", "on", "true": [.text(name), true]
        case "no", "off", "false": [.text(name), false]
        default: [.text(name)]
        }
      })
  }

  private static func list(of item: ValueType) -> JSONSchema {
    JSONSchema([.type: .value("array"), .items: .schema(item.schema)])
  }

  /// A number, or a text which is one that YAML 1.1 does not know: `1e-3`, `+.5`.
  ///
  /// Any other text in the form of a number stands in quotes, and is none.
  private static func number(_ type: String, _ bounds: Bounds) -> JSONSchema {
    let sign = bounds.lower >= 0 ? "[+]" : "[-+]"
    let pattern =
      "^(\(sign)?([0-9]+[.]?[0-9]*|[.][0-9]+)[eE][-+]?[0-9]+|\(sign)[.][0-9]+)$"
    var keywords: [JSONSchema.Keyword: JSONSchema.Operand] = [
      .type: .value([.text(type), "string"]), .pattern: .value(.text(pattern)),
    ]
    if bounds.lower.isFinite {
      keywords[bounds.includesLower ? .minimum : .exclusiveMinimum] = .value(.number(bounds.lower))
    }
    if bounds.upper.isFinite {
      keywords[bounds.includesUpper ? .maximum : .exclusiveMaximum] = .value(.number(bounds.upper))
    }
    return JSONSchema(keywords)
  }
}

extension Bounds {
  /// The range of whole numbers; its ends are open where they are those of `Int`.
  fileprivate init(_ range: ClosedRange<Int>) {
    self.init(
      lower: range.lowerBound == .min ? -.infinity : Double(range.lowerBound),
      upper: range.upperBound == .max ? .infinity : Double(range.upperBound))
  }

  fileprivate var definitionName: String {
    let low = lower.isFinite ? (includesLower ? "_from_" : "_above_") + text(lower) : ""
    let high = upper.isFinite ? (includesUpper ? "_to_" : "_below_") + text(upper) : ""
    return low + high
  }

  private func text(_ number: Double) -> String { Value.number(number).description }
}
