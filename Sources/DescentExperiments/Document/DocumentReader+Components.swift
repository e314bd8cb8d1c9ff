import Descent

extension DocumentReader {
  /// The component's type, or a mistake that lists the known ones.
  func componentType(
    _ kind: ComponentKind, _ node: YAMLNode, allowsNone: Bool = false
  ) -> (any Component.Type)? {
    guard let name = node.text, !node.isNull else {
      report(
        "expected the name of \(article(kind)), found \(node.summary)"
          + (node.sequence == nil ? "" : "; several stand in an axis, such as one of 'grid'"),
        at: node.position, node.sequence == nil ? "E03" : "E13")
      return nil
    }
    if let type = registry.component(kind, named: name) { return type }
    let names = registry.names(of: kind) + (allowsNone ? [Slot.none] : [])
    report(
      "unknown \(kind.rawValue) '\(name)'; "
        + alternatives(to: name, among: names, notes: registry.origins(of: kind)),
      at: node.position, "E03")
    return nil
  }

  /// A component as it is written: `name`, or `{name: .., ..}` with settings that are not yet read.
  struct GivenComponent {
    var choice: ComponentChoice
    var settings: [Given] = []

    struct Given {
      var name: String
      var node: YAMLNode
      var type: ValueType
      /// What messages call it.
      var title: String
    }
  }

  /// The component of a node; nil where it is none.
  func givenComponent(_ node: YAMLNode, _ slot: Slot) -> GivenComponent? {
    let node = node.literal
    guard let entries = node.mapping else {
      if slot.allowsNone, node.text == Slot.none {
        return GivenComponent(choice: ComponentChoice(name: Slot.none, position: node.position))
      }
      return componentType(slot.kind, node, allowsNone: slot.allowsNone).map {
        GivenComponent(choice: ComponentChoice(name: $0.name, position: node.position))
      }
    }
    guard let nameNode = node["name"] else {
      report(
        "expected \(article(slot.kind)) as a name or {name: .., ..}, found a map without 'name'",
        at: node.position, "E03")
      return nil
    }
    let isNone = slot.allowsNone && nameNode.text == Slot.none
    let type = isNone ? nil : componentType(slot.kind, nameNode, allowsNone: slot.allowsNone)
    guard isNone || type != nil else { return nil }
    var given = GivenComponent(
      choice: ComponentChoice(name: type?.name ?? Slot.none, position: node.position))
    for (key, value) in flattened(entries, in: slot) {
      switch key.text ?? "" {
      case "name": continue
      case Slot.labelKey: given.choice.label = readLabel(value)
      case let name:
        // The framework's own settings of the slot, such as data.task, may stand in a branch too.
        let setting = Setting.at(slot.rawValue + "." + name)
        guard
          let valueType = setting?.type
            ?? declared(name, by: type, in: slot, at: key.position)?.type
        else { continue }
        let title =
          setting?.path ?? "\(name)' of \(slot.kind.rawValue) '\(given.choice.name)"
        given.settings.append(.init(name: name, node: value, type: valueType, title: title))
      }
    }
    return given
  }

  /// The branches of a component: the product of its settings' candidates.
  func readBranches(_ node: YAMLNode, _ slot: Slot) -> [ComponentChoice] {
    guard let given = givenComponent(node, slot) else { return [] }
    return given.settings.reduce([given.choice]) { choices, setting in
      let candidates = readCandidates(setting.node, setting.type, setting.title)
      return choices.flatMap { choice in candidates.map { choice.giving(setting.name, $0) } }
    }
  }

  /// The one component of a node in which a list is a value.
  func readComponent(_ node: YAMLNode, _ slot: Slot) -> ComponentChoice? {
    guard let given = givenComponent(node, slot) else { return nil }
    return given.settings.reduce(given.choice) { choice, setting in
      let value = readValue(setting.node, setting.type, setting.title)
      return value.map {
        choice.giving(setting.name, Located(value: $0, position: setting.node.position))
      } ?? choice
    }
  }

  /// The entries with `split: {folds: 5}` as `split.folds: 5`.
  private func flattened(_ entries: [YAMLNode.Entry], in slot: Slot) -> [YAMLNode.Entry] {
    entries.flatMap { key, value -> [YAMLNode.Entry] in
      let prefix = (key.text ?? "") + "."
      guard let inner = value.mapping,
        Setting.keys(in: slot).contains(where: { $0.hasPrefix(prefix) }),
        inner.allSatisfy({ Setting.keys(in: slot).contains(prefix + ($0.key.text ?? "")) })
      else { return [(key, value)] }
      return inner.map {
        (YAMLNode(.scalar(YAMLScalar(prefix + ($0.key.text ?? ""))), at: $0.key.position), $0.value)
      }
    }
  }

  /// The hyperparameter of a component, nil for `none`, or a mistake that lists the declared ones.
  func declared(
    _ name: String, by type: (any Component.Type)?, in slot: Slot, at position: SourcePosition
  ) -> Hyperparameter? {
    if let type { return declared(name, by: type, in: slot.rawValue, at: position) }
    report(
      "\(slot.kind.rawValue) '\(Slot.none)' has no hyperparameter '\(name)'; it takes none",
      at: position, "E04")
    return nil
  }

  /// The hyperparameter of a name, or a mistake that lists the declared ones.
  func declared(
    _ name: String, by type: any Component.Type, in place: String, at position: SourcePosition
  ) -> Hyperparameter? {
    if let hyperparameter = type.hyperparameters.first(where: { $0.name == name }) {
      return hyperparameter
    }
    let notes = declaredNotes(type, in: place)
    let expected =
      notes.isEmpty
      ? "it takes none" : alternatives(to: name, among: notes.keys, notes: notes)
    report(
      "\(type.kind.rawValue) '\(type.name)' has no hyperparameter '\(name)'; " + expected,
      at: position, "E04")
    return nil
  }

  /// Types, ranges and defaults of what a component in a place may be given, by name.
  private func declaredNotes(
    _ type: any Component.Type, in place: String
  ) -> [String: String] {
    let defaults = type.init().settings
    var notes: [String: String] = [:]
    func add(_ name: String, _ type: ValueType, _ defaultValue: Value?) {
      let isGiven = defaultValue != nil && defaultValue != .text("") && defaultValue != .list([])
      let text = isGiven ? defaultValue.map { ", default \($0.literal)" } ?? "" : ""
      notes[name] = type.expectation + text
    }
    for hyperparameter in type.hyperparameters {
      add(hyperparameter.name, hyperparameter.type, defaults[hyperparameter.name])
    }
    for setting in Setting.all where setting.path.hasPrefix(place + ".") {
      add(
        String(setting.path.dropFirst(place.count + 1)), setting.type, setting.defaultValue)
    }
    return notes
  }

  func readLabel(_ node: YAMLNode) -> String? {
    let missing = [
      "", "-", "na", "n/a", "<na>", "#na", "#n/a", "#n/a n/a", "nan", "1.#ind", "1.#qnan", "nil",
      "none", "null",
    ]
    guard let text = node.text else {
      report("'label' must be a text, not \(node.summary)", at: node.position, "E05")
      return nil
    }
    if missing.contains(text.lowercased()) || "=+-@".contains(text.first ?? "=") {
      report(
        "'label' must not look like a missing value or a formula to other programs, as "
          + "\(node.summary) does", at: node.position, "E05")
      return nil
    }
    return text
  }

  func article(_ kind: ComponentKind) -> String {
    ("aeiou".contains(kind.rawValue.first ?? "x") ? "an " : "a ") + kind.rawValue
  }
}
