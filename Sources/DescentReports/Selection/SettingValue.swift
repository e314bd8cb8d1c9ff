/// A value in the resolved configuration of a stored run.
package enum SettingValue: Hashable, Sendable {
  case truth(Bool)
  case number(Double)
  case text(String)
  case list([SettingValue])

  /// A level as a plan names it.
  package init(level: String) { self = Double(level).map { .number($0) } ?? .text(level) }

  package var number: Double? {
    if case .number(let value) = self { value } else { nil }
  }

  /// Whether a text that a user wrote means the value: `1e-1` is 0.1, and `16x16` a list.
  package func isMeant(by text: String) -> Bool {
    if case .number(let value) = self { Double(text) == value } else { text == description }
  }
}

extension SettingValue: CustomStringConvertible {
  /// As the levels of a plan have it: shortest round-trip numbers, lists as `32x32`.
  package var description: String {
    switch self {
    case .truth(let value): "\(value)"
    case .number(let value): Int(exactly: value).map { "\($0)" } ?? "\(value)"
    case .text(let value): value
    case .list(let values):
      values.isEmpty ? "none" : values.map(\.description).joined(separator: "x")
    }
  }
}

extension SettingValue: Decodable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(Bool.self) {
      self = .truth(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else {
      self = .list(try container.decode([SettingValue].self))
    }
  }
}
