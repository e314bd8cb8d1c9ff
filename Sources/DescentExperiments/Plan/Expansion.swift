package import Descent

/// The configurations of a grid: the product of its axes, resolved, each once.
package struct Expansion {
  /// In the order of the file, the last axis fastest; none where there are hopelessly many.
  package private(set) var configurations: [Configuration] = []
  /// The product of the axes' sizes.
  package private(set) var combinationCount: Int
  /// Which axes did not apply everywhere.
  package private(set) var collapses: [Collapse] = []

  /// A dotted axis that a component sets itself or does not have.
  package struct Collapse: Sendable {
    package var path: String
    /// The component's name.
    package var component: String
    /// Whether the component sets the hyperparameter itself, as against not having it.
    package var isSetInside: Bool
    /// Combinations before and configurations after, with this component.
    package var before: Int
    package var after: Int
  }

  private let document: Document
  private let registry: Registry

  package init(_ document: Document, registry: Registry) {
    self.document = document
    self.registry = registry
    combinationCount = document.axes.reduce(1) { product, axis in
      let (result, overflows) = product.multipliedReportingOverflow(by: axis.points.count)
      return overflows ? Int.max : result
    }
    if combinationCount <= max(document.options.maxRuns, Self.alwaysExpanded) { expand() }
  }

  /// So many combinations are expanded even where fewer runs are allowed: duplicates do not count.
  private static let alwaysExpanded = 100_000

  private mutating func expand() {
    var seen: Set<Configuration> = []
    var counters: [CollapseKey: (before: Int, members: Set<Configuration>)] = [:]
    var order: [CollapseKey] = []
    var indices = Array(repeating: 0, count: document.axes.count)
    for _ in 0..<combinationCount {
      let points = zip(document.axes, indices).map { ($0, $0.points[$1]) }
      let resolution = resolve(points)
      if seen.insert(resolution.configuration).inserted {
        configurations.append(resolution.configuration)
      }
      for key in resolution.unused {
        if counters[key] == nil { order.append(key) }
        counters[key, default: (0, [])].before += 1
        counters[key, default: (0, [])].members.insert(resolution.configuration)
      }
      for axis in indices.indices.reversed() {
        indices[axis] += 1
        if indices[axis] < document.axes[axis].points.count { break }
        indices[axis] = 0
      }
    }
    collapses = order.compactMap { key in
      guard let counter = counters[key], counter.members.count < counter.before else { return nil }
      return Collapse(
        path: key.path, component: key.component, isSetInside: key.isSetInside,
        before: counter.before, after: counter.members.count)
    }
  }

  private struct CollapseKey: Hashable {
    var path: String
    var component: String
    var isSetInside: Bool
  }

  // MARK: - One combination

  /// A component default gives way to the base (of the same name), that to a dotted axis, and that to
  /// the branch.
  private func resolve(
    _ points: [(axis: Document.Axis, point: Document.Axis.Point)]
  ) -> (configuration: Configuration, unused: [CollapseKey]) {
    var configuration = Configuration([:])
    var unused: [CollapseKey] = []
    for setting in Setting.all {
      configuration.values[setting.path] =
        document.base.settings[setting.path] ?? setting.defaultValue
    }
    for (axis, point) in points {
      if case .value(let candidate) = point, Setting.at(axis.path) != nil {
        configuration.values[axis.path] = candidate.value
      }
    }
    for slot in Slot.allCases {
      let branch = points.compactMap { entry -> ComponentChoice? in
        guard entry.axis.slot == slot, case .component(let choice) = entry.point else { return nil }
        return choice
      }.first
      let base =
        document.base.components[slot]
        ?? slot.defaultName.map { ComponentChoice(name: $0, position: document.base.position) }
      guard let choice = branch ?? base else { continue }
      configuration.values[slot.namePath] = .text(choice.name)
      configuration.labels[slot] = choice.label
      guard let type = registry.component(slot.kind, named: choice.name) else { continue }

      var settings = type.init().settings
      if let base, base.name == choice.name { settings.merge(base.settings) { $1 } }
      for (axis, point) in points {
        guard let (axisSlot, key) = Slot.containing(axis.path), axisSlot == slot,
          Setting.at(axis.path) == nil, case .value(let candidate) = point
        else { continue }
        let isSetInside = branch?.settings[key] != nil
        if settings[key] != nil, !isSetInside {
          settings[key] = candidate.value
        } else {
          unused.append(
            CollapseKey(path: axis.path, component: choice.name, isSetInside: isSetInside))
        }
      }
      if let branch { settings.merge(branch.settings) { $1 } }
      for (key, value) in settings {
        configuration.values[slot.rawValue + "." + key] = value
      }
    }
    settleLayers(&configuration)
    return (configuration, unused)
  }

  /// `depth` and `width` become `hidden`, so that either way of writing gives the same run.
  private func settleLayers(_ configuration: inout Configuration) {
    let depth = configuration.values.removeValue(forKey: "model.depth")
    let width = configuration.values.removeValue(forKey: "model.width")
    guard depth != nil || width != nil else { return }
    let count: Int = if case .integer(let value)? = depth { value } else { 1 }
    let units: Value = width ?? .integer(32)
    configuration.values["model.hidden"] = .list(Array(repeating: units, count: count))
  }
}
