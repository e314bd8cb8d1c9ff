package import Descent

/// A JSON Schema, draft 2020-12, as a value.
///
/// A definition is named by `$ref`, beside which only a description and a default are given: some
/// editors put the keywords of both into one map, in which one of two would be lost.
package struct JSONSchema: Hashable, Sendable {
  package private(set) var keywords: [Keyword: Operand]

  /// The keywords, in the order in which the text has them.
  package enum Keyword: String, CaseIterable, Sendable {
    case dialect = "$schema"
    case title, description
    case reference = "$ref"
    case defaultValue = "default"
    case type
    case constant = "const"
    case choices = "enum"
    case pattern, minimum, exclusiveMinimum, maximum, exclusiveMaximum
    case items, minItems, uniqueItems
    case propertyNames, properties, patternProperties, additionalProperties
    case required, minProperties, maxProperties
    case not, anyOf, oneOf, allOf
    case condition = "if"
    case consequence = "then"
    case alternative = "else"
    case definitions = "$defs"
  }

  /// What stands behind a keyword.
  package enum Operand: Hashable, Sendable {
    case value(Value)
    case schema(JSONSchema)
    case schemas([JSONSchema])
    case named([String: JSONSchema])
  }

  package init(_ keywords: [Keyword: Operand] = [:]) { self.keywords = keywords }

  /// The schema with further keywords, which take the place of its own.
  func adding(_ others: [Keyword: Operand]) -> JSONSchema {
    JSONSchema(keywords.merging(others) { $1 })
  }

  /// The schema with what an editor shows about it.
  func described(_ text: String, default value: Value? = nil) -> JSONSchema {
    var result = self
    if !text.isEmpty { result.keywords[.description] = .value(.text(text)) }
    if let value { result.keywords[.defaultValue] = .value(value) }
    return result
  }
}

// MARK: - Making schemas

extension JSONSchema {
  static let any = JSONSchema()
  static let never = JSONSchema([.not: .schema(.any)])

  static func reference(_ definition: String) -> JSONSchema {
    JSONSchema([.reference: .value(.text("#/$defs/" + definition))])
  }

  static func type(_ name: String) -> JSONSchema { JSONSchema([.type: .value(.text(name))]) }

  static func type(_ names: [String]) -> JSONSchema {
    JSONSchema([.type: .value(.list(names.map { .text($0) }))])
  }

  /// One of some values.
  static func choice(_ values: [Value]) -> JSONSchema {
    values.count == 1
      ? JSONSchema([.constant: .value(values[0])])
      : JSONSchema([.choices: .value(.list(values))])
  }

  static func anyOf(_ schemas: [JSONSchema]) -> JSONSchema {
    schemas.count == 1 ? schemas[0] : JSONSchema([.anyOf: .schemas(schemas)])
  }

  /// A list with at least one item; a set has none of them twice.
  static func list(of item: JSONSchema, isSet: Bool = false) -> JSONSchema {
    var keywords: [Keyword: Operand] = [
      .type: .value("array"), .items: .schema(item), .minItems: .value(1),
    ]
    if isSet { keywords[.uniqueItems] = .value(true) }
    return JSONSchema(keywords)
  }

  /// A map.
  ///
  /// - Parameters:
  ///   - properties: Its keys, which an editor proposes.
  ///   - patterns: Further keys, as regular expressions.
  ///   - others: What may stand behind any other key; nil where there is none.
  ///   - required: The keys that it must have.
  ///   - least: How many keys it has at least.
  /// - Returns: The schema of such a map.
  static func map(
    _ properties: [String: JSONSchema], patterns: [String: JSONSchema] = [:],
    others: JSONSchema? = nil, required: [String] = [], least: Int = 0
  ) -> JSONSchema {
    var keywords: [Keyword: Operand] = [.type: .value("object")]
    keywords[.additionalProperties] = others.map { .schema($0) } ?? .value(false)
    if !properties.isEmpty { keywords[.properties] = .named(properties) }
    if !patterns.isEmpty { keywords[.patternProperties] = .named(patterns) }
    if !required.isEmpty { keywords[.required] = .value(.list(required.map { .text($0) })) }
    if least > 0 { keywords[.minProperties] = .value(.integer(least)) }
    return JSONSchema(keywords)
  }

  /// A map that has a key, whatever else; a condition.
  static func map(having key: String) -> JSONSchema {
    JSONSchema([.type: .value("object"), .required: .value([.text(key)])])
  }

  /// The schema behind the first condition that holds.
  ///
  /// Of `anyOf` nobody could say which schema was meant, and so neither what is wrong nor what could
  /// be written. Conditions choose one, and mistakes are reported where they are.
  static func first(
    _ cases: [(when: JSONSchema, then: JSONSchema)], otherwise last: JSONSchema
  ) -> JSONSchema {
    cases.reversed().reduce(last) { rest, branch in
      JSONSchema([
        .condition: .schema(branch.when), .consequence: .schema(branch.then),
        .alternative: .schema(rest),
      ])
    }
  }
}
