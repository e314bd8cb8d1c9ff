import Descent
import DescentExperiments
import Testing

@Suite("The text of a JSON Schema") struct JSONSchemaTests {
  @Test("keywords have their order, other keys the alphabet's, and a short schema is one line")
  func order() {
    let schema = JSONSchema([
      .required: .value(["b"]),
      .properties: .named([
        "b": JSONSchema([.constant: .value(0.5)]), "a": JSONSchema([.type: .value("string")]),
      ]),
      .type: .value("object"),
    ])
    #expect(
      schema.text == """
        {"type": "object", "properties": {"a": {"type": "string"}, "b": {"const": 0.5}}, "required": ["b"]}

        """)
  }

  @Test("what is longer than 100 characters is broken at its outermost brackets first")
  func breaking() {
    let name = String(repeating: "n", count: 60)
    let schema = JSONSchema([
      .anyOf: .schemas([
        JSONSchema([.constant: .value(.text(name))]), JSONSchema([.constant: .value(.text(name))]),
      ]),
      .description: .value("a \"quoted\" text"),
    ])
    #expect(
      schema.text == """
        {
          "description": "a \\"quoted\\" text",
          "anyOf": [
            {"const": "\(name)"},
            {"const": "\(name)"}
          ]
        }

        """)
  }

  @Test("a schema without keywords allows anything")
  func empty() { #expect(JSONSchema().text == "{}\n") }
}
