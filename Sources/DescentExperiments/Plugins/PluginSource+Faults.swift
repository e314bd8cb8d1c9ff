import Descent

extension PluginSource {
  /// As a registry knows it.
  var plugin: Registry.Plugin { Registry.Plugin(path: path, sha256: sha256) }

  /// What keeps the components that it lists from being used beside those that are there.
  func faults(of components: [any Component.Type], beside registry: Registry) -> [Diagnostic] {
    guard !components.isEmpty else { return [missingList] }
    var names: [ComponentKind: Set<String>] = [:]
    return components.compactMap { type in
      let position = position(ofName: type.name) ?? listPosition
      func fault(_ message: String) -> Diagnostic { Diagnostic(message, at: position, code: "E05") }
      let kind = type.kind.rawValue
      guard type.name.isSnakeCase else {
        return fault("\(kind) '\(type.name)': expected a name in lower-case snake_case")
      }
      guard type.name != Slot.none else {
        return fault("\(kind) '\(type.name)': the name stands for nothing; expected another one")
      }
      guard type.isOfItsKind else {
        return fault("'\(type)' calls itself \(kind), but does not conform to its protocol")
      }
      let settings = type.hyperparameters.map(\.name)
      let taken =
        [Slot.nameKey, Slot.labelKey]
        + Slot.allCases.filter { $0.kind == type.kind }.flatMap { Setting.keys(in: $0) }
      if let reserved = settings.first(where: taken.contains) {
        return fault(
          "\(kind) '\(type.name)': a setting cannot be called '\(reserved)', which means something else "
            + "there")
      }
      if let name = settings.first(where: { !$0.isSnakeCase }) {
        return fault(
          "\(kind) '\(type.name)': expected names of settings in lower-case snake_case, not '\(name)'"
        )
      }
      guard Set(settings).count == settings.count else {
        return fault("\(kind) '\(type.name)': two of its settings share a name: \(settings)")
      }
      let defaults = type.init()
      for setting in type.hyperparameters {
        let value = setting.value(of: defaults)
        guard setting.type.contains(value) else {
          return fault(
            "\(kind) '\(type.name)': the default of '\(setting.name)' must be "
              + "\(setting.type.expectation), not \(value)")
        }
      }
      guard names[type.kind, default: []].insert(type.name).inserted else {
        return fault("two \(kind)s of the plugin are named '\(type.name)'")
      }
      guard registry.component(type.kind, named: type.name) == nil else {
        let owner =
          registry.plugin(of: type.kind, named: type.name).map { "comes with plugin '\($0.path)'" }
          ?? "comes with Descent"
        return fault("\(kind) '\(type.name)' \(owner) already; expected another name")
      }
      return nil
    }
  }
}

extension String {
  fileprivate var isSnakeCase: Bool { wholeMatch(of: /[a-z][a-z0-9]*(_[a-z0-9]+)*/) != nil }
}

extension Component {
  /// Whether it conforms to the protocol of the kind that it gives as its own.
  fileprivate static var isOfItsKind: Bool {
    switch kind {
    case .activation: self is any RowActivation.Type
    case .loss: self is any RowLoss.Type
    case .optimizer: self is any MatrixOptimizer.Type
    case .schedule: self is any Schedule.Type
    case .regularizer: self is any Regularizer.Type || self is any NormConstraint.Type
    case .initializer: self is any Initializer.Type
    case .metric: self is any Metric.Type
    case .data: self is any DataSource.Type
    }
  }
}
