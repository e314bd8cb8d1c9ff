import Descent

/// One section of a grid's configurations, for every combination of the axes that touch it.
///
/// Each is resolved once: the configurations share it.
struct SectionResolver {
  let name: String
  private let slot: Slot?
  private let settings: [Setting]
  private let document: Document
  private let registry: Registry
  /// The axes that touch the section, and what one point further on each adds to the place in `known`.
  private let axes: [(index: Int, stride: Int)]
  private var known: [Int: Resolution] = [:]

  /// What a combination gives the section.
  struct Resolution {
    var section: Section?
    /// Dotted axes that the section's component has no use for.
    var unused: [Expansion.Collapse.Key] = []
  }

  /// The resolvers of all sections that a configuration can have before the data are looked at.
  static func all(_ document: Document, _ registry: Registry) -> [SectionResolver] {
    let settings = Dictionary(grouping: Setting.all) { sectionName(of: $0.path) }
    let slots = Slot.allCases.map(\.rawValue)
    let names = slots + Set(settings.keys).subtracting(slots)
    return names.map { SectionResolver($0, settings: settings[$0] ?? [], document, registry) }
  }

  private init(
    _ name: String, settings: [Setting], _ document: Document, _ registry: Registry
  ) {
    self.name = name
    self.settings = settings
    self.document = document
    self.registry = registry
    slot = Slot(rawValue: name)
    var stride = 1
    var axes: [(index: Int, stride: Int)] = []
    for (index, axis) in document.axes.enumerated()
    where axis.path == name || Self.sectionName(of: axis.path) == name {
      axes.append((index, stride))
      stride *= axis.points.count
    }
    self.axes = axes
  }

  /// `depth` and `width` become `hidden`, so that either way of writing gives the same run.
  private static func sectionName(of path: String) -> String {
    ["model.depth", "model.width"].contains(path) ? "model.hidden" : Section.place(of: path).section
  }

  /// The section where each axis stands at the point with the given index.
  mutating func resolution(at indices: [Int]) -> Resolution {
    let place = axes.reduce(0) { $0 + indices[$1.index] * $1.stride }
    if let resolution = known[place] { return resolution }
    let resolution = resolve(
      axes.map { (document.axes[$0.index], document.axes[$0.index].points[indices[$0.index]]) })
    known[place] = resolution
    return resolution
  }

  // MARK: - One combination

  private typealias Points = [(axis: Document.Axis, point: Document.Axis.Point)]

  /// A component default gives way to the base (of the same name), that to a dotted axis, and that to
  /// the branch.
  private func resolve(_ points: Points) -> Resolution {
    var values: [String: Value] = [:]
    for setting in settings {
      values[setting.path] = document.base.settings[setting.path] ?? setting.defaultValue
    }
    for (axis, point) in points {
      if case .value(let candidate) = point, Setting.at(axis.path) != nil {
        values[axis.path] = candidate.value
      }
    }
    settleLayers(&values)
    values = Dictionary(uniqueKeysWithValues: values.map { (Section.place(of: $0).key, $1) })
    let (choice, unused) = component(points, &values)
    let section = values.isEmpty ? nil : Section(name, values, label: choice?.label)
    return Resolution(section: section, unused: unused)
  }

  private func settleLayers(_ values: inout [String: Value]) {
    let depth = values.removeValue(forKey: "model.depth")
    let width = values.removeValue(forKey: "model.width")
    guard depth != nil || width != nil else { return }
    let count: Int = if case .integer(let value)? = depth { value } else { 1 }
    let units: Value = width ?? .integer(32)
    values["model.hidden"] = .list(Array(repeating: units, count: count))
  }

  /// Chooses the slot's component and adds its hyperparameters.
  private func component(
    _ points: Points, _ values: inout [String: Value]
  ) -> (choice: ComponentChoice?, unused: [Expansion.Collapse.Key]) {
    guard let slot else { return (nil, []) }
    let branch = points.compactMap { entry -> ComponentChoice? in
      guard entry.axis.slot == slot, case .component(let choice) = entry.point else { return nil }
      return choice
    }.first
    let base =
      document.base.components[slot]
      ?? slot.defaultName.map { ComponentChoice(name: $0, position: document.base.position) }
    guard let choice = branch ?? base else { return (nil, []) }
    values[Slot.nameKey] = .text(choice.name)
    guard let type = registry.component(slot.kind, named: choice.name) else { return (choice, []) }

    var unused: [Expansion.Collapse.Key] = []
    var settings = type.init().settings
    if let base, base.name == choice.name { settings.merge(base.settings) { $1 } }
    let own = branch?.settings ?? [:]
    for (axis, point) in points {
      guard axis.slot == nil, Setting.at(axis.path) == nil, case .value(let candidate) = point
      else { continue }
      let key = Section.place(of: axis.path).key
      if settings[key] != nil, own[key] == nil {
        settings[key] = candidate.value
      } else {
        unused.append(
          .init(path: axis.path, component: choice.name, isSetInside: own[key] != nil))
      }
    }
    settings.merge(own) { $1 }
    values.merge(settings) { $1 }
    if slot == .data {
      // Shares and folds stand in place of each other.
      values[own["split"] == nil && values["split.folds"] != nil ? "split" : "split.folds"] = nil
    }
    return (choice, unused)
  }
}
