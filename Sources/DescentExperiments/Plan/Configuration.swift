package import Descent

/// One value for every setting: the resolved components, their hyperparameters, defaults filled in.
package struct Configuration: Hashable, Sendable {
  /// The values by path, `optimizer.name` and `optimizer.learning_rate` among them.
  package var values: [String: Value]
  /// The labels that reports show in place of names, by slot.
  package var labels: [Slot: String] = [:]

  package init(_ values: [String: Value]) { self.values = values }

  package subscript(path: String) -> Value? { values[path] }

  /// Labels do not count: two configurations that train alike are equal.
  package static func == (lhs: Configuration, rhs: Configuration) -> Bool {
    lhs.values == rhs.values
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(values) }

  /// The name of a slot's component; nil where the slot is empty.
  package func name(_ slot: Slot) -> String? {
    guard case .text(let name)? = values[slot.namePath], name != Slot.none else { return nil }
    return name
  }

  /// The component of a slot.
  package func component<Kind>(_ slot: Slot, from registry: Registry, as: Kind.Type) -> Kind? {
    guard let name = name(slot) else { return nil }
    let prefix = slot.rawValue + "."
    var settings: [String: Value] = [:]
    for (path, value) in values where path.hasPrefix(prefix) {
      settings[String(path.dropFirst(prefix.count))] = value
    }
    return registry.make(slot.kind, named: name, settings: settings)
  }

  /// Sorted paths, shortest round-trip numbers: the same text for the same configuration.
  package var canonicalJSON: String {
    let entries = values.sorted { $0.key < $1.key }.map { path, value in
      "\"\(path)\":" + value.canonicalJSON
    }
    return "{" + entries.joined(separator: ",") + "}"
  }

  /// The hidden layers' widths.
  package var hidden: [Int] {
    guard case .list(let widths)? = values["model.hidden"] else { return [] }
    return widths.compactMap { if case .integer(let width) = $0 { width } else { nil } }
  }
}

extension Value {
  /// JSON with the shortest numbers that read back the same.
  ///
  /// A number that is whole is written as one: readers of JSON, the worker's among them, do not tell
  /// 1.0 from 1.
  package var canonicalJSON: String {
    switch self {
    case .number(let value): Int(exactly: value).map { "\($0)" } ?? "\(value)"
    case .integer(let value): "\(value)"
    case .boolean(let value): "\(value)"
    case .text(let value): value.jsonString
    case .list(let values): "[" + values.map(\.canonicalJSON).joined(separator: ",") + "]"
    }
  }
}

extension String {
  /// The text as a JSON string.
  package var jsonString: String {
    var result = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
