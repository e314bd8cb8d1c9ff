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
      let mistakes = diagnostics.count
      components[slot] = readComponents(entry.value, slot)
      if diagnostics.count > mistakes { unreadable.insert(slot) }
    }
    var axes: [Document.Axis] = []
    for entry in entries {
      let points = readPoints(entry, components, base)
      if !points.isEmpty {
        axes.append(
          Document.Axis(path: entry.path, position: entry.key.position, points: points))
      }
    }
    checkLayers(axes, base)
    checkSplit(axes, base)
    return axes
  }

  private static let settings = Setting.all.map(\.path)

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
      var path = prefix + (key.text ?? "")
      if let slot = Slot.allCases.first(where: { $0.namePath == path }) { path = slot.rawValue }
      let isGroup = isGroup(path, of: Self.settings)
      if !isGroup, Setting.at(path) == nil, Slot.containing(path) == nil {
        reportUnknown(path, "unknown axis '\(path)'", among: Self.settings, at: key.position)
      } else if isGroup, let inner = value.mapping, !value.isCandidates {
        if inner.isEmpty { report("'\(path)' has no candidates", at: value.position, "E08") }
        collectAxes(value, prefix: path + ".", into: &entries)
      } else if isGroup, Slot(rawValue: path) == nil, Setting.at(path) == nil {
        report("'\(path)' must be a map, not \(value.summary)", at: value.position, "E05")
      } else if let first = entries.first(where: { $0.path == path }) {
        report(
          "axis '\(path)' is given twice; the first is in line \(first.key.position.line)",
          at: key.position, "E06")
      } else {
        entries.append(AxisEntry(path: path, key: key, value: value))
      }
    }
  }

  // MARK: - Points

  private func readPoints(
    _ entry: AxisEntry, _ components: [Slot: [ComponentChoice]], _ base: Document.Base
  ) -> [Document.Axis.Point] {
    if let slot = Slot(rawValue: entry.path) {
      return (components[slot] ?? []).map { .component($0) }
    }
    if let setting = Setting.at(entry.path) { return readSettingAxis(entry, setting) }
    guard let (slot, name) = Slot.containing(entry.path) else { return [] }
    if let branches = components[slot] {
      return readDottedAxis(entry, slot, name, branches, areBranches: true)
    }
    let choice = base.components[slot] ?? defaultChoice(slot, base)
    return readDottedAxis(entry, slot, name, choice.map { [$0] } ?? [], areBranches: false)
  }

  private func defaultChoice(_ slot: Slot, _ base: Document.Base) -> ComponentChoice? {
    slot.defaultName.map { ComponentChoice(name: $0, position: base.position) }
  }

  /// The components of an axis: a list, or one alone.
  private func readComponents(_ node: YAMLNode, _ slot: Slot) -> [ComponentChoice] {
    let node = node.mapping?.count == 1 ? node["values"] ?? node : node
    let items = node.sequence ?? [node]
    if items.isEmpty {
      report("'\(slot.rawValue)' has no candidates", at: node.position, "E08")
    }
    let choices = items.flatMap { readComponent($0, slot) }
    var seen: Set<ComponentChoice> = []
    for choice in choices where !seen.insert(choice).inserted {
      report(
        "'\(slot.rawValue)' has the candidate '\(choice.name)' twice", at: choice.position, "E08")
    }
    for choice in choices {
      let shown = choice.label ?? choice.name
      if let other = choices.first(where: { $0.label ?? $0.name == shown }),
        other.name != choice.name
      {
        report(
          "'\(shown)' would stand for both '\(other.name)' and '\(choice.name)' in reports; "
            + "give another label", at: choice.position, "E08")
      }
    }
    return choices
  }

  private func readSettingAxis(
    _ entry: AxisEntry, _ setting: Setting
  ) -> [Document.Axis.Point] {
    let candidates = readCandidates(entry.value, setting.type, setting.path)
    if setting.path == "data.split" {
      for candidate in candidates {
        if let mistake = splitMistake(candidate.value) {
          report(mistake, at: candidate.position, "E05")
        }
      }
    }
    return candidates.map { .value($0) }
  }

  /// An axis over one hyperparameter of whatever component stands in the slot.
  ///
  /// It applies to each component that declares the hyperparameter and does not set it itself.
  private func readDottedAxis(
    _ entry: AxisEntry, _ slot: Slot, _ name: String, _ choices: [ComponentChoice],
    areBranches: Bool
  ) -> [Document.Axis.Point] {
    var declaring: [(type: any Component.Type, hyperparameter: Hyperparameter)] = []
    var setting: [String] = []
    for choice in choices {
      guard let type = registry.component(slot.kind, named: choice.name),
        let hyperparameter = type.hyperparameters.first(where: { $0.name == name })
      else { continue }
      if areBranches, choice.settings[name] != nil {
        setting.append(choice.name)
      } else if !declaring.contains(where: { $0.type.name == type.name }) {
        declaring.append((type, hyperparameter))
      }
    }
    guard let first = declaring.first else {
      if !unreadable.contains(slot) {
        reportUseless(entry, slot, name, choices, isSetInside: !setting.isEmpty)
      }
      return []
    }
    let title = "\(name)' of \(slot.kind.rawValue) '\(first.type.name)"
    let candidates = readCandidates(entry.value, first.hyperparameter.type, title)
    for candidate in candidates {
      for other in declaring.dropFirst() where !other.hyperparameter.type.contains(candidate.value)
      {
        report(
          "'\(name)' of \(slot.kind.rawValue) '\(other.type.name)' must be "
            + "\(other.hyperparameter.type.expectation), not \(candidate.value)",
          at: candidate.position, "E05")
      }
    }
    return candidates.map { .value($0) }
  }

  /// Reports a dotted axis that none of the components takes.
  private func reportUseless(
    _ entry: AxisEntry, _ slot: Slot, _ name: String, _ choices: [ComponentChoice],
    isSetInside: Bool
  ) {
    let types = choices.compactMap { registry.component(slot.kind, named: $0.name) }
    let names = Set(choices.map(\.name)).sorted().map { "'\($0)'" }
    if let type = types.first, names.count == 1, !isSetInside {
      _ = declared(name, by: type, in: slot.rawValue, at: entry.key.position)
      return
    }
    if reportsLaterKey(entry.path, at: entry.key.position) { return }
    let list = names.joined(separator: ", ")
    var reason =
      switch names.count {
      case 0: "no '\(slot.rawValue)' is given"
      case 1: "\(list) sets '\(name)' itself"
      case _ where isSetInside: "each of \(list) sets '\(name)' itself or does not have it"
      default: "none of \(list) has a hyperparameter '\(name)'"
      }
    let near = nearestName(to: name, among: types.flatMap { $0.hyperparameters.map(\.name) })
    if let near, !isSetInside { reason += "; did you mean '\(slot.rawValue).\(near)'?" }
    report("axis '\(entry.path)' applies to nothing: \(reason)", at: entry.key.position, "E10")
  }

  private func checkSplit(_ axes: [Document.Axis], _ base: Document.Base) {
    let (shares, folds) = ("data.split", "data.split.folds")
    for (path, other) in [(shares, folds), (folds, shares)] {
      guard let axis = axes.first(where: { $0.path == path }) else { continue }
      guard
        base.settings[other] != nil || path == folds && axes.contains(where: { $0.path == other })
      else { continue }
      report(
        "'\(path)' and '\(other)' both split the data; keep one of them", at: axis.position, "E06")
    }
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

extension YAMLNode {
  /// Whether a map is a component, a literal or candidates, as against a nested path.
  fileprivate var isCandidates: Bool {
    let keys = Set((mapping ?? []).map { $0.key.text ?? "" })
    return keys == ["value"] || keys == ["values"]
      || !keys.isDisjoint(with: ["name", "min", "max"])
  }
}
