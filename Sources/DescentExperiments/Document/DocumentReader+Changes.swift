import Descent

// What a study changes, leaves out and adds once its combinations are made. A list here is a value.
extension DocumentReader {
  func readExclusions(_ node: YAMLNode) -> [Condition] {
    items(of: node, "exclude").compactMap { item in
      let condition = readCondition(item, "exclude", "E05")
      if let condition, condition.terms.isEmpty, item.mapping?.isEmpty ?? false {
        report("an empty entry of 'exclude' would leave nothing", at: item.position, "E12")
        return nil
      }
      return condition
    }
  }

  func readAdjustments(_ node: YAMLNode, _ scope: Scope) -> [Study.Adjustment] {
    var scope = scope
    let items = items(of: node, "adjust").compactMap { item -> (Condition, [VariedKey])? in
      guard let entries = item.mapping else {
        report(
          "an entry of 'adjust' must be a map of 'when' and 'set', not \(item.summary)",
          at: item.position, "E05")
        return nil
      }
      guard checkKeys(of: entries, known: ["when", "set"], in: "adjust") else { return nil }
      guard let when = item["when"], let set = item["set"] else {
        report("an entry of 'adjust' needs 'when' and 'set'", at: item.position, "E02")
        return nil
      }
      if set.mapping?.isEmpty ?? false { report("'set' is empty", at: set.position, "E08") }
      let condition = readCondition(when, "when", "E05")
      let keys = keys(of: set, in: .adjust)
      return condition.map { ($0, keys) }
    }
    // Components first: which hyperparameters a dotted key may name depends on them.
    let components = items.map { _, keys in
      keys.map { key in
        key.slot.flatMap { slot in reading(slot) { readComponent(key.value, slot) } }
      }
    }
    for (item, components) in zip(items, components) {
      for (key, component) in zip(item.1, components) {
        scope.add(component.map { [$0] } ?? [], key)
      }
    }
    return zip(items, components).map { item, components in
      let assignments = zip(item.1, components).flatMap { key, component in
        assignment(key, component, scope)
      }
      return Study.Adjustment(condition: item.0, assignments: assignments)
    }
  }

  /// The paths that entries of `adjust` give something, rightly or wrongly.
  func pathsAdjusted(by node: YAMLNode?) -> Set<String> {
    func paths(_ node: YAMLNode, prefix: String) -> [String] {
      (node.mapping ?? []).flatMap { key, value -> [String] in
        let path = prefix + (key.text ?? "")
        return [path] + paths(value, prefix: path + ".")
      }
    }
    let entries = (node?.sequence ?? []).flatMap { $0.mapping ?? [] }
    return Set(entries.filter { $0.key.text != "when" }.flatMap { paths($0.value, prefix: "") })
  }

  func readInclusions(_ node: YAMLNode, _ base: Document.Base) -> [Study.Inclusion] {
    items(of: node, "include").map { item in
      var scope = Scope(base: base)
      let keys = keys(of: item, in: .include)
      let components = keys.map { key in
        key.slot.flatMap { slot in reading(slot) { readComponent(key.value, slot) } }
      }
      for (key, component) in zip(keys, components) {
        scope.add(component.map { [$0] } ?? [], key)
      }
      return Study.Inclusion(
        assignments: zip(keys, components).flatMap { assignment($0, $1, scope) },
        position: item.position)
    }
  }

  /// What a command line gives every configuration.
  func readForced(_ node: YAMLNode, _ document: Document) -> [Assignment] {
    var scope = Scope(base: document.base)
    for assignment in document.studies.flatMap(\.assignments) {
      guard case .component(let choice) = assignment.choice else { continue }
      scope.add(
        [choice], VariedKey(path: assignment.path, key: node, value: node, block: .force))
    }
    return keys(of: node, in: .force).flatMap { key in
      let component = key.slot.flatMap { slot in readComponent(key.value, slot) }
      scope.add(component.map { [$0] } ?? [], key)
      return assignment(key, component, scope)
    }
  }

  private func assignment(
    _ key: VariedKey, _ component: ComponentChoice?, _ scope: Scope
  ) -> [Assignment] {
    if key.slot != nil {
      return component.map { [Assignment(key.path, .component($0))] } ?? []
    }
    let values = readValues(key, scope) { node, type, name in
      readValue(node, type, name).map { [Located(value: $0, position: node.position)] } ?? []
    }
    return values.map { Assignment(key.path, .value($0)) }
  }

  private func items(of node: YAMLNode, _ name: String) -> [YAMLNode] {
    guard let items = node.sequence else {
      report("'\(name)' must be a list of maps, not \(node.summary)", at: node.position, "E05")
      return []
    }
    return items
  }
}
