/// The value of one setting, after it was read by its declared type.
public enum Value: Hashable, Sendable {
  case number(Double)
  case integer(Int)
  case boolean(Bool)
  case text(String)
  case list([Value])

  /// The value where a number is meant, or nil.
  public var number: Double? {
    switch self {
    case .number(let value): value
    case .integer(let value): Double(value)
    default: nil
    }
  }
}

extension Value: CustomStringConvertible {
  /// As reports write it: shortest round-trip numbers without a trailing `.0`, lists as `32x32`.
  public var description: String {
    switch self {
    case .number(let value):
      let text = "\(value)"
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    case .integer(let value): return "\(value)"
    case .boolean(let value): return "\(value)"
    case .text(let value): return value
    case .list(let values):
      return values.isEmpty ? "none" : values.map(\.description).joined(separator: "x")
    }
  }
}

extension Value {
  /// As an experiment file writes it: lists as `[32, 32]`.
  public var literal: String {
    guard case .list(let items) = self else { return description }
    return "[" + items.map(\.literal).joined(separator: ", ") + "]"
  }
}

extension Value: Decodable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Int.self) {
      self = .integer(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else {
      self = .list(try container.decode([Value].self))
    }
  }
}

// MARK: - Literals

extension Value: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
}

extension Value: ExpressibleByBooleanLiteral, ExpressibleByStringLiteral {
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  public init(stringLiteral value: String) { self = .text(value) }
}

extension Value: ExpressibleByArrayLiteral {
  public init(arrayLiteral values: Value...) { self = .list(values) }
}
