package import Descent
import DescentStore

/// One value for every setting: the resolved components, their hyperparameters, defaults filled in.
///
/// It is made of sections, which the configurations of a grid share where they agree.
package struct Configuration: Hashable, Sendable {
  /// By name.
  package private(set) var sections: [Section]
  /// The row of each zip axis that it comes from, by the axis's name; like a label it does not count.
  package var rows: [String: String] = [:]

  /// - Parameter sections: In the order of their names, one of each.
  package init(_ sections: [Section]) { self.sections = sections }

  /// - Parameter values: The values by path, `optimizer.name` and `optimizer.learning_rate` among them.
  package init(_ values: [String: Value]) {
    var bySection: [String: [String: Value]] = [:]
    for (path, value) in values {
      let place = Section.place(of: path)
      bySection[place.section, default: [:]][place.key] = value
    }
    self.init(bySection.sorted { $0.key < $1.key }.map { Section($0, $1) })
  }

  package static func == (lhs: Configuration, rhs: Configuration) -> Bool {
    lhs.sections == rhs.sections
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(sections) }

  /// The section with the given name, such as `optimizer` or `training`.
  package subscript(section name: String) -> Section? {
    get { sections.first { $0.name == name } }
    set {
      let place = sections.firstIndex { $0.name >= name } ?? sections.count
      let isPresent = place < sections.count && sections[place].name == name
      sections.replaceSubrange(
        place..<place + (isPresent ? 1 : 0), with: newValue.map { [$0] } ?? [])
    }
  }

  package subscript(path: String) -> Value? {
    get {
      let place = Section.place(of: path)
      return self[section: place.section]?.values[place.key]
    }
    set {
      let place = Section.place(of: path)
      let section = self[section: place.section]
      var values = section?.values ?? [:]
      values[place.key] = newValue
      self[section: place.section] =
        values.isEmpty ? nil : Section(place.section, values, label: section?.label)
    }
  }

  /// The name of a slot's component; nil where the slot is empty.
  package func name(_ slot: Slot) -> String? {
    guard case .text(let name)? = self[section: slot.rawValue]?.values[Slot.nameKey],
      name != Slot.none
    else { return nil }
    return name
  }

  /// Puts a component into a slot that the file leaves empty, with its defaults as if it stood there.
  mutating func fill(_ slot: Slot, with name: String, from registry: Registry) {
    let defaults = registry.component(slot.kind, named: name)?.init().settings ?? [:]
    for (key, value) in defaults { self[slot.rawValue + "." + key] = value }
    self[slot.namePath] = .text(name)
  }

  /// The label that reports show in place of the component's name.
  package func label(_ slot: Slot) -> String? { self[section: slot.rawValue]?.label }

  /// The component of a slot.
  package func component<Kind>(_ slot: Slot, from registry: Registry, as: Kind.Type) -> Kind? {
    guard let name = name(slot) else { return nil }
    let settings = self[section: slot.rawValue]?.values ?? [:]
    return registry.make(slot.kind, named: name, settings: settings)
  }

  /// The plugins that its components come from, each once.
  package func plugins(in registry: Registry) -> [Registry.Plugin] {
    guard !registry.plugins.isEmpty else { return [] }
    var components = Slot.allCases.compactMap { slot in name(slot).map { (slot.kind, $0) } }
    components += (layerActivationNames ?? []).map { (.activation, $0) }
    components += metricNames.map { (.metric, $0.name) }
    let used = Set(components.compactMap { registry.plugin(of: $0.0, named: $0.1) })
    return registry.plugins.filter(used.contains)
  }

  /// Sorted paths, shortest round-trip numbers: the same text for the same configuration.
  package var canonicalJSON: String {
    "{" + sections.map(\.canonicalJSON).joined(separator: ",") + "}"
  }

  /// The folds of a cross-validation, from 1; nil alone where there are none.
  package var folds: [Int?] {
    guard case .integer(let count)? = self["data.split.folds"] else { return [nil] }
    return Array(1...count)
  }

  /// Whether a step of training sees another network than evaluation: with dropout or batch normalisation.
  package var trainsOnAnotherNetwork: Bool {
    (self["model.dropout"]?.number ?? 0) > 0 || self["model.normalization"] == "batch"
  }

  /// The hidden layers' widths.
  package var hidden: [Int] {
    guard case .list(let widths)? = self["model.hidden"] else { return [] }
    return widths.compactMap { if case .integer(let width) = $0 { width } else { nil } }
  }
}

extension Value {
  /// JSON with the shortest numbers that read back the same; a number that is whole is written as one.
  package var canonicalJSON: String {
    switch self {
    case .number(let value): Int(exactly: value).map { "\($0)" } ?? "\(value)"
    case .integer(let value): "\(value)"
    case .boolean(let value): "\(value)"
    case .text(let value): value.jsonString
    case .list(let values): "[" + values.map(\.canonicalJSON).joined(separator: ",") + "]"
    }
  }
}
