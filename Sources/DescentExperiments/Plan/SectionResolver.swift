import Descent

/// One section of a study's configurations, for every combination of the dimensions that touch it.
///
/// Each is resolved once: the configurations share it.
struct SectionResolver {
  let name: String
  private let slot: Slot?
  private let settings: [Setting]
  private let base: Document.Base
  private let registry: Registry
  /// The dimensions that touch the section.
  private let touching: [Touching]
  private var known: [Int: Resolution] = [:]

  private struct Touching {
    /// The place of the dimension in the study.
    var dimension: Int
    /// What one point further adds to the place in `known`.
    var stride: Int
    /// What each point gives the section.
    var assignments: [[Assignment]]
  }

  /// What a combination gives the section.
  struct Resolution {
    var section: Section?
    /// Dotted keys that the section's component has no use for.
    var unused: [StudyExpansion.Collapse.Key] = []
  }

  /// The resolvers of all sections that a configuration can have before the data are looked at, in the
  /// order of their names.
  static func all(
    _ dimensions: [Dimension], _ base: Document.Base, _ registry: Registry
  ) -> [SectionResolver] {
    let settings = Dictionary(grouping: Setting.all) { sectionName(of: $0.path) }
    let names = Set(Slot.allCases.map(\.rawValue)).union(settings.keys)
    var sections: [String: String] = [:]
    var touching: [String: [Touching]] = [:]
    for (index, dimension) in dimensions.enumerated() {
      var assignments: [String: [[Assignment]]] = [:]
      for path in dimension.paths where sections[path] == nil {
        sections[path] = sectionName(of: path)
      }
      let nothing = Array(repeating: [Assignment](), count: dimension.points.count)
      for (place, point) in dimension.points.enumerated() {
        for assignment in point.assignments {
          guard let section = sections[assignment.path] else { continue }
          assignments[section, default: nothing][place].append(assignment)
        }
      }
      for (section, assignments) in assignments {
        let last = touching[section]?.last
        let stride = last.map { $0.stride * $0.assignments.count } ?? 1
        touching[section, default: []].append(
          Touching(dimension: index, stride: stride, assignments: assignments))
      }
    }
    return names.sorted().map { name in
      SectionResolver(
        name: name, slot: Slot(rawValue: name), settings: settings[name] ?? [], base: base,
        registry: registry, touching: touching[name] ?? [])
    }
  }

  /// The section of a path that something is assigned to.
  ///
  /// `depth` and `width` become `hidden`, so that either way of writing gives the same run.
  static func sectionName(of path: String) -> String {
    if Slot(rawValue: path) != nil { return path }
    return ["model.depth", "model.width"].contains(path)
      ? "model.hidden" : Section.place(of: path).section
  }

  /// The section where each dimension stands at the point with the given index.
  mutating func resolution(at indices: [Int]) -> Resolution {
    let place = touching.reduce(0) { $0 + indices[$1.dimension] * $1.stride }
    if let resolution = known[place] { return resolution }
    let resolution = resolve(assignments(at: indices))
    known[place] = resolution
    return resolution
  }

  /// The section where a component is put in the place of the one that a combination has, and keeps
  /// the settings of the framework.
  func section(_ section: Section?, with choice: ComponentChoice, at indices: [Int]) -> Section? {
    var values = (section?.values ?? [:]).filter { key, _ in
      settings.contains { Section.place(of: $0.path).key == key }
    }
    let dotted = assignments(at: indices).filter { $0.path != name }
    _ = fill(&values, with: choice, isBranch: true, under: dotted)
    return Section(name, values, label: choice.label)
  }

  private func assignments(at indices: [Int]) -> [Assignment] {
    touching.flatMap { $0.assignments[indices[$0.dimension]] }
  }

  // MARK: - One combination

  /// A component default gives way to the base (of the same name), that to a dotted key, and that to
  /// the branch.
  private func resolve(_ assignments: [Assignment]) -> Resolution {
    var values: [String: Value] = [:]
    for setting in settings {
      values[setting.path] = base.settings[setting.path] ?? setting.defaultValue
    }
    for case let assignment in assignments where Setting.at(assignment.path) != nil {
      guard case .value(let value) = assignment.choice else { continue }
      for other in Self.alternatives(to: assignment.path) where !assigns(assignments, other) {
        values[other] = nil
      }
      values[assignment.path] = value.value
    }
    settleLayers(&values)
    values = Dictionary(uniqueKeysWithValues: values.map { (Section.place(of: $0).key, $1) })
    guard let slot, let choice = branch(slot, assignments) ?? baseChoice(slot) else {
      return Resolution(section: values.isEmpty ? nil : Section(name, values))
    }
    let dotted = assignments.filter { $0.path != slot.rawValue }
    let isBranch = branch(slot, assignments) != nil
    let unused = fill(&values, with: choice, isBranch: isBranch, under: dotted)
    return Resolution(section: Section(name, values, label: choice.label), unused: unused)
  }

  /// The settings that a setting stands in the place of.
  static func alternatives(to path: String) -> [String] {
    switch path {
    case "model.hidden": ["model.depth", "model.width"]
    case "model.depth", "model.width": ["model.hidden"]
    case "data.split": ["data.split.folds"]
    case "data.split.folds": ["data.split"]
    default: []
    }
  }

  private func assigns(_ assignments: [Assignment], _ path: String) -> Bool {
    assignments.contains { $0.path == path }
  }

  private func settleLayers(_ values: inout [String: Value]) {
    let depth = values.removeValue(forKey: "model.depth")
    let width = values.removeValue(forKey: "model.width")
    guard depth != nil || width != nil else { return }
    let count: Int = if case .integer(let value)? = depth { value } else { 1 }
    let units: Value = width ?? .integer(32)
    values["model.hidden"] = .list(Array(repeating: units, count: count))
  }

  private func branch(_ slot: Slot, _ assignments: [Assignment]) -> ComponentChoice? {
    for assignment in assignments where assignment.path == slot.rawValue {
      if case .component(let choice) = assignment.choice { return choice }
    }
    return nil
  }

  private func baseChoice(_ slot: Slot) -> ComponentChoice? {
    base.components[slot]
      ?? slot.defaultName.map { ComponentChoice(name: $0, position: base.position) }
  }

  /// Adds a component's name and its hyperparameters.
  ///
  /// - Returns: The dotted keys that it has no use for.
  private func fill(
    _ values: inout [String: Value], with choice: ComponentChoice, isBranch: Bool,
    under dotted: [Assignment]
  ) -> [StudyExpansion.Collapse.Key] {
    guard choice.layers.isEmpty else {
      values.merge(Configuration.values(ofLayers: choice.layers, registry)) { $1 }
      return dotted.map { .init(path: $0.path, component: choice.name, isSetInside: false) }
    }
    values[Slot.nameKey] = .text(choice.name)
    guard let slot else { return [] }
    var unused: [StudyExpansion.Collapse.Key] = []
    var settings = registry.component(slot.kind, named: choice.name)?.init().settings ?? [:]
    let base = baseChoice(slot)
    if let base, base.name == choice.name { settings.merge(base.settings) { $1 } }
    let own = isBranch ? choice.settings : [:]
    for assignment in dotted {
      guard case .value(let value) = assignment.choice else { continue }
      let key = Section.place(of: assignment.path).key
      if own[key] == nil, Setting.at(assignment.path) != nil { continue }
      if settings[key] != nil, own[key] == nil {
        settings[key] = value.value
      } else {
        unused.append(
          .init(path: assignment.path, component: choice.name, isSetInside: own[key] != nil))
      }
    }
    settings.merge(own) { $1 }
    values.merge(settings) { $1 }
    if slot == .data {
      // Shares and folds stand in place of each other.
      values[own["split"] == nil && values["split.folds"] != nil ? "split" : "split.folds"] = nil
    }
    return unused
  }
}
