import Descent
import DescentExperiments
import DescentPlugins
import Foundation
import Testing

@Suite("The schema of experiment files") struct DocumentSchemaTests {
  static let text = Document.schema(registry: BuiltIns.registry).text

  /// A part of the schema, by its keys.
  private func part(_ keys: String..., of text: String = text) throws -> [String: Any] {
    var part = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    for key in keys { part = try #require(part[key] as? [String: Any], "\(key)") }
    return part
  }

  @Test("it is the same text every time")
  func stable() {
    #expect(Document.schema(registry: BuiltIns.registry).text == Self.text)
  }

  @Test("every reference has a definition, and every definition a reference")
  func references() throws {
    let referenced = Set(
      Self.text.matches(of: #/"\$ref": "#/\$defs/([^"]*)"/#).map { String($0.output.1) })
    #expect(referenced == Set(try part("$defs").keys))
  }

  @Test("each slot names the components of its kind, with what they are", arguments: Slot.allCases)
  func names(in slot: Slot) throws {
    let kind = slot.kind.rawValue.replacing(" ", with: "_")
    let names = try #require(try part("$defs", "name_of_" + kind)["anyOf"] as? [[String: String]])
    let expected = BuiltIns.registry.names(of: slot.kind) + (slot.allowsNone ? ["none"] : [])
    #expect(names.map { $0["const"] } == expected)
    for (name, type) in zip(names, BuiltIns.registry.components(of: slot.kind)) {
      #expect(try #require(name["description"]).hasPrefix(type.summary))
    }
  }

  @Test("a hyperparameter has its range, its default and its help")
  func hyperparameter() throws {
    let rate = try part("$defs", "value_optimizer.learning_rate")
    #expect(rate["$ref"] as? String == "#/$defs/value_number_above_0")
    let number = try part("$defs", "number_above_0")
    #expect(number["exclusiveMinimum"] as? Int == 0)
    #expect(number["type"] as? [String] == ["number", "string"])

    let component = try part("$defs", "candidates_optimizer_component", "else", "then")
    let rules = try #require(component["allOf"] as? [[String: [String: Any]]])
    let rule = rules.first {
      ($0["if"]?["properties"] as? [String: [String: String]])?["name"]?["const"] == "momentum"
    }
    let momentum = try #require(rule?["then"])
    let keys = try #require(momentum["properties"] as? [String: [String: Any]])
    #expect(keys.keys.sorted() == ["label", "learning_rate", "momentum", "name"])
    #expect(keys["momentum"]?["$ref"] as? String == "#/$defs/candidates_number_from_0_below_1")
    #expect(keys["momentum"]?["default"] as? Double == 0.9)
    #expect(momentum["additionalProperties"] as? Bool == false)
  }

  @Test("a setting has its range, its default and its help", arguments: Setting.all)
  func setting(_ setting: Setting) throws {
    let leaf = try part("$defs", "value_" + setting.path)
    #expect(
      leaf["description"] as? String == "\(setting.help); \(setting.type.expectation)")
    #expect((leaf["default"] == nil) == (setting.defaultValue == nil))
    #expect(try part("$defs", "candidates_" + setting.path)["description"] != nil)
  }

  private struct Ripple: Activation {
    static let name = "ripple"
    static let summary = "A wave on a line"
    static let hyperparameters = [
      Hyperparameter("shape", \Self.shape, "of the wave"),
      Hyperparameter("width", \Self.width, in: .above(0, upTo: 4), "of the wave"),
    ]
    enum Shape: String, CaseIterable, Sendable {
      case sine, saw = "saw/tooth", on
    }
    var shape = Shape.sine
    var width = 1.0
    func callAsFunction<T: Scalar>(_ x: T) -> T { x }
  }

  @Test("a plugin's component says where it is from, and its words may be read as booleans")
  func plugin() throws {
    let registry = BuiltIns.registry.adding(
      [Ripple.self], from: Registry.Plugin(path: "ripple.swift", sha256: ""))
    let text = Document.schema(registry: registry).text
    let names = try #require(
      try part("$defs", "name_of_activation", of: text)["anyOf"] as? [[String: String]])
    #expect(
      names.first { $0["const"] == "ripple" }?["description"]
        == "A wave on a line\n\nfrom plugin ripple.swift")
    #expect(text.contains(##""$ref": "#/$defs/choice_of_sine_or_saw-2ftooth_or_on""##))
    #expect(text.contains(#""enum": ["sine", "saw/tooth", "on", true]"#))
    let width = try part("$defs", "number_above_0_to_4", of: text)
    #expect(width["exclusiveMinimum"] as? Int == 0 && width["maximum"] as? Int == 4)
  }
}
