import Descent

// What configurations are held against: `when`, `where`, `exclude`, `baseline`.
extension DocumentSchema {
  /// Which configurations are meant, by their resolved settings.
  var condition: JSONSchema {
    define("condition") {
      let known = leaves(.value).keys.map { path in
        (path, Slot(rawValue: path).map(level) ?? pattern)
      }
      return JSONSchema.map(Dictionary(uniqueKeysWithValues: known), others: pattern)
    }
  }

  /// A component by its name or label, or by what else it has.
  private func level(_ slot: Slot) -> JSONSchema {
    .anyOf([names(in: slot), pattern])
  }

  /// A value, a list of which any will do, or an interval; otherwise a nested path.
  var pattern: JSONSchema {
    define("pattern") {
      let number = ValueType.number(.any).schema
      let interval = JSONSchema.map(["min": number, "max": number])
      let scalar = ValueType.text.schema
      let one = JSONSchema.first([(when: .type("array"), then: .any)], otherwise: scalar)
      return .first(
        [
          (when: .type("array"), then: .list(of: .any)),
          (when: .map(having: "min"), then: interval),
          (when: .map(having: "max"), then: interval),
          (when: .map(having: "values"), then: .map(["values": .list(of: .any)])),
          (when: .map(having: "value"), then: .map(["value": one])),
          (when: .type("object"), then: .map([:], others: self.pattern)),
        ], otherwise: scalar)
    }
  }
}
