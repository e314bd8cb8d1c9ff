import Descent

/// Unknown keys and paths, and what was probably meant.
extension DocumentReader {
  /// Reports every key of a map that is not known, with the nearest that is.
  ///
  /// - Returns: Whether all are known. Otherwise a key that is missing is probably there, misspelt.
  @discardableResult
  func checkKeys(of entries: [YAMLNode.Entry], known: [String], in map: String?) -> Bool {
    let unknown = entries.filter { !known.contains($0.key.text ?? "") }
    for (key, _) in unknown {
      let name = key.text ?? ""
      let place = map.map { " in '\($0)'" } ?? ""
      report(
        "unknown key '\(name)'\(place); " + alternatives(to: name, among: known),
        at: key.position, "E02")
    }
    return unknown.isEmpty
  }

  /// Reports a path that names nothing; the title says what it would be: `unknown axis 'optimzer'`.
  func reportUnknown(
    _ path: String, _ title: String, among settings: [String], at position: SourcePosition
  ) {
    let slots = Slot.allCases.map(\.rawValue)
    let groups = settings.compactMap { $0.split(separator: ".").first.map(String.init) }
    let known = settings + slots
    // `learning_rate` alone means the one path that ends so.
    let hyperparameters = Slot.allCases.flatMap { slot in
      registry.components(of: slot.kind).flatMap { type in
        type.hyperparameters.map { "\(slot.rawValue).\($0.name)" }
      }
    }
    let whole = Set((known + hyperparameters).filter { $0.hasSuffix("." + path) })
    let suggestion =
      whole.count == 1 ? whole.first : nearestName(to: path, among: groups + hyperparameters)
    if let suggestion, nearestName(to: path, among: known) == nil {
      report("\(title); did you mean '\(suggestion)'?", at: position, "E02")
    } else {
      report("\(title); " + alternatives(to: path, among: known), at: position, "E02")
    }
  }

  /// Whether a path names a group of settings, such as `model`, which are given by a map.
  func isGroup(_ path: String, of settings: [String]) -> Bool {
    Slot(rawValue: path) != nil
      || (settings + Slot.allCases.map(\.rawValue)).contains { $0.hasPrefix(path + ".") }
  }

  // MARK: - Dotted keys

  /// The file's top level with `run.jobs: 2` as `run: {jobs: 2}`.
  func nested(_ entries: [YAMLNode.Entry]) -> [YAMLNode.Entry] {
    var result: [YAMLNode.Entry] = []
    for (key, value) in entries {
      let parts = (key.text ?? "").split(separator: ".", maxSplits: 1).map(String.init)
      var entry = (key: key, value: value)
      if parts.count == 2 {
        let inner = (key: YAMLNode(.scalar(YAMLScalar(parts[1])), at: key.position), value: value)
        entry.key = YAMLNode(.scalar(YAMLScalar(parts[0])), at: key.position)
        entry.value = YAMLNode(.mapping([inner]), at: key.position)
      }
      guard let index = result.firstIndex(where: { $0.key.text == entry.key.text }) else {
        result.append(entry)
        continue
      }
      result[index].value = merged(result[index], entry)
    }
    return result
  }

  /// One map of two that stand under the same key.
  private func merged(_ first: YAMLNode.Entry, _ second: YAMLNode.Entry) -> YAMLNode {
    let name = first.key.text ?? ""
    guard let old = first.value.mapping, let new = second.value.mapping else {
      report(
        "'\(name)' is given twice; the first is in line \(first.key.position.line)",
        at: second.key.position, "E06")
      return first.value
    }
    // Below 'base', 'grid' and 'ablate' there may be maps under a key once more; they are compared leaf by leaf.
    for (key, _) in new where !["base", "grid", "ablate"].contains(name) {
      guard let twin = old.first(where: { $0.key.text == key.text }) else { continue }
      report(
        "'\(name).\(key.text ?? "")' is given twice; the first is in line "
          + "\(twin.key.position.line)", at: key.position, "E06")
    }
    return YAMLNode(.mapping(old + new), at: first.value.position)
  }
}
