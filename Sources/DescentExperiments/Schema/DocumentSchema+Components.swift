import Descent

// Components: by name, or as a map with their hyperparameters.
extension DocumentSchema {
  /// The names of a kind, each with what it is.
  func names(of kind: ComponentKind, allowsNone: Bool = false) -> JSONSchema {
    define("name_of_" + kind.definitionName) {
      let origins = registry.origins(of: kind)
      let names = registry.components(of: kind).map { type in
        let summary = [type.summary, type.formula, origins[type.name] ?? ""]
        return ValueType.choice([type.name])
          .described(summary.filter { !$0.isEmpty }.joined(separator: "\n\n"))
      }
      return .anyOf(names + (allowsNone ? [ValueType.choice([Slot.none])] : []))
    }
  }

  func names(in slot: Slot) -> JSONSchema {
    names(of: slot.kind, allowsNone: slot.allowsNone)
  }

  /// A component as a name, or as a map with its name.
  func component(_ slot: Slot, _ reading: Reading) -> JSONSchema {
    define("\(reading)_\(slot.kind.definitionName)_component") {
      let configured = configured(
        slot.kind, names(in: slot),
        hyperparameters: { hyperparameters(of: $0, reading) }, besides: settings(in: slot, reading))
      return .first(
        [
          (when: .map(having: "value"), then: .map(["value": component(slot, reading)])),
          (when: .type("object"), then: configured),
        ], otherwise: names(in: slot))
    }
  }

  /// A map whose name decides what else is in it.
  ///
  /// A condition for each name keeps a mistake at its place, as against a choice among closed maps,
  /// of which none would fit; and an editor proposes what belongs to the name that is there.
  func configured(
    _ kind: ComponentKind, _ names: JSONSchema, label: JSONSchema = DocumentSchema.label,
    hyperparameters: (any Component.Type) -> [String: JSONSchema],
    besides settings: [String: JSONSchema] = [:]
  ) -> JSONSchema {
    let rules = registry.components(of: kind).map { type in
      var keys = hyperparameters(type).merging(settings) { own, _ in own }
      keys[Slot.nameKey] = .any
      keys[Slot.labelKey] = label
      let isIt = JSONSchema.map(having: Slot.nameKey)
        .adding([.properties: .named([Slot.nameKey: ValueType.choice([type.name])])])
      return JSONSchema([
        .condition: .schema(isIt), .consequence: .schema(JSONSchema.map(keys)),
      ])
    }
    return JSONSchema.map([Slot.nameKey: names], others: .any, required: [Slot.nameKey])
      .adding([.allOf: .schemas(rules)])
  }

  /// A component's hyperparameters with their documentation.
  func hyperparameters(of type: any Component.Type, _ reading: Reading) -> [String: JSONSchema] {
    let defaults = type.init().settings
    return Dictionary(
      uniqueKeysWithValues: type.hyperparameters.map { hyperparameter in
        let value = defaults[hyperparameter.name]
        let isGiven = value != .text("") && value != .list([])
        return (
          hyperparameter.name,
          values(of: hyperparameter.type, reading).described(
            documentation(hyperparameter.help, hyperparameter.type),
            default: isGiven ? value : nil)
        )
      })
  }

  /// The framework's settings that stand beside a component's hyperparameters.
  private func settings(in slot: Slot, _ reading: Reading) -> [String: JSONSchema] {
    let prefix = slot.rawValue + "."
    var settings: [String: JSONSchema] = [:]
    for (path, schema) in leaves(reading) where path.hasPrefix(prefix) {
      let isSetting = Setting.at(path) != nil
      if isSetting { settings[String(path.dropFirst(prefix.count))] = schema }
    }
    return settings
  }

  /// What a setting does, and which values it takes.
  func documentation(_ help: String, _ type: ValueType) -> String {
    (help.isEmpty ? "" : help + "; ") + type.expectation
  }

  /// A component's name in reports, which no program takes for a formula.
  static let label = ValueType.text.schema
    .adding([.pattern: .value("^[^=+@-]")]).described("Its name in reports.")

  // MARK: - Slots

  /// What stands where a component is chosen.
  func choice(_ slot: Slot, _ reading: Reading) -> JSONSchema {
    let nested = (
      when: JSONSchema.type("object"), then: settings(reading, below: slot.rawValue)
    )
    switch reading {
    case .value:
      let one = component(slot, reading)
      // One for each hidden layer.
      let layers = (when: JSONSchema.type("array"), then: JSONSchema.list(of: one))
      return .first(
        [(when: .map(having: Slot.nameKey), then: one), nested]
          + (slot == .activation ? [layers] : []),
        otherwise: names(in: slot))
    case .candidates, .samples, .column:
      let one = component(slot, reading == .column ? .candidates : reading)
      let list = JSONSchema.list(of: one, isSet: reading == .candidates)
      return .first(
        [
          (when: .type("array"), then: list),
          (when: .map(having: Slot.nameKey), then: one),
          (when: .map(having: "values"), then: .map(["values": list])),
          (when: .map(having: "value"), then: one),
          nested,
        ], otherwise: names(in: slot))
    }
  }
}

extension ComponentKind {
  /// Its name among the definitions of a schema.
  var definitionName: String { rawValue.replacing(" ", with: "_") }
}
