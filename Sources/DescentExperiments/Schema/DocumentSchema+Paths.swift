import Descent

// Settings by their paths: dotted keys and nested maps are one thing.
extension DocumentSchema {
  /// A map of settings, nested or dotted.
  ///
  /// - Parameters:
  ///   - reading: What stands behind the paths.
  ///   - sections: What the paths do not begin with.
  /// - Returns: A map that takes no other keys.
  func settings(_ reading: Reading, without sections: [String] = []) -> JSONSchema {
    let name = sections.isEmpty ? "settings" : "settings_of_base"
    return define("\(reading)_\(name)") {
      map(
        leaves(reading).filter { path, _ in
          !sections.contains { path.hasPrefix($0 + ".") }
        }, below: "", reading)
    }
  }

  /// The map behind the first part of a path, such as `training` or `model.activation`.
  func settings(_ reading: Reading, below group: String) -> JSONSchema {
    define("\(reading)_below_\(group)") {
      let map = map(leaves(reading), below: group + ".", reading)
      // What varies must be something.
      return reading == .value ? map : map.adding([.minProperties: .value(1)])
    }
  }

  /// The map of all paths that begin with a prefix, by what follows it.
  func map(
    _ leaves: [String: JSONSchema], below prefix: String, _ reading: Reading
  ) -> JSONSchema {
    var keys: [String: JSONSchema] = [:]
    var patterns: [String: JSONSchema] = [:]
    for (path, schema) in leaves where path.hasPrefix(prefix) {
      let key = path.dropFirst(prefix.count)
      let parts = key.split(separator: ".")
      // In one run a nested map reads better; it alone is proposed.
      if parts.count > 1, reading == .value {
        patterns["^" + parts.joined(separator: "[.]") + "$"] = schema
      } else {
        keys[String(key)] = schema
      }
      for count in 1..<max(parts.count, 1) {
        let group = parts.prefix(count).joined(separator: ".")
        guard leaves[prefix + group] == nil else { continue }
        keys[group] = settings(reading, below: prefix + group)
      }
    }
    let map = JSONSchema.map(keys, patterns: patterns)
    let rules = Self.alternatives.compactMap { path, others in
      rule(path, others: others.filter { keys[String($0.dropFirst(prefix.count))] != nil }, prefix)
    }
    return rules.isEmpty ? map : map.adding([.allOf: .schemas(rules)])
  }

  /// Two ways to give one thing, of which a map holds one.
  private static let alternatives = [
    (path: "model.hidden", others: ["model.depth", "model.width"]),
    (path: "data.split", others: ["data.split.folds"]),
  ]

  /// Where a path is given, the others are not.
  private func rule(_ path: String, others: [String], _ prefix: String) -> JSONSchema? {
    guard path.hasPrefix(prefix), !others.isEmpty else { return nil }
    let keys = others.map { (String($0.dropFirst(prefix.count)), JSONSchema.never) }
    return JSONSchema([
      .condition: .schema(.map(having: String(path.dropFirst(prefix.count)))),
      .consequence: .schema(
        JSONSchema([.properties: .named(Dictionary(uniqueKeysWithValues: keys))])),
    ])
  }

  /// What stands behind every path.
  func leaves(_ reading: Reading) -> [String: JSONSchema] {
    var leaves: [String: JSONSchema] = [:]
    func add(_ path: String, _ schema: () -> JSONSchema) {
      leaves[path] = define("\(reading)_\(path)", schema)
    }
    for slot in Slot.allCases {
      for (name, hyperparameter) in hyperparameters(in: slot) {
        add(slot.rawValue + "." + name) { hyperparameter.schema { values(of: $0, reading) } }
      }
      add(slot.rawValue) {
        choice(slot, reading)
          .described(slot.help, default: slot.defaultName.map { .text($0) })
      }
      leaves[slot.namePath] = reading == .value ? names(in: slot) : leaves[slot.rawValue]
      if reading == .value { leaves[slot.rawValue + "." + Slot.labelKey] = Self.label }
    }
    for setting in Setting.all {
      add(setting.path) {
        values(of: setting, reading).described(
          documentation(setting.help, setting.type), default: setting.defaultValue)
      }
    }
    return leaves
  }

  /// A setting, or the map of what lies below its path: `data.split` and `data.split.folds`.
  private func values(of setting: Setting, _ reading: Reading) -> JSONSchema {
    let own = values(of: setting.type, reading)
    let prefix = setting.path + "."
    let inner = Setting.all.map(\.path).filter { $0.hasPrefix(prefix) }
      .map { String($0.dropFirst(prefix.count)) }
    guard !inner.isEmpty else { return own }
    return .first(
      inner.map {
        (when: .map(having: $0), then: settings(reading, below: setting.path))
      }, otherwise: own)
  }

  /// A hyperparameter of any component that fits a slot; one name may have several types.
  private struct SharedHyperparameter {
    var help: String
    var types: [ValueType] = []
    var owners: [String] = []

    func schema(_ values: (ValueType) -> JSONSchema) -> JSONSchema {
      .anyOf(types.map(values)).described(
        (help.isEmpty ? "" : help + "; ") + "of " + owners.joined(separator: ", "))
    }
  }

  private func hyperparameters(in slot: Slot) -> [String: SharedHyperparameter] {
    var shared: [String: SharedHyperparameter] = [:]
    for component in registry.components(of: slot.kind) {
      for declared in component.hyperparameters {
        var hyperparameter = shared[declared.name] ?? SharedHyperparameter(help: declared.help)
        if !hyperparameter.types.contains(declared.type) {
          hyperparameter.types.append(declared.type)
        }
        hyperparameter.owners.append(component.name)
        shared[declared.name] = hyperparameter
      }
    }
    return shared
  }
}

extension Slot {
  /// What stands there, for people.
  fileprivate var help: String {
    switch self {
    case .data: "what is learnt from"
    case .activation: "of the hidden layers"
    case .initializer: "of the first weights"
    case .output: "the last layer's activation; by default what the loss implies"
    case .loss: "what is minimized; by default log_loss for classes, mse for numbers"
    case .optimizer: "the rule by which a step changes the weights"
    case .schedule: "of the learning rate"
    case .regularizer: "the penalty on the weights"
    }
  }
}
