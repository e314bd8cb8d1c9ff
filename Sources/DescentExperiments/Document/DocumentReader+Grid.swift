import Descent

extension DocumentReader {
  /// The axes of a grid, in file order.
  func readGrid(_ node: YAMLNode, base: Document.Base) -> [Document.Axis] {
    var entries: [AxisEntry] = []
    guard node.mapping != nil else {
      report("'grid' must be a map of axes, not \(node.summary)", at: node.position, "E05")
      return []
    }
    collectAxes(node, prefix: "", into: &entries)

    // Components first: which hyperparameters a dotted axis may name depends on them.
    var components: [Slot: [ComponentChoice]] = [:]
    for entry in entries {
      guard let slot = Slot(rawValue: entry.path) else { continue }
      components[slot] = readComponents(entry.value, slot)
    }
    var axes: [Document.Axis] = []
    for entry in entries {
      let points: [Document.Axis.Point]
      if let slot = Slot(rawValue: entry.path) {
        points = (components[slot] ?? []).map { .component($0) }
      } else if let setting = Setting.at(entry.path) {
        points = readSettingAxis(entry, setting, base)
      } else if let (slot, name) = Slot.containing(entry.path) {
        let choices = components[slot] ?? [base.components[slot] ?? defaultChoice(slot, base)]
          .compactMap { $0 }
        points = readDottedAxis(entry, slot, name, choices)
      } else {
        let known = Setting.all.map(\.path) + Slot.allCases.map(\.rawValue)
        report(
          "unknown axis '\(entry.path)'; " + alternatives(to: entry.path, among: known),
          at: entry.key.position, "E02")
        points = []
      }
      if !points.isEmpty {
        axes.append(
          Document.Axis(path: entry.path, position: entry.key.position, points: points))
      }
    }
    checkLayers(axes, base)
    return axes
  }

  private struct AxisEntry {
    var path: String
    var key: YAMLNode
    var value: YAMLNode
  }

  /// The axes of nested and dotted maps; a map that is neither a component nor candidates is a
  /// nested path.
  private func collectAxes(
    _ node: YAMLNode, prefix: String, into entries: inout [AxisEntry]
  ) {
    for (key, value) in node.mapping ?? [] {
      let path = prefix + (key.text ?? "")
      let keys = Set((value.mapping ?? []).map { $0.key.text ?? "" })
      let isCandidates =
        keys == ["value"] || keys == ["values"] || keys.contains("name")
        || (keys.contains("min") || keys.contains("max"))
      if value.mapping != nil, !isCandidates {
        collectAxes(value, prefix: path + ".", into: &entries)
      } else if let first = entries.first(where: { $0.path == path }) {
        report(
          "axis '\(path)' is given twice; the first is in line \(first.key.position.line)",
          at: key.position, "E06")
      } else {
        entries.append(AxisEntry(path: path, key: key, value: value))
      }
    }
  }

  private func defaultChoice(_ slot: Slot, _ base: Document.Base) -> ComponentChoice? {
    slot.defaultName.map { ComponentChoice(name: $0, position: base.position) }
  }

  // MARK: - Points

  /// The components of an axis: a list, or one alone.
  private func readComponents(_ node: YAMLNode, _ slot: Slot) -> [ComponentChoice] {
    let items = node.sequence ?? node["values"]?.sequence ?? [node]
    if items.isEmpty {
      report("'\(slot.rawValue)' has no candidates", at: node.position, "E08")
    }
    let choices = items.flatMap { readComponent($0, slot, branches: true) }
    var seen: Set<ComponentChoice> = []
    for choice in choices where !seen.insert(choice).inserted {
      report(
        "'\(slot.rawValue)' has the candidate '\(choice.name)' twice", at: choice.position, "E08")
    }
    return choices
  }

  private func readSettingAxis(
    _ entry: AxisEntry, _ setting: Setting, _ base: Document.Base
  ) -> [Document.Axis.Point] {
    let candidates = readCandidates(entry.value, setting.type, setting.path)
    if setting.path == "data.split" {
      for candidate in candidates {
        if let mistake = splitMistake(candidate.value) {
          report(mistake, at: candidate.position, "E05")
        }
      }
    }
    return candidates.map { .value($0.value) }
  }

  /// An axis over one hyperparameter of whatever component stands in the slot.
  ///
  /// It applies to each component that declares the hyperparameter and does not set it itself.
  private func readDottedAxis(
    _ entry: AxisEntry, _ slot: Slot, _ name: String, _ choices: [ComponentChoice]
  ) -> [Document.Axis.Point] {
    var declaring: [(type: any Component.Type, hyperparameter: Hyperparameter)] = []
    var setting: [String] = []
    for choice in choices {
      guard let type = registry.component(slot.kind, named: choice.name),
        let hyperparameter = type.hyperparameters.first(where: { $0.name == name })
      else { continue }
      if choice.settings[name] != nil, choices.count > 1 {
        setting.append(choice.name)
      } else if !declaring.contains(where: { $0.type.name == type.name }) {
        declaring.append((type, hyperparameter))
      }
    }
    guard let first = declaring.first else {
      if let only = choices.first, choices.count == 1, setting.isEmpty,
        let type = registry.component(slot.kind, named: only.name)
      {
        _ = declared(name, by: type, slot, at: entry.key.position)
        return []
      }
      let names = Set(choices.map(\.name)).sorted().map { "'\($0)'" }.joined(separator: ", ")
      let reason =
        setting.isEmpty
        ? "none of \(names) has a hyperparameter '\(name)'"
        : "each of \(names) sets '\(name)' itself or does not have it"
      report(
        "axis '\(entry.path)' applies to nothing: \(reason)", at: entry.key.position, "E10")
      return []
    }
    let title = "\(name)' of \(slot.kind.rawValue) '\(first.type.name)"
    let candidates = readCandidates(entry.value, first.hyperparameter.type, title)
    for candidate in candidates {
      for other in declaring.dropFirst() where !other.hyperparameter.type.contains(candidate.value) {
        report(
          "'\(name)' of \(slot.kind.rawValue) '\(other.type.name)' must be "
            + "\(other.hyperparameter.type.expectation), not \(candidate.value)",
          at: candidate.position, "E05")
      }
    }
    return candidates.map { .value($0.value) }
  }

  private func checkLayers(_ axes: [Document.Axis], _ base: Document.Base) {
    let given = Set(axes.map(\.path)).union(base.settings.keys)
    guard given.contains("model.hidden") else { return }
    for axis in axes where axis.path == "model.depth" || axis.path == "model.width" {
      report(
        "'\(axis.path)' and 'model.hidden' both give the hidden layers; keep one of them",
        at: axis.position, "E06")
    }
    if let axis = axes.first(where: { $0.path == "model.hidden" }) {
      for path in ["model.depth", "model.width"] where base.settings[path] != nil {
        report(
          "'model.hidden' and '\(path)' both give the hidden layers; keep one of them",
          at: axis.position, "E06")
      }
    }
  }
}
