import Descent
import DescentExperiments
import DescentPlugins
import Testing

/// Every hyperparameter of every built-in, with a value outside its range.
@Suite struct RangeTests {
  struct Setting: Sendable, CustomTestStringConvertible {
    var kind: ComponentKind
    var component: String
    var hyperparameter: Hyperparameter
    var value: Value

    var testDescription: String { "\(component).\(hyperparameter.name)" }
  }

  static let settings = BuiltIns.all.flatMap { type in
    type.hyperparameters.compactMap { hyperparameter in
      hyperparameter.type.invalidValue.map {
        Setting(
          kind: type.kind, component: type.name, hyperparameter: hyperparameter, value: $0)
      }
    }
  }

  @Test("a value outside the range is refused where it stands", arguments: settings)
  func refusal(_ setting: Setting) throws {
    let (name, value) = (setting.hyperparameter.name, Self.literal(setting.value))
    // A choice may be any text, and is quoted.
    let found = if case .text(let text) = setting.value { "'\(text)'" } else { value }
    let component = "{name: \(setting.component), \(name): "
    let start: String
    switch setting.kind {
    case .metric: start = "base: {data: moons}\nmetrics: [" + component
    case .data: start = "base: {data: " + component
    default:
      let slot = try #require(Slot.allCases.first { $0.kind == setting.kind })
      start = "base: {data: moons, \(slot.rawValue): " + component
    }
    let text = start + value + (setting.kind == .metric ? "}]" : "}}")
    let lines = text.split(separator: "\n")
    let column = (start.split(separator: "\n").last?.count ?? 0) + 1
    #expect(
      Experiment(text).mistakes?.description
        == """
        x.yaml:\(lines.count):\(column): error: '\(name)' of \(setting.kind.rawValue) \
        '\(setting.component)' must be \(setting.hyperparameter.type.expectation), not \(found)
        \(lines[lines.count - 1])
        \(String(repeating: " ", count: column - 1))^
        """)
  }

  /// As a file has it.
  private static func literal(_ value: Value) -> String {
    guard case .list(let items) = value else { return value.description }
    return "[" + items.map(literal).joined(separator: ", ") + "]"
  }

  @Test("every kind with ranges is among them")
  func completeness() {
    #expect(
      Set(Self.settings.map(\.kind)) == [
        .activation, .loss, .optimizer, .schedule, .regularizer, .initializer, .metric, .data,
      ])
    #expect(Self.settings.count > 60)
  }
}
