import Descent

extension DocumentReader {
  /// A path that varies, as the file has it: an axis, a column of a zip, a key of a random space or of an
  /// ablation.
  struct VariedKey {
    var path: String
    var key: YAMLNode
    var value: YAMLNode
    /// What it stands in.
    var block: Block

    struct ID: Hashable {
      var block: Block
      var path: String
    }

    var id: ID { ID(block: block, path: path) }
    var slot: Slot? { Slot(rawValue: path) }
  }

  /// A block of a study that gives paths something.
  enum Block: Hashable {
    case grid
    /// With the axis's name.
    case zip(String)
    case random, ablate, adjust, include
    /// `--force` of a command line.
    case force

    /// As messages call it.
    var name: String {
      switch self {
      case .grid: "grid"
      case .zip(let axis): "zip.\(axis)"
      case .random: "random"
      case .ablate: "ablate"
      case .adjust: "adjust"
      case .include: "include"
      case .force: "--force"
      }
    }

    /// Whether a list in it is a value.
    var takesValues: Bool { self == .adjust || self == .include || self == .force }
    /// What messages call a path in it.
    var noun: String { takesValues ? "key" : "axis" }
  }

  /// The components that a slot can hold in a study: a dotted key varies those that declare it.
  struct Scope {
    let base: Document.Base
    /// Those of an axis, of a zip or of a random space, which replace the base's.
    private var chosen: [Slot: [ComponentChoice]] = [:]
    /// Those of an ablation or an adjustment, which some configurations have in their place.
    private var others: [Slot: [ComponentChoice]] = [:]

    init(base: Document.Base) { self.base = base }

    mutating func add(_ choices: [ComponentChoice], _ key: VariedKey) {
      guard let slot = key.slot else { return }
      if [.ablate, .adjust, .force].contains(key.block) {
        others[slot, default: []] += choices
      } else {
        chosen[slot, default: []] += choices
      }
    }

    /// The components that a dotted key in a block meets; a branch's own settings go before it.
    func components(_ slot: Slot, for block: Block) -> [(choice: ComponentChoice, isBranch: Bool)] {
      let standard = slot.defaultName.map { ComponentChoice(name: $0, position: base.position) }
      // An adjustment goes before everything, and what is forced before that.
      let isBranch = block != .adjust && block != .force
      let first =
        chosen[slot]?.map { ($0, isBranch) }
        ?? (base.components[slot] ?? standard).map { [($0, false)] } ?? []
      return first + (block == .ablate ? [] : others[slot] ?? []).map { ($0, isBranch) }
    }
  }

  // MARK: - Keys

  private static let settings = Setting.all.map(\.path)

  /// The paths of nested and dotted maps with what they are given; a map that is neither a component
  /// nor candidates is a nested path.
  ///
  /// - Parameters:
  ///   - node: The map.
  ///   - block: What it stands in.
  ///   - names: Keys of the map that are no paths.
  /// - Returns: One for each path, in the order of the file.
  func keys(
    of node: YAMLNode, in block: Block, besides names: [String] = []
  ) -> [VariedKey] {
    guard let entries = node.mapping else {
      let what = block.takesValues ? "settings" : "axes"
      givenPaths = nil
      report(
        "'\(block.name)' must be a map of \(what), not \(node.summary)", at: node.position, "E05")
      return []
    }
    var keys: [VariedKey] = []
    let paths = entries.filter { !names.contains($0.key.text ?? "") }
    collect(paths, prefix: "", in: block, into: &keys)
    return keys
  }

  private func collect(
    _ entries: [YAMLNode.Entry], prefix: String, in block: Block,
    into keys: inout [VariedKey]
  ) {
    for (key, value) in entries {
      var path = prefix + (key.text ?? "")
      if let slot = Slot.allCases.first(where: { $0.namePath == path }) { path = slot.rawValue }
      givenPaths?.insert(path)
      let isGroup = isGroup(path, of: Self.settings)
      if !isGroup, Setting.at(path) == nil, Slot.containing(path) == nil {
        reportUnknown(
          path, "unknown \(block.noun) '\(path)'", among: Self.settings, at: key.position)
      } else if isGroup, let inner = value.mapping, !value.isCandidates {
        if inner.isEmpty { report("'\(path)' has no candidates", at: value.position, "E08") }
        collect(inner, prefix: path + ".", in: block, into: &keys)
      } else if isGroup, Slot(rawValue: path) == nil, Setting.at(path) == nil {
        report("'\(path)' must be a map, not \(value.summary)", at: value.position, "E05")
      } else if let first = keys.first(where: { $0.path == path }) {
        report(
          "\(block.noun) '\(path)' is given twice; the first is in line \(first.key.position.line)",
          at: key.position, "E06")
      } else {
        keys.append(VariedKey(path: path, key: key, value: value, block: block))
      }
    }
  }

  // MARK: - Components

  /// The components of an axis: a list, or one alone.
  func readComponents(_ node: YAMLNode, _ slot: Slot) -> [ComponentChoice] {
    let items = componentNodes(node)
    if items.isEmpty { report("'\(slot.rawValue)' has no candidates", at: node.position, "E08") }
    let choices = items.flatMap { readBranches($0, slot) }
    var seen: Set<ComponentChoice> = []
    for choice in choices where !seen.insert(choice).inserted {
      report(
        "'\(slot.rawValue)' has the candidate '\(choice.name)' twice", at: choice.position, "E08")
    }
    checkLabels(choices)
    return choices
  }

  /// The components of a list, or the one that stands alone.
  func componentNodes(_ node: YAMLNode) -> [YAMLNode] {
    let node = node.mapping?.count == 1 ? node["values"] ?? node : node
    return node.sequence ?? [node]
  }

  /// One name in reports must not stand for two components.
  func checkLabels(_ choices: [ComponentChoice]) {
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
  }

  // MARK: - Values

  /// The values that a key gives, read by the type that a setting or a hyperparameter declares.
  ///
  /// A hyperparameter's values must be right for every component that declares it and does not set it
  /// itself; where there is none, that is a mistake.
  func readValues(
    _ key: VariedKey, _ scope: Scope,
    _ read: (_ node: YAMLNode, _ type: ValueType, _ name: String) -> [Located<Value>]
  ) -> [Located<Value>] {
    let types = valueTypes(key, scope)
    guard let first = types.first else { return [] }
    let values = read(key.value, first.type, first.title)
    for value in values {
      if key.path == "data.split", let mistake = splitMistake(value.value) {
        report(mistake, at: value.position, "E05")
      }
      for other in types.dropFirst() where !other.type.contains(value.value) {
        report(
          "'\(other.title)' must be \(other.type.expectation), not \(value.value)",
          at: value.position, "E05")
      }
    }
    return values
  }

  /// The types of a key, each with what messages call it; none where it applies to nothing, which is
  /// reported.
  private func valueTypes(
    _ key: VariedKey, _ scope: Scope
  ) -> [(type: ValueType, title: String)] {
    if let setting = Setting.at(key.path) { return [(setting.type, setting.path)] }
    guard let (slot, name) = Slot.containing(key.path) else { return [] }
    let components = scope.components(slot, for: key.block)
    var types: [(type: ValueType, title: String)] = []
    var isSetInside = false
    for (choice, isBranch) in components {
      guard let type = registry.component(slot.kind, named: choice.name),
        let hyperparameter = type.hyperparameters.first(where: { $0.name == name })
      else { continue }
      let title = "\(name)' of \(slot.kind.rawValue) '\(type.name)"
      if isBranch, choice.settings[name] != nil {
        isSetInside = true
      } else if !types.contains(where: { $0.title == title }) {
        types.append((hyperparameter.type, title))
      }
    }
    if types.isEmpty, !unreadable.contains(slot) {
      reportUseless(key, slot, name, components.map(\.choice), isSetInside: isSetInside)
    }
    return types
  }

  /// Reports a dotted key that none of the components takes.
  private func reportUseless(
    _ key: VariedKey, _ slot: Slot, _ name: String, _ choices: [ComponentChoice],
    isSetInside: Bool
  ) {
    let isArgument = key.key.position.fileName == "--set"
    // Of the components that the axis was for, the command line may have left none.
    if setSlots.contains(slot), !isArgument { return }
    let types = choices.compactMap { registry.component(slot.kind, named: $0.name) }
    let names = Set(choices.map(\.name)).sorted().map { "'\($0)'" }
    if let type = types.first, names.count == 1, !isSetInside {
      _ = declared(name, by: type, in: slot.rawValue, at: key.key.position)
      return
    }
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
    if isArgument, isSetInside {
      report("'\(key.path)' cannot be set: \(reason); use --force", at: key.key.position, "E18")
    } else {
      report(
        "\(key.block.noun) '\(key.path)' applies to nothing: \(reason)", at: key.key.position,
        "E10")
    }
  }
}

extension YAMLNode {
  /// Whether a map is a component, a literal or candidates, as against a nested path.
  var isCandidates: Bool {
    let keys = Set((mapping ?? []).map { $0.key.text ?? "" })
    return keys == ["value"] || keys == ["values"]
      || !keys.isDisjoint(with: ["name", "min", "max"])
  }
}
