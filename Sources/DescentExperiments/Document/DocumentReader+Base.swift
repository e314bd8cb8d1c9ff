import Descent

extension DocumentReader {
  /// The base run, in which a list is a value.
  func readBase(_ node: YAMLNode) -> Document.Base {
    var base = Document.Base(position: node.position)
    guard node.mapping != nil else {
      report("'base' must be a map, not \(node.summary)", at: node.position, "E05")
      return base
    }
    var leaves = Leaves()
    collect(node, prefix: "", into: &leaves)
    for slot in Slot.allCases {
      let mistakes = diagnostics.count
      base.components[slot] = component(slot, leaves)
      if diagnostics.count > mistakes { unreadable.insert(slot) }
      if slot == .data, base.components[slot] == nil, leaves.holdsNothing(of: slot) {
        report("'base.data' is missing: it says what to learn from", at: node.position, "E02")
      }
    }
    for path in leaves.paths {
      guard let leaf = leaves.entries[path], let setting = Setting.at(path) else { continue }
      if let value = readValue(leaf.value, setting.type, setting.path) {
        base.settings[path] = value
        base.positions[path] = leaf.value.position
      }
    }
    check(base, leaves)
    return base
  }

  /// A map of framework settings beside the base, such as `diverge`, with the maps in it.
  func readSettings(_ node: YAMLNode, prefix: String, into base: inout Document.Base) {
    guard let entries = node.mapping else {
      report("'\(prefix)' must be a map, not \(node.summary)", at: node.position, "E05")
      return
    }
    let paths = Setting.all.map(\.path).filter { $0.hasPrefix(prefix + ".") }
    let keys = paths.compactMap {
      $0.dropFirst(prefix.count + 1).split(separator: ".").first.map(String.init)
    }
    for (key, value) in entries {
      let path = prefix + "." + (key.text ?? "")
      if let setting = Setting.at(path) {
        if base.positions[path] != nil {
          report("'\(path)' is given twice", at: key.position, "E06")
        }
        base.settings[path] = readValue(value, setting.type, path)
        base.positions[path] = value.position
      } else if paths.contains(where: { $0.hasPrefix(path + ".") }) {
        readSettings(value, prefix: path, into: &base)
      } else {
        checkKeys(of: [(key, value)], known: keys, in: prefix)
      }
    }
  }

  // MARK: - Leaves

  /// The scalars and lists of nested and dotted maps, by their whole path.
  private struct Leaves {
    var paths: [String] = []
    var entries: [String: YAMLNode.Entry] = [:]

    func holdsNothing(of slot: Slot) -> Bool {
      !paths.contains { $0.hasPrefix(slot.rawValue + ".") }
    }
  }

  private func collect(_ node: YAMLNode, prefix: String, into leaves: inout Leaves) {
    for (key, value) in node.mapping ?? [] {
      var path = prefix + (key.text ?? "")
      let isGroup = isGroup(path, of: Self.settings)
      if !isGroup, !isKnown(path) {
        reportUnknown(
          path, "unknown key '\(path)' in 'base'", among: Self.settings, at: key.position)
        continue
      }
      if isGroup, value.mapping != nil {
        collect(value, prefix: path + ".", into: &leaves)
        continue
      }
      if let slot = Slot(rawValue: path) {
        path = slot.namePath
      } else if isGroup, Setting.at(path) == nil {
        report("'\(path)' must be a map, not \(value.summary)", at: value.position, "E05")
        continue
      }
      if let first = leaves.entries[path] {
        report(
          "'\(path)' is given twice; the first is in line \(first.key.position.line)",
          at: key.position, "E06")
        continue
      }
      leaves.paths.append(path)
      leaves.entries[path] = (key, value)
    }
  }

  /// The framework's settings that belong to one run.
  private static let settings = Setting.all.map(\.path).filter { path in
    !["stop.", "diverge.", "diagnostics."].contains { path.hasPrefix($0) }
  }

  private func isKnown(_ path: String) -> Bool {
    Self.settings.contains(path) || Slot.containing(path) != nil
  }

  /// The component of a slot from its leaves; nil where the file says nothing about it.
  private func component(_ slot: Slot, _ leaves: Leaves) -> ComponentChoice? {
    let prefix = slot.rawValue + "."
    let own = leaves.paths.filter { path in
      path.hasPrefix(prefix) && Setting.at(path) == nil && Slot.containing(path)?.slot == slot
    }
    guard let first = own.first, let start = leaves.entries[first] else { return nil }
    let nameLeaf = leaves.entries[slot.namePath]
    if slot == .activation, let nameLeaf, let items = nameLeaf.value.sequence {
      for path in own where path != slot.namePath {
        guard let leaf = leaves.entries[path] else { continue }
        report(
          "'\(path)' stands beside a list of activations; give it to one of them",
          at: leaf.key.position, "E06")
      }
      return layerActivations(items, at: nameLeaf.value.position)
    }
    let isNone = slot.allowsNone && nameLeaf?.value.text == Slot.none
    let type: (any Component.Type)?
    if isNone {
      type = nil
    } else if let nameLeaf {
      type = componentType(slot.kind, nameLeaf.value, allowsNone: slot.allowsNone)
    } else {
      type = slot.defaultName.flatMap { registry.component(slot.kind, named: $0) }
      if type == nil {
        report(
          "'\(slot.rawValue)' has settings but no 'name'", at: start.key.position, "E03")
      }
    }
    guard isNone || type != nil else { return nil }
    var choice = ComponentChoice(
      name: type?.name ?? Slot.none, position: nameLeaf?.value.position ?? start.key.position)
    for path in own where path != slot.namePath {
      guard let leaf = leaves.entries[path] else { continue }
      let key = String(path.dropFirst(prefix.count))
      if key == Slot.labelKey {
        choice.label = readLabel(leaf.value)
        continue
      }
      guard let hyperparameter = declared(key, by: type, in: slot, at: leaf.key.position) else {
        continue
      }
      let title = "\(key)' of \(slot.kind.rawValue) '\(choice.name)"
      choice.settings[key] = readValue(leaf.value, hyperparameter.type, title)
      choice.positions[key] = leaf.value.position
    }
    return choice
  }

  /// A list of activations, one for each hidden layer.
  private func layerActivations(
    _ items: [YAMLNode], at position: SourcePosition
  ) -> ComponentChoice? {
    guard !items.isEmpty else {
      report("'model.activation' is an empty list", at: position, "E08")
      return nil
    }
    let layers = items.compactMap { readComponent($0, .activation) }
    guard layers.count == items.count else { return nil }
    let name = "[" + layers.map { $0.label ?? $0.name }.joined(separator: ", ") + "]"
    return ComponentChoice(name: name, label: name, position: position, layers: layers)
  }

  // MARK: - Rules over several settings

  private func check(_ base: Document.Base, _ leaves: Leaves) {
    if let split = base.settings["data.split"], let position = base.positions["data.split"] {
      if let mistake = splitMistake(split) { report(mistake, at: position, "E05") }
      if base.settings["data.split.folds"] != nil {
        report("'data.split' gives both shares and folds; keep one of them", at: position, "E06")
      }
    }
    for path in ["model.depth", "model.width"] where base.settings["model.hidden"] != nil {
      if base.settings[path] != nil, let position = base.positions[path] {
        report(
          "'\(path)' and 'model.hidden' both give the hidden layers; keep one of them",
          at: position, "E06")
      }
    }
  }

  /// What is wrong with the shares of a split, if anything.
  func splitMistake(_ value: Value) -> String? {
    guard case .list(let items) = value else { return nil }
    let shares = items.compactMap(\.number)
    if shares.count != 2 && shares.count != 3 {
      return "'data.split' takes two or three shares, not \(shares.count)"
    }
    let sum = shares.reduce(0, +)
    guard abs(sum - 1) < 1e-9 else {
      let rounded = Value.number((sum * 1e6).rounded() / 1e6)
      return "the shares of 'data.split' must sum to 1, not \(rounded)"
    }
    return nil
  }
}
