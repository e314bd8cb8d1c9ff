import Descent

/// `--set`: the file's text is read as if it said so.
extension DocumentReader {
  /// The document with what the arguments give its keys.
  ///
  /// - Parameters:
  ///   - root: The top of the file.
  ///   - texts: `KEY=VALUE`, of which a later one wins.
  /// - Returns: The top with each value in the place of the base's, of the axis, of the column of a zip or of
  ///   the key of a random space; where the key is in none of them, it is a new one.
  func setting(_ root: YAMLNode, _ texts: [String]) -> YAMLNode {
    texts.compactMap { argument($0, of: "--set") }.reduce(root) { root, argument in
      let path = argument.path.text ?? ""
      let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      if Self.plainKeys.contains(parts[0]) {
        return root.setting(
          parts, at: argument.path.position, argument.value ?? argument.candidates)
      }
      guard Setting.at(path) != nil || Slot(rawValue: path) != nil || Slot.containing(path) != nil
      else {
        let known = Setting.all.map(\.path) + Slot.allCases.map(\.rawValue)
        let inner = known.filter { $0.hasPrefix(path + ".") }
        if inner.isEmpty {
          reportUnknown(
            path, "unknown key '\(path)'", among: known + Self.plainKeys,
            at: argument.path.position)
        } else {
          report(
            "'\(path)' is a map; " + alternatives(to: path, among: inner),
            at: argument.path.position, "E02")
        }
        return root
      }
      if let slot = Slot(rawValue: path) { setSlots.insert(slot) }
      return setting(argument, path, in: root)
    }
  }

  /// Keys of the document that are no settings of a run.
  private static let plainKeys = [
    "name", "question", "seeds", "metrics", "select", "compare", "tune", "target", "search", "run",
    "report",
  ]

  private func setting(_ argument: Argument, _ path: String, in root: YAMLNode) -> YAMLNode {
    guard let studies = (root["studies"]?.mapping).map(nested) else {
      let (study, needsBase) = setting(argument, path, inStudy: root)
      return needsBase ? settingBase(argument, path, of: study) : study
    }
    var needsBase = false
    let changed = studies.map { key, value -> YAMLNode.Entry in
      guard let blocks = value.mapping.map(nested) else { return (key, value) }
      let own = YAMLNode(.mapping(blocks), at: value.position)
      let (study, needs) = setting(argument, path, inStudy: own)
      needsBase = needsBase || needs
      return (key, study)
    }
    let result = root.replacing("studies", with: .mapping(changed), at: argument.path.position)
    return needsBase ? settingBase(argument, path, of: result) : result
  }

  // MARK: - Studies

  /// A study with an argument in the place of its axis.
  ///
  /// - Returns: The study, and whether the base must have the value instead.
  private func setting(
    _ argument: Argument, _ path: String, inStudy study: YAMLNode
  ) -> (YAMLNode, needsBase: Bool) {
    var (result, isThere) = (study, false)
    for block in ["grid", "ablate"] {
      result = result.editing(block) { node in
        node.rewriting(path) { entry in
          isThere = true
          return (entry.key, argument.candidates)
        }
      }
    }
    result = result.editing("zip") { zip in
      guard let axes = zip.mapping else { return zip }
      let columns = axes.map { name, axis -> YAMLNode.Entry in
        (name, axis.rewritingColumn(path) { self.column(argument, name, $0, &isThere) })
      }
      return YAMLNode(.mapping(columns), at: zip.position)
    }
    var isDrawn = false
    result = result.editing("random") { random in
      random.editing("space") { space in
        space.rewriting(path) { entry in
          isDrawn = true
          // One value is drawn from nothing: it becomes an axis.
          return argument.value == nil ? (entry.key, argument.candidates) : nil
        }
      }
    }
    if isDrawn, argument.value == nil || isThere { return (result.withoutEmptyRandom, false) }
    if isThere { return (result, false) }
    let varies = Slot.containing(path).map { result.varies($0.slot.rawValue) } ?? false
    guard isDrawn || argument.value == nil || varies else { return (result, true) }
    let axis = (key: argument.path, value: argument.candidates)
    let grid = YAMLNode.Kind.mapping((result["grid"]?.mapping ?? []) + [axis])
    return (
      result.replacing("grid", with: grid, at: argument.path.position).withoutEmptyRandom, false
    )
  }

  /// The column of a zip axis with one value in the place of all its rows.
  private func column(
    _ argument: Argument, _ axis: YAMLNode, _ old: YAMLNode, _ isThere: inout Bool
  ) -> YAMLNode {
    isThere = true
    guard let value = argument.value else {
      report(
        "'\(argument.path.text ?? "")' is a column of 'zip.\(axis.text ?? "")': give one value, which takes the "
          + "place of the whole column", at: argument.items[0].position, "E09")
      return old
    }
    guard let rows = old["values"]?.sequence ?? old.sequence else { return value }
    return YAMLNode(.sequence(rows.map { _ in value }), at: value.position)
  }

  // MARK: - Base

  private func settingBase(_ argument: Argument, _ path: String, of root: YAMLNode) -> YAMLNode {
    guard let value = argument.value else { return root }
    let prefix = path.split(separator: ".").first.map(String.init) ?? ""
    let position = argument.path.position
    if ["stop", "diverge", "diagnostics"].contains(prefix) {
      return root.setting(path.split(separator: ".").map(String.init), at: position, value)
    }
    let isNew = Slot(rawValue: path).map { slot in
      root["base"]?.nameOfComponent(slot) != (value["name"] ?? value).text
    }
    return root.editing("base") { base in
      let inner = (value.mapping ?? []).map { path + "." + ($0.key.text ?? "") }
      let replaced = Set([path] + inner + SectionResolver.alternatives(to: path))
      let rest = base.without { other in
        if replaced.contains(other) || Slot(rawValue: path)?.namePath == other { return true }
        // Another component has hyperparameters of its own.
        return isNew == true && other.hasPrefix(path + ".") && Setting.at(other) == nil
      }
      let entry: YAMLNode.Entry
      if Slot(rawValue: path) != nil, value.mapping == nil {
        let name = YAMLNode(.scalar(YAMLScalar(path + "." + Slot.nameKey)), at: position)
        entry = (name, value)
      } else {
        entry = (argument.path, value)
      }
      return YAMLNode(.mapping((rest.mapping ?? []) + [entry]), at: base.position)
    }
  }
}

// MARK: - Edits of a tree

extension YAMLNode {
  /// The map with another value under a key.
  fileprivate func replacing(
    _ key: String, with kind: Kind, at position: SourcePosition
  ) -> YAMLNode {
    var entries = mapping ?? []
    if let index = entries.firstIndex(where: { $0.key.text == key }) {
      entries[index].value = YAMLNode(kind, at: entries[index].value.position)
    } else {
      entries.append(
        (YAMLNode(.scalar(YAMLScalar(key)), at: position), YAMLNode(kind, at: position)))
    }
    return YAMLNode(.mapping(entries), at: self.position)
  }

  /// The map with a value at nested keys.
  fileprivate func setting(
    _ keys: [String], at position: SourcePosition, _ value: YAMLNode
  ) -> YAMLNode {
    guard let first = keys.first else { return value }
    var entries = mapping ?? []
    let key = YAMLNode(.scalar(YAMLScalar(first)), at: position)
    let index = entries.firstIndex { $0.key.text == first }
    let old = index.map { entries[$0].value } ?? YAMLNode(.mapping([]), at: position)
    let entry = (key: key, value: old.setting(Array(keys.dropFirst()), at: position, value))
    if let index { entries[index] = entry } else { entries.append(entry) }
    return YAMLNode(.mapping(entries), at: self.position)
  }

  /// The map with the value of a key changed, where it is there.
  fileprivate func editing(_ key: String, _ edit: (YAMLNode) -> YAMLNode) -> YAMLNode {
    guard let entries = mapping, entries.contains(where: { $0.key.text == key }) else {
      return self
    }
    let edited = entries.map { entry in
      entry.key.text == key ? (entry.key, edit(entry.value)) : entry
    }
    return YAMLNode(.mapping(edited), at: position)
  }

  /// The map of axes, nested or dotted, with another entry, or none, in the place of a path's.
  fileprivate func rewriting(
    _ path: String, below prefix: String = "", _ edit: (Entry) -> Entry?
  ) -> YAMLNode {
    guard let entries = mapping else { return self }
    let rewritten = entries.compactMap { entry -> Entry? in
      let own = prefix + (entry.key.text ?? "")
      if own == path || Slot(rawValue: path)?.namePath == own { return edit(entry) }
      guard path.hasPrefix(own + "."), entry.value.mapping != nil, !entry.value.isCandidates
      else { return entry }
      let inner = entry.value.rewriting(path, below: own + ".", edit)
      return inner.mapping?.isEmpty == true ? nil : (entry.key, inner)
    }
    return YAMLNode(.mapping(rewritten), at: position)
  }

  /// An axis of `zip`, by columns or by rows, with the values of a path changed.
  fileprivate func rewritingColumn(
    _ path: String, _ edit: (YAMLNode) -> YAMLNode
  ) -> YAMLNode {
    guard let rows = sequence else {
      return rewriting(path) { ($0.key, edit($0.value)) }
    }
    return YAMLNode(
      .sequence(rows.map { row in row.rewriting(path) { ($0.key, edit($0.value)) } }), at: position)
  }

  /// A study without a `random` that has nothing left to draw.
  fileprivate var withoutEmptyRandom: YAMLNode {
    guard self["random"]?["space"]?.mapping?.isEmpty == true else { return self }
    return YAMLNode(
      .mapping((mapping ?? []).filter { $0.key.text != "random" }), at: position)
  }

  /// Whether a study gives a path something.
  fileprivate func varies(_ path: String) -> Bool {
    var isThere = false
    let blocks =
      [self["grid"], self["ablate"], self["random"]?["space"]].compactMap(\.self)
      + (self["zip"]?.mapping ?? []).flatMap { $0.value.sequence ?? [$0.value] }
    for block in blocks {
      _ = block.rewriting(path) { entry in
        isThere = true
        return entry
      }
    }
    return isThere
  }

  /// A map without the leaves whose paths are meant.
  fileprivate func without(below prefix: String = "", _ isMeant: (String) -> Bool) -> YAMLNode {
    guard let entries = mapping else { return self }
    let kept = entries.compactMap { entry -> Entry? in
      let path = prefix + (entry.key.text ?? "")
      if isMeant(path), entry.value.mapping == nil || Setting.at(path) != nil { return nil }
      guard let inner = entry.value.mapping, !inner.isEmpty else { return entry }
      let rest = entry.value.without(below: path + ".", isMeant)
      return rest.mapping?.isEmpty == true ? nil : (entry.key, rest)
    }
    return YAMLNode(.mapping(kept), at: position)
  }

  /// The name of the component that a base gives a slot.
  fileprivate func nameOfComponent(_ slot: Slot) -> String? {
    var name: String?
    func look(_ node: YAMLNode, _ prefix: String) {
      for (key, value) in node.mapping ?? [] {
        let path = prefix + (key.text ?? "")
        if path == slot.namePath || path == slot.rawValue, let text = value.text { name = text }
        if value.mapping != nil { look(value, path + ".") }
      }
    }
    look(self, "")
    return name
  }
}
